"""Names of a text found and resolved together; where the words leave two places open, the answer is what both lie in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.model.place import PlaceRef, Rival
from trucewatch.places.decide import FAMOUS, Answer
from trucewatch.places.document import BESIDE_TOWNS, Document
from trucewatch.places.focus import Focus
from trucewatch.places.geo import degrees_off, km_between
from trucewatch.places.hints import HintReader
from trucewatch.places.lexicon import Lexicon, load_lexicon
from trucewatch.places.mentions import MentionFinder, well_known
from trucewatch.places.merge import kin
from trucewatch.places.precision import WIDE_KM, placed, wide
from trucewatch.places.score import FAIR_KIND, SAME_NAME, SIDE_DEGREES, kind_fit
from trucewatch.places.values import Modifier, PlaceMention, PlaceQuery

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TypeAlias

    from trucewatch.model.place import GazetteerEntry
    from trucewatch.places.index import PlaceIndex

    Known: TypeAlias = tuple[list[GazetteerEntry], int]

__all__ = ["Answer", "PlaceResolver"]

_WORDS = re.compile(r"\b[A-Z][a-z]{3,}\b")
# Of a city of this size, the bare name means the city, not the unit around it.
GREAT_CITY = 1_000_000
SHOWN_RIVALS = 5
# A country with this share of what is beyond doubt also claims the names that it shares with others.
LEADING = 0.5


class PlaceResolver:
    """Finds and resolves names by one index; the same input gives the same answer, whatever was asked before.

    `demonyms` maps adjectives of nationality ("Syrian") to ISO country codes.
    """

    def __init__(
        self, index: PlaceIndex, *, demonyms: Mapping[str, str] | None = None, lexicon: Lexicon | None = None
    ) -> None:
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

    def focus(
        self, queries: Iterable[PlaceQuery], *, text: str = "", countries: Mapping[str, float] | None = None
    ) -> Focus:
        """Return what a document is about from its strong names, the peoples that `text` speaks of, and `countries`.

        `countries` maps ISO codes to weights; a country's name in the text weighs 2.
        """
        told = dict(countries or {})
        for word in _WORDS.findall(text) if self._demonyms else ():
            code = self._demonyms.get(word.lower())
            if code:
                told[code] = told.get(code, 0.0) + 1.0
        names = [self._well_known(query) for query in queries if query.strong]
        sure = [entry for entry in map(_unmistakable, names) if entry is not None]
        first = Focus.of(sure, told)
        lead = max(first.countries, key=first.share, default="")
        if first.share(lead) < LEADING:
            return first
        homely = [_first_in(lead, known) for known in names if _unmistakable(known) is None]
        return Focus.of([*sure, *(entry for entry in homely if entry is not None)], told)

    def _well_known(self, query: PlaceQuery) -> Known:
        """Return the well-known places of a name in the class asked for, and the number of countries that have the name."""
        entries = [one.entry for one in self.index.exact(query.name)]
        fit = [entry for entry in entries if kind_fit(entry.kind, query.kinds) >= FAIR_KIND and well_known(entry)]
        return fit, len({entry.country for entry in entries})

    def resolve_all(self, queries: Sequence[PlaceQuery], *, focus: Focus) -> list[PlaceRef]:
        """Return one reference for each query, in order; those that could not be resolved have no id."""
        return [self._reference(answer) for answer in self.answers(queries, focus=focus)]

    def answers(self, queries: Sequence[PlaceQuery], *, focus: Focus) -> list[Answer]:
        """Resolve the queries jointly and return them with all candidates and features, for those who ask why."""
        return Document(self.index, self._lexicon, queries, focus).answers()

    def _reference(self, answer: Answer) -> PlaceRef:
        query, rivals = answer.query, _rivals(answer)
        if answer.parent is not None:
            return placed(answer.parent, query, self._lexicon, method="common parent", score=0.0, rivals=rivals)
        if answer.chosen is None:
            around = answer.within
            return PlaceRef(
                text=query.name,
                role=query.role,
                admin=around.admin if around else (),
                pcodes=around.pcodes if around else (),
                method=answer.method,
                rivals=rivals,
            )
        entry = answer.chosen.entry
        if query.kinds and query.kinds[0] in BESIDE_TOWNS and entry.kind not in query.kinds:
            query = replace(query, modifier=query.modifier if query.modifier.part else Modifier(part="near"))
        if self._tells_where_unit_lies(query.modifier, entry):
            query = replace(query, modifier=Modifier())
        ref = placed(
            entry,
            query,
            self._lexicon,
            method=answer.method,
            score=round(answer.chosen.score, 3),
            rivals=rivals,
            contradicts=answer.chosen.contradicts,
            until=self._until(query, entry),
        )
        return wide(ref) if _city_or_region(answer) else ref

    def _tells_where_unit_lies(self, modifier: Modifier, entry: GazetteerEntry) -> bool:
        """Whether a side may be that of the country on which the unit lies: `northwestern Idlib province`."""
        if entry.kind != "region" or modifier.part != "part":
            return False
        step = self._lexicon.compass.get(modifier.compass)
        nations = [one.entry for one in self.index.exact(entry.admin[0]) if one.entry.kind == "country"]
        if step is None or not nations:
            return False
        return degrees_off((nations[0].lat, nations[0].lon), (entry.lat, entry.lon), step) <= SIDE_DEGREES

    def _until(self, query: PlaceQuery, entry: GazetteerEntry) -> GazetteerEntry | None:
        """Return the other end of `between A and B`: the entry of that name nearest to the first."""
        if not query.modifier.until:
            return None
        ends = [candidate.entry for candidate in self.index.exact(query.modifier.until)]
        return min(ends, key=lambda end: (km_between(entry.lat, entry.lon, end.lat, end.lon), end.id), default=None)


def _unmistakable(known: Known) -> GazetteerEntry | None:
    """Return the one well-known place of a name that nothing elsewhere shares, or that is a country or great city."""
    fit, countries = known
    great = [entry for entry in fit if entry.kind == "country" or entry.population >= FAMOUS]
    if great and len({entry.country for entry in fit}) == 1:
        return great[0]
    return fit[0] if fit and countries == 1 else None


def _first_in(country: str, known: Known) -> GazetteerEntry | None:
    return next((entry for entry in known[0] if entry.country == country), None)


def _city_or_region(answer: Answer) -> bool:
    """Whether a bare name may as well be that of the wide unit around the city: `in Idlib`."""
    query, chosen = answer.query, answer.chosen
    if chosen is None or chosen.entry.kind not in {"city", "town"} or query.kinds or query.modifier != Modifier():
        return False
    if chosen.entry.population >= GREAT_CITY:
        return False
    units = [one.entry for one in answer.others if one.entry.kind == "region" and one.candidate.likeness >= SAME_NAME]
    return any(unit.radius_km > WIDE_KM and kin(chosen.entry, unit) for unit in units)


def _rivals(answer: Answer) -> tuple[Rival, ...]:
    origin = answer.chosen.entry if answer.chosen else None
    rivals = []
    for one in answer.others[:SHOWN_RIVALS]:
        km = km_between(origin.lat, origin.lon, one.entry.lat, one.entry.lon) if origin else 0.0
        rivals.append(Rival(id=one.entry.id, name=one.entry.name, score=round(one.score, 3), km=round(km, 1)))
    return tuple(rivals)
