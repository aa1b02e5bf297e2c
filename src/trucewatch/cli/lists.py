"""`trucewatch reports`, `claims`, `incidents`, `log`: what the ledger holds, in lines that pipe."""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.workspace import Where, workspace_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.ledger.store import View
    from trucewatch.ledger.values import ClaimRow, IncidentQuery
    from trucewatch.pipeline.workspace import Workspace

MOST = 50
LARGEST = 10**12
_VERBS = ("receipt", "decision", "build", "export", "issue")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, an object a line.")]
First = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="The first day: 2020-09-20, 2020-09 or 2020.")
]
Last = Annotated[str | None, typer.Option("--to", metavar="DATE", help="The last day.")]
Limit = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help=f"At most so many; {MOST} by default, all with --json or in a pipe."),
]


def reports(where: Where = None, *, as_json: AsJson = False) -> None:
    """List the reports that are kept, in the order of their receipt."""
    from trucewatch.publications.ledger_lines import REPORT_HEADER, report_line

    with workspace_at(where) as workspace, workspace.ledger.reading_view() as view:
        numbers = {**dict.fromkeys(view.readers(), 0), **view.claim_counts()}
        if not as_json:
            typer.echo(REPORT_HEADER)
        for report in view.reports():
            told = {"id_": report.id, "file": report.file, "size": report.size, "seq": report.seq}
            told |= {"claims": numbers.get(report.sha256), "sha256": report.sha256}
            if as_json:
                _print_json({name.removesuffix("_"): value for name, value in told.items()})
            else:
                typer.echo(report_line(**told))  # type: ignore[arg-type] # a table's row


def claims(
    incident: Annotated[str | None, typer.Option(metavar="CODE", help="Only those of one incident.")] = None,
    report: Annotated[
        str | None, typer.Option(metavar="SHA256", help="Only those of one report, by its digest.")
    ] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Only those of one kind: air_strike.")] = None,
    where: Where = None,
    *,
    as_json: AsJson = False,
) -> None:
    """List the claims that were read, with the incident each stands in."""
    from trucewatch.pipeline.named import incident_named
    from trucewatch.pipeline.search import kind_named
    from trucewatch.publications.ledger_lines import CLAIM_HEADER

    with workspace_at(where) as workspace, workspace.ledger.reading_view() as view:
        codes = None if incident is None else [incident_named(view, incident).code]
        hits = view.claims(codes=codes, reports=None if report is None else [_digest(view, report)])
        wanted = None if kind is None else kind_named(workspace, view, kind)
        if not as_json:
            typer.echo(CLAIM_HEADER)
        for row in hits:
            if wanted in {None, row.kind}:
                _print_claim(row, as_json=as_json)


def incidents(
    first: First = None,
    last: Last = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="In this place, or anywhere within it.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Of this kind: air_strike.")] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="By or against this party, or a body of it.")
    ] = None,
    grade: Annotated[str | None, typer.Option(metavar="GRADE", help="Of this grade: corroborated.")] = None,
    near: Annotated[str | None, typer.Option(metavar="LAT,LON,KM", help="Within so many kilometres.")] = None,
    limit: Limit = None,
    grain: Annotated[str | None, typer.Option(metavar="acled", help="Roll up to place, day, parties and kind.")] = None,
    where: Where = None,
    *,
    as_json: AsJson = False,
) -> None:
    """List incidents: dated ones by day, then those without a date."""
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.pipeline.search import UnknownWordError, Wanted, query_of
    from trucewatch.publications.incidents.summary import list_lines

    if grain not in {None, "acled"}:
        raise UnknownWordError(grain or "", "grain", "there is only `acled`")
    with workspace_at(where) as workspace, workspace.ledger.reading_view() as view:
        most = min(limit, LARGEST) if limit else (None if as_json or grain or not sys.stdout.isatty() else MOST)
        wanted = Wanted(first=first, last=last, place=place, kind=kind, actor=actor, grade=grade, near=near, limit=most)
        query = query_of(workspace, view, wanted)
        if grain:
            _print_grain(workspace, view, query, as_json=as_json)
        elif as_json:
            for row in view.incidents(query):
                print_record(row.record)
        else:
            piped = not sys.stdout.isatty()
            total, rows = view.count_incidents(query), view.incidents(query, brief=True)
            for line in list_lines(rows, look_of_stdout(), total=total, one_line=piped):
                typer.echo(line)


def log(
    after: Annotated[int, typer.Option(min=0, metavar="N", help="Only entries after this number.")] = 0,
    verb: Annotated[
        str | None, typer.Option(metavar="WORD", help="Only receipt, decision, build, export or issue.")
    ] = None,
    where: Where = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Show the log: who did what, when; nothing in it is ever changed."""
    from trucewatch.incidents.decisions.body import ENTRY_VERB, BadDecision, decision_of
    from trucewatch.pipeline.issues import ISSUE
    from trucewatch.pipeline.search import UnknownWordError
    from trucewatch.publications.ledger_lines import LOG_HEADER, log_line

    if verb not in {None, *_VERBS}:
        raise UnknownWordError(verb or "", "kind of log entry", f"use one of: {', '.join(_VERBS)}")

    with workspace_at(where) as workspace, workspace.ledger.reading_view() as view:
        if not as_json:
            typer.echo(LOG_HEADER)
        for entry in view.entries(verb=verb, after=min(after, LARGEST)):
            if as_json:
                told = {"seq": entry.seq, "at": entry.at.isoformat(), "who": entry.who, "verb": entry.verb}
                _print_json(told | {"body": entry.body, "previous": entry.previous, "hash": entry.hash})
                continue
            found = decision_of(entry) if entry.verb == ENTRY_VERB else None
            known = None if isinstance(found, BadDecision) else found
            body = _issue_words(entry.body) if entry.verb == ISSUE else entry.body
            typer.echo(log_line(seq=entry.seq, at=entry.at, who=entry.who, verb=entry.verb, body=body, decision=known))


def _issue_words(body: "Mapping[str, object]") -> "dict[str, object]":
    """What a log entry of a final report says, in a reader's words: an open end of its days or no area is no gap."""
    first, last = body.get("first"), body.get("last")
    days = f"{first or '…'} to {last or '…'}" if first or last else "all days"
    told = {name: body[name] for name in ("number", "profile") if name in body}
    incidents, digests = body.get("incidents"), body.get("digests")
    count = len(incidents) if isinstance(incidents, dict) else "unknown"
    return {
        **told,
        "sha256": ", ".join(f"{file} {digest}" for file, digest in digests.items())
        if isinstance(digests, dict)
        else "unknown",
        "incidents": count,
        "of": f"{body.get('area') or 'all areas'}, {days}",
    }


def _print_json(value: "dict[str, object]") -> None:
    print_record(json.dumps(value, ensure_ascii=False))


def print_record(text: str) -> None:
    """Print JSON text as one line, with nothing in it that a terminal would obey."""
    from trucewatch.publications.jsonl import escaped

    typer.echo(escaped(text))


def _digest(view: "View", typed: str) -> str:
    """The digest of the one report whose id or digest begins so."""
    from trucewatch.pipeline.search import UnknownWordError

    begun = typed.strip().lower().removeprefix("r_")
    found = [report.sha256 for report in view.reports() if begun and report.sha256.startswith(begun)]
    if len(found) != 1:
        raise UnknownWordError(typed, "report", "see `trucewatch reports` for ids, and write enough of one")
    return found[0]


def _print_claim(row: "ClaimRow", *, as_json: bool) -> None:
    from trucewatch.publications.ledger_lines import claim_brief

    if as_json:
        told = {name: getattr(row, name) for name in ("id", "sha256", "kind", "family", "scope", "stance")}
        told |= {"first": row.first, "last": row.last, "place": row.place or None, "quote": row.quote}
        _print_json(told | {"incident": row.code or None})
        return
    days, standing = (row.first, row.last), (row.scope, row.stance)
    typer.echo(
        claim_brief(
            id_=row.id,
            days=days,
            kind=row.kind,
            standing=standing,
            place=row.place,
            incident=row.code,
            quote=row.quote,
        )
    )


def _print_grain(workspace: "Workspace", view: "View", query: "IncidentQuery", *, as_json: bool) -> None:
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.incidents.rollup import roll_up
    from trucewatch.packs import load_packs
    from trucewatch.pipeline.kept import kept_incident
    from trucewatch.publications.incidents.grain import grain_lines, grain_record

    found = (kept_incident(row) for row in view.incidents(query))
    rolled = roll_up(found, load_packs(workspace.packs).kinds)
    if as_json:
        for row in rolled.rows:
            _print_json(grain_record(row))
        return
    left_out = {name: len(getattr(rolled, name)) for name in ("discounted", "uncoded", "undated", "unlocated")}
    for line in grain_lines(rolled.rows, look_of_stdout(), left_out=left_out, one_line=not sys.stdout.isatty()):
        typer.echo(line)
