"""`trucewatch why`: one claim, field by field, with its words and rules; or one incident, with what joined its claims."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.read import Packs, Published
from trucewatch.cli.workspace import Where, workspace_at
from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Reading
    from trucewatch.pipeline.workspace import Workspace

_PREFIX = "c_"
_SHOWN = 5


class UnknownClaimError(TrucewatchError):
    """No claim has the id."""

    def __init__(self, claim: str) -> None:
        super().__init__(f"no claim begins with {claim!r}; see the ids in the table of `trucewatch read`")


class AmbiguousClaimError(TrucewatchError):
    """Several claims' ids begin so."""

    def __init__(self, claim: str, ids: "Sequence[str]") -> None:
        more = ", …" if len(ids) > _SHOWN else ""
        super().__init__(f"{claim!r} may be {', '.join(ids[:_SHOWN])}{more}; write more of the id")


class NowhereToLookError(TrucewatchError):
    """Neither reports nor a record were named, and there is no workspace here."""

    def __init__(self) -> None:
        super().__init__(
            "name the reports that the claim came from, their record with --from FILE.jsonl, or a workspace with -w DIR"
        )


def why(
    name: Annotated[
        str,
        typer.Argument(metavar="CLAIM|CODE", help="A claim's id, as much of it as is unique, or an incident's code."),
    ],
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH...", help="The reports a claim came from.")
    ] = None,
    record: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="A record that `read --jsonl` wrote; has no rules.")
    ] = None,
    pack: Packs = None,
    published: Published = None,
    where: Where = None,
) -> None:
    """Show the words, rules and paths behind each field of a claim, or what joined the claims of an incident.

    Without PATH and --from, claims and incidents are those of the workspace.
    """
    from trucewatch.dates.given import as_interval
    from trucewatch.pipeline import read_paths
    from trucewatch.pipeline.named import is_claim
    from trucewatch.pipeline.workspace import NoWorkspaceError
    from trucewatch.publications.jsonl import read_jsonl

    if paths:
        return _account(read_paths(paths, packs=pack, published=as_interval(published)), name)
    if record:
        return _account(read_jsonl(record), name)
    try:
        found = workspace_at(where)
    except NoWorkspaceError:
        if where is not None:
            raise
        raise NowhereToLookError from None
    with found as workspace:
        if is_claim(name):
            return _account(_reread(workspace, name), name)
        return _joined(workspace, name)


def _account(readings: "Iterable[Reading]", name: str) -> None:
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.publications.account import account_lines

    reading, found = find_claim(readings, name)
    typer.echo("\n".join(account_lines(reading, found, look_of_stdout())))
    if not found.trace:
        typer.echo("a record holds no rules; name the report's path to see them", err=True)


def _reread(workspace: "Workspace", name: str) -> "Iterator[Reading]":
    """The claim's report, read anew from its original: the ledger keeps what was read, not how."""
    from trucewatch.pipeline.catchup import read_again
    from trucewatch.pipeline.named import claim_named

    with workspace.ledger.reading_view() as view:
        sha256 = claim_named(view, name).sha256
    yield read_again(workspace, sha256)


def _joined(workspace: "Workspace", name: str) -> None:
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.cli.show import decisions_of, told
    from trucewatch.incidents.reconcile.rules import Rule, sentence_of
    from trucewatch.pipeline.named import incident_named
    from trucewatch.publications.incidents.why import why_lines

    with workspace.ledger.reading_view() as view:
        incident = told(name, incident_named(view, name))
        decisions = decisions_of(view, incident)
    rules = {str(rule): sentence_of(rule) for rule in Rule}
    for line in why_lines(incident, look_of_stdout(), decisions=decisions, rules=rules):
        typer.echo(line)


def find_claim(readings: "Iterable[Reading]", words: str) -> "tuple[Reading, Claim]":
    """The claim with this id or unique beginning of it; raises UnknownClaimError and AmbiguousClaimError."""
    wanted = words if words.startswith(_PREFIX) else f"{_PREFIX}{words}"
    found: dict[str, tuple[Reading, Claim]] = {}
    for reading in readings:
        for claim in reading.claims:
            if claim.id == wanted:
                return reading, claim
            if claim.id.startswith(wanted):
                found.setdefault(claim.id, (reading, claim))
    if not found:
        raise UnknownClaimError(words)
    if len(found) > 1:
        raise AmbiguousClaimError(words, list(found))
    return next(iter(found.values()))
