"""The terminal's table: plain text that fits its width, safe to print whatever a report holds, colour only if asked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from wcwidth import wcwidth

from trucewatch.publications.words import (
    counts_words,
    date_words,
    harm_words,
    label,
    line,
    parties_words,
    place_words,
    source_words,
    standing_words,
    thing_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Reading

WIDTH = 100
_NARROWEST = 40
_WIDEST = 140
_QUOTE = 300
_LABEL = 9
_INDENT = 4
_PLAIN = "\x1b[0m"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How wide the table may be, in columns, and whether it may be coloured (ANSI)."""

    width: int = WIDTH
    colour: bool = False

    @property
    def columns(self) -> int:
        """The width within what can be read."""
        return max(_NARROWEST, min(self.width, _WIDEST))

    def bold(self, text: str) -> str:
        """A heading."""
        return f"\x1b[1m{text}{_PLAIN}" if self.colour else text

    def faint(self, text: str) -> str:
        """Something by the side."""
        return f"\x1b[2m{text}{_PLAIN}" if self.colour else text

    def warm(self, text: str) -> str:
        """Something to beware of."""
        return f"\x1b[33m{text}{_PLAIN}" if self.colour else text


def table_lines(reading: Reading, look: Look) -> Iterator[str]:
    """A heading, then a block of rows for each claim, then a blank line."""
    yield from _heading(reading, look)
    for number, claim in enumerate(reading.claims, start=1):
        yield from _claim(number, claim, reading.document.text, look)
    yield ""


def short_lines(reading: Reading, look: Look) -> Iterator[str]:
    """A heading, then one line a claim, then a blank line."""
    yield from _heading(reading, look)
    for number, claim in enumerate(reading.claims, start=1):
        places = ", ".join(line(place.name or place.text) for place in claim.where)
        harm = ", ".join(harm_words(claim, reading.document.text))
        standing = standing_words(claim)
        kind = _kind(claim) + (f" [{standing}]" if standing else "")
        what = filter(None, (kind, parties_words(claim), places, date_words(claim.when), harm))
        yield cut(f"{number:3} {' · '.join(what)}", look.columns)
    yield ""


def columns_of(text: str) -> int:
    """How many columns a terminal needs for the text; wide characters take two."""
    return sum(max(0, wcwidth(char)) for char in text)


def wrapped(text: str, width: int) -> list[str]:
    """The words of a text in lines of at most `width` columns; a longer word is broken."""
    lines = [""]
    for word in chain.from_iterable(_broken(word, width) for word in text.split()):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if columns_of(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def cut(text: str, width: int) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if columns_of(text) <= width:
        return text
    kept, used = [], 1
    for char in text:
        used += max(0, wcwidth(char))
        if used > width:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


def row(name: str, value: str, look: Look, *, label: int = _LABEL) -> Iterator[str]:
    """A named value, wrapped under itself, `label` columns for the name; nothing where there is no value.

    A value without a name stands under the one before it, and by the side.
    """
    indent = _INDENT + label
    for index, part in enumerate(wrapped(value, look.columns - indent) if value else ()):
        shown = f"{name:{label}}" if index == 0 else " " * label
        yield f"{' ' * _INDENT}{look.faint(shown) if shown.strip() else shown}{part if name else look.faint(part)}"


def _heading(reading: Reading, look: Look) -> Iterator[str]:
    document = reading.document
    for part in wrapped(line(document.title or document.file), look.columns):
        yield look.bold(part)
    published = date_words(document.published) if document.published.is_known else "date of publication not known"
    claims = f"{len(reading.claims)} claim{'' if len(reading.claims) == 1 else 's'}"
    facts = (line(document.outlet), published, line(document.file), claims)
    yield from (look.faint(part) for part in wrapped(" · ".join(filter(None, facts)), look.columns))


def _claim(number: int, claim: Claim, text: str, look: Look) -> Iterator[str]:
    kind, standing = _kind(claim), standing_words(claim)
    marked = f" [{standing}]" if standing else ""
    room = look.columns - columns_of(f"{number:3} {kind}{marked}  ")
    yield f"{number:3} {look.bold(kind)}{look.warm(marked) if marked else ''}  {cut(date_words(claim.when), room)}"
    for name, value in _rows(claim, text):
        yield from row(name, value, look)
    quote = line(claim.evidence[0].quote) if claim.evidence else ""
    if quote:
        yield from row("words", f"“{cut(quote, _QUOTE)}”", look)
    yield from row("", f"{line(claim.id)} · confidence {claim.confidence:.2f}", look)


def _rows(claim: Claim, text: str) -> Iterator[tuple[str, str]]:
    yield "who", parties_words(claim)
    yield "where", "; ".join(map(place_words, claim.where))
    yield "hit", ", ".join(map(thing_words, claim.objects))
    yield "with", ", ".join(map(thing_words, claim.weapons))
    yield "number", ", ".join(counts_words(claim))
    yield "harm", "; ".join(harm_words(claim, text))
    yield "source", "; ".join(map(source_words, claim.sources))


def _kind(claim: Claim) -> str:
    return line(label(claim.kind))


def _broken(word: str, width: int) -> list[str]:
    parts = [""]
    for char in word:
        if columns_of(parts[-1] + char) > width:
            parts.append("")
        parts[-1] += char
    return parts
