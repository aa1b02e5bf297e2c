"""Who says so: the speakers whose words cover an act, never those who speak of something else in its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.claims.sayings import find_sayings
from trucewatch.claims.speakers import source_ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from trucewatch.claims.acts import Act
    from trucewatch.model.claim import SourceRef


def sources_of(act: Act, id_of: Callable[[str], str]) -> tuple[SourceRef, ...]:
    """The sources that one sentence names for an act, in text order; pronouns are left for the document to resolve."""
    view, head = act.view, act.main.head
    covering = [saying for saying in find_sayings(view) if saying.covers(head) or saying.verb == head]
    quoted = {saying.via for saying in covering if saying.via is not None}
    found = [s for s in covering if s.speaker not in quoted and not s.speaker.first <= head <= s.speaker.last]
    return _unique(source_ref(view, s.speaker, s.via, id_of) for s in found)


def _unique(sources: Iterable[SourceRef]) -> tuple[SourceRef, ...]:
    found: dict[str, SourceRef] = {}
    for source in sources:
        known = found.get(source.name.lower())
        if known is None or (source.via and not known.via):
            found[source.name.lower()] = source
    return tuple(found.values())
