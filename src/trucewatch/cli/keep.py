"""`trucewatch init`, `add`, `verify`, `backup`: what makes, feeds and guards a workspace."""

from pathlib import Path
from typing import Annotated

import typer

from trucewatch.cli.read import Published
from trucewatch.cli.workspace import By, Where, workspace_at

DAMAGED = 3
_NOTHING_KEPT = 2


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make the workspace in.")],
    pack: Annotated[
        list[str] | None,
        typer.Option(
            "--pack", metavar="NAME", help="A built-in pack or a pack's folder; all built-in ones by default."
        ),
    ] = None,
    ledger: Annotated[
        str, typer.Option(metavar="URL", help="A PostgreSQL database in place of a file: postgresql://USER@HOST/NAME.")
    ] = "",
    by: By = None,
) -> None:
    """Make a workspace: a folder with settings, a ledger and the reports' originals."""
    from trucewatch.pipeline.workspace import LEDGER, make_workspace

    with make_workspace(folder, packs=pack or (), ledger=ledger or LEDGER, author=by or "") as made:
        packs = ", ".join(made.settings.packs) or "all built-in ones"
        typer.echo(f"{made.folder}: workspace made; packs: {packs}")
        typer.echo(f"next: trucewatch add -w {made.folder} REPORTS, then trucewatch build -w {made.folder}")


def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Reports: text files, saved pages, folders.")],
    published: Published = None,
    where: Where = None,
    by: By = None,
) -> None:
    """Keep reports, byte for byte, and log who added them, when and from where.

    The same bytes twice are one report. Exit code 2 where nothing could be kept.
    """
    from trucewatch.cli.screen import with_progress
    from trucewatch.dates.given import as_interval
    from trucewatch.language.phrases import counted
    from trucewatch.pipeline.intake import add_files
    from trucewatch.publications.words import line
    from trucewatch.reports.receive import find_files

    as_interval(published)
    new = known = 0
    with workspace_at(where) as workspace:
        who = workspace.author(by)
        received = add_files(workspace, paths, who=who, published=published or "")
        for found in with_progress(received, lambda: sum(1 for _ in find_files(paths)), "files"):
            if found.issue:
                typer.echo(line(found.issue.text), err=True)
            else:
                new, known = new + found.new, known + (not found.new)
    there = f"{known:,} {'was' if known == 1 else 'were'} there before"
    typer.echo(f"{counted(new, 'new report')} kept, {there}")
    if not new + known:
        raise typer.Exit(_NOTHING_KEPT)


def verify(
    where: Where = None,
    head: Annotated[
        str, typer.Option(metavar="HASH", help="A hash of the log that you wrote down: it must still be in it.")
    ] = "",
) -> None:
    """Check every original, every line of the log and every quote; name all that is damaged.

    Exit code 0 where all is as it was, 3 where anything is not.
    """
    from trucewatch.cli.screen import with_progress
    from trucewatch.ledger import errors
    from trucewatch.pipeline.verify import originals_alone, verified

    damaged, newest = 0, None
    try:
        with workspace_at(where) as workspace:
            for damage in with_progress(verified(workspace, head=head), None, "checks"):
                if damage is not None:
                    damaged += 1
                    _tell_damage(damage.item, damage.what)
            if not damaged:
                with workspace.ledger.reading_view() as view:
                    newest = view.head()
    except (
        errors.LedgerCorruptError,
        errors.LedgerForeignError,
        errors.LedgerEmptyError,
        errors.LedgerMissingError,
    ) as error:
        damaged += 1
        _tell_damage(error.where, f"{error.fault}; put a backup in its place")
        for damage in originals_alone(where or Path()):
            damaged += 1
            _tell_damage(damage.item, damage.what)
    if damaged:
        typer.echo(f"{damaged} damaged", err=True)
        raise typer.Exit(DAMAGED)
    typer.echo(
        f"nothing is damaged; {newest.seq} log entries, newest hash {newest.hash}"
        if newest
        else "nothing is damaged; the log is empty"
    )


def _tell_damage(item: str, what: str) -> None:
    from trucewatch.publications.words import line

    typer.echo(line(f"{item}: {what}"))


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The archive to write; must not be there yet.")],
    where: Where = None,
) -> None:
    """Write the whole workspace, ledger and originals, to one archive (.tar), while others may go on working.

    Exit code 3 where an original is missing or altered: it is named, and the rest is in the archive.
    """
    from trucewatch.language.phrases import counted
    from trucewatch.pipeline.backup import back_up
    from trucewatch.publications.words import line

    with workspace_at(where) as workspace:
        done = back_up(workspace, file)
    size = f"{done.size / 1_000_000:.1f} MB"
    typer.echo(line(f"{file}: {counted(done.reports, 'report')} and the ledger, {size}; to use it, unpack it anywhere"))
    for damage in done.damaged:
        typer.echo(line(str(damage)), err=True)
    if done.damaged:
        raise typer.Exit(DAMAGED)
