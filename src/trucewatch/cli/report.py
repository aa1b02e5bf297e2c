"""`trucewatch report`: what a monitor hands over for a day or a week, in the form that the file's name asks for."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.span import Area, First, Last
from trucewatch.cli.workspace import By, Where, workspace_at

if TYPE_CHECKING:
    from trucewatch.pipeline.workspace import Workspace
    from trucewatch.publications.edition import Edition

Profile = Annotated[
    str, typer.Option(metavar="NAME", help="Whose rules of release apply: public, partner, team, or a file.")
]


def report(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to; .html, .pdf, .docx or .md.")],
    first: First = None,
    last: Last = None,
    day: Annotated[str | None, typer.Option(metavar="DATE", help="This day alone.")] = None,
    week: Annotated[str | None, typer.Option(metavar="WEEK", help="2020-W10, or the week of a day.")] = None,
    area: Area = None,
    profile: Profile = "public",
    language: Annotated[str, typer.Option(metavar="en|ar", help="The language of the report's own words.")] = "en",
    where: Where = None,
    by: By = None,
    *,
    final: Annotated[bool, typer.Option("--final", help="It is handed out: the log notes it.")] = False,
) -> None:
    """Write the ceasefire report of a period: every number in it leads to its incidents, and these to the words they rest on.

    Whatever the profile holds back is listed in the workspace's folder `withheld`, and is nowhere in the report.
    """
    from trucewatch.cli.span import edition_words, span_of, tell_if_behind
    from trucewatch.pipeline.export import make_public
    from trucewatch.pipeline.publish import check_outside, profile_of, release
    from trucewatch.publications.report.speech import LANGUAGES, UnknownLanguageError
    from trucewatch.publications.report.write import FORMATS, UnknownFormatError, write_report

    span = span_of(area, first, last, day, week)
    if out.suffix.lower() not in FORMATS:
        raise UnknownFormatError(out)
    if language not in LANGUAGES:
        raise UnknownLanguageError(language)
    with workspace_at(where) as workspace:
        rules, who = profile_of(workspace, profile), workspace.author(by) if final else ""
        check_outside(workspace, out)
        tell_if_behind(workspace)
        if final:
            make_public(workspace, {"report": str(out.absolute()), "profile": rules.id}, who=who)
        edition = release(workspace, span, rules, is_final=final)
        data = write_report(edition, out, language)
        if final:
            _note(workspace, edition, who, data)
    standing = f"final no. {edition.number}" if final else "draft"
    typer.echo(f"{out}: {standing}; {edition_words(edition)}")


def _note(workspace: "Workspace", edition: "Edition", who: str, data: bytes) -> None:
    from trucewatch.pipeline.issues import note_issue

    with workspace.ledger.writing() as writer:
        note_issue(writer, edition, who, hashlib.sha256(data).hexdigest())
