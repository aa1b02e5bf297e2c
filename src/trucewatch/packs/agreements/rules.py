"""What a file's parts owe one another: an article that can be tested, dates in order, somebody who is bound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from trucewatch.model.agreement import EDITORS, Article, Form, Milestone, Role, TermsDate
from trucewatch.packs.agreements.forms import KEYS
from trucewatch.packs.schema import items

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from trucewatch.packs.errors import Trail
    from trucewatch.packs.schema import FaultList

Found: TypeAlias = tuple["Trail", str, str]
"""Where in the file, what is wrong, what to do."""
_BINDING = (Role.SIGNATORY, Role.GUARANTOR, Role.BOUND)
_NEEDS: Mapping[Form, tuple[str, ...]] = {
    Form.BAN: ("acts",),
    Form.DEADLINE: ("due",),
    Form.DUTY: ("acts",),
    Form.THRESHOLD: ("counted", "at_least", "per_days"),
}
_ONLY: Mapping[str, tuple[Form, ...]] = {
    "due": (Form.DEADLINE,),
    "every_days": (Form.DUTY,),
    "counted": (Form.THRESHOLD,),
    "at_least": (Form.THRESHOLD,),
    "per_days": (Form.THRESHOLD,),
    "breaches": (Form.DEADLINE, Form.DUTY, Form.THRESHOLD),
}
_WORD = re.compile(r"\w+")
_GENERAL = frozenset(
    {
        *(
            "ceasefire",
            "truce",
            "agreement",
            "accord",
            "deal",
            "pact",
            "protocol",
            "memorandum",
            "cessation",
            "hostilities",
        ),
        *(
            "peace",
            "armistice",
            "pause",
            "humanitarian",
            "permanent",
            "new",
            "fire",
            "cease",
            "of",
            "the",
            "a",
            "on",
            "for",
        ),
    }
)
"""Words that every agreement's name may have."""
_LATER = (Milestone.EXTENDED, Milestone.SUSPENDED, Milestone.RESUMED, Milestone.ENDED)


def doubles(data: Mapping[str, Any], path: Path, faults: FaultList) -> None:
    """Note numbers and ids that stand twice in one list."""
    for part, key in KEYS.items():
        seen: set[str] = set()
        for index, item in enumerate(items(data, part)):
            word = item.get(key) if isinstance(item, dict) else None
            if isinstance(word, str) and word in seen:
                what = f"{word[:60]!r} stands twice under {part!r}"
                faults.add(path, (part, index, key), what, "join the two entries, or change one")
            elif isinstance(word, str):
                seen.add(word)


def article_rules(article: Mapping[str, Any], default_zone: str) -> Iterator[tuple[str, str, str]]:
    """What one article of its form lacks or has too much of: the key, what is wrong, what to do."""
    form: Form = article["form"]
    name = f"the article {article['number']!r} ({form.value})"
    for key in _NEEDS[form]:
        if not article.get(key):
            yield key, f"{name} lacks {key!r}, without which it cannot be tested", f"add a line `{key}: …`"
    for key, forms in _ONLY.items():
        if key in article and form not in forms:
            meant = " or ".join(f"`form: {one.value}`" for one in forms)
            yield key, f"{name} has {key!r}, which belongs to {meant}", "take it out, or change the form"
    if not article.get("zone", default_zone):
        yield (
            "zone",
            f"{name} has no zone",
            "add `zone:` to it or to the agreement; one of geometry none where none is drawn",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The order in time of an agreement's dates and of its articles' own."""

    dates: tuple[tuple[Trail, TermsDate], ...]

    def faults(self) -> Iterator[Found]:
        """Dates that end before they begin, or that say too little to test an hour against."""
        whats = {date.what for _trail, date in self.dates}
        if not whats & {Milestone.IN_FORCE, Milestone.ANNOUNCED}:
            remedy = "add `{what: in force, at: …}`, or `{what: announced, at: …}` where it never came into force"
            yield ("dates",), "no date says when it came into force", remedy
        for trail, date in self.dates:
            if date.until is not None and date.until.latest <= date.at.earliest:
                what = f"it runs until {date.until.words}, before it begins at {date.at.words}"
                yield (*trail, "until"), what, "swap the two or mend one"
            if date.what in _LATER and (start := self._first_start(date.by)) is not None:
                yield from _before(trail, date, start)
            yield from _unsourced(trail, date)

    def _first_start(self, by: str) -> TermsDate | None:
        """The earliest start by the same claimant, or else by anyone."""
        starts = [date for _trail, date in self.dates if date.what is Milestone.IN_FORCE]
        own = [date for date in starts if date.by == by] or starts
        return min(own, key=lambda date: date.at.earliest, default=None)


def _before(trail: Trail, date: TermsDate, start: TermsDate) -> Iterator[Found]:
    if date.at.latest <= start.at.earliest:
        what = f"{date.what.value} at {date.at.words}, before it came into force at {start.at.words}"
        yield (*trail, "at"), what, "mend one of the two, or name the claimant with `by:`"


def _unsourced(trail: Trail, date: TermsDate) -> Iterator[Found]:
    if date.by == EDITORS and not date.note:
        yield trail, "a date by the editors gives no reason", "add `note:`, what you judged by"
    if date.by != EDITORS and not date.sources:
        yield trail, f"the date {date.what.value!r} has no source", "add `sources:`, or `by: editors` with a note"


def article_order(article: Article) -> Iterator[tuple[str, str, str]]:
    """An article that ends before it begins."""
    if article.begins is not None and article.ends is not None and article.ends.latest <= article.begins.earliest:
        what = (
            f"the article {article.number!r} ends at {article.ends.words}, before it begins at {article.begins.words}"
        )
        yield "ends", what, "swap the two or mend one"


def name_rules(names: Iterable[tuple[Trail, str]]) -> Iterator[Found]:
    """A phrase that may as well mean any other accord would tie every claim to this one."""
    for trail, name in names:
        if all(word in _GENERAL for word in _WORD.findall(name.casefold())):
            what = f"{name[:60]!r} may mean any agreement"
            yield (
                trail,
                what,
                "write a phrase that means this one and no other: with its place, its day or its own name",
            )


def through_rules(roles: Mapping[str, Role], through: Iterable[tuple[Trail, str]]) -> Iterator[Found]:
    """A party bound through somebody who is none."""
    for trail, actor in through:
        if roles.get(actor) not in _BINDING:
            what = f"bound through {actor!r}, who is no signatory, guarantor or bound party"
            yield trail, what, "list that party too, or name who answers for this one"


def party_rules(roles: Mapping[str, Role], binds: Iterable[tuple[Trail, str]]) -> Iterator[Found]:
    """Nobody bound, or an article that binds somebody whom the agreement does not."""
    if not any(role in _BINDING for role in roles.values()):
        yield ("parties",), "no party is bound", f"give one of them the role {', '.join(_BINDING)}"
    for trail, actor in binds:
        role = roles.get(actor)
        if role is not None and role not in _BINDING:
            what = f"the article binds {actor!r}, whose role is {role.value!r}"
            yield trail, what, "take it out, or change the role"
