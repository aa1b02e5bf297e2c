"""Names that no gazetteer knows are places by their grammar alone ("in Buhaivka", "the village of Sfuhen")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trucewatch.places.values import PlaceMention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PART = r"(?:[A-Z][a-z’'ʼ`]+[\w’'-]*|[Aa]l-[A-Z][\w’'-]+)"
_NAMED = re.compile(
    rf"\b(?:in|near|at|outside|around|towards?|into|(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west) of|(?:village|town|city|district|settlement|area|camp|suburb)s? of)\s+"
    rf"(?:the\s+(?:village|town|city|district|settlement|area|camp|suburb)s?\s+of\s+)?(?P<name>{_PART}(?:\s{_PART}){{0,3}})"
    r"(?!\S*['’]s\b)"
)
_HEADED = re.compile(rf"(?m)^(?:[-•*·]\s*)?(?P<name>{_PART}(?:\s{_PART}){{0,3}})(?:\s[–—-]\s|:\s)(?=[A-Z])")
_OF = r"(?:the\s+(?:village|town|city|district|settlement|area|camp|suburb|front|axi|axe)s?\s+of\s+)?"
_MEMBER = re.compile(rf"(?:,\s+(?:and\s+)?|\s+and\s+|\s+as well as\s+){_OF}(?P<name>{_PART}(?:\s{_PART}){{0,3}})")
_LIST = re.compile(
    rf"(?:,\s+{_OF}{_PART}(?:\s{_PART}){{0,3}})*,?\s+(?:and|as well as)\s+{_OF}{_PART}(?:\s{_PART}){{0,3}}(?!\S*['’]s\b)"
)
_NO_PLACE = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "ramadan",
        "eid",
        "easter",
        "christmas",
        "god",
        "allah",
        "islam",
        "parliament",
        "congress",
        "covid",
        "english",
        "arabic",
        "facebook",
        "twitter",
        "telegram",
    ]
)


def _by_preposition(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_NAMED, _HEADED):
        for match in pattern.finditer(text):
            yield match.span("name")


def _by_list(text: str, known: Sequence[PlaceMention]) -> Iterator[tuple[int, int]]:
    """The further members of a list that a place opens: "in Umm al-Keif, al-Dirdara, Tal Juma and al-Rabiat"."""
    ends = {end for _, end in _by_preposition(text)} | {mention.end for mention in known}
    for end in sorted(ends):
        match = _LIST.match(text, end)
        if match:
            yield from ((part.start("name"), part.end("name")) for part in _MEMBER.finditer(text, end, match.end()))


def with_unknown(text: str, mentions: Sequence[PlaceMention], taken: Iterable[tuple[int, int]]) -> list[PlaceMention]:
    """The mentions, and names in the place of a place that overlap neither them nor what is `taken` by others."""
    spans = [(mention.start, mention.end) for mention in mentions if mention.strong] + list(taken)
    found = {(mention.start, mention.end): mention for mention in mentions}
    for start, end in (*_by_preposition(text), *_by_list(text, [mention for mention in mentions if mention.strong])):
        name = text[start:end]
        if name.split()[0].lower() in _NO_PLACE or any(a < end and start < b for a, b in spans):
            continue
        for key in [key for key in found if key[0] < end and start < key[1]]:
            del found[key]
        found[start, end] = PlaceMention(start=start, end=end, name=name, strong=True, why="by its preposition")
    return [found[key] for key in sorted(found)]
