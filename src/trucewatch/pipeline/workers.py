"""One piece of work per item over several processes: results come in the order of the items, each item is done once."""

from __future__ import annotations

import multiprocessing
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from trucewatch.model.errors import TrucewatchError
from trucewatch.pipeline.settled import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from trucewatch.model.document import Reading
    from trucewatch.pipeline.toolbox import Toolbox

Item = TypeVar("Item")


class WorkerLostError(TrucewatchError):
    """A process ended before its items were read."""

    def __init__(self, item: object) -> None:
        super().__init__(f"{item}: the process that read it was ended from outside; read it again with --jobs 1")


def in_processes(
    work: Callable[[Item, Toolbox], Reading], items: Sequence[Item], tools: Toolbox, jobs: int
) -> Iterator[Reading]:
    """Readings from `jobs` processes: each takes every `jobs`-th item and is asked in turn; a full pipe makes it wait.

    Where the system can fork, the processes share what is loaded; elsewhere each loads its own. Raises WorkerLostError.
    """
    with settled(), _started(work, items, tools, jobs) as lines:
        for i, item in enumerate(items):
            try:
                reading: Reading = lines[i % jobs].recv()
            except EOFError as error:
                raise WorkerLostError(item) from error
            yield reading


@contextmanager
def _started(
    work: Callable[[Item, Toolbox], Reading], items: Sequence[Item], tools: Toolbox, jobs: int
) -> Iterator[list[Connection]]:
    """The processes' lines; the processes end with the block, done or not."""
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork") if can_fork else multiprocessing.get_context("spawn")
    lines: list[Connection] = []
    workers = []
    try:
        for i in range(jobs):
            ours, theirs = context.Pipe(duplex=False)
            inherited = (*lines, ours) if can_fork else ()
            worker = context.Process(target=_serve, args=(theirs, inherited, work, items[i::jobs], tools), daemon=True)
            with _uninterrupted():
                worker.start()
            theirs.close()
            lines.append(ours)
            workers.append(worker)
        yield lines
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until a process is started and has learnt that it is none of its affair."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(
    line: Connection,
    inherited: Sequence[Connection],
    work: Callable[[Item, Toolbox], Reading],
    items: Sequence[Item],
    tools: Toolbox,
) -> None:
    """One process's share; Ctrl-C is the parent's affair, and a parent that has gone ends the work.

    The parent's ends of lines, which a fork inherits, are closed: else nobody would notice that it has gone.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    try:
        for item in items:
            line.send(work(item, tools))
    except BrokenPipeError:
        return
