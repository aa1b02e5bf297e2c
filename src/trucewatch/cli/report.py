"""`trucewatch report`: what a monitor hands over for a day or a week, in the forms that the files' names ask for."""

import hashlib
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.span import Area, Day, First, Last, Week
from trucewatch.cli.steps import Steps
from trucewatch.cli.workspace import By, Where, workspace_at
from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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


class TwiceError(TrucewatchError):
    """Two files to be written that are one."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file}: is named twice; give each --out a file of its own")


def report(
    out: Annotated[
        list[Path],
        typer.Option("--out", metavar="FILE", help="Where to; .html, .pdf, .docx or .md. Again for further files."),
    ],
    first: First = None,
    last: Last = None,
    day: Day = None,
    week: Week = None,
    area: Area = None,
    profile: Profile = "public",
    language: Annotated[str, typer.Option(metavar="en|ar", help="The language of the report's own words.")] = "en",
    where: Where = None,
    by: By = None,
    *,
    final: Annotated[bool, typer.Option("--final", help="It is handed out: the log notes it.")] = False,
) -> None:
    """Write the ceasefire report of a period: every number in it leads to its incidents, and these to the words they rest on.

    Files of several kinds, each with an --out, are one report: a final one has one number and one entry in the log.

    Whatever the profile holds back is listed in the workspace's folder `withheld`, and is nowhere in the report.
    """
    with Steps("nothing was written") as step:
        from trucewatch.cli.span import edition_words, span_of, tell_if_behind
        from trucewatch.pipeline.landing import check_file
        from trucewatch.pipeline.publish import profile_of, release
        from trucewatch.publications.report.speech import LANGUAGES, UnknownLanguageError
        from trucewatch.publications.report.write import FORMATS, UnknownFormatError

        span = span_of(area, first, last, day, week)
        for one in out:
            if one.suffix.lower() not in FORMATS:
                raise UnknownFormatError(one)
        if language not in LANGUAGES:
            raise UnknownLanguageError(language)
        with workspace_at(where) as workspace:
            rules, who = profile_of(workspace, profile), workspace.author(by) if final else ""
            for one in out:
                check_file(workspace, one)
            _check_apart(out)
            tell_if_behind(workspace)
            tell_doubts(workspace, rules)
            step("reading the ledger")
            edition, held = release(workspace, span, rules, is_final=final)
            step("writing the report")
            _write(workspace, edition, out, language, who)
    standing = f"final no. {edition.number}" if final else "draft"
    for one in out:
        typer.echo(f"{one}: {standing}")
    typer.echo(edition_words(edition, held))


def tell_doubts(workspace: "Workspace", rules: "Rules") -> None:
    """A word on the error stream where a profile tells otherwise than its reader may think.

    Its name is one that everybody knows, and its rules are others; or a log that is ahead of the clock ends no delay.
    """
    from trucewatch.withholding.profiles import known_profiles, load_profile

    if rules.id in known_profiles() and rules != load_profile(rules.id):
        typer.echo(f"the rules of `{rules.id}` are this workspace's own, not those that come with trucewatch", err=True)
    with workspace.ledger.reading_view() as view:
        head = view.head()
    if head and rules.delay_hours and head.at > datetime.now(UTC) + _SKEW:
        typer.echo(
            f"the newest log entry is of {head.at:%Y-%m-%d}, which is to come; delays count to the clock instead",
            err=True,
        )


def _check_apart(files: "Iterable[Path]") -> None:
    """Raise TwiceError where two of the names lead to one file."""
    real = set[Path]()
    for file in files:
        if file.resolve() in real:
            raise TwiceError(file)
        real.add(file.resolve())


def _write(workspace: "Workspace", edition: "Edition", files: "Iterable[Path]", language: str, who: str) -> None:
    """Put the files in place when all are whole; of a final report not before the log has noted it, and only if all could be written."""
    from trucewatch.publications.report.write import render

    made = {file: render(edition, file.suffix.lower(), language) for file in files}
    with ExitStack() as stack:
        asides: dict[Path, Path] = {}
        drafts = {file: _draft(file, data, asides, stack) for file, data in made.items()}
        if edition.is_final:
            _note(workspace, edition, made, who)
        for file, draft in drafts.items():
            with _writing(file):
                draft.replace(file.resolve())


def _draft(file: Path, data: bytes, asides: dict[Path, Path], stack: ExitStack) -> Path:
    """The bytes in a file aside; `asides` are the folders for that which there are, by the folder that each lies in."""
    from trucewatch.pipeline.drafts import unfinished

    target = file.resolve()
    with _writing(file):
        if target.parent not in asides:
            asides[target.parent] = stack.enter_context(unfinished(target.parent))
        draft = asides[target.parent] / target.name
        draft.write_bytes(data)
        return draft


@contextmanager
def _writing(file: Path) -> "Iterator[None]":
    """Raise UnwritableError for this file where the system refuses."""
    from trucewatch.publications.jsonl import UnwritableError

    try:
        yield
    except OSError as error:
        raise UnwritableError(file, error) from None


def _note(workspace: "Workspace", edition: "Edition", made: "Mapping[Path, bytes]", who: str) -> None:
    """The issue, and the codes that become public with it, in one write."""
    from trucewatch.pipeline.export import note_public, untold_codes
    from trucewatch.pipeline.issues import last_issue, note_issue

    codes = untold_codes(workspace)
    paths = ", ".join(str(file.absolute()) for file in made)
    with workspace.ledger.writing() as writer:
        before = last_issue(writer, edition.area, edition.profile.id)
        if before and before.number >= edition.number:
            raise OvertakenError(edition.number)
        digests = {str(file): hashlib.sha256(data).hexdigest() for file, data in made.items()}
        note_issue(writer, edition, who, digests)
        note_public(writer, {"report": paths, "profile": edition.profile.id}, codes, who=who)
