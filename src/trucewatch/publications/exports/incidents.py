"""One incident as one flat row: what is not told is empty, and what has several values is a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model.count import Effect, Who
from trucewatch.model.incident import Bearing
from trucewatch.publications.exports.book import names_of, outlets_of, reports_of
from trucewatch.publications.exports.columns import range_cells
from trucewatch.publications.incidents.settled import total_of
from trucewatch.publications.tallies import happened_at, located

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trucewatch.model.claim import ActorRef, ThingRef
    from trucewatch.model.count import CountRange
    from trucewatch.model.incident import Incident, Settled, Toll
    from trucewatch.model.place import PlaceRef
    from trucewatch.publications.exports.book import Book, Period

DEGREES = 5
_KM = 3
_ADMIN1, _ADMIN2 = 1, 2
_PARTED = (Effect.KILLED, Effect.INJURED)
"""Effects whose words and rival figures have columns of their own."""


def incident_rows(book: Book) -> Iterator[dict[str, object]]:
    """All incidents of an edition, by the columns of `fields/incidents.yaml`."""
    return (incident_row(incident, period, book) for incident, period in book.told())


def incident_row(incident: Incident, period: Period, book: Book) -> dict[str, object]:
    """One incident; lists are tuples of text, days are dates."""
    when = incident.when.value
    return {
        "incident": incident.code,
        "kind": incident.kind.value,
        "kind_label": book.label(incident.kind.value),
        "family": incident.family,
        "period": str(period),
        "first_day": when.first,
        "last_day": when.last,
        "day_precision": str(when.precision),
        "day_how": str(when.how),
        "clock": when.clock,
        "grade": str(incident.happened),
        "grade_who": str(incident.who or ""),
        **_parties(incident),
        **_place(incident),
        "objects": _things(incident.objects),
        "weapons": _things(incident.weapons),
        **_harm(incident),
        "other_numbers": tuple(f"{name} {ends(one.value)}" for name, one in sorted(incident.counts.items())),
        **_words(incident),
        "findings": book.findings.get(incident.code, 0),
        "reasons": incident.reasons,
        "graphic": book.is_graphic(incident.code),
        "decided": bool(incident.decisions),
        "former_codes": incident.former,
        "split_from": incident.split_from,
        "note": book.note_of(incident),
    }


def ends(count: CountRange) -> str:
    """A range in short: `54..60`, `54..` where it is open, `..` where no number is told."""
    least, most = ("" if end is None else str(end) for end in (count.low, count.high))
    return f"{least}..{most}"


def place_cells(place: PlaceRef | None) -> dict[str, object]:
    """A place in columns; all of them empty where there is none."""
    if place is None:
        names = ("place", "place_id", "place_role", "lat", "lon", "radius_km", "place_precision", "where_prec")
        return dict.fromkeys((*names, "country", "admin1", "admin2", "pcode"))
    return {
        "place": place.name or place.text,
        "place_id": place.id,
        "place_role": str(place.role),
        "lat": rounded(place.lat, DEGREES),
        "lon": rounded(place.lon, DEGREES),
        "radius_km": rounded(place.radius_km, _KM),
        "place_precision": place.precision,
        "where_prec": place.code,
        "country": unit(place, 0),
        "admin1": unit(place, _ADMIN1),
        "admin2": unit(place, _ADMIN2),
        "pcode": next((code for code in reversed(place.pcodes) if code), ""),
    }


def unit(place: PlaceRef, level: int) -> str:
    """The administrative unit of this level, 0 being the country; empty where it is not known."""
    return place.admin[level] if len(place.admin) > level else ""


def rounded(number: float | None, digits: int) -> float | None:
    """The number as records round it."""
    return None if number is None else round(number, digits) + 0.0


def _parties(incident: Incident) -> dict[str, object]:
    actors, targets = incident.actors.value, incident.targets.value
    return {
        "actors": party_names(actors),
        "actor_ids": _ids(actors),
        "targets": party_names(targets),
        "target_ids": _ids(targets),
    }


def party_names(refs: Iterable[ActorRef]) -> tuple[str, ...]:
    """Parties' names, each once."""
    return tuple(dict.fromkeys(ref.name or ref.text for ref in refs))


def _ids(refs: Iterable[ActorRef]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref.id for ref in refs if ref.id))


def _place(incident: Incident) -> dict[str, object]:
    own = happened_at(incident)
    spot = next(iter(located(incident) or own), None)
    return {**place_cells(spot), "places": tuple(names_of(own))}


def _things(things: Iterable[ThingRef]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(thing.id or thing.text for thing in things))


def _harm(incident: Incident) -> dict[str, object]:
    cells: dict[str, object] = {}
    for effect in Effect:
        total = total_of(incident, effect)
        cells |= range_cells(effect, total.value if total else None)
        if effect in _PARTED:
            cells[f"{effect}_words"] = total.value.words if total else ""
            cells[f"{effect}_rivals"] = _rivals(total)
    killed = [toll for toll in incident.harm if toll.effect is Effect.KILLED]
    cells |= range_cells("killed_civilian", group_of(killed, Who.CIVILIAN))
    cells |= range_cells("killed_combatant", group_of(killed, Who.COMBATANT))
    cells |= range_cells("killed_women", _only(toll.women for toll in killed))
    cells |= range_cells("killed_children", _only(toll.children for toll in killed))
    told = bool(incident.harm or incident.totals)
    cells["toll_together"] = any(toll.together for toll in incident.harm) if told else None
    return cells


def _rivals(total: Settled[CountRange] | None) -> tuple[str, ...]:
    """Figures that cannot be true together with the chosen one."""
    held = [one.value for one in total.others if one.bearing is Bearing.DISSENT] if total else []
    return tuple(dict.fromkeys(map(ends, held)))


def group_of(tolls: Iterable[Toll], who: Who) -> CountRange | None:
    """The toll of one group of people."""
    return next((toll.count.value for toll in tolls if toll.who is who), None)


def _only(parts: Iterable[Settled[CountRange] | None]) -> CountRange | None:
    """Women or children where one group tells of them; those of several groups may be the same people."""
    told = [part.value for part in parts if part]
    return told[0] if len(told) == 1 else None


def _words(incident: Incident) -> Mapping[str, object]:
    """Who tells of it, in which reports, and the first words."""
    reports = reports_of(incident)
    first = next((one for one in incident.citations if one.claim in incident.claims), None)
    return {
        "said_by": tuple(dict.fromkeys(source.name for source in incident.sources if source.name)),
        "outlets": tuple(outlets_of(incident)),
        "report_ids": tuple(reports),
        "reports": len(reports),
        "origins": len(incident.origins),
        "claims": len(incident.claims),
        "denials": len(incident.denials),
        "quote": first.span.quote if first else "",
        "quote_report": first.report if first else "",
        "quote_start": first.span.start if first else None,
        "quote_end": first.span.end if first else None,
    }
