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
from trucewatch.publications.exports.incidents import unit
from trucewatch.publications.incidents.grain import grain_record
from trucewatch.publications.incidents.settled import total_of
from trucewatch.publications.words import label, line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from trucewatch.model.incident import Incident
    from trucewatch.publications.exports.book import Book
    from trucewatch.publications.incidents.grain import Row

NOT_ACLED = "not ACLED data"
_REASONS = ("discounted", "uncoded", "undated", "unlocated")
_CIVILIANS = "Civilians ("
_TARGETING, _CIVILIAN = "Civilian targeting", "Civilians"
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
    civilians = str(told["actor2"]).startswith(_CIVILIANS)
    targeted = civilians or not set(types).isdisjoint(codes["civilian_targeting"])
    return {
        "year": int(str(told["event_date"])[:4]),
        "disorder_type": disorder,
        "inter2": _CIVILIAN if civilians else "",
        "civilian_targeting": _TARGETING if targeted and disorder not in codes["never_targeting"] else "",
        "admin2": unit(place, _ADMIN2) if place else "",
        "admin3": unit(place, _ADMIN3) if place else "",
        "fatalities": _fatalities(told, incidents),
        "notes": " ".join((line(told["notes"]), *map(_quote, incidents))).strip(),
        "tags": "; ".join(
            (NOT_ACLED, *(f"{one.code}: {one.happened}" for one in incidents), *_graphic(incidents, book))
        ),
    }


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
