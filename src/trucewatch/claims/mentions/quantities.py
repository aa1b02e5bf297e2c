"""Numbers as ranges, exactly as wide as their words: "at least 17" has no upper end, "dozens" no best value."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.claims.mentions.numbers import WORDS, read_number
from trucewatch.claims.wordlists import wordlist
from trucewatch.model.count import CountRange
from trucewatch.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.claims.mentions.numbers import Number
    from trucewatch.language.tokens import Sentence, Token

_DASHES = frozenset({"-", "–", "—", "to"})


def _phrases(*texts: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(text.split()) for text in texts)


AT_LEAST = _phrases(
    "at least", "no fewer than", "no less than", "not less than", "a minimum of", "upwards of", "upward of"
)
MORE = _phrases(
    "more than", "well over", "over", "in excess of", "above", "exceeding", "exceeded", "topped", "surpassed", "passed"
)
UP_TO = _phrases("up to", "as many as", "at most", "as much as", "a maximum of", "no more than", "not more than")
FEWER = _phrases("fewer than", "less than", "under")
ABOUT = _phrases(
    "about", "around", "approximately", "some", "roughly", "nearly", "almost", "an estimated", "estimated", "close to",
    "circa", "an approximate", "an average of", "approx .", "approx", "~", "or so",
)  # fmt: skip
_OPEN_ENDS = (
    (AT_LEAST, True, False),
    (MORE, True, False),
    (UP_TO, False, True),
    (FEWER, False, True),
)

_LINKS = frozenset({"and", "or", "to", "-", "–", "—", ","})
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_COUNTED_NEXT = frozenset({"ADP", "PUNCT", "CCONJ", "SCONJ", "VERB", "AUX", "PRON", "DET", "ADV"})
OLDEST = 110


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number over tokens `first..last` (inclusive), its qualifier included; `core` is where the bare number begins."""

    first: int
    core: int
    last: int
    count: CountRange


def find_quantities(sentence: Sentence) -> list[Quantity]:
    """The numbers of a sentence in order; dates, ages, money, measures, clocks and names' numbers are left out."""
    tokens = sentence.tokens
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        number = read_number(tokens, i)
        if number is None or _is_no_count(tokens, i, number):
            i = i + 1 if number is None else number.last + 1
            continue
        found.append(qualified(sentence, i, number))
        i = found[-1].last + 1
    return found


def _is_no_count(tokens: Sequence[Token], i: int, number: Number) -> bool:
    """A date, a year, a clock, money, an age, a calibre, a percentage, a name's number or a distance is no count."""
    before, after, after2 = _lower(tokens, i - 1), _lower(tokens, number.last + 1), _lower(tokens, number.last + 2)
    if before in wordlist("before_no_count") or after in wordlist("measures") or (i == 0 and after in {".", ")"}):
        return True
    if after in {"-", "–"} and after2 in (wordlist("measures") | wordlist("joined_by_hyphen")):
        return True
    if _is_of_date(tokens, i, number.last) or _is_age(tokens, i, number):
        return True
    if _is_measured_with_next(tokens, number.last):
        return True
    return _is_year(tokens, i, number.last) or _is_name_number(tokens, i, number.last)


def _lower(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def _is_of_date(tokens: Sequence[Token], i: int, last: int) -> bool:
    """As in "3 February", "July 20 and 21", "3-4 February"."""
    if not tokens[i].text.isdigit() or len(tokens[i].text) > 2:  # noqa: PLR2004 - a day has two digits at most
        return False
    for step, at in ((-1, i), (1, last)):
        near = _lower(tokens, at + step)
        if near in wordlist("months") or (near == "of" and _lower(tokens, at + 2) in wordlist("months")):
            return True
        beyond = _lower(tokens, at + 2 * step)
        if near in _LINKS and beyond.isdigit() and _lower(tokens, at + 3 * step) in wordlist("months"):
            return True
    return False


def _is_age(tokens: Sequence[Token], i: int, number: Number) -> bool:
    """As in "a man, 71, was hurt", "a child of nine"."""
    if number.value > OLDEST or number.vague:
        return False
    before, after = _lower(tokens, i - 1), _lower(tokens, number.last + 1)
    if before == "," and after in {",", ".", ")", ";", ""} and i > 1:
        return tokens[i - 2].pos in {"NOUN", "PROPN"} and tokens[i - 2].feats.get("Number") != "Plur"
    if before == "(" and after == ")" and i > 1:
        return tokens[i - 2].pos == "PROPN"
    return (
        before == "of"
        and i > 1
        and tokens[i - 2].lemma.lower() in wordlist("children")
        and tokens[i - 2].feats.get("Number") != "Plur"
    )


def _is_measured_with_next(tokens: Sequence[Token], last: int) -> bool:
    """The first of two numbers that share a unit: "60 and 82 millimetre rounds", "two to three hours"."""
    if _lower(tokens, last + 1) not in _LINKS - {","} or last + 2 >= len(tokens):
        return False
    following = read_number(tokens, last + 2)
    if following is None:
        return False
    after = _lower(tokens, following.last + 1)
    return after in wordlist("measures") or (
        after == "-" and _lower(tokens, following.last + 2) in (wordlist("measures") | wordlist("joined_by_hyphen"))
    )


def _is_year(tokens: Sequence[Token], i: int, last: int) -> bool:
    """A year stands alone; before a noun that it counts it is a number."""
    if i != last or not _YEAR.fullmatch(tokens[i].text):
        return False
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return following is None or following.pos in _NOT_COUNTED_NEXT or tokens[i].dep != "nummod"


def _is_name_number(tokens: Sequence[Token], i: int, last: int) -> bool:
    """The number of a name: "Zolote-5", "Channel 12 said", "Area 51"."""
    if not tokens[i].text.isdigit() or not i:
        return False
    before = tokens[i - 1]
    if before.text == "-" and i > 1 and tokens[i - 2].pos in {"PROPN", "NOUN"} and before.start == tokens[i - 2].end:
        return not tokens[i - 2].text.isdigit()
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    named = before.pos == "PROPN" and before.end + 1 == tokens[i].start and tokens[i].head == before.i
    return (
        named
        and tokens[i].dep in {"nummod", "flat", "compound"}
        and (following is None or following.pos in _NOT_COUNTED_NEXT)
    )


def qualified(sentence: Sentence, i: int, number: Number) -> Quantity:
    """The number at token `i` with its qualifier ("at least", "between … and …", "12 to 15", "20+") taken in."""
    tokens, last = sentence.tokens, number.last
    upper = _upper_end(tokens, last)
    if upper is not None and not number.vague and number.value < upper.value and _lower(tokens, i - 1) != "from":
        led = _lower(tokens, i - 1) == "between"
        return _quantity(sentence, (i - led, i, upper.last), (number.value, None, upper.value))
    for phrases, low, high in _OPEN_ENDS:
        first = _preceded(tokens, i, phrases)
        if first is not None:
            ends = (
                number.value if low else None,
                None if number.vague else number.value,
                number.value if high else None,
            )
            return _quantity(sentence, (first, i, last), ends)
    if number.vague:
        return _quantity(sentence, (i, i, last), (number.value, None, None))
    more = _or_more(tokens, last)
    if more is not None:
        return _quantity(sentence, (i, i, more), (number.value, number.value, None))
    about = _preceded(tokens, i, ABOUT)
    so = _lower(tokens, last + 1) == "or" and _lower(tokens, last + 2) == "so"
    found = _quantity(sentence, (i if about is None else about, i, last + 2 * so), (number.value,) * 3)
    return found if about is None and not so else replace(found, count=replace(found.count, approximate=True))


def _or_more(tokens: Sequence[Token], last: int) -> int | None:
    """The end of "or more", "+", "or over"."""
    if _lower(tokens, last + 1) == "+":
        return last + 1
    if _lower(tokens, last + 1) == "or" and _lower(tokens, last + 2) in {"more", "over"}:
        return last + 2
    return None


def _upper_end(tokens: Sequence[Token], last: int) -> Number | None:
    """The upper number in "10 to 15", "10-15", "between 10 and 15", "two or three"."""
    at = last + 1
    if at + 1 >= len(tokens):
        return None
    word = tokens[at].lower
    if (
        word not in _DASHES
        and not (word == "and" and _between(tokens, last))
        and not (word == "or" and _is_plain(tokens[at + 1]))
    ):
        return None
    upper = read_number(tokens, at + 1)
    return None if upper is None or upper.vague else upper


def _is_plain(token: Token) -> bool:
    return token.lower in WORDS or token.text.isdigit()


def _between(tokens: Sequence[Token], last: int) -> bool:
    return any(token.lower == "between" for token in tokens[max(0, last - 3) : last])


def _preceded(tokens: Sequence[Token], i: int, phrases: Sequence[tuple[str, ...]]) -> int | None:
    """Where one of the phrases begins that ends just before token `i`."""
    for phrase in phrases:
        first = i - len(phrase)
        if first >= 0 and tuple(token.lower for token in tokens[first:i]) == phrase:
            return first
    return None


def _quantity(
    sentence: Sentence, where: tuple[int, int, int], limits: tuple[int | None, int | None, int | None]
) -> Quantity:
    first, core, last = where
    span = span_of(sentence, first, last)
    low, best, high = limits
    return Quantity(first, core, last, CountRange(low=low, best=best, high=high, words=span.quote, evidence=(span,)))


def span_of(sentence: Sentence, first: int, last: int) -> Span:
    """Tokens `first..last` as words of the document."""
    start, end = sentence[first].start, sentence[last].end
    at = sentence.start
    return Span(start=start, end=end, quote=sentence.text[start - at : end - at])
