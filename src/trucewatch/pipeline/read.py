"""Reading many files: in order, each independent of the others, one bad file never stopping the rest."""

from __future__ import annotations

import multiprocessing
import signal
from typing import TYPE_CHECKING

from trucewatch.documents.document import make_document
from trucewatch.model.document import Document, Reading
from trucewatch.model.time import UNKNOWN_DATE
from trucewatch.pipeline.toolbox import Toolbox
from trucewatch.reports.receive import Refused, find_files, receive

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from trucewatch.model.document import Report
    from trucewatch.model.time import DateInterval

FEW = 4


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
    for a path that is not there and PackError for a pack with faults, before anything is read.
    """
    files = list(find_files(paths))
    tools = toolbox or Toolbox.load(packs)
    if jobs <= 1 or len(files) <= FEW:
        return (read_file(path, tools, published) for path in files)
    return _in_processes(files, tools, published, jobs)


def read_file(path: Path, tools: Toolbox, published: DateInterval | None = None) -> Reading:
    """One file's reading."""
    received = receive(path)
    if isinstance(received, Refused):
        empty = Document(report="", file=received.file, sha256="", text="", published=UNKNOWN_DATE)
        return Reading(document=empty, claims=(), issues=(received.issue,))
    return read_report(received, tools, published)


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


def _in_processes(
    files: Sequence[Path], tools: Toolbox, published: DateInterval | None, jobs: int
) -> Iterator[Reading]:
    """Readings from several processes in the order of the files: each takes every `jobs`-th one, asked in turn.

    Where the system can fork, the processes share what is loaded; a full pipe makes a fast one wait.
    """
    context = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
    lines: list[Connection] = []
    workers = []
    for i in range(jobs):
        ours, theirs = context.Pipe(duplex=False)
        worker = context.Process(target=_work, args=(theirs, files[i::jobs], tools, published), daemon=True)
        worker.start()
        theirs.close()
        lines.append(ours)
        workers.append(worker)
    try:
        for i in range(len(files)):
            yield lines[i % jobs].recv()
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def _work(line: Connection, files: Sequence[Path], tools: Toolbox, published: DateInterval | None) -> None:
    """One process's share; Ctrl-C is the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for path in files:
        line.send(read_file(path, tools, published))
