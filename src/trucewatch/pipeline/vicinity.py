"""A spot is protected on every day once a site is known to be there: what is told of it exactly in one week would place the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.ledger.values import IncidentQuery
from trucewatch.pipeline.areas import area_query
from trucewatch.pipeline.kept import kept_incident
from trucewatch.withholding.lists import site_words
from trucewatch.withholding.sites import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from trucewatch.ledger.store import View
    from trucewatch.model.incident import Incident
    from trucewatch.model.profile import Profile

_TOWN = 2
"""The code of a place that is known to a town, or near one; what is known more widely is no spot."""


def at_the_same_spots(view: View, incidents: Sequence[Incident], profile: Profile) -> Iterator[Incident]:
    """Other incidents, of any day, where one of these was, in whose record any word of a protected site stands."""
    words = tuple(_words(profile))
    met = {one.code for one in incidents}
    if not words or len(met) == view.count_incidents(IncidentQuery()):
        return
    places = (place for one in incidents for place in places_of(one) if place.lat is not None)
    for name in sorted({place.name for place in places if place.code is not None and place.code <= _TOWN}):
        for row in view.incidents(area_query(name, view)):
            if row.code not in met:
                met.add(row.code)
                record = row.record.lower()
                if any(word in record for word in words):
                    yield kept_incident(row)


def _words(profile: Profile) -> Iterator[str]:
    """The words of the sites that a profile protects, and their ids as records have them."""
    for site in sorted({site for rule in profile.sites for site in (*rule.objects, *rule.places)}):
        yield f'"id": "{site}"'
        yield from (word.lower() for word in site_words().get(site, ()))
