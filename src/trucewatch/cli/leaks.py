"""`trucewatch leaks`: the last look at what is about to be handed out, whoever made it."""

from pathlib import Path
from typing import Annotated

import typer

from trucewatch.cli.report import Profile
from trucewatch.cli.workspace import Where, workspace_at

FOUND = 3


def leaks(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files, or folders with files.")],
    profile: Profile = "public",
    where: Where = None,
) -> None:
    """Search files for anything that a profile holds back: names, places, points, numbers, however they are written.

    It looks into Word, Excel, PDF, RTF, mails and archives, but into no picture, sound or film, and says so. It does not
    find what only a reader would: a name in another script or spelling, or inflected; a first name alone, or a name that
    is also another word; and a place or a person that is described and not named.

    Exit code 0 where nothing was found and everything could be looked into, 3 else.
    """
    from trucewatch.cli.screen import with_progress
    from trucewatch.language.phrases import counted
    from trucewatch.pipeline.leaks import files_in, search, withheld_now
    from trucewatch.pipeline.publish import profile_of
    from trucewatch.publications.words import line

    files = files_in(paths)
    with workspace_at(where) as workspace:
        rules = profile_of(workspace, profile)
        withheld = withheld_now(workspace, rules)
    found, unseen = search(with_progress(iter(files), lambda: len(files), "files"), withheld)
    hits: dict[str, str] = {}  # what several incidents hold back is told once
    for hit in found:
        what = f"{_where(hit.path, hit.part)}: “{hit.leak.withheld.value}” ({hit.leak.withheld.ground}, "
        hits.setdefault(f"{what} {hit.leak.around}", f"{what}{hit.leak.withheld.incident}): … {hit.leak.around} …")
    blind = (f"{_where(one.path, one.part)}: not searched, {one.why}" for one in unseen)
    lines = list(dict.fromkeys(map(line, hits.values())))
    for told in (*lines, *map(line, blind)):
        typer.echo(told)
    number, things = counted(len(files), "file"), counted(len(withheld), "thing")
    typer.echo(
        f"{number} searched for {things} that {rules.id!r} holds back: {len(lines):,} found, "
        f"{counted(len(unseen), 'part')} could not be looked into"
    )
    if found or unseen:
        raise typer.Exit(FOUND)


def _where(path: Path, part: str) -> str:
    return f"{path} ({part})" if part else str(path)
