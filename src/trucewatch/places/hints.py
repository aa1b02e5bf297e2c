"""The phrases that tie names of places to each other and to the act, read from the words between them; no parse is needed.

Nothing is read across a sentence end, and only a closed list of words may stand inside such a phrase.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.places.lexicon import compass_name
from trucewatch.places.phrases import compile_phrases
from trucewatch.places.values import Hint, Modifier, PlaceMention, PlaceQuery, Relation

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from trucewatch.places.index import PlaceIndex
    from trucewatch.places.lexicon import Lexicon

KM_PER_MILE = 1.609
REACH = 90
TAIL = 45
_NEAR_WORDS = ("near", "close to", "not far from", "outside", "around", "surrounding")
UNITS_FIRST = ("region", "country", "district", "city", "town")


class HintReader:
    """Turns mentions into queries by the words around them; holds word lists only."""

    def __init__(self, index: PlaceIndex, lexicon: Lexicon, demonyms: Mapping[str, str]) -> None:
        self._index = index
        self._demonyms = {name.lower(): code for name, code in demonyms.items()}
        self._patterns = compile_phrases(lexicon, self._demonyms)

    def queries(self, text: str, mentions: Sequence[PlaceMention]) -> list[PlaceQuery]:
        """Return one query for each mention, in text order."""
        ordered = sorted(mentions, key=lambda mention: mention.start)
        links = [self._link(text, ordered, i) for i in range(len(ordered))]
        groups = _groups(links)
        queries = [
            PlaceQuery(
                name=mention.name,
                start=mention.start,
                end=mention.end,
                hints=self._own_hints(text, mention),
                modifier=self._modifier(text, ordered, i, links),
                kinds=mention.kinds,
                strong=mention.strong,
                partial=mention.partial,
                group=groups[i],
                container=_is_container(links, i),
            )
            for i, mention in enumerate(ordered)
        ]
        return _spread(queries, links)

    def _link(self, text: str, ordered: Sequence[PlaceMention], i: int) -> _Link:
        """Return how mention `i` and the next one are tied."""
        if i + 1 >= len(ordered) or ordered[i + 1].partial:
            return _NO_LINK
        here, there = ordered[i], ordered[i + 1]
        gap = text[here.end : there.start]
        if not 0 < len(gap) <= REACH or "\n\n" in gap or gap.strip(" ") == "\n":
            return _NO_LINK
        if gap in {"-", "–", "—"} and self._patterns.road.match(text[there.end : there.end + REACH]):
            return _Link("span")
        found = self._phrase(gap, there)
        if found is not None:
            return _NO_LINK if found.hint and self._is_wider(here, there) else found
        if self._patterns.comma.match(gap):
            return self._comma(text, ordered, i)
        return _Link("list") if self._patterns.listed.match(gap) else _NO_LINK

    def _phrase(self, gap: str, there: PlaceMention) -> _Link | None:
        patterns = self._patterns
        if match := patterns.direction.match(gap):
            hint = Hint(
                relation=Relation.DIRECTION, name=there.name, kinds=there.kinds,
                compass=compass_name(match["compass"]), km=_km(match),
            )  # fmt: skip
            return _Link("of", hint)
        if patterns.near.match(gap):
            return _Link("of", Hint(relation=Relation.NEAR, name=there.name, kinds=there.kinds))
        if patterns.inside.match(gap):
            return _Link("of", Hint(relation=Relation.IN, name=there.name, kinds=there.kinds))
        return _Link("owns") if patterns.owns.match(gap) else None

    def _comma(self, text: str, ordered: Sequence[PlaceMention], i: int) -> _Link:
        """Read `Binnish, Idlib`: a container if the second is a unit or country, the first is neither and no list goes on."""
        here, there = ordered[i], ordered[i + 1]
        onward = text[there.end : ordered[i + 2].start] if i + 2 < len(ordered) else ""
        listed = bool(onward) and bool(self._patterns.listed.match(onward) or self._patterns.comma.match(onward))
        before = text[ordered[i - 1].end : here.start] if i else ""
        amid = (
            listed and bool(before) and bool(self._patterns.comma.match(before) or self._patterns.listed.match(before))
        )
        nation = self._is_country(there.name) and not self._is_country(here.name) and not amid
        unit = self._is_unit(there.name) and not self._is_unit(here.name) and not listed
        if nation or unit:
            return _Link("of", Hint(relation=Relation.IN, name=there.name, kinds=there.kinds, sure=False))
        return _Link("list")

    def _is_wider(self, here: PlaceMention, there: PlaceMention) -> bool:
        """Whether the first name can only be a country or region and the second neither: then it does not lie in the second."""
        kinds = {candidate.entry.kind for candidate in self._index.exact(here.name)}
        wide = bool(kinds) and kinds <= {"country", "region", "area", "district"}
        return wide and not self._is_unit(there.name)

    def _is_unit(self, name: str) -> bool:
        return any(candidate.entry.kind in {"region", "country"} for candidate in self._index.exact(name))

    def _is_country(self, name: str) -> bool:
        return any(candidate.entry.kind == "country" for candidate in self._index.exact(name))

    def _own_hints(self, text: str, mention: PlaceMention) -> tuple[Hint, ...]:
        """Return the hints that name no other mention: `the Syrian city of X`, `X, north of the city`."""
        found = []
        before = text[max(0, mention.start - REACH) : mention.start]
        if mention.kinds and (match := self._patterns.nation.search(before)):
            code = self._demonyms[match["people"].lower()]
            found.append(Hint(relation=Relation.IN, country=code))
        if match := self._patterns.the_city.match(text[mention.end : mention.end + REACH]):
            found.append(Hint(relation=Relation.DIRECTION, compass=compass_name(match["compass"]), km=_km(match)))
        return tuple(found)

    def _modifier(self, text: str, ordered: Sequence[PlaceMention], i: int, links: Sequence[_Link]) -> Modifier:
        mention = ordered[i]
        floor = ordered[i - 1].end if i else 0
        before = text[max(floor, mention.start - REACH) : mention.start]
        after = text[mention.end : mention.end + REACH]
        if match := self._patterns.after_part.match(after):
            side = "" if match["other"] else compass_name(match["compass"] or "")
            return Modifier(part=_part(match["part"]), compass=side)
        previous = links[i - 1].kind if i else ""
        return self._before(before, links[i].kind, previous, ordered[i + 1].name if i + 1 < len(ordered) else "")

    def _before(self, before: str, link: str, previous: str, following: str) -> Modifier:
        """Read the words up to a name; `link` ties it to the `following` name, `previous` the name before to it."""
        patterns = self._patterns
        tail = before[-TAIL:].lower()
        of = " of " in tail or " from " in tail
        if of and (match := patterns.before_part.search(before)):
            return Modifier(part=_part(match["part"]), compass=compass_name(match["compass"] or ""))
        if link == "span" or (link == "list" and patterns.before_between.search(before)):
            return Modifier(part="between", until=following)
        if previous == "of":
            return Modifier()
        if of and (match := patterns.before_direction.search(before)):
            return Modifier(part="direction", compass=compass_name(match["compass"]), km=_km(match))
        if any(word in tail for word in _NEAR_WORDS) and patterns.before_near.search(before):
            return Modifier(part="near")
        match = patterns.before_compass.search(before[-TAIL:]) if previous != "owns" else None
        return _side(match["compass"]) if match else Modifier()


@dataclass(frozen=True, slots=True)
class _Link:
    """How a mention is tied to the next: `list`, `of` (the next contains or locates it), `owns` (it contains the next), or not."""

    kind: str = ""
    hint: Hint | None = None


_NO_LINK = _Link()


def _groups(links: Sequence[_Link]) -> list[int]:
    """Return the list number of each mention; a name that only locates the one before ends its list."""
    numbers = []
    group = 0
    for i in range(len(links)):
        tied = i > 0 and links[i - 1].kind == "list" and not (i > 1 and links[i - 2].kind == "of")
        group = group if tied else i
        numbers.append(group)
    return numbers


def _is_container(links: Sequence[_Link], i: int) -> bool:
    return links[i].kind == "owns" or (i > 0 and links[i - 1].kind in {"of", "span"})


def _spread(queries: Sequence[PlaceQuery], links: Sequence[_Link]) -> list[PlaceQuery]:
    """Give each query its link's hint, and a list's kinds and closing hints, unsure, to all its members."""
    last: list[tuple[Hint, ...]] = []
    for i, query in enumerate(queries):
        hints = list(query.hints)
        j = i
        while (hint := links[j].hint) is not None:
            hints.append(hint if j == i else replace(hint, sure=False))
            j += 1
            hints += [replace(own, sure=False) for own in queries[j].hints]
        if i and links[i - 1].kind == "owns":
            owner = queries[i - 1]
            bases = bool(query.kinds) and query.kinds[0] in {"base", "airport"}
            hints.append(Hint(relation=Relation.IN, name=owner.name, kinds=owner.kinds, sure=not bases))
        last.append(tuple(hints))
    closing = {query.group: last[i] for i, query in enumerate(queries)}
    kinds: dict[int, tuple[str, ...]] = {}
    for query in queries:
        kinds.setdefault(query.group, query.kinds)
    spread = []
    for i, query in enumerate(queries):
        own = last[i]
        before = links[i - 1].hint if i else None
        asked = query.kinds or (UNITS_FIRST if before is not None and not before.sure else ())
        shared = (
            () if own == closing[query.group] else tuple(replace(hint, sure=False) for hint in closing[query.group])
        )
        spread.append(replace(query, hints=own + shared, kinds=asked or _plural(kinds[query.group])))
    return spread


def _plural(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return the kinds of a list's head for its other members: a list opened by villages may hold towns."""
    return kinds if kinds and kinds[0] in {"village", "town", "city", "neighbourhood", "district"} else ()


def _side(word: str) -> Modifier:
    """Return what `southern` or `central` before a name leaves of its place."""
    compass = compass_name(word)
    return Modifier(part="part", compass=compass) if compass else Modifier(part="central")


def _km(match: re.Match[str]) -> float | None:
    if not match["km"]:
        return None
    number = float(match["km"].replace(",", "."))
    return number * KM_PER_MILE if match["unit"].lower().startswith("mile") else number


def _part(word: str) -> str:
    word = word.lower()
    if word in {"countryside", "hinterland", "rural areas"}:
        return "countryside"
    return "near" if word in {"vicinity", "environs", "surroundings", "surrounding areas"} else "outskirts"
