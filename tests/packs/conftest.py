"""Builders of small packs on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from pathlib import Path


class MakePack(Protocol):
    """Writes a pack: file names (with `/` for folders) to contents."""

    def __call__(self, name: str, files: dict[str, str] | None = None, requires: str = "[world]") -> Path: ...


@pytest.fixture
def make_pack(tmp_path: Path) -> MakePack:
    def make(name: str, files: dict[str, str] | None = None, requires: str = "[world]") -> Path:
        folder = tmp_path / name
        info = f'name: {name}\ntitle: A pack\nversion: "1"\nlicence: CC0-1.0\nrequires: {requires}\ncountries: [YE]\n'
        for file, content in {"pack.yaml": info, **(files or {})}.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return folder

    return make
