"""`trucewatch demo`: the bundled reports the whole way, so that a newcomer sees what comes out before reading how."""

import hashlib
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from trucewatch.cli.steps import Steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from trucewatch.model.document import Reading
    from trucewatch.model.finding import Finding
    from trucewatch.model.incident import Incident
    from trucewatch.pipeline.workspace import Workspace

FOLDER = "demo-output"
WORKSPACE = "workspace"
REPORT = "report.html"
SITE = "site"
PAGE = "readings.html"
RECORD = "readings.jsonl"
INCIDENTS = "incidents.jsonl"
PROFILE = "public"
_AUTHOR = "demo"
_MOST = 6
_TOLD_TWICE = 8


def demo() -> None:
    """Go the whole way with the bundled reports: read, link, test against agreements, publish; say where everything is."""
    from trucewatch.cli.build import Progress
    from trucewatch.pipeline.build import build
    from trucewatch.pipeline.intake import add_files

    folder = _folder()
    with ExitStack() as open_files:
        step = open_files.enter_context(Steps("run it again, and it goes on from there"))
        reports = open_files.enter_context(_reports())
        workspace = open_files.enter_context(_workspace(folder / WORKSPACE))
        for _ in add_files(workspace, list(_new(workspace, reports)), who=_AUTHOR):
            pass
        with Progress() as progress:
            build(workspace, who=_AUTHOR, watcher=progress.watcher())
        kept = _kept(workspace)
        for line in (*_read(kept.readings, folder), *_linked(kept.incidents, folder), *_tested(kept.findings)):
            typer.echo(line)
        words = _published(workspace, folder, step)
        step.clear()
        for line in _where(words, folder):
            typer.echo(line)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What the ledger holds, in the order in which it is told."""

    readings: "list[Reading]"
    incidents: "list[Incident]"
    findings: "list[Finding]"


def _kept(workspace: "Workspace") -> _Kept:
    from trucewatch.ledger.values import FindingQuery, IncidentQuery
    from trucewatch.pipeline.kept import kept_finding, kept_incident, kept_reading

    with workspace.ledger.reading_view() as view:
        return _Kept(
            readings=sorted(map(kept_reading, view.readings()), key=lambda one: one.document.file),
            incidents=[kept_incident(row) for row in view.incidents(IncidentQuery())],
            findings=[kept_finding(row).finding for row in view.findings(FindingQuery())],
        )


def _read(readings: "list[Reading]", folder: Path) -> "Iterator[str]":
    """A line a claim, and the page and the record of all of them."""
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.publications.jsonl import JsonlWriter
    from trucewatch.publications.page import PageWriter
    from trucewatch.publications.table import short_lines

    with PageWriter(folder / PAGE) as page, JsonlWriter(folder / RECORD) as record:
        for reading in readings:
            page.add(reading)
            record.add(reading)
            yield from short_lines(reading, look_of_stdout())
    yield from summary_lines(readings)
    yield ""


def _linked(incidents: "list[Incident]", folder: Path) -> "Iterator[str]":
    """The incidents that more than one report tells of; all of them go to a file."""
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.language.phrases import counted
    from trucewatch.publications.incidents.record import incident_record
    from trucewatch.publications.incidents.show import headline
    from trucewatch.publications.jsonl import JsonlWriter
    from trucewatch.publications.table import row

    with JsonlWriter(folder / INCIDENTS) as writer:
        for incident in incidents:
            writer.write(incident_record(incident))
    several = [one for one in incidents if len({origin for held in one.origins for origin in held.reports}) > 1]
    such = ", such as:" if len(several) > _TOLD_TWICE else ":" if several else ""
    yield f"{counted(len(incidents), 'incident')}, {len(several)} of them told by more than one report{such}"
    for incident in several[:_TOLD_TWICE]:
        yield from row(incident.code, headline(incident), look_of_stdout(), label=len(incident.code) + 1)
    yield ""


def _tested(findings: "list[Finding]") -> "Iterator[str]":
    """How many findings there are of each result."""
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.language.phrases import counted
    from trucewatch.publications.table import wrapped

    results = Counter(str(one.result) for one in findings)
    told = ", ".join(f"{number} {result}" for result, number in sorted(results.items()))
    words = f"{counted(len(findings), 'finding')} on what agreements say of them{f': {told}' if told else ''}"
    yield from wrapped(words, look_of_stdout().width)
    yield ""


def _published(workspace: "Workspace", folder: Path, step: "Callable[[str], None]") -> str:
    """The report and the site of all days, for the public; how much of it is told."""
    from trucewatch.cli.span import held_words
    from trucewatch.pipeline.edition import Span
    from trucewatch.pipeline.export import make_public
    from trucewatch.pipeline.publish import profile_of, release
    from trucewatch.pipeline.site import write_whole_site
    from trucewatch.publications.report.write import write_report

    step("reading the ledger")
    rules = profile_of(workspace, PROFILE)
    make_public(workspace, {"folder": str(folder.absolute()), "profile": rules.id}, who=_AUTHOR)
    edition, held = release(workspace, Span(), rules)
    step("writing the report")
    write_report(edition, folder / REPORT)
    step("writing the site")
    write_whole_site(edition, folder / SITE)
    return held_words(edition, held)


def _where(told: str, folder: Path) -> "Iterator[str]":
    """Where everything is: what a newcomer should open comes last, since it is what stays in sight."""
    from trucewatch.pipeline.publish import WITHHELD

    yield f"page of all claims: {folder / PAGE}"
    yield f"records: {folder / RECORD}, {folder / INCIDENTS}"
    yield f"ledger: {folder / WORKSPACE}; look into it with"
    yield f"    trucewatch incidents -w {folder / WORKSPACE}"
    yield f"for the public: {told}"
    yield "what was held back is listed in"
    yield f"    {folder / WORKSPACE / WITHHELD}"
    yield "open these in a browser:"
    yield f"report: {folder / REPORT}"
    yield f"site: {folder / SITE / 'index.html'}"


def summary_lines(readings: "list[Reading]") -> "Iterator[str]":
    """How many claims of which scope and kind, and how much of them is fixed in time and space."""
    from trucewatch.publications.words import label

    claims = [claim for reading in readings for claim in reading.claims]
    scopes = Counter(str(claim.scope) for claim in claims)
    kinds = Counter(claim.kind for claim in claims).most_common(_MOST)
    dated = sum(claim.when.is_known for claim in claims)
    placed = sum(any(place.lat is not None for place in claim.where) for claim in claims)
    told = ", ".join(f"{number} {scope}" for scope, number in sorted(scopes.items()))
    yield f"{len(readings)} reports, {len(claims)} claims ({told}); {dated} dated, {placed} placed"
    yield f"most often: {', '.join(f'{label(kind)} {number}' for kind, number in kinds)}"


def _reports() -> "AbstractContextManager[Path]":
    """The folder of the bundled reports."""
    return as_file(files("trucewatch") / "bundled" / "reports")


def _new(workspace: "Workspace", reports: Path) -> "Iterator[Path]":
    """Those that the ledger has not: to go the same way again changes nothing."""
    with workspace.ledger.reading_view() as view:
        known = {report.sha256 for report in view.reports()}
    yield from (
        path for path in sorted(reports.iterdir()) if hashlib.sha256(path.read_bytes()).hexdigest() not in known
    )


def _workspace(folder: Path) -> "Workspace":
    """The workspace of an earlier run, else a new one."""
    from trucewatch.pipeline.workspace import SETTINGS, make_workspace, open_workspace

    return open_workspace(folder) if (folder / SETTINGS).is_file() else make_workspace(folder, author=_AUTHOR)


def _folder() -> Path:
    """A folder in the current one or, where that cannot be written, a temporary one."""
    here = Path(FOLDER)
    try:
        here.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=here):
            return here
    except OSError:
        return Path(tempfile.mkdtemp(prefix="trucewatch-"))
