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

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from trucewatch.claims.reader import Reader
    from trucewatch.dates.anchoring import CalendarEvent
    from trucewatch.packs.merged import Packs


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
