"""Where the words of a text say that a site is, no incident is told exactly, wherever the claims put the site itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.model.place import PlaceRef
from trucewatch.model.profile import Ground
from trucewatch.withholding.labels import Label, bare, is_meant
from trucewatch.withholding.words import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.model.place import GazetteerEntry
    from trucewatch.withholding.context import Context
    from trucewatch.withholding.labels import Labelled
    from trucewatch.withholding.marks import Mark

_LONGEST = 5
_TOLD = frozenset({"country", "region", "district"})
"""Kinds of units that may be told: where a name means one, it is a place within that which bears its name, and no other."""


def places_around(context: Context, text: str) -> Iterator[tuple[str, PlaceRef]]:
    """The places that stand in a text's stretches on sites, with the site: "the Rahma hospital in X", "X's clinic".

    Each entry of the gazetteers that such a name may mean, or the bare name where the claims have it as a place.
    """
    seen = context.see(text)
    for mark, site in seen.stretches:
        for name in _names_in(seen.found, mark):
            entries = [one for one in context.vocabulary.entries(name) if is_meant(one, context.told)]
            wide = [entry.admin for entry in entries if entry.kind in _TOLD]
            for entry in entries:
                is_within = any(entry.admin[: len(path)] == path for path in wide)
                if entry.kind not in _TOLD and (is_within or not wide):
                    yield site, _as_place(name, entry)
            if not entries and bare(keys_of(name), context.vocabulary) in context.told.places | context.told.maybe:
                yield site, PlaceRef(text=name, name=name)


def _as_place(name: str, entry: GazetteerEntry) -> PlaceRef:
    return PlaceRef(text=name, id=entry.id, name=entry.name, lat=entry.lat, lon=entry.lon, admin=entry.admin)


def _names_in(found: Labelled, mark: Mark) -> Iterator[str]:
    """Every run of words in a stretch that may be a place's name, the longest first from each word on."""
    if mark.ground is not Ground.SITE:
        return
    words = [at for at, word in enumerate(found.words) if mark.start <= word.start and word.end <= mark.end]
    for first in words:
        if found.labels[first] not in {Label.PLACE, Label.NAME, Label.SMALL}:
            continue
        for last in range(min(words[-1], first + _LONGEST - 1), first - 1, -1):
            if found.labels[last] in {Label.PLACE, Label.NAME}:
                yield found.text[found.words[first].start : found.words[last].bare]
