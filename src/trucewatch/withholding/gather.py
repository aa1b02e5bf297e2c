"""The first of two passes: what the incidents of an edition show of names and spots, before any of them is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from trucewatch.model.place import PlaceRole
from trucewatch.model.profile import Ground
from trucewatch.model.time import DateHow
from trucewatch.places.geo import km_between
from trucewatch.withholding.coarse import DEPTH, is_coarse, unit_of
from trucewatch.withholding.context import BESIDE, COMMON, PLACE_RULE, Context
from trucewatch.withholding.held import Held
from trucewatch.withholding.labels import Told, bare, labelled
from trucewatch.withholding.marks import NAME
from trucewatch.withholding.names import holders_named, names_in
from trucewatch.withholding.sites import SiteBook, places_of, rules_of, stricter
from trucewatch.withholding.spots import Spots
from trucewatch.withholding.stretches import places_around
from trucewatch.withholding.vocabulary import Sort, phrases_of
from trucewatch.withholding.voices import Roles, is_field
from trucewatch.withholding.words import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from trucewatch.model.incident import Incident
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.profile import Profile, SiteRule
    from trucewatch.model.time import DateInterval
    from trucewatch.withholding.vocabulary import Vocabulary

FAR_KM = 50.0
"""An origin of fire or flight farther off than this gives a site's place away no more."""
SHORTEST = 3
_STATED = frozenset({DateHow.STATED, DateHow.DATELINE, DateHow.METADATA})
SOURCE_RULE = "source in the field"


def gather(
    incidents: Sequence[Incident],
    profile: Profile,
    vocabulary: Vocabulary,
    today: datetime,
    *,
    received: Mapping[str, datetime] | None = None,
    texts: Iterable[str] = (),
    outlets: Iterable[str] = (),
    area: str = "",
) -> Context:
    """What an edition of these incidents must tell nowhere under a profile; those held back for now are to be among them.

    `today` is aware. `received` tells when each report was out (`out_by`), by its id: where an incident's last day is open, its delay
    counts from then. `texts` are titles and whatever else of reports is published, `outlets` outlets' names beside those
    of the incidents. Of an edition of an `area`, incidents told more coarsely than by it are left out. The context knows the words of withheld names: it must not be published.
    """
    texts = tuple(texts)
    context = Context(
        profile=profile,
        today=today,
        vocabulary=vocabulary,
        told=_told(incidents, vocabulary, outlets, texts),
        book=SiteBook.of(profile),
        roles=Roles.of(vocabulary),
        held=Held(),
        spots=Spots(),
        incidents={incident.code: incident for incident in incidents},
        received=received or {},
        area=area,
    )
    for incident in incidents:
        ground = held_back(incident, profile, today, context.received)
        if ground is not None:
            context.back[incident.code] = ground
    _gather_names(context, incidents, texts)
    _gather_sites(context, incidents, texts)
    _gather_origins(context, incidents)
    return context


def _told(incidents: Iterable[Incident], vocabulary: Vocabulary, outlets: Iterable[str], texts: Iterable[str]) -> Told:
    """What the incidents themselves explain: their places, outlets whose names nobody bears, and who is in office."""
    places: set[tuple[str, ...]] = set()
    maybe: set[tuple[str, ...]] = set()
    countries: set[str] = set()
    named = set(outlets)
    for incident in incidents:
        named.update(citation.outlet for citation in incident.citations)
        for place in places_of(incident):
            target = places if place.id else maybe
            target.update(bare(keys, vocabulary) for name in {place.text, place.name} if (keys := keys_of(name)))
            countries.update(entry.country for entry in vocabulary.entries(place.name) if entry.id == place.id)
    told = Told(places=frozenset(places), phrases={}, countries=frozenset(countries))
    bodies = sorted(name for name in named if name and not _is_person(name, vocabulary, told))
    told = replace(told, maybe=frozenset(maybe - places), phrases=phrases_of((name, Sort.THING) for name in bodies))
    leaders = sorted(_leaders(incidents, vocabulary, told, texts))
    return replace(
        told,
        phrases=phrases_of(
            [*((name, Sort.THING) for name in bodies), *((name, Sort.LEADER) for name in leaders)],
        ),
    )


def _leaders(incidents: Iterable[Incident], vocabulary: Vocabulary, told: Told, texts: Iterable[str]) -> Iterator[str]:
    """The names, and surnames that say nothing else, of whom a quote or a title names with a high office."""
    quotes = (citation.span.quote for incident in incidents for citation in incident.citations)
    for text in dict.fromkeys((*texts, *quotes)):
        for first, last, words in holders_named(text, vocabulary, told):
            if last > first:
                yield text[words[first].start : words[last].bare]
            surname = words[last]
            if len(surname.key) > SHORTEST and not _is_borne_by_many(surname.key, vocabulary):
                yield text[surname.start : surname.bare]


def _is_borne_by_many(key: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.is_plain(key) or key in vocabulary.lists["given"]


def _is_person(name: str, vocabulary: Vocabulary, told: Told) -> bool:
    return bool(names_in(labelled(name, vocabulary, told, is_name=True), vocabulary))


def out_by(received: datetime, published: DateInterval) -> datetime:
    """When a report was out at the latest: at the end of its last possible day of publication, or when it was received.

    What it tells of happened before. An inferred day of publication does not count: it may itself rest on what is told.
    """
    if published.last is None or published.how not in _STATED:
        return received
    return min(received, _end_of(published.last))


def _end_of(day: date) -> datetime:
    """The end of a day wherever on earth: it ends last twelve hours west of Greenwich."""
    return datetime.combine(day, time(), UTC) + timedelta(days=1, hours=12)


def held_back(incident: Incident, profile: Profile, today: datetime, received: Mapping[str, datetime]) -> Ground | None:
    """Why an incident is not told at all for now; `received` tells when its reports came in, by their ids."""
    if not profile.unreviewed and not incident.decisions:
        return Ground.UNREVIEWED
    if not profile.delay_hours:
        return None
    when = incident.when.value
    came_in = [received[citation.report] for citation in incident.citations if citation.report in received]
    if when.last is not None:
        ended = _end_of(when.last)
    elif came_in:
        ended = max(came_in)
    else:
        return Ground.DELAY
    return Ground.DELAY if today < ended + timedelta(hours=profile.delay_hours) else None


def _gather_names(context: Context, incidents: Iterable[Incident], texts: Iterable[str]) -> None:
    """Hold every name of a person that is met, and every description of a source in the field."""
    for text in texts:
        _hold_names(context, text)
    for incident in incidents:
        for citation in incident.citations:
            _hold_names(context, citation.span.quote)
            _hold_common(context, incident.code, citation.span.quote)
        for name in _names_of(incident):
            _hold_names(context, name, is_name=True)
        if context.profile.sources:
            for source in incident.sources:
                _hold_source(context, source.name)


def _names_of(incident: Incident) -> Iterator[str]:
    for source in incident.sources:
        yield from (source.name, source.via)
    yield from (origin.name for origin in incident.origins)
    for party in (incident.actors, incident.targets):
        for value in (party.value, *(held.value for held in party.others), party.machine or ()):
            yield from (ref.name for ref in value)
            yield from (ref.text for ref in value)


def _hold_names(context: Context, text: str, *, is_name: bool = False) -> None:
    if not text:
        return
    for mark in context.see(text, is_name=is_name).marks:
        if mark.rule == NAME:
            keys = keys_of(mark.value)
            if len(keys) > 1 and not context.is_place(keys):
                context.held.add(keys, Ground.PERSON, NAME)
            for key in mark.keys:
                if len(key) >= SHORTEST and not context.is_common(key):
                    context.held.add((key,), Ground.PERSON, NAME)
        elif mark.ground is Ground.SITE and mark.rule != COMMON:
            context.held.add(mark.keys, Ground.SITE, mark.rule)


def _hold_common(context: Context, code: str, text: str) -> None:
    """Hold names that are other words as well within their own incident: "Hope, a nurse" is meant by its other "Hope" too."""
    for mark in context.see(text).marks:
        for key in mark.keys if mark.rule in {NAME, COMMON} else ():
            if len(key) >= SHORTEST and (context.vocabulary.is_plain(key) or key in context.vocabulary.parts):
                context.common.setdefault(code, Held()).add((key,), Ground.PERSON, COMMON, needs_capital=True)


def _hold_source(context: Context, name: str) -> None:
    keys = keys_of(name)
    if len(keys) >= SHORTEST and is_field(context.see(name, is_name=True).found, context.roles, context.vocabulary):
        context.held.add(keys, Ground.SOURCE, SOURCE_RULE)


def _gather_sites(context: Context, incidents: Sequence[Incident], texts: Iterable[str]) -> None:
    """Protect the places of every incident that was at a site, and hold their names."""
    if not context.book.words:
        return
    _hold_stretches(context, incidents, texts)
    for incident in incidents:
        rule = _site_rule(context, incident)
        if rule is not None:
            context.coarse[incident.code] = rule
            for place in protected_in(incident):
                if not is_coarse(place, rule):
                    context.spots.add(place, rule)
    for incident in incidents:
        for place in places_of(incident):
            _hold_spot(context, place)
        for place in protected_in(incident) if incident.code in context.coarse else ():
            _hold_place(context, place, context.coarse[incident.code])


def _hold_stretches(context: Context, incidents: Iterable[Incident], texts: Iterable[str]) -> None:
    """Protect the places of which a quote or a title says that a site is there, though no claim has them."""
    quotes = (citation.span.quote for incident in incidents for citation in incident.citations)
    for text in dict.fromkeys((*texts, *quotes)):
        for site, place in places_around(context, text):
            context.spots.add(place, context.book.rule(site))
            _hold_place(context, place, context.book.rule(site))


def _site_rule(context: Context, incident: Incident) -> SiteRule | None:
    """The strictest of all rules that an incident falls under, by its objects, its places or its quotes."""
    found: SiteRule | None = None
    for rule in rules_of(incident, context.book, context.vocabulary):
        found = stricter(found, rule)
    for citation in incident.citations:
        for site in context.see(citation.span.quote).sites:
            found = stricter(found, context.book.rule(site))
    return found


def _hold_spot(context: Context, place: PlaceRef) -> None:
    """Where a place is at a protected spot, protect every other telling of it too."""
    rule = context.spots.rule(place)
    if rule is not None and not is_coarse(place, rule):
        if place.id:
            context.spots.add_id(place.id, rule)
        _hold_place(context, place, rule)


def protected_in(incident: Incident) -> list[PlaceRef]:
    """The places of an incident at a site that may give the site away: all but far places that fire or flights came from."""
    places = list(places_of(incident))
    hit = [place for place in places if place.role is not PlaceRole.ORIGIN]
    return hit + [place for place in places if place.role is PlaceRole.ORIGIN and not _is_far(place, hit)]


def _is_far(place: PlaceRef, hit: Iterable[PlaceRef]) -> bool:
    points = [(one.lat, one.lon) for one in hit if one.lat is not None and one.lon is not None]
    if place.lat is None or place.lon is None or not points:
        return False
    return all(km_between(place.lat, place.lon, *point) > FAR_KM for point in points)


def _hold_place(context: Context, place: PlaceRef, rule: SiteRule) -> None:
    """Hold the names of a place, but for those that the units around it bear."""
    if is_coarse(place, rule) and place.lat is not None:
        return
    permitted = permitted_names(context, (place,), rule)
    vocabulary = context.vocabulary
    names = {place.text, place.name}
    for entry in vocabulary.entries(place.name) if place.id else ():
        if entry.id == place.id:
            names.update((entry.name, *entry.names))
    for name in sorted(names):
        for keys in {keys_of(name), bare(keys_of(name), vocabulary)} if name else ():
            if not keys or keys in permitted or bare(keys, vocabulary) in permitted:
                continue
            if _is_known(keys, vocabulary):
                context.seats.add(keys, Ground.SITE, BESIDE, needs_capital=True)
            elif len("".join(keys)) >= SHORTEST:
                plain = all(vocabulary.is_plain(key) for key in keys)
                context.held.add(keys, Ground.SITE, PLACE_RULE, needs_capital=plain)


def _is_known(keys: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    """Whether packs call a party so, as capitals stand for governments."""
    return keys[0] in vocabulary.phrases and keys in vocabulary.phrases[keys[0]][1]


def permitted_names(context: Context, places: Iterable[PlaceRef], rule: SiteRule) -> frozenset[tuple[str, ...]]:
    """The names, by keys, of the units around places that may be told."""
    found: set[tuple[str, ...]] = set()
    for place in places:
        for depth in range(1, min(DEPTH[rule.grain], len(place.admin)) + 1):
            admin = place.admin[:depth]
            unit = unit_of(admin, context.vocabulary)
            names = {admin[-1], *((unit.name, *unit.names) if unit else ())}
            found.update(bare(keys_of(name), context.vocabulary) for name in names if keys_of(name))
    return frozenset(found)


def _gather_origins(context: Context, incidents: Iterable[Incident]) -> None:
    """New ids for origins whose ids are made of words that are withheld; numbers in the order of the incidents."""
    for incident in incidents:
        for origin in incident.origins:
            sort, _, words = origin.id.partition(":")
            if origin.id in context.origins or sort in {"body", "report"}:
                continue
            told = context.voice(origin.name) if sort != "outlet" else context.outlet(origin.name)
            if told != origin.name or context.marks(words.title(), is_name=True):
                context.origins[origin.id] = f"{sort}:withheld {len(context.origins) + 1}"
