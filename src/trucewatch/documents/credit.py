"""Whose copy a page prints, by where and how it says so; a mention in the story's own sentences never counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from trucewatch.documents.outlet import OutletIndex
    from trucewatch.documents.shapes import Shapes

_NAME = r"(?-i:[A-Zd])[\w.'’&-]*(?:\s+(?:of\s+)?(?-i:[A-Z])[\w.'’&-]*){0,4}"
_EDGES = " .,;:*_-–—()[]/\"'“”"
_SPLIT = re.compile(r"\s*[|·•∙–—/,()\[\];]\s*|\s+-\s+|\s+for\s+")
_BOTH = re.compile(r"\s*[/,&+]\s*|\s+and\s+")
_ACRONYM = re.compile(r"[A-Z]{3,7}")
_PARTICLES = frozenset({"al", "el", "of", "and", "de", "la", "-"})
_PLACE_WORDS = 8
_SHORT_NAME = 4
_LONGEST_LINE = 320
_LONGEST_CREDIT = 70
_REACH = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Credited:
    """Where a page may credit somebody: the story's first and last paragraph, the lines about it, those that end it.

    `dropped` is the site's furniture, `metadata` the page's own data, `outlet` who published it, under the canonical name.
    """

    lead: str
    last: str
    header: Sequence[str]
    ends: Sequence[str]
    dropped: Sequence[str]
    metadata: Mapping[str, str]
    outlet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """The patterns and words of `credit.yaml`, compiled."""

    dateline: tuple[re.Pattern[str], ...]
    dateline_plain: tuple[re.Pattern[str], ...]
    labelled: re.Pattern[str]
    sign_offs: tuple[tuple[str, re.Pattern[str]], ...]
    signed: tuple[re.Pattern[str], ...]
    owner: re.Pattern[str]
    tail: re.Pattern[str]
    partly: re.Pattern[str]
    staff: re.Pattern[str]
    agency_words: tuple[str, ...]
    no_agency: frozenset[str]
    authors: tuple[str, ...]


def find_agency(page: Credited, outlets: OutletIndex, shapes: Shapes) -> str:
    """The id of the agency or outlet whose copy this is, its name where no pack knows it; empty where nobody else's.

    An agency's own story is its own copy.
    """
    finder = _Finder(load_credits(), outlets, shapes)
    name = finder.find(page)
    if not name or (name == page.outlet and name not in outlets.wires and not finder.dateline(page.lead, page.outlet)):
        name = page.outlet if page.outlet in outlets.wires else ""
    return outlets.ids.get(name, name)


@dataclass(frozen=True, slots=True)
class _Finder:
    """Looks for credits; names come back canonical where known."""

    credits: Credits
    outlets: OutletIndex
    shapes: Shapes

    def find(self, page: Credited) -> str:
        """The first credit that a page gives, the surest places first."""
        lines = [line for line in (*page.header, *page.ends) if len(line) <= _LONGEST_LINE]
        return (
            self.dateline(page.lead, page.outlet)
            or self._first(self._signed, lines)
            or self._labelled([*lines, *page.dropped], page.outlet)
            or self._first(self._bare, lines)
            or self._tail(page.last)
            or self._first(self._owner, [*page.dropped, *lines])
            or self._first(self._bare, [page.metadata.get(key, "") for key in self.credits.authors])
        )

    def dateline(self, lead: str, outlet: str) -> str:
        """Whom the words before the story's first dash credit."""
        begin = lead[:_REACH]
        for pattern in self.credits.dateline:
            match = pattern.match(begin)
            if match is not None and _is_place(match[1]):
                return self._of_dateline(match[1], match[2], outlet)
        plain = (pattern.match(begin) for pattern in self.credits.dateline_plain)
        return next((wire for match in plain if match is not None and (wire := self._wire(match[1]))), "")

    def _of_dateline(self, place: str, words: str, outlet: str) -> str:
        """Whom the brackets behind a place credit; letters that are no wire's only behind a place in capitals."""
        known = [name for piece in (words, *_BOTH.split(words)) if (name := self._known(piece))]
        wire = next((name for name in known if name in self.outlets.wires), "")
        name = wire or next(iter(known), "") or " ".join(words.strip(_EDGES).split())
        if wire or name.lower() == outlet.lower():
            return name
        if _ACRONYM.fullmatch(words.strip(_EDGES)):
            return (
                name
                if place.split(",", maxsplit=1)[0].isupper() and words.upper() not in self.credits.no_agency
                else ""
            )
        return name if known or self.shapes.is_masthead(name) else self._by_form(name)

    def _first(self, read: Callable[[str], str], lines: Iterable[str]) -> str:
        return next((name for line in lines if line and (name := read(line))), "")

    def _signed(self, line: str) -> str:
        """Whom a line credits that ends a report in an agency's way."""
        for pattern in self.credits.signed:
            match = pattern.fullmatch(line)
            if match is not None and (name := self._wire(match[1]) or self._by_form(match[1])):
                return name
        return next((name for name, pattern in self.credits.sign_offs if pattern.fullmatch(line)), "")

    def _labelled(self, lines: Iterable[str], outlet: str) -> str:
        """Whom "By …" or "Source: …" credits; lines that credit several are a list of what a report rests on."""
        found = {name: None for line in lines if (name := self._label(line, outlet))}
        return next(iter(found)) if len(found) == 1 else ""

    def _label(self, line: str, outlet: str) -> str:
        match = self.credits.labelled.fullmatch(line.strip(" ()[]*_-–—"))
        if match is None or self.credits.partly.search(line):
            return ""
        pieces = list(self._pieces(match[match.lastindex or 0]))
        known = [name for piece in pieces if (name := self._known(piece))]
        if known:
            return "" if outlet in known else known[0]
        is_byline = match.lastindex == 1
        named = (self._by_form(piece) or ("" if is_byline else self._masthead(piece)) for piece in pieces)
        return next(filter(None, named), "")

    def _bare(self, line: str) -> str:
        """The wire that a line about the report names by itself or beside a writer, a date or a place."""
        pieces = list(self._pieces(line)) if len(line) <= _LONGEST_CREDIT else []
        pictured = len(pieces) > 1 and self.shapes.is_caption(line)
        if pictured or self.credits.partly.search(line) or self.credits.labelled.fullmatch(line):
            return ""
        return next(filter(None, map(self._wire, pieces)), "")

    def _tail(self, last: str) -> str:
        match = self.credits.tail.search(last[-_REACH:])
        return "" if match is None else self._wire(match[1]) or self._by_form(match[1])

    def _owner(self, line: str) -> str:
        match = self.credits.owner.fullmatch(line.strip(_EDGES))
        return "" if match is None else self._wire(match[1])

    def _pieces(self, words: str) -> Iterator[str]:
        """What stands between separators, dates out."""
        return (piece for piece in _SPLIT.split(self.shapes.moment.sub("|", words)) if piece.strip(_EDGES))

    def _known(self, words: str) -> str:
        """The outlet that goes by these words, its staff left aside; an acronym only in its own letters."""
        for name in (words.strip(_EDGES), self.credits.staff.sub("", words.strip(_EDGES))):
            bare = re.sub(r"(?i)^the\s+", "", name)
            outlet = self.outlets.by_name.get(name.lower()) or self.outlets.by_name.get(bare.lower(), "")
            if outlet and (len(bare) > _SHORT_NAME or bare.isupper() or bare == outlet):
                return outlet
        return ""

    def _wire(self, words: str) -> str:
        name = self._known(words)
        return name if name in self.outlets.wires else ""

    def _by_form(self, words: str) -> str:
        """A name that no pack knows but which ends as an agency's does."""
        name = " ".join(self.credits.staff.sub("", words.strip(_EDGES)).split())
        return name if self.shapes.is_name(name) and name.lower().endswith(self.credits.agency_words) else ""

    def _masthead(self, words: str) -> str:
        name = words.strip(_EDGES)
        return name if self.shapes.is_masthead(name) else ""


def _is_place(words: str) -> bool:
    """Whether words before a bracket may be a dateline's place and date: each has a capital or a number, none is an article."""
    first, *others = words.split()
    written = all(word.lstrip("(")[:1].isupper() or word[0].isdigit() or word in _PARTICLES for word in others)
    return written and len(others) < _PLACE_WORDS and first.lower() not in {"the", "a", "an"}


@cache
def load_credits() -> Credits:
    """The patterns that the package ships."""
    text = (files("trucewatch.documents") / "credit.yaml").read_text(encoding="utf-8")
    return compile_credits(yaml.load(text, Loader=yaml.CSafeLoader))


def compile_credits(data: Mapping[str, Any]) -> Credits:
    """Compile the content of `credit.yaml`; a missing key or a broken pattern raises."""
    return Credits(
        dateline=tuple(map(_compile, data["dateline"])),
        dateline_plain=tuple(map(_compile, data["dateline_plain"])),
        labelled=_compile(data["labelled"]),
        sign_offs=tuple((entry["name"], _compile(entry["pattern"])) for entry in data["sign_offs"]),
        signed=tuple(map(_compile, data["signed"])),
        owner=_compile(data["owner"]),
        tail=_compile(data["tail"]),
        partly=_compile(data["partly"]),
        staff=_compile(data["staff"]),
        agency_words=tuple(f" {word}" for word in data["agency_words"]),
        no_agency=frozenset(data["no_agency"]),
        authors=tuple(data["authors"]),
    )


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{name}", _NAME), re.IGNORECASE)
