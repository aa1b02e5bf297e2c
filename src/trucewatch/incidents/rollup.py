"""Rows of ACLED's grain say no more than their incidents: what has no day, place or code there is left out and counted.

A toll told of several places together is not split among them: it stands once, in the row of the best-supported place,
and every row of the incident says so. Fatalities of a row are added over distinct incidents only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from trucewatch.incidents.reconcile.kin import key_of
from trucewatch.model.claim import ActorRef
from trucewatch.model.count import Effect, Who
from trucewatch.model.incident import Bearing, Grade
from trucewatch.model.place import PlaceRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from trucewatch.model.count import CountRange
    from trucewatch.model.incident import Incident
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.time import DateInterval
    from trucewatch.packs.values import Kind

FILE = Path(__file__).with_name("rollup.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One event as ACLED writes it, with the codes of the incidents in it.

    Degrees are WGS 84; `time_precision` and `geo_precision` run from 1 (exact) to 3. `fatalities` is 0 both where nobody
    died and where nothing is told, as in ACLED; `toll_told` keeps the two apart.
    """

    event_date: date
    time_precision: int
    event_type: str
    sub_event_type: str
    actor1: str
    assoc_actor_1: str
    actor2: str
    assoc_actor_2: str
    country: str
    admin1: str
    location: str
    latitude: float
    longitude: float
    geo_precision: int
    fatalities: int
    toll_told: bool
    source: str
    notes: str
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUp:
    """The rows by day and place, and the codes of incidents that have none, by the first reason that holds."""

    rows: tuple[Row, ...]
    discounted: tuple[str, ...] = ()
    uncoded: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    unlocated: tuple[str, ...] = ()

    @property
    def left_out(self) -> int:
        """How many incidents have no row."""
        return len(self.discounted) + len(self.uncoded) + len(self.undated) + len(self.unlocated)


def roll_up(incidents: Iterable[Incident], kinds: Mapping[str, Kind], *, at_war: bool = True) -> RollUp:
    """Roll incidents up; `kinds` are those of the packs. Incidents of one place, day, pair and sub-event share a row.

    `at_war` says what an unknown number of dead stands for.
    """
    rows: dict[tuple[object, ...], Row] = {}
    without: dict[str, list[str]] = {"discounted": [], "uncoded": [], "undated": [], "unlocated": []}
    for incident in sorted(
        incidents, key=lambda one: (one.when.value.first is None, str(one.when.value.first), one.code)
    ):
        codes, dated = _codes(incident, kinds), _dated(incident.when.value)
        places = _located(incident)
        if incident.happened is Grade.DISCOUNTED:
            without["discounted"].append(incident.code)
        elif codes is None:
            without["uncoded"].append(incident.code)
        elif dated is None:
            without["undated"].append(incident.code)
        elif not places:
            without["unlocated"].append(incident.code)
        else:
            for key, row in _rows(incident, codes, dated, places, at_war=at_war):
                rows[key] = _together(rows[key], row) if key in rows else row
    ordered = sorted(rows.values(), key=lambda row: (row.event_date, row.location, row.incidents))
    return RollUp(rows=tuple(ordered), **{reason: tuple(sorted(codes)) for reason, codes in without.items()})


def fatalities_of(incident: Incident, *, at_war: bool = True) -> int | None:
    """The lowest figure for the dead, by ACLED's rule; `None` where nothing is told of any.

    Figures that a later one replaced, "no casualties" against a number, and tolls of several incidents do not count.
    """
    total = incident.totals.get(str(Effect.KILLED))
    if total is None:
        return None
    rivals = [held.value for held in total.others if held.bearing is Bearing.DISSENT and held.value.high != 0]
    return min(_acled_number(count, at_war=at_war) for count in (total.value, *rivals))


def _acled_number(count: CountRange, *, at_war: bool) -> int:
    """The lowest number of one figure; vague words by ACLED's table."""
    table = _table()
    words = count.words.lower().split()
    vague = [number for word, number in table["vague"].items() if word in words]
    if count.best is None and vague:
        return int(max(vague))
    if count.low is not None and table["unnumbered"].isdisjoint(words):
        return count.low
    unknown: int = table["unknown_in_war" if at_war else "unknown_in_peace"]
    return unknown if count.high is None else min(unknown, count.high)


def _rows(
    incident: Incident, codes: tuple[str, str], dated: tuple[date, int], places: Sequence[PlaceRef], *, at_war: bool
) -> Iterable[tuple[tuple[object, ...], Row]]:
    """A row for each place; the toll stands in the first."""
    dead = fatalities_of(incident, at_war=at_war)
    note = _note(incident, places, dead)
    targets = incident.targets.value or _civilians(incident, places[0])
    actor1, others1 = _pair(incident.actors.value)
    actor2, others2 = _pair(targets)
    outlets = sorted({one.outlet for one in incident.citations if one.outlet and one.claim in incident.claims})
    for place in places:
        row = Row(
            event_date=dated[0],
            time_precision=dated[1],
            event_type=codes[0],
            sub_event_type=codes[1],
            actor1=actor1,
            assoc_actor_1=others1,
            actor2=actor2,
            assoc_actor_2=others2,
            country=place.admin[0] if place.admin else "",
            admin1=place.admin[1] if len(place.admin) > 1 else "",
            location=place.name or place.text,
            latitude=place.lat or 0.0,
            longitude=place.lon or 0.0,
            geo_precision=_table()["geo_precision"][place.code],
            fatalities=dead or 0 if place is places[0] else 0,
            toll_told=dead is not None,
            source="; ".join(outlets),
            notes=note,
            incidents=(incident.code,),
        )
        pair = frozenset((actor1, actor2))
        yield (place.id or row.location, *dated, *codes, pair), row


def _together(row: Row, other: Row) -> Row:
    """Two incidents of one place, day, pair and sub-event; what is told of each stays readable in the notes."""
    outlets = sorted({*row.source.split("; "), *other.source.split("; ")} - {""})
    return replace(
        row,
        assoc_actor_1=_joined(row.assoc_actor_1, other.assoc_actor_1),
        assoc_actor_2=_joined(row.assoc_actor_2, other.assoc_actor_2),
        geo_precision=max(row.geo_precision, other.geo_precision),
        fatalities=row.fatalities + other.fatalities,
        toll_told=row.toll_told or other.toll_told,
        source="; ".join(outlets),
        notes=f"{row.notes} {other.notes}",
        incidents=(*row.incidents, *other.incidents),
    )


def _joined(one: str, other: str) -> str:
    return "; ".join(dict.fromkeys(filter(None, [*one.split("; "), *other.split("; ")])))


def _note(incident: Incident, places: Sequence[PlaceRef], dead: int | None) -> str:
    """The grades and, of a toll of several places, where it stands."""
    who = f"; who did it: {incident.who}" if incident.who else ""
    together = any(toll.together for toll in incident.harm if toll.effect is Effect.KILLED)
    where = ""
    if dead and (len(places) > 1 or together):
        place = places[0].name or places[0].text
        where = f" The toll is told of several places or strikes together; it stands in the row of {place} only."
    return f"{incident.code}: {incident.happened}{who}.{where}"


def _codes(incident: Incident, kinds: Mapping[str, Kind]) -> tuple[str, str] | None:
    """ACLED's event and sub-event type; of an attack or a shooting by whom it hit, as far as that is told."""
    table, kind = _table(), incident.kind.value
    if kind in table["mutual"] and _both_sides(incident):
        return table["fighters"]["event"], table["fighters"]["sub_event"]
    if kind in table["by_victim"]:
        groups = {toll.who for toll in incident.harm}
        victims = "civilians" if Who.CIVILIAN in groups else ""
        if Who.COMBATANT in groups or (incident.targets.value and not victims):
            victims = "fighters"
        return (table[victims]["event"], table[victims]["sub_event"]) if victims else _of_kind(kinds, kind)
    return _of_kind(kinds, kind)


def _of_kind(kinds: Mapping[str, Kind], kind: str) -> tuple[str, str] | None:
    found = kinds.get(kind)
    return (found.acled_event, found.acled_sub_event) if found and found.acled_event else None


def _both_sides(incident: Incident) -> bool:
    """Whether some party stands on both sides: each fired at the other."""
    return bool({key_of(ref) for ref in incident.actors.value} & {key_of(ref) for ref in incident.targets.value} - {""})


def _dated(when: DateInterval) -> tuple[date, int] | None:
    """ACLED's date and time precision; the middle of several days, rounded down."""
    if when.first is None or when.last is None:
        return None
    days = (when.last - when.first).days
    precision = next((level for most, level in _table()["time_precision"] if days < most), None)
    return (when.first + timedelta(days=days // 2), precision) if precision else None


def _located(incident: Incident) -> list[PlaceRef]:
    """Places of the act that ACLED could write, the best supported first."""
    return [
        place
        for place in incident.where.value
        if place.role is not PlaceRole.ORIGIN
        and place.code in _table()["geo_precision"]
        and place.lat is not None
        and place.lon is not None
    ]


def _civilians(incident: Incident, place: PlaceRef) -> tuple[ActorRef, ...]:
    """ACLED's name for civilians who were harmed, where no other target is told."""
    if not place.admin or not any(toll.who is Who.CIVILIAN for toll in incident.harm):
        return ()
    return (ActorRef(id="", name=f"Civilians ({place.admin[0]})", text=""),)


def _pair(refs: Sequence[ActorRef]) -> tuple[str, str]:
    """The first party, and the others beside it; words that name no party ("soldiers") are left out."""
    names = [ref.name for ref in refs if key_of(ref)]
    return (names[0], "; ".join(names[1:])) if names else ("", "")


@cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {**found, "unnumbered": frozenset(found["unnumbered"])}
