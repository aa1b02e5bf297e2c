"""`trucewatch findings`: what terms say of what is reported, listed, shown test by test, and summed up period by period."""

import json
import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.examples import help_of
from trucewatch.cli.lists import LARGEST, MOST, AsJson, First, Last, Limit, print_record
from trucewatch.cli.register import agreement_named, names_of
from trucewatch.cli.workspace import Where, workspace_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.ledger.store import View
    from trucewatch.model.agreement import Agreement
    from trucewatch.pipeline.workspace import Workspace
    from trucewatch.publications.findings.stated import Stated

Terms = Annotated[str | None, typer.Option("--agreement", metavar="ID", help="Only under this agreement.")]


def findings_app() -> typer.Typer:
    """The commands of `trucewatch findings`."""
    app = typer.Typer(**help_of("findings"))
    app.callback(invoke_without_command=True)(list_findings)
    for command in (show, upkeep):
        app.command(command.__name__, **help_of(f"findings {command.__name__}"))(command)
    return app


def list_findings(
    context: typer.Context,
    result: Annotated[
        str | None,
        typer.Option(
            metavar="RESULT",
            help="inconsistent, possibly-inconsistent, not-covered, cannot-be-assessed or consistent.",
        ),
    ] = None,
    agreement: Terms = None,
    article: Annotated[str | None, typer.Option(metavar="NUMBER", help="Only under this article.")] = None,
    incident: Annotated[str | None, typer.Option(metavar="CODE", help="Only on this incident.")] = None,
    first: First = None,
    last: Last = None,
    limit: Limit = None,
    where: Where = None,
    *,
    as_json: AsJson = False,
) -> None:
    """List findings: what terms in force say of each reported act. They say nothing about what happened."""
    if context.invoked_subcommand is not None:
        return
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.pipeline.findings import kept_finding
    from trucewatch.pipeline.found import WantedFindings, finding_query, tally
    from trucewatch.publications.findings.lines import finding_lines

    piped = not sys.stdout.isatty()
    most = min(limit, LARGEST) if limit else (None if as_json or piped else MOST)
    wanted = WantedFindings(
        result=result, agreement=agreement, article=article, incident=incident, first=first, last=last, limit=most
    )
    with workspace_at(where) as workspace, workspace.ledger.reading_view() as view:
        query = finding_query(view, wanted, partial(_agreement, workspace))
        if as_json:
            for row in view.findings(query):
                print_record(row.record)
            return
        found = map(kept_finding, view.findings(query))
        for line in finding_lines(found, look_of_stdout(), counts=tally(view, query), one_line=piped):
            typer.echo(line)


def show(
    name: Annotated[
        str, typer.Argument(metavar="ID|CODE", help="A finding's id, as much as is unique, or an incident's code.")
    ],
    where: Where = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Show the five tests of a finding with the words of reports and article, or all findings of an incident.

    Starts that rival parties name stand side by side; agreements that were not tested say why.
    """
    from trucewatch.pipeline.findings import FINDING

    with workspace_at(where) as workspace, workspace.ledger.reading_view() as view:
        if name.strip().lower().startswith(FINDING):
            _show_one(view, name, as_json=as_json)
        else:
            _show_all(workspace, view, name, as_json=as_json)


def upkeep(
    first: First = None,
    last: Last = None,
    agreement: Terms = None,
    where: Where = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Show how deadlines, duties and thresholds stand month by month, as far as was reported.

    Without days, those of the ledger's findings; without --agreement, the agreements that these speak of. No report is
    neither a breach nor a fulfilment.
    """
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.pipeline.findings import Register
    from trucewatch.pipeline.found import period_of
    from trucewatch.publications.findings.upkeep import upkeep_json, upkeep_lines

    with workspace_at(where) as workspace, workspace.ledger.reading_view() as view:
        register = Register.of(workspace)
        wanted = agreement_named(register.agreements, agreement).id if agreement else ""
        period = period_of(view, first, last)
        found = register.upkeep_of(view, *period, wanted) if period else ()
        names = names_of(register.packs) | {one.id: one.short or one.name for one in register.agreements.values()}
    if as_json:
        for one in found:
            print_record(json.dumps(upkeep_json(one), ensure_ascii=False))
        return
    for line in upkeep_lines(found, look_of_stdout(), names=names, one_line=not sys.stdout.isatty()):
        typer.echo(line)


def _show_one(view: "View", name: str, *, as_json: bool) -> None:
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.ledger.values import FindingQuery
    from trucewatch.pipeline.findings import finding_named, kept_finding
    from trucewatch.publications.findings.show import finding_show

    row = finding_named(view, name)
    if as_json:
        print_record(row.record)
        return
    told = kept_finding(row)
    same = FindingQuery(code=row.code, agreement=row.agreement, article=row.article)
    rivals = [
        kept_finding(other) for other in view.findings(same) if other.id != row.id and other.article == row.article
    ]
    for line in finding_show(told, look_of_stdout(), rivals=rivals, authors=_authors(view, [told])):
        typer.echo(line)


def _show_all(workspace: "Workspace", view: "View", name: str, *, as_json: bool) -> None:
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.cli.show import told as incident_told
    from trucewatch.ledger.values import FindingQuery
    from trucewatch.packs.errors import PackError
    from trucewatch.pipeline.findings import Register, kept_finding
    from trucewatch.pipeline.named import incident_named
    from trucewatch.publications.findings.show import incident_findings
    from trucewatch.publications.incidents.show import headline
    from trucewatch.publications.words import line as safe_line

    row = incident_named(view, name)
    rows = list(view.findings(FindingQuery(code=row.code)))
    if as_json:
        for found in rows:
            print_record(found.record)
        return
    incident = incident_told(name, row)
    findings = [kept_finding(found) for found in rows]
    passed = []
    try:
        register = Register.of(workspace)
        shorts = {one.id: one.short or one.name for one in register.agreements.values()}
        passed = [(shorts.get(id_, id_), why) for id_, why in register.assessor.passed_over(incident)]
    except PackError as error:
        typer.echo(safe_line(f"which agreements were passed over cannot be told: {error}"), err=True)
    lines = incident_findings(
        row.code,
        headline(incident),
        findings,
        look_of_stdout(),
        passed_over=passed,
        authors=_authors(view, findings),
    )
    for line in lines:
        typer.echo(line)


def _authors(view: "View", found: "Iterable[Stated]") -> "dict[str, str]":
    """Who took the decisions that findings name, by the decision's id."""
    from trucewatch.incidents.decisions.body import BadDecision
    from trucewatch.pipeline.people import logged

    wanted = {one.finding.decision for one in found} - {""}
    decisions = logged(view) if wanted else iter(())
    return {one.id: one.author for one in decisions if not isinstance(one, BadDecision) and one.id in wanted}


def _agreement(workspace: "Workspace", typed: str) -> "Agreement":
    from trucewatch.pipeline.findings import Register

    return agreement_named(Register.of(workspace).agreements, typed)
