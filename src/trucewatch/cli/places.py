"""`trucewatch places`: what a name may mean, what was chosen and why, candidate by candidate."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.model.place import PlaceRef
    from trucewatch.places.score import Scored

SHOWN = 8


class NoNameError(TrucewatchError):
    """The name that was asked for is blank."""

    def __init__(self) -> None:
        super().__init__("nothing to look up: name a place, for example `trucewatch places Idlib`")


def places(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A place's name as a report spells it.")],
    context: Annotated[
        str, typer.Option("--context", metavar="TEXT", help="Words around it: a sentence, or 'west of Aleppo'.")
    ] = "",
    pack: Annotated[list[str] | None, typer.Option("--pack", help="A built-in pack or a pack's folder.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show which places NAME may mean, and why one of them, or none, is chosen."""
    from trucewatch.packs import load_packs
    from trucewatch.pipeline.toolbox import look_up, place_resolver

    if not name.strip():
        raise NoNameError
    ref, answer = look_up(place_resolver(load_packs(pack)), name.strip(), context)
    candidates = [one for one in (answer.chosen, *answer.others) if one is not None][:SHOWN]
    if as_json:
        typer.echo(json.dumps(_as_data(ref, candidates), ensure_ascii=False, indent=2))
        return
    for line in _as_lines(ref, candidates):
        typer.echo(line)


def _as_lines(ref: "PlaceRef", candidates: "list[Scored]") -> "Iterator[str]":
    if ref.id:
        yield f"{ref.text} = {ref.name} ({ref.id}), {' > '.join(ref.admin)}"
        yield f"  {ref.lat:.4f} {ref.lon:.4f}, within {ref.radius_km:g} km: {ref.precision}, code {ref.code}; {ref.method}"
        if ref.contradicts_container:
            yield "  but the words beside it name another area"
    else:
        yield f"{ref.text}: no answer ({ref.method})"
    for one in candidates:
        entry = one.entry
        features = " ".join(f"{name} {value:.2f}" for name, value in one.features.items())
        yield f"  {one.score:.3f}  {entry.name} ({entry.kind}, {entry.id}), {' > '.join(entry.admin) or entry.country}"
        yield f"         {one.candidate.method}: {features}"


def _as_data(ref: "PlaceRef", candidates: "list[Scored]") -> dict[str, Any]:
    return {
        "text": ref.text,
        "id": ref.id,
        "name": ref.name,
        "lat": ref.lat,
        "lon": ref.lon,
        "radius_km": ref.radius_km,
        "precision": ref.precision,
        "code": ref.code,
        "admin": list(ref.admin),
        "pcodes": list(ref.pcodes),
        "method": ref.method,
        "contradicts_container": ref.contradicts_container,
        "candidates": [
            {
                "id": one.entry.id,
                "name": one.entry.name,
                "kind": one.entry.kind,
                "lat": one.entry.lat,
                "lon": one.entry.lon,
                "admin": list(one.entry.admin),
                "score": round(one.score, 4),
                "method": one.candidate.method,
                "features": dict(one.features),
            }
            for one in candidates
        ],
    }
