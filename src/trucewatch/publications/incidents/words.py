"""Reconciled values in words: each with those who hold it, and rival values beside one another, never one below."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trucewatch.language.phrases import listed
from trucewatch.model.count import Who
from trucewatch.model.incident import Bearing, Held
from trucewatch.model.place import PlaceRole
from trucewatch.publications.words import (
    actor_words,
    count_words,
    date_words,
    label,
    line,
    name_words,
    place_words,
    role_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.model.claim import ActorRef
    from trucewatch.model.count import CountRange
    from trucewatch.model.incident import Citation, Incident, Settled
    from trucewatch.model.place import PlaceRef

_NAMED = 3
PEOPLE: Mapping[str, str] = {
    Who.CIVILIAN: "civilians",
    Who.COMBATANT: "combatants",
    Who.UNKNOWN: "people not told apart",
}
_BEARINGS = {
    Bearing.AGREES: "less exactly",
    Bearing.SUPERSEDED: "before that",
    Bearing.AGGREGATE: "together with other occurrences",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tellers:
    """Who tells an incident: origins' names by id, and citations by claim."""

    names: Mapping[str, str]
    cited: Mapping[str, Sequence[Citation]]

    @classmethod
    def of(cls, incident: Incident) -> Tellers:
        """Those of one incident; an origin without a name goes by its first report's file."""
        cited: dict[str, list[Citation]] = {}
        for citation in incident.citations:
            cited.setdefault(citation.claim, []).append(citation)
        names = {origin.id: line(origin.name) or _file_of(origin.claims, cited) for origin in incident.origins}
        return cls(names=names, cited=cited)

    def told_by(self, origins: Iterable[str], claims: Iterable[str] = ()) -> str:
        """As in "according to the Wire and a ministry"; with claims also in which files. Empty where nobody holds it."""
        names = listed(self.names.get(origin) or line(origin) for origin in origins)
        files = listed(line(citation.file) for claim in claims for citation in self.cited.get(claim, ()))
        return f"according to {names}" + (f" in {files}" if files else "") if names else ""


def _file_of(claims: Iterable[str], cited: Mapping[str, Sequence[Citation]]) -> str:
    return next((line(citation.file) for claim in claims for citation in cited.get(claim, ())), "an unnamed origin")


def field_label(name: str) -> str:
    """The name of a value, to be read: `harm.killed.civilian.women` is "killed: civilians, women"."""
    _, *parts = name.split(".")
    if not parts:
        return {"actors": "who", "targets": "to whom", "kind": "what"}.get(name, line(label(name)))
    first, *rest = (PEOPLE.get(part) or line(label(part)) for part in parts)
    return first + (f": {', '.join(rest)}" if rest else "")


def value_words(name: str, value: Any) -> str:
    """A value of the field with this name; an empty one says so."""
    match name.partition(".")[0]:
        case "kind":
            return line(label(value))
        case "when":
            return date_words(value)
        case "where":
            return "; ".join(place_words(place, quoted=False) for place in value) or "not told"
        case "actors" | "targets":
            return parties(value) or "not named"
        case _:
            return number_words(value)


def parties(actors: Iterable[ActorRef]) -> str:
    """Their names, divided by commas."""
    return ", ".join(map(actor_words, actors))


def number_words(count: CountRange) -> str:
    """A range, and the best figure within it where there is one: "54–60 (best figure 56)"."""
    words = count_words(count)
    is_range = count.low is not None and count.low != count.high
    has_best = is_range and count.best is not None and not (count.high is None and count.best == count.low)
    return f"{words} (best figure {count.best:,})" if has_best else words


def rival_words(name: str, settled: Settled[Any], tellers: Tellers, author: str = "") -> str:
    """The value and every dissent side by side, each with its origins, and where one origin tells both with its files.

    `author` is the person who set the value, where one did.
    """
    chosen = Held(value=settled.value, claims=settled.claims, origins=settled.origins)
    every = [chosen, *(held for held in settled.others if held.bearing is Bearing.DISSENT)]
    origins = [origin for held in every for origin in set(held.origins)]
    is_torn = len(origins) > len(set(origins))
    told = [
        (value_words(name, held.value), tellers.told_by(held.origins, held.claims if is_torn else ())) for held in every
    ]
    if author:
        told[0] = (f"{told[0][0]}, set by {author}", told[0][1])
    return " / ".join(", ".join(filter(None, parts)) for parts in told)


def also_words(name: str, settled: Settled[Any], tellers: Tellers) -> str:
    """What else is told without dissenting: "less exactly: attack, according to the Wire"."""
    told: dict[Bearing, list[str]] = {}
    for held in settled.others:
        if held.bearing is not Bearing.DISSENT:
            words = (value_words(name, held.value), tellers.told_by(held.origins))
            told.setdefault(held.bearing, []).append(", ".join(filter(None, words)))
    return "; ".join(f"{_BEARINGS[bearing]}: {' / '.join(values)}" for bearing, values in told.items())


def has_dissent(settled: Settled[Any]) -> bool:
    """Whether some claim holds what cannot be true together with the value."""
    return any(held.bearing is Bearing.DISSENT for held in settled.others)


def spots(places: Sequence[PlaceRef]) -> str:
    """The names of at most three places, where it was before where it came from: "near Karm, Adra and 4 more"."""
    own = [place for place in places if place.role is not PlaceRole.ORIGIN]
    names = list(dict.fromkeys(_spot(place) for place in own or places))
    if len(names) <= _NAMED:
        return ", ".join(names)
    return f"{', '.join(names[: _NAMED - 1])} and {len(names) - _NAMED + 1} more"


def _spot(place: PlaceRef) -> str:
    role = "" if place.role is PlaceRole.VENUE else role_words(place)
    return f"{role}{name_words(place)}"


def score_words(score: float) -> str:
    """Log-odds with their sign: "+0.85"."""
    return f"{score:+.2f}" if math.isfinite(score) else "not scored"


def reports_of(incident: Incident) -> frozenset[str]:
    """The reports that tell of it, without those that only deny or foresee it."""
    told = {citation.report for citation in incident.citations if citation.claim in incident.claims}
    return frozenset(told | {report for origin in incident.origins for report in origin.reports})
