"""All words of the report come through here: written in English where they are used, read from a catalogue elsewhere."""

from __future__ import annotations

import gettext
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from trucewatch.model.errors import TrucewatchError
from trucewatch.publications.report.content import CODE, SOFT, STRONG, Line, Run
from trucewatch.publications.words import label, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SOURCE = "en"
LANGUAGES = {SOURCE: "English", "ar": "العربية"}
"""Languages that a report can be written in, by their own names."""
_RIGHT_TO_LEFT = frozenset({"ar"})
_PLACE = re.compile(r"\{(\w+)\}")
Part = str | int | Run | Line


class UnknownLanguageError(TrucewatchError):
    """There is no catalogue for the language."""

    def __init__(self, language: str) -> None:
        super().__init__(f"no report can be written in {language!r}; choose one of {', '.join(LANGUAGES)}")


@dataclass(frozen=True, slots=True)
class Speech:
    """Our words in one language. A message's places, as in `{count}`, are filled with words, runs or lines."""

    language: str
    catalogue: gettext.NullTranslations

    @property
    def is_rtl(self) -> bool:
        """Whether lines run from right to left."""
        return self.language in _RIGHT_TO_LEFT

    @property
    def is_source(self) -> bool:
        """Whether it is the language that the code is written in."""
        return self.language == SOURCE

    def say(self, message: str, **parts: str | int) -> str:
        """The message as plain words."""
        return self.catalogue.gettext(message).format(**parts)

    def told(self, message: str, **parts: Part) -> Line:
        """The message as a line."""
        return _filled(self.catalogue.gettext(message), parts)

    def many(self, one: str, several: str, number: int, **parts: Part) -> Line:
        """The message for so many, `{number}` in it, as a line."""
        return _filled(self.catalogue.ngettext(one, several, number), {"number": f"{number:,}", **parts})

    def counted(self, one: str, several: str, number: int, **parts: str | int) -> str:
        """The message for so many, `{number}` in it, as plain words."""
        return self.catalogue.ngettext(one, several, number).format(number=f"{number:,}", **parts)

    def term(self, word: object) -> str:
        """A word of one of our vocabularies; one that the catalogue does not know stays as it is."""
        return self.catalogue.gettext(label(line(str(word)))) if word else ""

    def english(self, text: str) -> Run:
        """A sentence that the stages wrote: in English, but for clauses that the catalogue knows."""
        told = line(text)
        if self.is_source:
            return Run(told)
        clauses = told.split("; ")
        known = [self.catalogue.gettext(one) if one else "" for one in clauses]
        if all(ours != theirs for ours, theirs in zip(known, clauses, strict=True)):
            return Run(self.say("; ").join(known))
        return Run(told, is_name=True, lang=SOURCE)

    def listed(self, lines: Sequence[Line]) -> Line:
        """As in "A, B and C"."""
        if len(lines) <= 1:
            return lines[0] if lines else ()
        return self.told("{first} and {last}", first=self.joined(lines[:-1]), last=lines[-1])

    def joined(self, lines: Iterable[Line], by: str = "") -> Line:
        """Lines with commas, or other marks, between them."""
        mark = Run(by or self.say(", "))
        found: list[Run] = []
        for one in lines:
            found += [mark, *one] if found else one
        return tuple(found)


def _filled(message: str, parts: dict[str, Part]) -> Line:
    """The message cut at its places, with what they stand for."""
    found: list[Run] = []
    for number, piece in enumerate(_PLACE.split(message)):
        if number % 2 == 0:
            found += [Run(piece)] if piece else []
            continue
        part = parts[piece]
        found += part if isinstance(part, tuple) else [part if isinstance(part, Run) else Run(str(part))]
    return tuple(found)


@cache
def speech_in(language: str) -> Speech:
    """Our words in a language; raises UnknownLanguageError."""
    if language == SOURCE:
        return Speech(SOURCE, gettext.NullTranslations())
    if language not in LANGUAGES:
        raise UnknownLanguageError(language)
    file = files("trucewatch.publications.report") / "locale" / language / "LC_MESSAGES" / "report.mo"
    with file.open("rb") as opened:
        return Speech(language, gettext.GNUTranslations(opened))


def name(text: str) -> Run:
    """Words of a source, kept apart from the direction of those around them."""
    return Run(line(text), is_name=True)


def apart(text: str) -> str:
    """The same within a plain text: kept apart by signs that are not seen; plain Latin has no need of them."""
    told = line(text)
    return told if told.isascii() else f"\u2068{told}\u2069"


def code(text: str, to: str = "") -> Run:
    """A code, hash or figure that always runs from left to right."""
    return Run(line(text), to=to, style=CODE)


def strong(text: str) -> Run:
    """Stressed words."""
    return Run(text, style=STRONG)


def soft(text: str) -> Run:
    """Words by the side."""
    return Run(text, style=SOFT)
