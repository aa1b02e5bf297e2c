"""Everything that reading needs, loaded once from the packs; nothing in it changes afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.claims.reader import GrammarReader
from trucewatch.documents.outlet import OutletIndex
from trucewatch.language.parser import Parser
from trucewatch.packs.loader import load_packs
from trucewatch.pipeline.threads import one_thread
from trucewatch.places.index import PlaceIndex
from trucewatch.places.resolve import PlaceResolver
from trucewatch.places.values import PlaceMention, PlaceQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from trucewatch.claims.reader import Reader
    from trucewatch.dates.anchoring import CalendarEvent
    from trucewatch.model.place import PlaceRef
    from trucewatch.packs.merged import Packs
    from trucewatch.places.decide import Answer


@dataclass(frozen=True, slots=True)
class Toolbox:
    """The packs and what is built from them; for one process. A copy for another process is loaded there, from `source`."""

    source: tuple[str | Path, ...] | None
    packs: Packs
    outlets: OutletIndex
    calendar: tuple[CalendarEvent, ...]
    places: PlaceResolver
    reader: Reader

    @classmethod
    def load(cls, packs: Sequence[str | Path] | None = None) -> Toolbox:
        """Load the named packs (all built-in ones by default) and the parser; raises PackError."""
        loaded = load_packs(packs)
        places = place_resolver(loaded)
        with one_thread():
            parser = Parser.load()
        return cls(
            source=None if packs is None else tuple(packs),
            packs=loaded,
            outlets=OutletIndex.of(tuple(loaded.outlets.values())),
            calendar=tuple(loaded.calendar.values()),
            places=places,
            reader=GrammarReader(loaded, parser, places),
        )

    def __reduce__(self) -> tuple[Callable[..., Toolbox], tuple[object, ...]]:
        """Pickle as the call that loads it: weights and look-ups do not travel between processes."""
        return Toolbox.load, (self.source,)


def place_resolver(packs: Packs) -> PlaceResolver:
    """The resolver over all the packs' gazetteers, with the states' adjectives of nationality."""
    demonyms = {
        word: actor.country for actor in packs.actors.values() if actor.type == "state" for word in actor.adjectives
    }
    return PlaceResolver(PlaceIndex.load(packs.gazetteer_files), demonyms=demonyms)


def look_up(resolver: PlaceResolver, name: str, context: str = "") -> tuple[PlaceRef, Answer]:
    """Resolve the name where it stands in the context, or in front of it where it does not; names beside it help."""
    text = context if name in context else f"{name} {context}".strip()
    start = text.index(name)
    mentions = [one for one in resolver.mentions(text) if one.end <= start or one.start >= start + len(name)]
    asked = PlaceMention(start=start, end=start + len(name), name=name, why="asked for")
    queries: list[PlaceQuery] = resolver.queries(text, sorted([*mentions, asked], key=lambda one: one.start))
    focus = resolver.focus(queries, text=text)
    at = next(index for index, query in enumerate(queries) if query.start == start)
    return resolver.resolve_all(queries, focus=focus)[at], resolver.answers(queries, focus=focus)[at]
