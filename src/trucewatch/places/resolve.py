"""Names of one document resolved together; where the words leave two places open, the answer is what both lie in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from trucewatch.model.place import GazetteerEntry, PlaceRef, Rival
from trucewatch.places.focus import Focus
from trucewatch.places.fold import fold
from trucewatch.places.geo import KM_PER_DEGREE, km_between
from trucewatch.places.hints import HintReader
from trucewatch.places.index import Candidate, PlaceIndex
from trucewatch.places.lexicon import Lexicon, load_lexicon
from trucewatch.places.mentions import MentionFinder, well_known
from trucewatch.places.precision import WIDE_KM, placed, wide
from trucewatch.places.score import NEUTRAL, UNITS, Scored, hint_fit, kind_fit, nearness, prominence
from trucewatch.places.values import Hint, Modifier, PlaceMention, PlaceQuery, Relation

_WORDS = re.compile(r"\b[A-Z][a-z]{3,}\b")
SAME_KM = 5.0
SAME_SIZE = 3.0
SUPPORT_SHARE = 0.12
SURE_SHARE = 0.3
LISTED_NEAR = 0.7
# About 150 km: a village of a common name that far from all that is named beside it is another one.
FAR = 0.34
SAME_NAME = 0.97
TOWN = 5_000
SMALL = frozenset({"village", "neighbourhood", "site"})
# A city of this size is meant in reports of any war.
FAMOUS = 500_000
FITS = 0.6
FAIR_KIND = 0.3
# Classes of places so small that a town of the name elsewhere is no answer.
# Classes of things that carry the name of a town beside which they lie.
BESIDE_TOWNS = frozenset({"road", "airport", "base", "crossing", "area", "mountain", "water"})
WITHIN_TOWNS = frozenset({"neighbourhood", "camp", "site"})
# Of a city of this size, the bare name means the city, not the unit around it.
GREAT_CITY = 1_000_000
SETTLED = frozenset({"city", "town", "village", "neighbourhood", "camp"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found for one query: the chosen candidate, or none; all others in order; why."""

    query: PlaceQuery
    chosen: Scored | None
    others: tuple[Scored, ...] = ()
    method: str = "unknown"
    parent: GazetteerEntry | None = None


class PlaceResolver:
    """Finds and resolves names by one index; the same input gives the same answer, whatever was asked before.

    `demonyms` maps adjectives of nationality ("Syrian") to ISO country codes.
    """

    def __init__(self, index: PlaceIndex, *, demonyms: Mapping[str, str] | None = None, lexicon: Lexicon | None = None) -> None:
        self.index = index
        self._lexicon = lexicon or load_lexicon()
        self._demonyms = {name.lower(): code for name, code in (demonyms or {}).items()}
        self._finder = MentionFinder(index, self._lexicon, tuple(self._demonyms))
        self._reader = HintReader(index, self._lexicon, self._demonyms)

    def mentions(self, text: str, start: int = 0, end: int | None = None) -> list[PlaceMention]:
        """Return the stretches of `text[start:end]` that may be names of places, in order, not overlapping."""
        return self._finder.find(text, start, len(text) if end is None else end)

    def queries(self, text: str, mentions: Sequence[PlaceMention]) -> list[PlaceQuery]:
        """Return one query for each mention with the hints that the words around it give; offsets are those of `text`."""
        return self._reader.queries(text, mentions)

    def focus(self, queries: Iterable[PlaceQuery], *, text: str = "", countries: Mapping[str, float] | None = None) -> Focus:
        """Return what a document is about from its strong names, the peoples that `text` speaks of, and `countries`.

        `countries` maps ISO codes to weights; a country's name in the text weighs 2.
        """
        told = dict(countries or {})
        for word in _WORDS.findall(text) if self._demonyms else ():
            code = self._demonyms.get(word.lower())
            if code:
                told[code] = told.get(code, 0.0) + 1.0
        plain = []
        for query in queries:
            if query.strong:
                entry = self._unmistakable(query)
                if entry is not None:
                    plain.append(entry)
        return Focus.of(plain, told)

    def _unmistakable(self, query: PlaceQuery) -> GazetteerEntry | None:
        """Return the well-known entry of a name if nothing elsewhere shares the name, or it is a country or great city."""
        entries = [one.entry for one in self.index.exact(query.name)]
        fit = [entry for entry in entries if kind_fit(entry.kind, query.kinds) >= FAIR_KIND and well_known(entry)]
        great = [entry for entry in fit if entry.kind == "country" or entry.population >= FAMOUS]
        for chosen, others in ((great, fit), (fit, entries)):
            if chosen and len({entry.country for entry in others}) == 1:
                return chosen[0]
        return None

    def resolve_all(self, queries: Sequence[PlaceQuery], *, focus: Focus) -> list[PlaceRef]:
        """Return one reference for each query, in order; those that could not be resolved have no id."""
        return [self._reference(answer) for answer in self.answers(queries, focus=focus)]

    def answers(self, queries: Sequence[PlaceQuery], *, focus: Focus) -> list[Answer]:
        """Resolve the queries jointly and return them with all candidates and features, for those who ask why."""
        return _Document(self.index, self._lexicon, queries, focus).answers()

    def _reference(self, answer: Answer) -> PlaceRef:
        query = answer.query
        if answer.parent is not None:
            return placed(answer.parent, query, self._lexicon, method="common parent", score=0.0, rivals=_rivals(answer))
        if answer.chosen is None:
            return PlaceRef(text=query.name, role=query.role, method=answer.method, rivals=_rivals(answer))
        if query.kinds and query.kinds[0] in BESIDE_TOWNS and answer.chosen.entry.kind not in query.kinds:
            query = replace(query, modifier=query.modifier if query.modifier.part else Modifier(part="near"))
        if _city_or_region(answer):
            return wide(placed(answer.chosen.entry, query, self._lexicon, method=answer.method, score=round(answer.chosen.score, 3), rivals=_rivals(answer)))
        until = self._until(query, answer.chosen.entry)
        return placed(
            answer.chosen.entry,
            query,
            self._lexicon,
            method=answer.method,
            score=round(answer.chosen.score, 3),
            rivals=_rivals(answer),
            contradicts=answer.chosen.contradicts,
            until=until,
        )

    def _until(self, query: PlaceQuery, entry: GazetteerEntry) -> GazetteerEntry | None:
        """Return the other end of `between A and B`: the entry of that name nearest to the first."""
        if not query.modifier.until:
            return None
        ends = [candidate.entry for candidate in self.index.exact(query.modifier.until)]
        return min(ends, key=lambda end: (km_between(entry.lat, entry.lon, end.lat, end.lon), end.id), default=None)


class _Document:
    """The names of one document while they are resolved."""

    def __init__(self, index: PlaceIndex, lexicon: Lexicon, queries: Sequence[PlaceQuery], focus: Focus) -> None:
        self._index = index
        self._lexicon = lexicon
        self._queries = queries
        self._focus = focus
        self._candidates: dict[tuple[str, tuple[str, ...]], list[Candidate]] = {}
        self._found: dict[int, Answer] = {}
        self._named: dict[str, tuple[GazetteerEntry, ...]] = {}

    def answers(self) -> list[Answer]:
        """Resolve plain names first, then those that lean on them, then all once more beside their neighbours."""
        order = sorted(range(len(self._queries)), key=lambda i: (sum(bool(hint.name) or not hint.country for hint in self._queries[i].hints), i))
        for i in order:
            self._found[i] = self._answer(i, neighbours=())
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
        same = [other for other in self._found.values() if other.chosen and fold(other.query.name) == fold(query.name) and not other.query.kinds]
        best = max(same, key=lambda other: (other.chosen.score if other.chosen else 0.0, -other.query.start), default=None)
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

    def _answer(self, i: int, neighbours: Sequence[GazetteerEntry]) -> Answer:
        query = self._queries[i]
        scored = self._score(query, i, neighbours)
        return decide(query, scored, self._focus, self._lexicon, self._index)

    def _score(self, query: PlaceQuery, i: int, neighbours: Sequence[GazetteerEntry]) -> list[Scored]:
        candidates = self._all(query)
        asked = self._asked(query, candidates)
        hints = self._places(query, i)
        fits = [[(hint, self._fit(candidate.entry, hint, others)) for hint, others in hints] for candidate in candidates]
        counted = {
            hint for k, (hint, _) in enumerate(hints) if hint.sure or any(row[k][1] >= FITS for row in fits)
        }
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
            self._candidates[key] = merged(spelled(self._index, self._lexicon, query))
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
            known = [self._found[j] for j in sorted(self._found) if self._found[j].query.name == hint.name and self._found[j].chosen]
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
        near = sorted((nearness(km_between(entry.lat, entry.lon, other.lat, other.lon)) for other in neighbours), reverse=True)[:2]
        features = {
            "likeness": candidate.likeness,
            "kind": kind_fit(entry.kind, asked),
            "container": sum(fit for _, fit in fits) / len(fits) if fits else NEUTRAL,
            "country": self._country_fit(entry),
            "unit": min(1.0, self._focus.unit_share(entry) * 2),
            "near": sum(near) / len(near) if near else NEUTRAL,
            "alone": 0.0 if near else 1.0,
            "prominence": prominence(entry),
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
        share = min(1.0, self._focus.share(entry.country) / 0.3)
        return max(0.6, share) if entry.kind == "country" else share


def nation(code: str) -> GazetteerEntry:
    """Return a stand-in for a country that is known by its code alone."""
    return GazetteerEntry(id=code, name=code, kind="country", lat=0.0, lon=0.0, radius_km=0.0, country=code)


def _city_or_region(answer: Answer) -> bool:
    """Whether a bare name may as well be that of the wide unit around the city: `in Idlib`."""
    query, chosen = answer.query, answer.chosen
    if chosen is None or chosen.entry.kind not in {"city", "town"} or query.kinds or query.modifier != Modifier():
        return False
    units = [one.entry for one in answer.others if one.entry.kind == "region" and one.candidate.likeness >= SAME_NAME]
    if chosen.entry.population >= GREAT_CITY:
        return False
    return any(unit.radius_km > WIDE_KM and kin(chosen.entry, unit) for unit in units)


def _meanings(answer: Answer) -> tuple[GazetteerEntry, ...]:
    """Return the chosen entry and the units or city that share its name and ground."""
    if answer.chosen is None:
        return ()
    best = answer.chosen.entry
    return (best, *(one.entry for one in answer.others if one.candidate.likeness >= SAME_NAME and kin(best, one.entry)))


def spelled(index: PlaceIndex, lexicon: Lexicon, query: PlaceQuery) -> list[Candidate]:
    """Return the candidates for a name and for the name written with its class, `Zawiya` as a mountain → `Jabal Zawiya`."""
    found = index.candidates(query.name)
    known = {candidate.entry.id for candidate in found}
    for kind in query.kinds[:2]:
        for form in lexicon.written.get(kind, ()):
            for candidate in index.exact(form.format(query.name)):
                if candidate.entry.id not in known and candidate.entry.kind == kind:
                    known.add(candidate.entry.id)
                    found.append(candidate)
    return found


def merged(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return one candidate for each place: of entries that are the same place, that of the later pack, with the best likeness."""
    kept: list[Candidate] = []
    for candidate in reversed(candidates):
        twin = next((i for i, other in enumerate(kept) if same_place(candidate.entry, other.entry)), None)
        if twin is None:
            kept.append(candidate)
            continue
        best = max(kept[twin], candidate, key=lambda one: one.likeness)
        entry = preferred(kept[twin].entry, candidate.entry)
        kept[twin] = Candidate(entry=entry, likeness=best.likeness, method=best.method)
    return kept[::-1]


def preferred(one: GazetteerEntry, other: GazetteerEntry) -> GazetteerEntry:
    """Return the entry with p-codes, else the more populous, else the first."""
    return max(one, other, key=lambda entry: (bool(entry.pcodes[1:]), entry.population, entry.id == one.id))


def same_place(one: GazetteerEntry, other: GazetteerEntry) -> bool:
    """Whether two entries stand for one place: one class, and near enough for their size."""
    apart = abs(one.lat - other.lat) * KM_PER_DEGREE
    if one.country != other.country or apart > max(SAME_KM, one.radius_km, other.radius_km):
        return False
    km = km_between(one.lat, one.lon, other.lat, other.lon)
    if one.kind == other.kind and one.kind in UNITS:
        wide, narrow = max(one.radius_km, other.radius_km), min(one.radius_km, other.radius_km)
        return km <= wide and wide <= SAME_SIZE * narrow
    both = one.kind in SETTLED and other.kind in SETTLED
    return (both or one.kind == other.kind) and km <= max(SAME_KM, one.radius_km, other.radius_km)


def decide(query: PlaceQuery, scored: Sequence[Scored], focus: Focus, lexicon: Lexicon, index: PlaceIndex) -> Answer:
    """Choose the best candidate that has support, or the unit in which it and its equals lie, or nothing."""
    standing = [one for one in scored if one.score >= lexicon.floor and supported(one, query, focus)]
    if not standing:
        return Answer(query=query, chosen=None, others=tuple(scored), method="no support" if scored else "unknown")
    standing = at_home(spelled_right(standing, scored), focus)
    if not standing:
        return Answer(query=query, chosen=None, others=tuple(scored), method="another place of that name")
    best, others = standing[0], tuple(one for one in scored if one is not standing[0])
    rivals = [one for one in standing[1:] if best.score - one.score < lexicon.margin and not kin(best.entry, one.entry)]
    if rivals:
        parent = common_parent([best.entry, *(one.entry for one in rivals)], index)
        return Answer(query=query, chosen=None, others=tuple(scored), method="tie", parent=parent)
    return Answer(query=query, chosen=best, others=others, method=_method(best))


def spelled_right(standing: Sequence[Scored], scored: Sequence[Scored]) -> Sequence[Scored]:
    """Leave out places of a like or a former name where one of the very name lies in that country, but not on the same ground.

    The namesake counts even where something else speaks against it: then the name is open, and no spelling game closes it.
    """
    named = [one for one in scored if one.candidate.likeness >= SAME_NAME and one.candidate.method != "skeleton"]
    return [
        one
        for one in standing
        if one in named
        or (one.contained is not None and one.contained >= FITS)
        or not any(other.entry.country == one.entry.country and not other.misplaced for other in named)
        or any(kin(one.entry, other.entry) for other in named)
    ]


def at_home(standing: Sequence[Scored], focus: Focus) -> Sequence[Scored]:
    """Leave out places of no fame in countries that the report is not about, if one of the name lies where it is about."""
    home = [one for one in standing if focus.share(one.entry.country) >= SURE_SHARE]
    if not home:
        return standing
    return [
        one
        for one in standing
        if focus.share(one.entry.country) >= SUPPORT_SHARE
        or one.entry.kind == "country"
        or one.entry.population >= FAMOUS
        or (one.contained is not None and one.contained >= FITS)
    ]


def supported(one: Scored, query: PlaceQuery, focus: Focus) -> bool:
    """Whether more than its spelling speaks for a candidate; well-known places need no more."""
    entry = one.entry
    contained = one.contained is not None and one.contained >= FITS
    share = focus.share(entry.country)
    helped = contained or share >= SUPPORT_SHARE or not focus
    known = well_known(entry) and one.features["kind"] >= FAIR_KIND
    beside = contained or one.features["near"] >= LISTED_NEAR
    if one.features["kind"] < FAIR_KIND and query.kinds and query.kinds[0] in WITHIN_TOWNS:
        return beside
    if entry.kind == "village" and not (beside or one.features["alone"] or one.features["unit"] or one.features["near"] >= FAR):
        return False
    if query.partial:
        return contained and query.strong
    if one.candidate.method == "skeleton":
        return helped and not one.misplaced and (query.strong or beside)
    if not query.strong:
        return beside or known or (share >= SURE_SHARE and (entry.population >= TOWN or entry.kind not in SMALL))
    return helped or known


def kin(one: GazetteerEntry, other: GazetteerEntry) -> bool:
    """Whether two entries of one name are no rivals: the same spot, or a settlement and the unit named after it."""
    if one.country != other.country:
        return False
    km = km_between(one.lat, one.lon, other.lat, other.lon)
    if km <= SAME_KM:
        return True
    return (one.kind in UNITS or other.kind in UNITS) and km <= max(one.radius_km, other.radius_km)


def common_parent(entries: Sequence[GazetteerEntry], index: PlaceIndex) -> GazetteerEntry | None:
    """Return the smallest unit that holds all entries, if they share one."""
    if len({entry.country for entry in entries}) > 1:
        return None
    shared = []
    for names in zip(*(entry.admin for entry in entries), strict=False):
        if len({fold(name) for name in names}) > 1:
            break
        shared.append(names[0])
    for depth in range(len(shared), 0, -1):
        units = [
            candidate.entry
            for candidate in index.exact(shared[depth - 1])
            if candidate.entry.kind in UNITS and candidate.entry.country == entries[0].country and len(candidate.entry.admin) == depth
        ]
        if units:
            return units[-1]
    return None


def _method(best: Scored) -> str:
    return f"{best.candidate.method}, container" if best.contained is not None and best.contained >= FITS else best.candidate.method


def _rivals(answer: Answer) -> tuple[Rival, ...]:
    origin = answer.chosen.entry if answer.chosen else None
    rivals = []
    for one in answer.others[:5]:
        km = km_between(origin.lat, origin.lon, one.entry.lat, one.entry.lon) if origin else 0.0
        rivals.append(Rival(id=one.entry.id, name=one.entry.name, score=round(one.score, 3), km=round(km, 1)))
    return tuple(rivals)
