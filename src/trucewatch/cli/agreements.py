"""`trucewatch agreements`: which ceasefire terms are known, what they say, whether they held then and there, and by whose account."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.examples import help_of
from trucewatch.cli.lists import AsJson
from trucewatch.cli.propose import propose
from trucewatch.cli.read import Packs
from trucewatch.cli.register import agreement_named, terms_at
from trucewatch.cli.workspace import Where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.model.agreement import Agreement
    from trucewatch.pipeline.workspace import Workspace

_FAULTY = 2
At = Annotated[
    str | None,
    typer.Option("--at", metavar="DATE", help="As they stood on this day, or at an hour of it; today by default."),
]


def agreements_app() -> typer.Typer:
    """The commands of `trucewatch agreements`."""
    app = typer.Typer(**help_of("agreements"))
    app.callback(invoke_without_command=True)(list_agreements)
    for command in (show, check, propose):
        app.command(command.__name__, **help_of(f"agreements {command.__name__}"))(command)
    return app


def list_agreements(
    context: typer.Context, at: At = None, pack: Packs = None, where: Where = None, *, as_json: AsJson = False
) -> None:
    """List the ceasefire terms that are known, and whether each is in force.

    Those of the workspace, its own among them; without a workspace those of the built-in packs.
    """
    if context.invoked_subcommand is not None:
        return
    from trucewatch.cli.asked import moment_asked, standings_of, told_moment
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.publications.agreements.as_json import listed_json
    from trucewatch.publications.agreements.lines import Listed, agreement_lines

    moment = moment_asked(at)
    with terms_at(where, pack) as terms:
        names = terms.names()
        found = [
            Listed(agreement=one, standings=standings_of(one, moment, names)) for one in terms.agreements().values()
        ]
    if as_json:
        for one in found:
            _print_json(listed_json(one, told_moment(moment)))
        return
    piped = not sys.stdout.isatty()
    for line in agreement_lines(found, look_of_stdout(), at=told_moment(moment), names=names, one_line=piped):
        typer.echo(line)


def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="An agreement's id, or a name that it goes by.")],
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="DATE", help="Whether it was in force on this day, or at an hour of it."),
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Whether this place lies in its zones.")] = None,
    pack: Packs = None,
    where: Where = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Show one agreement: its articles, and each date, party and zone with who says so.

    In a workspace also what the reports say of it.
    """
    from trucewatch.cli.asked import asked_of
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.publications.agreements.as_json import agreement_json
    from trucewatch.publications.agreements.show import agreement_show

    with terms_at(where, pack) as terms:
        agreements, names = terms.agreements(), terms.names()
        agreement = agreement_named(agreements, name)
        asked = asked_of(agreement, terms.packs, names, at=at, place=place)
        if as_json:
            _print_json(agreement_json(agreement, asked))
            return
        for line in agreement_show(agreement, look_of_stdout(), names=names, asked=asked):
            typer.echo(line)
        if terms.workspace is not None:
            _print_told(agreement, agreements, terms.workspace)


def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Agreement files, or folders of them.")],
    pack: Packs = None,
    where: Where = None,
) -> None:
    """Check agreement files; every fault is named with file, line and remedy."""
    from trucewatch.language.phrases import counted
    from trucewatch.packs.agreements import check_files
    from trucewatch.packs.errors import MAX_FAULTS
    from trucewatch.publications.words import line

    with terms_at(where, pack) as terms:
        found = check_files(files, terms.packs, terms.own)
    for path, faults in found.items():
        for fault in faults:
            typer.echo(line(str(fault)), err=True)
        told = counted(len(faults), "fault") if len(faults) < MAX_FAULTS else f"{MAX_FAULTS} faults or more"
        typer.echo(line(f"{path}: {told if faults else 'sound'}"))
    if any(found.values()):
        raise typer.Exit(_FAULTY)


def _print_told(agreement: "Agreement", agreements: "Mapping[str, Agreement]", workspace: "Workspace") -> None:
    """What the ledger's claims say of this agreement."""
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.findings.zones import ZoneBook
    from trucewatch.pipeline.accords import heard
    from trucewatch.publications.agreements.told import told_lines

    zones = ZoneBook({id_: zone for one in agreements.values() for id_, zone in one.zones.items()})
    with workspace.ledger.reading_view() as view:
        every = heard(view, agreements, zones)
    told = [(one.said, one.spoken, one.incident) for one in every if one.spoken.agreement == agreement.id]
    look = look_of_stdout()
    if told:
        typer.echo(look.bold("what reports say of it"))
        for line in told_lines(told, look):
            typer.echo(line)


def _print_json(value: "dict[str, object]") -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))
