"""What was written, read back as another program would."""

from __future__ import annotations

import csv
import json
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from trucewatch.incidents.rollup import roll_up
from trucewatch.packs import load_packs
from trucewatch.publications.exports.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from trucewatch.publications.edition import Edition


@cache
def rolled() -> Callable[..., Any]:
    """How incidents are rolled up with the built-in kinds."""
    return partial(roll_up, kinds=load_packs(None).kinds)


def written(edition: Edition, name: str, folder: Path, *, hxl: bool = False) -> Path:
    """Where an edition was written in a format: its one file, or its folder."""
    one = FORMATS[name]
    path = folder / (name if one.is_folder else f"{name}{one.ending}")
    one.write(edition, path, hxl=hxl, roll_up=rolled() if one.rolls_up else None)
    return path


def about(path: Path) -> str:
    """The text that says what an export is."""
    return (path / "about.txt" if path.is_dir() else path.with_name(f"{path.name}.about.txt")).read_text("utf-8")


def csv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The lines of a JSONL file."""
    return [json.loads(line) for line in path.read_bytes().splitlines()]
