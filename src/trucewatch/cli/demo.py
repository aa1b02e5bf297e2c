"""`trucewatch demo`: the bundled reports read, linked and tested on the spot, so that a newcomer sees what comes out before reading how."""

import tempfile
from collections import Counter
from contextlib import ExitStack
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.model.document import Reading
    from trucewatch.model.incident import Incident
    from trucewatch.packs.merged import Packs
    from trucewatch.publications.jsonl import JsonlWriter
    from trucewatch.publications.page import PageWriter

FOLDER = "demo-output"
PAGE = "readings.html"
RECORD = "readings.jsonl"
INCIDENTS = "incidents.jsonl"
FINDINGS = "findings.jsonl"
_MOST = 6
_TOLD_TWICE = 8


def demo() -> None:
    """Read the bundled reports: a line a claim, the incidents that several tell of, what terms say, and a page of it all."""
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.packs import load_packs
    from trucewatch.pipeline import read_paths
    from trucewatch.pipeline.in_memory import incidents_of
    from trucewatch.publications.table import short_lines

    readings: list[Reading] = []
    with ExitStack() as open_files:
        folder = open_files.enter_context(as_file(files("trucewatch") / "bundled" / "reports"))
        page, record = _outputs()
        open_files.enter_context(page)
        open_files.enter_context(record)
        for reading in read_paths([folder]):
            page.add(reading)
            record.add(reading)
            readings.append(reading)
            typer.echo("\n".join(short_lines(reading, look_of_stdout())))
    for line in summary_lines(readings):
        typer.echo(line)
    typer.echo()
    linked, tested = record.path.with_name(INCIDENTS), record.path.with_name(FINDINGS)
    packs = load_packs()
    incidents = incidents_of(readings, packs)
    for line in (*_linked(incidents, linked), "", *_tested(incidents, packs, tested)):
        typer.echo(line)
    typer.echo(f"page: {page.path}\nrecord: {record.path}\nincidents: {linked}\nfindings: {tested}")


def _tested(incidents: "list[Incident]", packs: "Packs", path: Path) -> "Iterator[str]":
    """How many findings came to what; all of them go to a file."""
    from trucewatch.model.finding import Result
    from trucewatch.pipeline.in_memory import findings_of
    from trucewatch.publications.findings.record import stated_record
    from trucewatch.publications.jsonl import JsonlWriter

    counts: Counter[Result] = Counter()
    with JsonlWriter(path) as writer:
        for told in findings_of(incidents, packs):
            writer.write(stated_record(told))
            counts[told.finding.result] += 1
    told_counts = ", ".join(f"{counts[result]} {result}" for result in Result)
    yield f"{counts.total()} findings under the ceasefire terms in force there and then: {told_counts}"


def _linked(incidents: "list[Incident]", path: Path) -> "Iterator[str]":
    """The incidents that more than one report tells of; all of them go to a file."""
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.publications.incidents.record import incident_record
    from trucewatch.publications.incidents.show import headline
    from trucewatch.publications.jsonl import JsonlWriter
    from trucewatch.publications.table import row

    with JsonlWriter(path) as writer:
        for incident in incidents:
            writer.write(incident_record(incident))
    several = [one for one in incidents if len({origin for held in one.origins for origin in held.reports}) > 1]
    yield f"{len(incidents)} incidents, {len(several)} of them told by more than one report, such as"
    for incident in several[:_TOLD_TWICE]:
        yield from row(incident.code, headline(incident), look_of_stdout(), label=len(incident.code) + 1)


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


def _outputs() -> "tuple[PageWriter, JsonlWriter]":
    """The page and the record, in the current folder or, where that cannot be written, in a temporary one."""
    from trucewatch.publications.jsonl import JsonlWriter, UnwritableError
    from trucewatch.publications.page import PageWriter

    here = Path(FOLDER)
    try:
        here.mkdir(exist_ok=True)
        return PageWriter(here / PAGE), JsonlWriter(here / RECORD)
    except (OSError, UnwritableError):
        elsewhere = Path(tempfile.mkdtemp(prefix="trucewatch-"))
        return PageWriter(elsewhere / PAGE), JsonlWriter(elsewhere / RECORD)
