"""What the guide to publishing tells a reader to type does what it says, from top to bottom."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests import system
from tests.cli.ledgers import ANOTHER

if TYPE_CHECKING:
    from tests.cli.ledgers import Command

GUIDE = (Path(__file__).parents[2] / "docs" / "publishing.md").read_text(encoding="utf-8")
WIDEST = 130


@pytest.mark.usefixtures("workspace")
@system.with_patience
def test_a_weeks_work_can_be_typed_as_it_stands(tw: Command) -> None:
    system.needed("weasyprint")
    Path("downloads").mkdir()
    Path("downloads/market.txt").write_bytes(Path(ANOTHER).read_bytes())
    section = GUIDE.partition("## A week's work")[2].partition("\n## ")[0]
    typed = re.findall(r"^    trucewatch (.+)$", section, re.MULTILINE)
    assert [line.split()[0] for line in typed] == ["add", "build", "report", "publish", "leaks"]
    for line in typed:
        done = tw(*shlex.split(line))
        assert done.code == 0, (line, done)
    assert ": 0 found, " in done.out
    assert len(tw("log", "--verb", "issue", "--json").json) == 1


@pytest.mark.usefixtures("workspace")
def test_the_table_of_what_to_hand_out_can_be_typed(tw: Command) -> None:
    typed = re.findall(r"^\| .* \| `trucewatch (.+)` \|$", GUIDE, re.MULTILINE)
    assert {line.split()[0] for line in typed} == {"report", "publish", "export"}
    for line in typed:
        assert tw(*shlex.split(line)).code == 0, line


def test_it_fits_a_page() -> None:
    assert [line for line in GUIDE.splitlines() if len(line) > WIDEST] == []
