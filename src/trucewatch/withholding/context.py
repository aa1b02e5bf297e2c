"""What one edition must tell nowhere: a name or a spot withheld in one of its incidents is withheld in all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.model.profile import Ground
from trucewatch.withholding.contacts import coordinates_in
from trucewatch.withholding.held import Held
from trucewatch.withholding.labels import Label, Told, bare, labelled
from trucewatch.withholding.marks import CONTACT, Mark
from trucewatch.withholding.names import names_in
from trucewatch.withholding.sites import sites_in_text
from trucewatch.withholding.voices import is_bare, is_field, sources_in
from trucewatch.withholding.words import Shape, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from trucewatch.model.incident import Incident
    from trucewatch.model.profile import Profile, SiteRule
    from trucewatch.withholding.labels import Labelled
    from trucewatch.withholding.sites import SiteBook
    from trucewatch.withholding.spots import Spots
    from trucewatch.withholding.vocabulary import Vocabulary
    from trucewatch.withholding.voices import Roles

_ENDING = re.compile(r"(?:\.[A-Za-z]{2,5})+$")
COMMON = "name of a person, by words that others bear too"
PLACE_RULE = "place of a site"
BESIDE = "place told beside that of a site"
"""Left out of one quote only: other incidents may tell the place."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as it was read by itself: its labelled words, what in it must not be told, and its stretches that tell sites."""

    found: Labelled
    marks: tuple[Mark, ...]
    stretches: tuple[tuple[Mark, str], ...] = ()

    @property
    def sites(self) -> Iterator[str]:
        """The sites that the text tells."""
        return (site for _, site in self.stretches)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Context:
    """What all incidents of an edition withhold together under a profile; `gather` makes it.

    `coarse` holds the rule of each incident, by code, that was at a protected site, `common` names that are withheld within
    one incident only, for elsewhere they are other words, `seats` names of
    protected places that parties go by too and that only incidents there must not tell, `back` why an incident is not told at
    all, `received` when each report was received, `area` the edition's area where it has one. `origins` are new ids of origins whose own ids would tell a name.
    """

    profile: Profile
    today: datetime
    vocabulary: Vocabulary
    told: Told
    book: SiteBook
    roles: Roles
    held: Held
    spots: Spots
    incidents: Mapping[str, Incident]
    received: Mapping[str, datetime]
    area: str = ""
    coarse: dict[str, SiteRule] = field(default_factory=dict)
    common: dict[str, Held] = field(default_factory=dict)
    seats: Held = field(default_factory=Held)
    back: dict[str, Ground] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    _seen: dict[tuple[str, bool], Seen] = field(default_factory=dict, repr=False)
    _marks: dict[tuple[str, bool], tuple[Mark, ...]] = field(default_factory=dict, repr=False)

    def see(self, text: str, *, is_name: bool = False) -> Seen:
        """A text read by itself; `is_name` for a name and the like, whose capitals always tell something."""
        known = self._seen.get((text, is_name))
        if known is None:
            known = self._seen[text, is_name] = self._read(text, is_name=is_name)
        return known

    def _read(self, text: str, *, is_name: bool) -> Seen:
        found = labelled(text, self.vocabulary, self.told, is_name=is_name)
        names = names_in(found, self.vocabulary)
        marks = [self._weighed(mark) for mark in names] if self.profile.persons else []
        if self.profile.sources and not is_name:
            marks += sources_in(found, self.roles, self.vocabulary)
        if self.book.words:
            marks += coordinates_in(text)
        sites = list(sites_in_text(found, self.book, self.vocabulary))
        told = tuple((mark, site) for mark, site in sites if not any(_holds(other, mark) for other in marks))
        return Seen(found, (*marks, *(mark for mark, _ in sites)), told)

    def _weighed(self, mark: Mark) -> Mark:
        """A name's mark; one that others bear too cannot be looked for in what is published."""
        if mark.rule == CONTACT or any(not self.is_common(key) for key in mark.keys):
            return mark
        if len(mark.keys) > 1 and not self.is_place(mark.keys):
            return mark
        return Mark(mark.start, mark.end, mark.ground, COMMON, mark.value, mark.keys)

    def is_common(self, key: str) -> bool:
        """Whether a word is a first name, a plain word, a place's name, or part of a name that packs know."""
        known = self.vocabulary
        return (
            key in known.lists["given"]
            or key in known.lists["kunyas"]
            or known.is_plain(key)
            or key in known.parts
            or self.is_place((key,))
            or key in self.told.phrases
        )

    def is_place(self, keys: tuple[str, ...]) -> bool:
        """Whether the edition's claims tell a place so."""
        name = bare(keys, self.vocabulary)
        return name in self.told.places or name in self.told.maybe

    def marks(self, text: str, *, is_name: bool = False) -> tuple[Mark, ...]:
        """All that must not be told of a text, also what other parts of the edition withhold."""
        known = self._marks.get((text, is_name))
        if known is None:
            seen = self.see(text, is_name=is_name)
            known = (*seen.marks, *self.held.found_in(text, seen.found.words))
            self._marks[text, is_name] = known
        return known

    def held_in(self, text: str) -> tuple[Mark, ...]:
        """What of a text other parts of the edition withhold."""
        return tuple(self.held.found_in(text, words_of(text)))

    def strict(self, text: str, permitted: frozenset[tuple[str, ...]]) -> Iterator[Mark]:
        """Every name of a place in a text that is told coarsely, but for those of the units that may be told."""
        found = self.see(text).found
        at = 0
        while at < len(found.words):
            if found.labels[at] not in {Label.PLACE, Label.NAME} or found.words[at].shape is Shape.SMALL:
                at += 1
                continue
            end = at + 1
            while (
                end < len(found.words)
                and found.labels[end] is found.labels[at]
                and found.groups[end] == found.groups[at]
            ):
                end += 1
            keys = tuple(word.key for word in found.words[at:end])
            if bare(keys, self.vocabulary) not in permitted:
                start, stop = found.words[at].start, found.words[end - 1].end
                yield Mark(start, stop, Ground.SITE, BESIDE, text[start:stop], keys)
            at = end

    def voice(self, name: str, actor: str = "") -> str:
        """A source's or an origin's name as it may be told; `actor` is the id of the party that it stands for."""
        marks = self.marks(name, is_name=True) if name else ()
        if not marks:
            found = self.see(name, is_name=True).found
            is_barred = self.profile.sources and is_field(found, self.roles, self.vocabulary)
            if not is_barred and not (
                self.profile.persons and not actor and is_bare(found, self.roles, self.vocabulary)
            ):
                return name
        known = self.vocabulary.packs.actors.get(actor)
        if known is not None:
            return self.roles.instead["body"].format(known.name)
        return self.roles.told_as(name)

    def outlet(self, name: str) -> str:
        """An outlet's name; one that nobody knows and whose words name no outlet may be a person's."""
        if name and self.marks(name, is_name=True):
            return self.roles.instead["outlet"]
        return name

    def file(self, name: str) -> str:
        """A report's file name; empty where the profile, or a name in it, keeps it back."""
        if not self.profile.files:
            return ""
        spread = _ENDING.sub("", name).title()
        barred = self.marks(name, is_name=True) or (self.profile.persons and self.see(spread, is_name=True).marks)
        return "" if barred else name


def _holds(one: Mark, two: Mark) -> bool:
    return one.ground is Ground.SOURCE and one.start <= two.start and two.end <= one.end


def merged(marks: Iterable[Mark]) -> list[Mark]:
    """The marks in their order, of those that overlap one that spans them all."""
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each.start, -each.end)):
        if found and mark.start < found[-1].end:
            last = found[-1]
            found[-1] = Mark(last.start, max(last.end, mark.end), last.ground, last.rule, last.value, last.keys)
        else:
            found.append(mark)
    return found
