"""The names of one report help each other: places already sure, lists and containers decide the names that are open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model.place import GazetteerEntry
from trucewatch.places.decide import Answer, decide
from trucewatch.places.fold import fold
from trucewatch.places.geo import km_between
from trucewatch.places.merge import kin, merged, spelled
from trucewatch.places.score import FITS, NEUTRAL, SAME_NAME, Scored, hint_fit, kind_fit, nearness, prominence
from trucewatch.places.values import PlaceQuery, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.places.focus import Focus
    from trucewatch.places.index import Candidate, PlaceIndex
    from trucewatch.places.lexicon import Lexicon
    from trucewatch.places.values import Hint

# Classes of things that carry the name of a town beside which they lie.
BESIDE_TOWNS = frozenset({"road", "airport", "base", "crossing", "area", "mountain", "water"})
FULL_SHARE = 0.3
FOREIGN_COUNTRY = 0.6
CLOSEST = 2


class Document:
    """The names of one document while they are resolved."""

    def __init__(self, index: PlaceIndex, lexicon: Lexicon, queries: Sequence[PlaceQuery], focus: Focus) -> None:
        self._index = index
        self._lexicon = lexicon
        self._queries = queries
        self._focus = focus
        self._candidates: dict[tuple[str, tuple[str, ...]], list[Candidate]] = {}
        self._found: dict[int, Answer] = {}
        self._plain: dict[tuple[object, ...], Answer] = {}
        self._named: dict[str, tuple[GazetteerEntry, ...]] = {}

    def answers(self) -> list[Answer]:
        """Resolve plain names first, then those that lean on them, then all once more beside their neighbours."""
        order = sorted(
            range(len(self._queries)),
            key=lambda i: (sum(bool(hint.name) or not hint.country for hint in self._queries[i].hints), i),
        )
        for i in order:
            self._found[i] = self._plain_answer(i)
        first = dict(self._found)
        for i in order:
            neighbours = self._neighbours(i, first) if self._open(first[i]) else []
            if neighbours:
                self._found[i] = self._answer(i, neighbours)
        return [self._agreed(self._found[i]) for i in range(len(self._queries))]

    def _agreed(self, answer: Answer) -> Answer:
        """Return the answer that the best-told use of the same name got: one name means one place in one report."""
        query = answer.query
        if query.hints or query.kinds or query.partial:
            return answer
        same = [
            other
            for other in self._found.values()
            if other.chosen and fold(other.query.name) == fold(query.name) and not other.query.kinds
        ]
        best = max(
            same, key=lambda other: (other.chosen.score if other.chosen else 0.0, -other.query.start), default=None
        )
        return replace(best, query=query) if best else answer

    def _open(self, answer: Answer) -> bool:
        """Whether the places named beside it could change an answer."""
        chosen = answer.chosen
        if chosen is None or chosen.entry.kind == "village":
            return True
        reach = self._lexicon.weights["near"]
        return any(chosen.score - one.score <= reach and not kin(chosen.entry, one.entry) for one in answer.others)

    def _neighbours(self, i: int, found: Mapping[int, Answer]) -> list[GazetteerEntry]:
        """Return the sure places that the same list names, else those of the nearest names before and after."""
        group = self._queries[i].group
        mates = [j for j in found if j != i and group >= 0 and self._queries[j].group == group]
        if not mates:
            mates = [j for j in (i - 1, i + 1, i - 2, i + 2) if j in found]
        entries = [found[j].chosen for j in mates]
        return [scored.entry for scored in entries if scored and scored.entry.kind not in {"country", "region"}]

    def _plain_answer(self, i: int) -> Answer:
        """Return the answer without neighbours, worked out once for all uses of a name in the same words."""
        query = self._queries[i]
        if any(not hint.name and not hint.country for hint in query.hints):
            return self._answer(i, ())
        key = (fold(query.name), query.kinds, query.hints, query.strong, query.partial)
        known = self._plain.get(key)
        if known is None:
            known = self._plain[key] = self._answer(i, ())
        return replace(known, query=query)

    def _answer(self, i: int, neighbours: Sequence[GazetteerEntry]) -> Answer:
        query = self._queries[i]
        scored = self._score(query, i, neighbours)
        answer = decide(query, scored, self._focus, self._lexicon, self._index)
        if answer.chosen or answer.parent:
            return answer
        around = [entries for hint, entries in self._places(query, i) if hint.sure and not hint.country]
        return replace(answer, within=around[0][-1]) if around else answer

    def _score(self, query: PlaceQuery, i: int, neighbours: Sequence[GazetteerEntry]) -> list[Scored]:
        candidates = self._all(query)
        asked = self._asked(query, candidates)
        hints = self._places(query, i)
        fits = [
            [(hint, self._fit(candidate.entry, hint, others)) for hint, others in hints] for candidate in candidates
        ]
        counted = {hint for k, (hint, _) in enumerate(hints) if hint.sure or any(row[k][1] >= FITS for row in fits)}
        table = [
            self._features(candidate, asked, tuple(pair for pair in row if pair[0] in counted), neighbours)
            for candidate, row in zip(candidates, fits, strict=True)
        ]
        return sorted(table, key=lambda scored: (-scored.score, scored.entry.id))

    def _asked(self, query: PlaceQuery, candidates: Sequence[Candidate]) -> Sequence[str]:
        """Return the kinds asked for; those of a bare name that has one usual meaning; none if a road of that name is unknown."""
        if not query.kinds:
            return self._lexicon.bare_means.get(fold(query.name), ())
        met = any(candidate.entry.kind in query.kinds for candidate in candidates)
        return query.kinds if met or query.kinds[0] not in BESIDE_TOWNS else ()

    def _fit(self, entry: GazetteerEntry, hint: Hint, others: Sequence[GazetteerEntry]) -> float:
        return max(hint_fit(entry, hint, other, self._lexicon) for other in others)

    def _all(self, query: PlaceQuery) -> list[Candidate]:
        key = (fold(query.name), query.kinds)
        if key not in self._candidates:
            self._candidates[key] = merged(spelled(self._index, self._lexicon, query.name, query.kinds))
        return self._candidates[key]

    def _places(self, query: PlaceQuery, i: int) -> list[tuple[Hint, tuple[GazetteerEntry, ...]]]:
        """Return the hints whose places are known, each with what its name may mean there: a city and its province."""
        pairs = [(hint, self._hinted(hint, i)) for hint in query.hints]
        return [(hint, entries) for hint, entries in pairs if entries]

    def _hinted(self, hint: Hint, i: int) -> tuple[GazetteerEntry, ...]:
        if hint.country:
            return (nation(hint.country),)
        if not hint.name:
            return self._city_before(i)
        key = f"{fold(hint.name)} {' '.join(hint.kinds)}"
        if key not in self._named:
            self._named[key] = ()
            known = [
                self._found[j]
                for j in sorted(self._found)
                if self._found[j].query.name == hint.name and self._found[j].chosen
            ]
            answer = next((one for one in known if one.query.kinds == hint.kinds), None)
            if answer is None:
                query = PlaceQuery(name=hint.name, start=0, end=0, kinds=hint.kinds)
                answer = decide(query, self._score(query, i, ()), self._focus, self._lexicon, self._index)
            self._named[key] = _meanings(answer)
        entries = self._named[key]
        return entries if hint.relation is Relation.IN else entries[:1]

    def _city_before(self, i: int) -> tuple[GazetteerEntry, ...]:
        """Return the city spoken of last before query `i`."""
        for j in sorted((j for j in self._found if j < i), reverse=True):
            chosen = self._found[j].chosen
            if chosen and chosen.entry.kind == "city":
                return (chosen.entry,)
        return ()

    def _features(
        self,
        candidate: Candidate,
        asked: Sequence[str],
        fits: tuple[tuple[Hint, float], ...],
        neighbours: Sequence[GazetteerEntry],
    ) -> Scored:
        entry = candidate.entry
        apart = (km_between(entry.lat, entry.lon, other.lat, other.lon) for other in neighbours)
        near = sorted(map(nearness, apart), reverse=True)[:CLOSEST]
        features = {
            "likeness": candidate.likeness,
            "kind": kind_fit(entry.kind, asked),
            "container": sum(fit for _, fit in fits) / len(fits) if fits else NEUTRAL,
            "country": self._country_fit(entry),
            "unit": min(1.0, self._focus.unit_share(entry) * 2),
            "near": sum(near) / len(near) if near else NEUTRAL,
            "prominence": prominence(entry, asked),
        }
        weights = self._lexicon.weights
        return Scored(
            candidate=candidate,
            score=sum(weight * features[name] for name, weight in weights.items()),
            features=features,
            fits=fits,
        )

    def _country_fit(self, entry: GazetteerEntry) -> float:
        if not self._focus:
            return NEUTRAL
        share = min(1.0, self._focus.share(entry.country) / FULL_SHARE)
        return max(FOREIGN_COUNTRY, share) if entry.kind == "country" else share


def nation(code: str) -> GazetteerEntry:
    """Return a stand-in for a country that is known by its code alone."""
    return GazetteerEntry(id=code, name=code, kind="country", lat=0.0, lon=0.0, radius_km=0.0, country=code)


def _meanings(answer: Answer) -> tuple[GazetteerEntry, ...]:
    """Return the chosen entry and the units or city that share its name and ground."""
    if answer.chosen is None:
        return ()
    best = answer.chosen.entry
    return (best, *(one.entry for one in answer.others if one.candidate.likeness >= SAME_NAME and kin(best, one.entry)))
