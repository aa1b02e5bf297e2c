"""`trucewatch show` and `export`: one incident for a reader, all of them for another program."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.workspace import By, Where, workspace_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.ledger.store import View
    from trucewatch.ledger.values import IncidentRow
    from trucewatch.model.decision import Decision
    from trucewatch.model.incident import Incident

Code = Annotated[str, typer.Argument(metavar="CODE", help="An incident's code, as in `trucewatch incidents`.")]


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
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write to.")],
    form: Annotated[str, typer.Option("--format", metavar="jsonl", help="The only form so far.")] = "jsonl",
    where: Where = None,
    by: By = None,
) -> None:
    """Write documents, claims, incidents and findings as JSON, an object a line; the log notes which codes became public."""
    from trucewatch.pipeline.export import export as run
    from trucewatch.pipeline.search import UnknownWordError
    from trucewatch.pipeline.status import is_behind

    if form != "jsonl":
        raise UnknownWordError(form, "format", "there is only `jsonl`")
    with workspace_at(where) as workspace:
        if is_behind(workspace):
            typer.echo("the incidents are not up to date; run `trucewatch build` first", err=True)
        counts = run(workspace, out, who=workspace.author(by))
    for name, number in counts.items():
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
