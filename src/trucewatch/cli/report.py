"""`trucewatch report`: what a monitor hands over for a day or a week, in the form that the file's name asks for."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.span import Area, First, Last
from trucewatch.cli.steps import Steps
from trucewatch.cli.workspace import By, Where, workspace_at
from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from trucewatch.model.profile import Profile as Rules
    from trucewatch.pipeline.workspace import Workspace
    from trucewatch.publications.edition import Edition

Profile = Annotated[
    str, typer.Option(metavar="NAME", help="Whose rules of release apply: public, partner, team, or a file.")
]
_SKEW = timedelta(hours=1)
"""How far the clocks of those who add to one ledger may be apart."""


class OvertakenError(TrucewatchError):
    """A final report that another one came before."""

    def __init__(self, number: int) -> None:
        super().__init__(f"another final report no. {number} was noted meanwhile; nothing was written, run it again")


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
    with Steps("nothing was written") as step:
        from trucewatch.cli.span import edition_words, span_of, tell_if_behind
        from trucewatch.pipeline.landing import check_file
        from trucewatch.pipeline.publish import profile_of, release
        from trucewatch.publications.report.speech import LANGUAGES, UnknownLanguageError
        from trucewatch.publications.report.write import FORMATS, UnknownFormatError

        span = span_of(area, first, last, day, week)
        if out.suffix.lower() not in FORMATS:
            raise UnknownFormatError(out)
        if language not in LANGUAGES:
            raise UnknownLanguageError(language)
        with workspace_at(where) as workspace:
            rules, who = profile_of(workspace, profile), workspace.author(by) if final else ""
            check_file(workspace, out)
            tell_if_behind(workspace)
            tell_doubts(workspace, rules)
            step("reading the ledger")
            edition = release(workspace, span, rules, is_final=final)
            step("writing the report")
            _write(workspace, edition, out, language, who)
    standing = f"final no. {edition.number}" if final else "draft"
    typer.echo(f"{out}: {standing}; {edition_words(edition)}")


def tell_doubts(workspace: "Workspace", rules: "Rules") -> None:
    """A word on the error stream where a profile may tell more than its reader thinks.

    Its name is one that everybody knows, and its rules are others; or a clock that was wrong has run its delays out.
    """
    from trucewatch.withholding.profiles import known_profiles, load_profile

    if rules.id in known_profiles() and rules != load_profile(rules.id):
        typer.echo(f"the rules of `{rules.id}` are this workspace's own, not those that come with trucewatch", err=True)
    with workspace.ledger.reading_view() as view:
        head = view.head()
    if head and rules.delay_hours and head.at > datetime.now(UTC) + _SKEW:
        typer.echo(f"the newest log entry is of {head.at:%Y-%m-%d}, which is to come; delays count to it", err=True)


def _write(workspace: "Workspace", edition: "Edition", out: Path, language: str, who: str) -> None:
    """Put the report in place when it is whole; a final one not before the log has noted it, and only if it could be written."""
    from trucewatch.pipeline.drafts import unfinished
    from trucewatch.publications.jsonl import UnwritableError
    from trucewatch.publications.report.write import render

    target = out.resolve()
    data = render(edition, out.suffix.lower(), language)
    try:
        with unfinished(target.parent) as aside:
            draft = aside / target.name
            draft.write_bytes(data)
            if edition.is_final:
                _note(workspace, edition, out, who, data)
            draft.replace(target)
    except OSError as error:
        raise UnwritableError(out, error) from None


def _note(workspace: "Workspace", edition: "Edition", out: Path, who: str, data: bytes) -> None:
    """The issue, and the codes that become public with it, in one write."""
    from trucewatch.pipeline.export import note_public, untold_codes
    from trucewatch.pipeline.issues import last_issue, note_issue

    codes = untold_codes(workspace)
    with workspace.ledger.writing() as writer:
        before = last_issue(writer, edition.area, edition.profile.id)
        if before and before.number >= edition.number:
            raise OvertakenError(edition.number)
        note_issue(writer, edition, who, hashlib.sha256(data).hexdigest())
        note_public(writer, {"report": str(out.absolute()), "profile": edition.profile.id}, codes, who=who)
