"""`trucewatch decide`: a person's word, with a name and a reason; it is added to the log and holds on every build."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.examples import help_of
from trucewatch.cli.workspace import By, Where, workspace_at

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.packs.merged import Packs
    from trucewatch.pipeline.findings import Register
    from trucewatch.pipeline.workspace import Workspace

Why = Annotated[str, typer.Option("--why", metavar="REASON", help="Why; it is kept with the decision.")]
Later = Annotated[bool, typer.Option("--later", help="Only write it down; the next build applies it.")]
Thing = Annotated[str, typer.Argument(metavar="CODE|CLAIM", help="An incident's code or a claim's id.")]
Code = Annotated[str, typer.Argument(metavar="CODE", help="An incident's code.")]
ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id.")]


def decide_app() -> typer.Typer:
    """The commands of `trucewatch decide`."""
    app = typer.Typer(
        help="Decide what the machine only suggests: your word is kept with your name and reason, and always wins.",
        no_args_is_help=True,
        **help_of("decide"),
    )
    for command in (same, different, set_, grade, finding, discount, accept, reject, undo):
        name = command.__name__.rstrip("_")
        app.command(name, **help_of(f"decide {name}"))(command)
    return app


def same(one: Thing, other: Thing, why: Why, where: Where = None, by: By = None, *, later: Later = False) -> None:
    """These are one and the same occurrence."""
    _decide("same", (one, other), why, where, by, later=later)


def different(one: Thing, other: Thing, why: Why, where: Where = None, by: By = None, *, later: Later = False) -> None:
    """These are different occurrences, however alike they look."""
    _decide("different", (one, other), why, where, by, later=later)


def set_(
    code: Code,
    field: Annotated[
        str, typer.Argument(metavar="FIELD", help="kind, when, where, actors, targets, killed, injured, strikes, …")
    ],
    value: Annotated[
        str,
        typer.Argument(metavar="VALUE", help="air_strike · 2020-03-05 · a place's name · Russia · 15 · 15..17 · none"),
    ],
    why: Why,
    where: Where = None,
    by: By = None,
    *,
    later: Later = False,
) -> None:
    """The incident's value is this; the machine's stays visible beside it."""
    from trucewatch.incidents.decisions.fields import parse_value
    from trucewatch.packs import load_packs

    with workspace_at(where) as workspace:
        packs = load_packs(workspace.packs)
    name = field.strip().casefold().replace("-", "_")
    words = _place(packs, value) if name == "where" else value
    _decide("set", (code,), why, where, by, later=later, field=name, value=parse_value(name, words, packs))


def grade(
    code: Code,
    grade: Annotated[
        str,
        typer.Argument(metavar="GRADE", help="acknowledged, corroborated, single-source, contested or discounted."),
    ],
    why: Why,
    of: Annotated[
        str, typer.Option("--of", metavar="happened|who", help="Whether it happened, or who did it.")
    ] = "happened",
    where: Where = None,
    by: By = None,
    *,
    later: Later = False,
) -> None:
    """Whether it happened, or who did it, is borne out so far."""
    from trucewatch.incidents.decisions.fields import parse_grade

    value = parse_grade(of, grade.replace("-", " "))
    _decide("grade", (code,), why, where, by, later=later, field=of, value=value)


def finding(
    finding: Annotated[str, typer.Argument(metavar="ID", help="A finding's id (f_…), as in `trucewatch findings`.")],
    result: Annotated[
        str,
        typer.Argument(
            metavar="RESULT",
            help="inconsistent, possibly-inconsistent, not-covered, cannot-be-assessed or consistent.",
        ),
    ],
    why: Why,
    where: Where = None,
    by: By = None,
    *,
    later: Later = False,
) -> None:
    """What the terms say of it comes to this; the rules' result and the five tests stay visible beside it."""
    _decide("find", (finding,), why, where, by, later=later, value=result)


def discount(code: Code, why: Why, where: Where = None, by: By = None, *, later: Later = False) -> None:
    """It did not happen, or does not belong here; it stays in the ledger, graded so."""
    _decide("discount", (code,), why, where, by, later=later)


def accept(claim: ClaimId, why: Why, where: Where = None, by: By = None, *, later: Later = False) -> None:
    """The claim is what the report says."""
    _decide("accept", (claim,), why, where, by, later=later)


def reject(claim: ClaimId, why: Why, where: Where = None, by: By = None, *, later: Later = False) -> None:
    """The claim is not what the report says; it takes no part in any incident."""
    _decide("reject", (claim,), why, where, by, later=later)


def undo(
    decision: Annotated[str, typer.Argument(metavar="ID", help="A decision's id (d_…), as in `trucewatch log`.")],
    why: Why,
    where: Where = None,
    by: By = None,
    *,
    later: Later = False,
) -> None:
    """Take a decision back; both stay in the log."""
    _decide("undo", (decision,), why, where, by, later=later)


def _decide(
    verb: str,
    names: tuple[str, ...],
    why: str,
    where: "Path | None",
    by: str | None,
    *,
    later: bool,
    field: str = "",
    value: str = "",
) -> None:
    from trucewatch.model.decision import Verb
    from trucewatch.pipeline.decide import Wish, decide
    from trucewatch.pipeline.findings import Register
    from trucewatch.publications.incidents.decided import decision_words
    from trucewatch.publications.words import line

    with workspace_at(where) as workspace:
        who = workspace.author(by)
        register = Register.of(workspace)
        if not later:
            register.load()  # what cannot be applied is not written down
        made = decide(workspace, Wish(verb=Verb(verb), names=names, why=why, field=field, value=value), who=who)
        typer.echo(line(f"{made.id}: {made.author} {decision_words(made)}; why: {made.why}"))
        if not later:
            _apply(workspace, who, register)


def _apply(workspace: "Workspace", who: str, register: "Register") -> None:
    """Link again what the decision touches, and name the incidents that came of it."""
    from trucewatch.cli.build import Progress
    from trucewatch.language.phrases import counted
    from trucewatch.pipeline.build import link_anew

    with Progress() as progress:
        watcher = progress.watcher()
        with workspace.ledger.building(watcher.waiting):
            built = link_anew(workspace, who=who, watcher=watcher, register=register)
    typer.echo(f"{counted(built.made, 'incident')} made or mended")


def _place(packs: "Packs", words: str) -> str:
    """A place's name as the gazetteer's entry, in JSON; points, JSON and `none` stay as they are."""
    from trucewatch.pipeline.toolbox import look_up, place_resolver
    from trucewatch.publications.as_json import place_json

    text = words.strip()
    if not text or text[0] in "{[-+0123456789" or text.casefold() in {"none", "unknown"}:
        return words
    ref, _ = look_up(place_resolver(packs), text)
    return json.dumps(place_json(ref)) if ref.id else words
