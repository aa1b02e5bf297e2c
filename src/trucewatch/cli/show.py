"""`trucewatch show` and `export`: one incident for a reader, all of them for another program."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.span import Area, First, Last
from trucewatch.cli.workspace import By, Where, workspace_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.ledger.store import View
    from trucewatch.ledger.values import IncidentRow
    from trucewatch.model.decision import Decision
    from trucewatch.model.incident import Incident
    from trucewatch.pipeline.workspace import Workspace

Code = Annotated[str, typer.Argument(metavar="CODE", help="An incident's code, as in `trucewatch incidents`.")]
_RECORD = "jsonl"


def show(
    code: Code,
    where: Where = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print its public record.")] = False,
) -> None:
    """Show one incident: each value with who holds it, what speaks against it, and the words it rests on."""
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.pipeline.named import incident_named
    from trucewatch.publications.incidents.show import show_lines

    with workspace_at(where) as workspace, workspace.ledger.reading_view() as view:
        row = incident_named(view, code)
        if as_json:
            typer.echo(row.record)
            return
        incident = told(code, row)
        decisions = decisions_of(view, incident)
        for line in show_lines(incident, look_of_stdout(), decisions=decisions, others=dict(_others(view, incident))):
            typer.echo(line)


def export(
    out: Annotated[Path, typer.Option("--out", metavar="PATH", help="The folder or file to write to.")],
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help="csv, xlsx, jsonl, geojson, geoparquet, parquet, acled, ucdp, followthemoney, timelinejs, annotations.",
        ),
    ] = _RECORD,
    profile: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose rules of release apply: public, partner, team, or a file.")
    ] = None,
    first: First = None,
    last: Last = None,
    area: Area = None,
    where: Where = None,
    by: By = None,
    *,
    hxl: Annotated[bool, typer.Option("--hxl", help="A row of HXL tags under the header of csv and xlsx.")] = False,
) -> None:
    """Write incidents, findings and sources for another program; the log notes which codes became public.

    Without a profile, a period or an area, `jsonl` is the whole public record: documents, claims, incidents and findings.
    Everything else is what the profile tells (by default `team`, which holds nothing back).
    """
    from trucewatch.cli.span import edition_words, span_of, tell_if_behind
    from trucewatch.packs.errors import did_you_mean
    from trucewatch.pipeline.publish import check_outside, export_edition, profile_of
    from trucewatch.pipeline.search import UnknownWordError
    from trucewatch.publications.exports.formats import FORMATS

    name = form.strip().lower()
    if name not in FORMATS:
        raise UnknownWordError(form, "format", did_you_mean(name, FORMATS))
    span = span_of(area, first, last)
    is_record = name == _RECORD and not hxl and not any((profile, first, last, area))
    with workspace_at(where) as workspace:
        who = workspace.author(by)
        tell_if_behind(workspace)
        if is_record:
            _export_record(workspace, out, who)
            return
        check_outside(workspace, out)
        rules = profile_of(workspace, profile or "team")
        edition, written = export_edition(workspace, span, rules, FORMATS[name], out, who=who, hxl=hxl)
    for path in written:
        typer.echo(str(path))
    typer.echo(edition_words(edition))


def _export_record(workspace: "Workspace", out: Path, who: str) -> None:
    """The whole public record."""
    from trucewatch.pipeline.export import export as run

    for name, number in run(workspace, out, who=who).items():
        typer.echo(f"{out / name}: {number:,} lines")


def told(code: str, row: "IncidentRow") -> "Incident":
    """The incident, with a word on the error stream where another code was asked for."""
    from trucewatch.incidents.codes import normal_code
    from trucewatch.pipeline.kept import kept_incident

    if normal_code(code) != row.code:
        typer.echo(f"{normal_code(code)} now leads to {row.code}", err=True)
    return kept_incident(row)


def decisions_of(view: "View", incident: "Incident") -> "dict[str, Decision]":
    """The decisions that an incident or its joins name."""
    from trucewatch.incidents.decisions.body import BadDecision
    from trucewatch.pipeline.people import logged

    wanted = {*incident.decisions, *(join.decision for join in incident.joins)} - {""}
    found = logged(view) if wanted else iter(())
    return {one.id: one for one in found if not isinstance(one, BadDecision) and one.id in wanted}


def _others(view: "View", incident: "Incident") -> "Iterator[tuple[str, str]]":
    """For each claim that may belong here: the code and summary of the incident it stands in."""
    mine = set(incident.claims)
    for name in {end for join in incident.maybe for end in (join.left, join.right)} - mine:
        rows = view.claims_like(name, 1)
        other = view.incident(rows[0].code) if rows and rows[0].code else None
        if other is not None:
            yield name, f"{other.code}  {other.summary}"
