"""One toolbox for all tests of this folder, and a folder of short reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.pipeline import Toolbox

if TYPE_CHECKING:
    from pathlib import Path

ATTACK = """Shells hit {town}

{town} Post

5 March 2020

Government forces shelled the market of {town} on Wednesday, killing at least {count} civilians, residents said.

The army denied that it had fired on the town. Rebels hit back with rockets on Thursday and wounded two soldiers.
"""
CALM = """Rain on the way for {town}

5 March 2020

Forecasters expect showers on Friday. The farmers around {town} welcomed the news after a dry winter and a dry spring.
"""
TOWNS = ("Idlib", "Saraqib", "Binnish", "Taftanaz", "Sarmin", "Ariha", "Maarat Misrin", "Kafr Nabl")


@pytest.fixture(scope="session")
def tools() -> Toolbox:
    return Toolbox.load(["syria"])


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Eight reports of shelling and, among them, one of the weather, an empty file and a picture."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for i, town in enumerate(TOWNS):
        (folder / f"{i}-{town}.txt").write_text(ATTACK.format(town=town, count=i + 3), encoding="utf-8")
    (folder / "2-weather.txt").write_text(CALM.format(town="Idlib"), encoding="utf-8")
    (folder / "3-empty.txt").write_bytes(b"")
    (folder / "4-picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    return folder
