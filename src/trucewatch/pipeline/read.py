"""Reading many files: in order, each independent of the others, one bad file never stopping the rest."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from trucewatch.documents.document import make_document
from trucewatch.model.document import Document, Issue, Reading
from trucewatch.model.time import UNKNOWN_DATE
from trucewatch.pipeline.settled import settled
from trucewatch.pipeline.toolbox import Toolbox
from trucewatch.pipeline.workers import in_processes
from trucewatch.reports.receive import Refused, find_files, receive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from trucewatch.model.document import Report
    from trucewatch.model.time import DateInterval

Item = TypeVar("Item")

FEW = 4
FAILED = "reader_failed"
_LOG = logging.getLogger(__name__)


def read_paths(
    paths: Sequence[Path],
    *,
    packs: Sequence[str | Path] | None = None,
    published: DateInterval | None = None,
    jobs: int = 1,
    toolbox: Toolbox | None = None,
) -> Iterator[Reading]:
    """The readings of all files below `paths`, in the order of their names.

    A file that cannot be read comes as a reading without text, with the issue that says why. Raises MissingPathError
    for a path that is not there and PackError for a pack with faults, before anything is read; WorkerLostError while
    reading, where one of several processes was killed.
    """
    files = list(find_files(paths))
    tools = toolbox or Toolbox.load(packs)
    return read_all(partial(read_file, published=published), files, tools, jobs)


def read_all(
    work: Callable[[Item, Toolbox], Reading], items: Sequence[Item], tools: Toolbox, jobs: int
) -> Iterator[Reading]:
    """The readings of all items in their order, in this process or in several; raises WorkerLostError."""
    if jobs <= 1 or len(items) <= FEW:
        return _in_turn(work, items, tools)
    return in_processes(work, items, tools, min(jobs, len(items)))


def read_file(path: Path, tools: Toolbox, published: DateInterval | None = None) -> Reading:
    """One file's reading; a fault of our own comes back as the issue `reader_failed`, for the other files go on."""
    received = receive(path)
    if isinstance(received, Refused):
        return without_text(received.file, received.issue)
    return read_safely(received, tools, published)


def read_safely(report: Report, tools: Toolbox, published: DateInterval | None = None) -> Reading:
    """One report's reading; a fault of our own comes back as the issue `reader_failed`."""
    try:
        return read_report(report, tools, published)
    except Exception as error:  # noqa: BLE001 - the edge of one file's work; the issue tells it, the log has the trace
        _LOG.debug("reading %s failed", report.file, exc_info=True)
        what = f"{report.file} could not be read by a fault of ours ({type(error).__name__}: {error}); please report it"
        return without_text(report.file, Issue(code=FAILED, text=what), report)


def read_report(report: Report, tools: Toolbox, published: DateInterval | None = None) -> Reading:
    """One report's reading; only English text is read for claims."""
    document = make_document(
        report,
        outlets=tools.outlets,
        calendar=tools.calendar,
        published=published,
        concerns=tools.reader.concerns,
    )
    if document.language != "en":
        return Reading(document=document, claims=(), issues=document.issues)
    claims, issues = tools.reader.read(document)
    return Reading(document=document, claims=claims, issues=(*document.issues, *issues))


def _in_turn(work: Callable[[Item, Toolbox], Reading], items: Sequence[Item], tools: Toolbox) -> Iterator[Reading]:
    with settled():
        for item in items:
            yield work(item, tools)


def without_text(file: str, issue: Issue, report: Report | None = None) -> Reading:
    """A reading of a file that could not be read, with the issue that says why."""
    document = Document(
        report=report.id if report else "",
        file=file,
        sha256=report.sha256 if report else "",
        text="",
        published=UNKNOWN_DATE,
    )
    return Reading(document=document, claims=(), issues=(issue,))
