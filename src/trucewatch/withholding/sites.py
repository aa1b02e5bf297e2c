"""Sites that a profile protects, told by the object that was hit, by the kind of place, or by the words of a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model.profile import Grain, Ground, SiteRule
from trucewatch.packs.values import ActorType
from trucewatch.withholding.labels import Label, is_particle
from trucewatch.withholding.lists import site_words
from trucewatch.withholding.marks import Mark
from trucewatch.withholding.words import Shape, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trucewatch.model.incident import Incident
    from trucewatch.model.place import PlaceRef
    from trucewatch.model.profile import Profile
    from trucewatch.withholding.labels import Labelled
    from trucewatch.withholding.vocabulary import Vocabulary

_LINKS = frozenset({"in", "of", "at", "near", "for", "from", "outside", "inside", "called", "named"})
_SMALL = frozenset({"the", "a", "an", "town", "village", "city"})
_FARTHEST = 4
_GRAINS = (Grain.EXACT, Grain.DISTRICT, Grain.GOVERNORATE, Grain.COUNTRY)


@dataclass(frozen=True, slots=True)
class SiteBook:
    """The rules of a profile by site; `words` by first key hold the keys of each site's words, the longest first."""

    rules: Mapping[str, SiteRule]
    kinds: Mapping[str, SiteRule]
    words: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]

    @classmethod
    def of(cls, profile: Profile) -> SiteBook:
        """The book of a profile; where several rules speak of one site they count together."""
        rules: dict[str, SiteRule] = {}
        kinds: dict[str, SiteRule] = {}
        for rule in profile.sites:
            for site in rule.objects:
                rules[site] = stricter(rules.get(site), rule)
            for kind in rule.places:
                kinds[kind] = stricter(kinds.get(kind), rule)
        words: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for site in {**rules, **kinds}:
            for word in site_words().get(site, ()):
                if keys := keys_of(word):
                    words.setdefault(keys[0], []).append((keys, site))
        ordered = {key: tuple(sorted(found, key=lambda each: -len(each[0]))) for key, found in words.items()}
        return cls(rules=rules, kinds=kinds, words=ordered)

    def rule(self, site: str) -> SiteRule:
        """The rule of a site, be it an object or a kind of place."""
        return self.rules[site] if site in self.rules else self.kinds[site]

    def sites_in(self, text: str) -> Iterator[str]:
        """The sites whose words stand in a few words such as an object's or a place's name."""
        keys = keys_of(text)
        for at in range(len(keys)):
            if (found := self.site_at(keys, at)) is not None:
                yield found[1]

    def site_at(self, keys: tuple[str, ...], at: int) -> tuple[int, str] | None:
        """How many words the site has whose words begin here, and which it is."""
        key = keys[at]
        for stem in (key, key.removesuffix("s"), key.removesuffix("ies") + "y"):
            for wanted, site in self.words.get(stem, ()):
                size = len(wanted)
                if (stem, *keys[at + 1 : at + size]) == wanted or _plural(keys[at : at + size], wanted):
                    return size, site
        return None


def stricter(one: SiteRule | None, two: SiteRule) -> SiteRule:
    """Of two rules the coarser grain and the wider radius."""
    if one is None:
        return two
    return SiteRule(
        objects=tuple(dict.fromkeys((*one.objects, *two.objects))),
        places=tuple(dict.fromkeys((*one.places, *two.places))),
        grain=max(one.grain, two.grain, key=_GRAINS.index),
        radius_km=max(one.radius_km, two.radius_km),
    )


def _plural(keys: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return len(keys) == len(wanted) and keys[:-1] == wanted[:-1] and keys[-1] == f"{wanted[-1]}s"


def rules_of(incident: Incident, book: SiteBook, vocabulary: Vocabulary) -> Iterator[SiteRule]:
    """The rules that an incident falls under by what was hit and by the kinds of its places."""
    if not book.words:
        return
    for thing in incident.objects:
        if thing.id in book.rules:
            yield book.rules[thing.id]
        yield from (book.rule(site) for site in book.sites_in(thing.text))
    for target in _all_targets(incident):
        actor = vocabulary.packs.actors.get(target[0])
        if "rescue" in book.rules and actor is not None and actor.type is ActorType.RESCUER:
            yield book.rules["rescue"]
        yield from (book.rule(site) for site in book.sites_in(target[1]))
    for place in places_of(incident):
        kind = kind_of(place, vocabulary)
        if kind in book.kinds:
            yield book.kinds[kind]
        yield from (book.rule(site) for name in {place.text, place.name} for site in book.sites_in(name))


def _all_targets(incident: Incident) -> Iterator[tuple[str, str]]:
    for value in (incident.targets.value, *(held.value for held in incident.targets.others)):
        yield from ((target.id, target.text) for target in value)


def places_of(incident: Incident) -> Iterator[PlaceRef]:
    """Every place that an incident names, chosen or not."""
    where = incident.where
    for value in (where.value, *(held.value for held in where.others), where.machine or ()):
        yield from value


def kind_of(place: PlaceRef, vocabulary: Vocabulary) -> str:
    """The gazetteer's kind of a place; empty where it has none."""
    if not place.id:
        return ""
    return next((entry.kind for entry in vocabulary.entries(place.name) if entry.id == place.id), "")


def sites_in_text(found: Labelled, book: SiteBook, vocabulary: Vocabulary) -> Iterator[tuple[Mark, str]]:
    """Stretches of a labelled text by which a protected site can be told from others of its sort, with the site."""
    if not book.words:
        return
    keys = tuple(word.key for word in found.words)
    at = 0
    while at < len(keys):
        site = book.site_at(keys, at)
        if site is None:
            at += 1
            continue
        end = at + site[0]
        first = _named_before(found, at, vocabulary)
        last = _named_after(found, end, vocabulary)
        if first < at or last >= end:
            start, stop = found.words[first].start, found.words[max(last, end - 1)].end
            text = found.text[start:stop]
            yield Mark(start, stop, Ground.SITE, f"words of a site ({site[1]})", text, keys_of(text)), site[1]
        at = max(end, last + 1)


def _named_before(found: Labelled, at: int, vocabulary: Vocabulary) -> int:
    """Where the name begins that leads to a site's word; the word itself where none does."""
    words, labels, first, here = found.words, found.labels, at, at
    is_capital = words[at].shape is not Shape.SMALL
    while here and words[here].gap in {" ", "-", " ‘", " '"}:
        label, before = labels[here - 1], words[here - 1]
        if label in {Label.NAME, Label.PLACE, Label.LEADER}:
            first = here - 1
        elif label in {Label.THING, Label.PLAIN, Label.USUAL} and before.shape is Shape.CAPITAL:
            if not is_capital or found.is_title or here == 1:
                break
            first = here - 1
        elif not is_particle(found, here - 1, vocabulary):
            break
        here -= 1
    return first


def _named_after(found: Labelled, end: int, vocabulary: Vocabulary) -> int:
    """The last word of the place in which a site is said to be; -1 where none is named."""
    words, labels = found.words, found.labels
    at, seen_link, last = end, False, -1
    while at < len(words) and at < end + _FARTHEST + (last >= 0) * _FARTHEST:
        word, label = words[at], labels[at]
        if word.gap not in {" ", "-", " ‘", " '", " “"}:
            break
        if label in {Label.NAME, Label.PLACE} and (seen_link or word.shape is Shape.CASELESS):
            last = at
        elif last >= 0 and not is_particle(found, at, vocabulary):
            break
        elif word.key in _LINKS:
            seen_link = True
        elif word.key not in _SMALL and not is_particle(found, at, vocabulary):
            break
        at += 1
    return last
