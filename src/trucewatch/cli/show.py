"""`trucewatch show` and `export`: one incident for a reader, all of them for another program."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.span import Area, Day, First, Last, Week
from trucewatch.cli.steps import Steps
from trucewatch.cli.workspace import By, Where, workspace_at
from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.ledger.store import View
    from trucewatch.ledger.values import IncidentRow
    from trucewatch.model.decision import Decision
    from trucewatch.model.incident import Incident
    from trucewatch.pipeline.workspace import Workspace
    from trucewatch.publications.exports.formats import Format

Code = Annotated[str, typer.Argument(metavar="CODE", help="An incident's code, as in `trucewatch incidents`.")]
_RECORD = "jsonl"


class OtherEndingError(TrucewatchError):
    """A file that is named like one of another format."""

    def __init__(self, path: Path, name: str, ending: str) -> None:
        super().__init__(f"{path}: is named like another format than {name}; let the name end in {ending}")


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
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="csv, xlsx, jsonl, geojson, geoparquet, parquet, acled, ucdp, followthemoney, timelinejs, annotations;"
            " by default what the file's name ends with, else jsonl.",
        ),
    ] = None,
    profile: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose rules of release apply: public, partner, team, or a file.")
    ] = None,
    first: First = None,
    last: Last = None,
    day: Day = None,
    week: Week = None,
    area: Area = None,
    where: Where = None,
    by: By = None,
    *,
    hxl: Annotated[bool, typer.Option("--hxl", help="A row of HXL tags under the header of csv and xlsx.")] = False,
) -> None:
    """Write incidents, findings and sources for another program; the log notes which codes became public.

    A folder as `jsonl`, without a profile, a period or an area, is the whole public record: documents, claims, incidents
    and findings. Everything else is what the profile tells (by default `team`, which holds nothing back).
    """
    with Steps("nothing was written") as step:
        from trucewatch.cli.report import tell_doubts
        from trucewatch.cli.span import edition_words, span_of, tell_if_behind
        from trucewatch.pipeline.landing import check_file, check_folder
        from trucewatch.pipeline.publish import export_edition, profile_of

        asked = _format_of(form, out)
        span = span_of(area, first, last, day, week)
        is_file = not asked.is_folder or (out.suffix.lower() == asked.ending and not out.is_dir())
        with workspace_at(where) as workspace:
            who, rules = workspace.author(by), profile_of(workspace, profile or "team")
            (check_file if is_file else check_folder)(workspace, out)
            tell_if_behind(workspace)
            tell_doubts(workspace, rules)
            step(f"writing {asked.name}")
            if asked.name == _RECORD and not is_file and not hxl and not any((profile, first, last, day, week, area)):
                lines = _record_lines(workspace, out, who)
            else:
                edition, held, written = export_edition(workspace, span, rules, asked, out, who=who, hxl=hxl)
                lines = [*map(str, written), edition_words(edition, held)]
    for line in lines:
        typer.echo(line)


def _format_of(form: str | None, out: Path) -> "Format":
    """The format that is meant; raises UnknownWordError, and OtherEndingError for a file named like another format's."""
    from trucewatch.packs.errors import did_you_mean
    from trucewatch.pipeline.search import UnknownWordError
    from trucewatch.publications.exports.formats import FORMATS

    ending = out.suffix.lower()
    by_name = ending[1:] if ending[1:] in FORMATS and not out.is_dir() else _RECORD
    name = by_name if form is None else form.strip().lower()
    if name not in FORMATS:
        raise UnknownWordError(form or "", "format", did_you_mean(name, FORMATS))
    known = {_family(one.ending) for one in FORMATS.values()}
    if not out.is_dir() and _family(ending) in known - {_family(FORMATS[name].ending)}:
        raise OtherEndingError(out, name, FORMATS[name].ending)
    return FORMATS[name]


def _family(ending: str) -> str:
    """Endings that one and the same program may want: all that is JSON is one of them."""
    return ".json" if "json" in ending else ending


def _record_lines(workspace: "Workspace", out: Path, who: str) -> list[str]:
    """Write the whole public record, and say what is in it."""
    from trucewatch.pipeline.export import export as run

    return [f"{out / name}: {number:,} lines" for name, number in run(workspace, out, who=who).items()]


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
