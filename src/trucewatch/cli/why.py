"""`trucewatch why`: one claim, field by field, with the words and rules behind it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli.read import Packs, Published
from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Reading

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
    """Neither reports nor a record were named."""

    def __init__(self) -> None:
        super().__init__("name the reports that the claim came from, or their record with --from FILE.jsonl")


def why(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or as much of it as is unique.")],
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="The reports it came from.")] = None,
    record: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="A record that `read --jsonl` wrote; has no rules.")
    ] = None,
    pack: Packs = None,
    published: Published = None,
) -> None:
    """Show the words, rules and paths behind each field of a claim."""
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.publications.account import account_lines

    readings = _readings(paths, record, pack, published)
    reading, found = find_claim(readings, claim)
    typer.echo("\n".join(account_lines(reading, found, look_of_stdout())))
    if not found.trace:
        typer.echo("a record holds no rules; name the report's path to see them", err=True)


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


def _readings(
    paths: list[Path] | None, record: Path | None, pack: list[str] | None, published: str | None
) -> "Iterator[Reading]":
    if paths:
        from trucewatch.dates.given import as_interval
        from trucewatch.pipeline import read_paths

        return read_paths(paths, packs=pack, published=as_interval(published))
    if record is None:
        raise NowhereToLookError
    from trucewatch.publications.jsonl import read_jsonl

    return read_jsonl(record)
