"""`trucewatch build` and `status`: bring the ledger up to date, and say how it stands."""

import sys
from typing import TYPE_CHECKING, Annotated, NoReturn, Self

import typer

from trucewatch.cli.workspace import By, Where, workspace_at

if TYPE_CHECKING:
    from types import TracebackType

    from tqdm import tqdm

    from trucewatch.model.document import Reading
    from trucewatch.pipeline.build import Watcher

_NOT_ALL = 2


def build(
    where: Where = None,
    by: By = None,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="How many processes share the reading.")] = 1,
    *,
    again: Annotated[bool, typer.Option("--again", help="Read and link everything anew.")] = False,
) -> None:
    """Read what is new, link it to what is known, and grade the incidents.

    It may be stopped at any time and goes on from there when run again; decisions are replayed each time.
    """
    from trucewatch.language.phrases import counted
    from trucewatch.pipeline.build import build as run

    with workspace_at(where) as workspace, Progress() as progress:
        built = run(workspace, who=workspace.author(by), watcher=progress.watcher(), jobs=jobs, again=again)
        with workspace.ledger.reading_view() as view:
            from trucewatch.ledger.values import IncidentQuery

            incidents = view.count_incidents(IncidentQuery())
    read, made, total = counted(built.read, "report"), counted(built.made, "incident"), counted(incidents, "incident")
    again_tested = f", {counted(built.tested, 'incident')} tested again" if built.tested else ""
    typer.echo(f"{read} read, {made} made or mended{again_tested}; {total} in all")
    if built.lost:
        typer.echo(f"{counted(built.lost, 'report')} not read: see `trucewatch verify`", err=True)
        raise typer.Exit(_NOT_ALL)


def status(where: Where = None) -> None:
    """Say how the ledger stands: what is kept, read and linked, and which decisions want a person's eye."""
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.pipeline.status import facts_of
    from trucewatch.publications.ledger_lines import status_lines

    with workspace_at(where) as workspace:
        facts, notes = facts_of(workspace)
    for line in status_lines(facts, look_of_stdout()):
        typer.echo(line)
    for note in notes:
        typer.echo(note)


class Progress:
    """Tells a terminal how a build goes, and everybody what is wrong with a report."""

    def __init__(self) -> None:
        self._bar: tqdm[NoReturn] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: "TracebackType | None"
    ) -> None:
        self._open(0, "")

    def watcher(self) -> "Watcher":
        """What a build reports to."""
        from trucewatch.pipeline.build import Watcher

        return Watcher(
            waiting=lambda: typer.echo("another build is at work; waiting for it to end", err=True),
            total=lambda number: self._open(number, "reports"),
            reading=self._read,
            linking=lambda number: self._open(number, "incidents"),
            incident=self._tick,
            testing=lambda number: self._open(number, "incidents tested"),
            tested=self._tick,
            untested=self._tell,
        )

    def _open(self, total: int, unit: str) -> None:
        if self._bar is not None:
            self._bar.close()
        self._bar = None
        if total and sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = tqdm(total=total, unit=f" {unit}", file=sys.stderr, leave=False)

    def _read(self, reading: "Reading") -> None:
        from trucewatch.cli.screen import tell_issues

        tell_issues(reading)
        self._tick()

    def _tell(self, words: str) -> None:
        from trucewatch.publications.words import line

        self._open(0, "")
        typer.echo(line(words), err=True)

    def _tick(self) -> None:
        if self._bar is not None:
            self._bar.update()
