"""Rows in ACLED's columns and codes, which say that they are not ACLED's: empty where it is not told, where ACLED writes 0."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Protocol

import yaml

from trucewatch.language.phrases import counted
from trucewatch.model.count import Effect
from trucewatch.publications.exports.book import outlets_of
from trucewatch.publications.exports.columns import fields_of
from trucewatch.publications.exports.countries import country_named
from trucewatch.publications.exports.incidents import party_names, unit
from trucewatch.publications.exports.sides import Sides
from trucewatch.publications.incidents.grain import grain_record
from trucewatch.publications.incidents.settled import total_of
from trucewatch.publications.words import label, line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from trucewatch.model.incident import Incident
    from trucewatch.publications.exports.book import Book
    from trucewatch.publications.exports.countries import Country
    from trucewatch.publications.exports.sides import Member
    from trucewatch.publications.incidents.grain import Row

NOT_ACLED = "not ACLED data"
_REASONS = ("discounted", "uncoded", "undated", "unlocated")
_CIVILIANS = "Civilians ("
_TARGETING, _CIVILIAN = "Civilian targeting", "Civilians"
_STATE, _EXTERNAL = "State forces", "External/Other forces"
_ADMIN2, _ADMIN3 = 2, 3


class RolledUp(Protocol):
    """Rows of ACLED's grain, and the codes of incidents that have none, by the reason why."""

    @property
    def rows(self) -> Sequence[Row]:
        """By day and place."""

    @property
    def discounted(self) -> Sequence[str]:
        """Those that a person discounted."""

    @property
    def uncoded(self) -> Sequence[str]:
        """Those of a kind that ACLED does not code."""

    @property
    def undated(self) -> Sequence[str]:
        """Those without a day, or with too vague a one."""

    @property
    def unlocated(self) -> Sequence[str]:
        """Those without a position, or with too vague a one."""


if TYPE_CHECKING:
    RollUp = Callable[[Iterable[Incident]], RolledUp]
    """How incidents become such rows; publications are told it, for they do not roll up by themselves."""


def acled_rows(book: Book, rolled: RolledUp) -> Iterator[dict[str, object]]:
    """The rows by the columns of `fields/acled.yaml`."""
    names = fields_of("acled").names
    seen: Counter[str] = Counter()
    for row in rolled.rows:
        told: dict[str, Any] = grain_record(row)
        incidents = [book.incidents[code] for code in told["incidents"]]
        id_ = "+".join(told["incidents"])
        seen[id_] += 1
        cells = {
            **told,
            **_own(told, incidents, book),
            "event_id_cnty": id_ if seen[id_] == 1 else f"{id_}/{seen[id_]}",
            "timestamp": int(book.edition.cutoff.timestamp()),
        }
        yield {name: cells.get(name) for name in names}


def acled_notes(book: Book, rolled: RolledUp) -> list[str]:
    """What the file is not, and what it leaves out."""
    left_out = {reason: len(getattr(rolled, reason)) for reason in _REASONS}
    told = "; ".join(f"{label(reason)}: {number:,}" for reason, number in left_out.items() if number) or "none"
    return [
        "This is not ACLED data, and ACLED has no part in it: it has ACLED's columns and codes, filled from reports by machine.",
        f"incidents of the period without a row: {told}",
        f"incidents only partly in the period or undated, left out: {len(book.edition.straddling) + len(book.edition.undated):,}",
        f"fatalities are the lowest figure reported; empty where none is told. Rows: {counted(len(rolled.rows), 'row')}",
    ]


@cache
def _codes() -> dict[str, Any]:
    text = (resources.files(__package__) / "acled.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def _own(told: Mapping[str, Any], incidents: Sequence[Incident], book: Book) -> dict[str, object]:
    """The columns that a rolled-up row has not, or has otherwise."""
    place = next(
        (
            place
            for incident in incidents
            for place in incident.where.value
            if (place.name or place.text) == told["location"]
        ),
        None,
    )
    codes, types = _codes(), (told["sub_event_type"], told["event_type"])
    disorder = next((codes["disorder"][one] for one in types if one in codes["disorder"]), codes["otherwise"])
    country = country_named(told["country"])
    inter1, inter2 = _inters(told, incidents, book)
    targeted = inter2 == _CIVILIAN or not set(types).isdisjoint(codes["civilian_targeting"])
    return {
        "year": int(str(told["event_date"])[:4]),
        "disorder_type": disorder,
        "inter1": inter1,
        "inter2": inter2,
        "interaction": _interaction(inter1, inter2),
        "civilian_targeting": _TARGETING if targeted and disorder not in codes["never_targeting"] else "",
        "iso": country.iso if country else None,
        "region": country.region if country else "",
        "admin2": unit(place, _ADMIN2) if place else "",
        "admin3": unit(place, _ADMIN3) if place else "",
        "fatalities": _fatalities(told, incidents),
        "notes": " ".join((line(told["notes"]), *map(_quote, incidents))).strip(),
        "tags": "; ".join(
            (NOT_ACLED, *(f"{one.code}: {one.happened}" for one in incidents), *_graphic(incidents, book))
        ),
    }


def _inters(told: Mapping[str, Any], incidents: Sequence[Incident], book: Book) -> tuple[str, str]:
    """ACLED's types of the two parties of a row; empty where its incidents tell no type, or several."""
    home = country_named(told["country"])
    sides = [Sides.of(incident, book.edition) for incident in incidents]
    first, second = told["actor1"], told["actor2"]
    if not all(first in party_names(incident.actors.value) for incident in incidents):
        inter1 = ""
    else:
        inter1 = _only([_inter(member, home) for side in sides for member in side.actors or (None,)])
    if not any(incident.targets.value for incident in incidents):
        return inter1, _CIVILIAN if second.startswith(_CIVILIANS) else ""
    if not all(second in party_names(incident.targets.value) for incident in incidents):
        return inter1, ""
    types = [_CIVILIAN if _is_civilian(one) else _inter(one, home) for side in sides for one in side.targets or (None,)]
    return inter1, _only(types)


def _inter(member: Member | None, home: Country | None) -> str:
    """A state's forces at home or abroad; what kind of armed group a group is, packs do not tell."""
    if member is None or member.state is None or home is None or home.gw is None:
        return ""
    return _STATE if member.state == home else _EXTERNAL


def _is_civilian(member: Member | None) -> bool:
    return member is not None and member.party.type in _codes()["civilians"]


def _only(types: Sequence[str]) -> str:
    """The type that all are of."""
    return types[0] if len(set(types)) == 1 else ""


def _interaction(inter1: str, inter2: str) -> str:
    """ACLED's label of a pair, in its order; empty where either type is, for silence does not say that one acted alone."""
    if not inter1 or not inter2:
        return ""
    return "-".join(sorted((inter1, inter2), key=_codes()["inter"].index))


def _graphic(incidents: Iterable[Incident], book: Book) -> Sequence[str]:
    return ["graphic words"] if any(book.is_graphic(one.code) for one in incidents) else []


def _fatalities(told: Mapping[str, Any], incidents: Iterable[Incident]) -> int | None:
    """The row's figure; 0 only where every incident is told to have killed nobody.

    None where nothing is told, where the figure may be 0 or more, or where the toll stands in another row.
    """
    number: int = told["fatalities"]
    if number or not told["toll_told"]:
        return number or None
    totals = [total_of(incident, Effect.KILLED) for incident in incidents]
    return 0 if all(total is not None and total.value.high == 0 for total in totals) else None


def _quote(incident: Incident) -> str:
    first = next((one for one in incident.citations if one.claim in incident.claims), None)
    if first is None or not first.span.quote:
        return ""
    outlet = next(iter(outlets_of(incident)), "")
    return f"“{line(first.span.quote)}”" + (f" ({line(first.outlet or outlet)})" if first.outlet or outlet else "")
