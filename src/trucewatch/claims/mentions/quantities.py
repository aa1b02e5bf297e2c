"""Numbers as ranges, exactly as wide as their words: "at least 17" has no upper end, "dozens" no best value."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trucewatch.model.count import CountRange
from trucewatch.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trucewatch.language.tokens import Sentence, Token

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS: Mapping[str, int] = {word: i for i, word in enumerate(_UNITS)} | {
    word: 10 * i for i, word in enumerate(_TENS, start=2)
}
SCALES: Mapping[str, int] = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "dozen": 12, "m": 1_000_000, "k": 1_000}
VAGUE: Mapping[str, int] = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000, "tens": 20,
}  # fmt: skip
_DIGITS = re.compile(r"\d{1,3}(?:[,.  ]\d{3})+(?!\d)|\d+(?:\.\d+)?")
_RANGE = re.compile(r"(\d[\d,]*)\s?(?:-|–|—|to)\s?(\d[\d,]*)")
_DASHES = frozenset({"-", "–", "—", "to"})

AT_LEAST = (("at", "least"), ("no", "fewer", "than"), ("no", "less", "than"), ("not", "less", "than"), ("a", "minimum", "of"), ("upwards", "of"))
MORE = (("more", "than"), ("over",), ("in", "excess", "of"), ("above",), ("well", "over"), ("exceeding",))
UP_TO = (("up", "to"), ("as", "many", "as"), ("at", "most"), ("as", "much", "as"), ("a", "maximum", "of"))
FEWER = (("fewer", "than"), ("less", "than"), ("under",))
ABOUT = (("about",), ("around",), ("approximately",), ("some",), ("roughly",), ("nearly",), ("almost",), ("an", "estimated"), ("estimated",), ("close", "to"), ("circa",), ("an", "approximate"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number over tokens `first..last` (inclusive), its qualifier included; `core` is where the bare number begins."""

    first: int
    core: int
    last: int
    count: CountRange


def find_quantities(sentence: Sentence) -> list[Quantity]:
    """The numbers of a sentence in order; ordinals, clock times, years after a preposition and calibres are left out."""
    tokens = sentence.tokens
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        read = _number(tokens, i)
        if read is None or _is_no_count(tokens, i, read[1]):
            i = i + 1 if read is None else read[1] + 1
            continue
        low, last, vague = read
        found.append(_qualified(sentence, i, last, low, vague=vague))
        i = found[-1].last + 1
    return found


def _number(tokens: Sequence[Token], i: int) -> tuple[int, int, bool] | None:
    """Value, last token and whether it is open ("dozens") of the number that begins at token `i`."""
    word = tokens[i].lower
    if word in VAGUE:
        return _vague(tokens, i)
    if word in {"a", "half"}:
        return _article_number(tokens, i)
    value = _plain(word)
    if value is None:
        return None
    return _scaled(tokens, i, value)


def _plain(word: str) -> float | None:
    if word in WORDS:
        return WORDS[word]
    match = _DIGITS.fullmatch(word)
    if not match:
        return None
    digits = match.group()
    return float(digits) if re.fullmatch(r"\d+\.\d{1,2}", digits) else float(re.sub(r"[,.  ]", "", digits))


def _vague(tokens: Sequence[Token], i: int) -> tuple[int, int, bool]:
    """"dozens", "tens of thousands"."""
    value = VAGUE[tokens[i].lower]
    last = i
    if i + 2 < len(tokens) and tokens[i + 1].lower == "of" and tokens[i + 2].lower in {"thousands", "millions"}:
        scale = 1_000 if tokens[i + 2].lower == "thousands" else 1_000_000
        base = {"tens": 20, "hundreds": 200, "dozens": 24, "scores": 40}.get(tokens[i].lower, 2)
        return base * scale, i + 2, True
    return value, last, True


def _article_number(tokens: Sequence[Token], i: int) -> tuple[int, int, bool] | None:
    """"a dozen", "a hundred", "half a dozen", "half a million", "a couple of"."""
    words = [token.lower for token in tokens[i : i + 3]]
    if words[:2] == ["half", "a"] and len(words) == 3 and words[2] in SCALES:
        return SCALES[words[2]] // 2, i + 2, False
    if words[0] == "a" and len(words) > 1 and words[1] in {"dozen", "hundred", "thousand", "million"}:
        return SCALES[words[1]], i + 1, False
    if words[:2] == ["a", "couple"]:
        return 2, i + 1, False
    if words[:2] == ["a", "half"] and len(words) == 3 and words[2] in SCALES:
        return SCALES[words[2]] // 2, i + 2, False
    return None


def _scaled(tokens: Sequence[Token], i: int, value: float) -> tuple[int, int, bool]:
    """Follow "twenty-three", "two hundred and five", "1.5 million", "two dozen"."""
    total, current, last = 0.0, value, i
    at = i + 1
    while at < len(tokens):
        word = tokens[at].lower
        if word in {"-", "and"} and at + 1 < len(tokens) and tokens[at + 1].lower in WORDS and _joins(word, current):
            at += 1
            continue
        if word in SCALES and (len(word) > 1 or tokens[at].start == tokens[at - 1].end):
            current *= SCALES[word]
            if SCALES[word] >= 1_000:
                total, current = total + current, 0.0
        elif word in WORDS and _fits_below(current, WORDS[word], tokens[at - 1].lower):
            current += WORDS[word]
        else:
            break
        last = at
        at += 1
    return round(total + current), last, False


def _joins(word: str, current: float) -> bool:
    return (word == "-" and 20 <= current < 100 and current % 10 == 0) or (word == "and" and current >= 100)


def _fits_below(current: float, value: int, before: str) -> bool:
    """"twenty three" and "hundred five" go on; "two five" does not."""
    if 20 <= current % 100 and current % 10 == 0 and 0 < value < 10:
        return before in {"-", "and"} or before in WORDS
    return current >= 100 and current % 100 == 0 and value < 100


def _is_no_count(tokens: Sequence[Token], i: int, last: int) -> bool:
    """A date, a year, a clock, money, an age, a calibre, a percentage, a name's number or a distance is no count."""
    before = tokens[i - 1].lower if i else ""
    after = tokens[last + 1].lower if last + 1 < len(tokens) else ""
    after2 = tokens[last + 2].lower if last + 2 < len(tokens) else ""
    if before in {"$", "€", "£", "age", "aged", "m", "no.", "#"} or after in _AFTER_NO_COUNT:
        return True
    if after == "-" and after2 in _AFTER_HYPHEN:
        return True
    if before in _MONTHS or (after in _MONTHS and len(tokens[i].lower) <= 2):
        return True
    year = re.fullmatch(r"(?:19|20)\d\d", tokens[i].lower)
    return bool(year) and before in {"in", "since", "of", "by", "early", "late", "mid", "until", "from", "during", "and", "-", "before", "after", ","} and tokens[i].dep != "nummod"


_AFTER_NO_COUNT = frozenset(
    "% percent per-cent per km kilometre kilometres kilometer kilometers mile miles metre metres meter meters m mm cm kg "
    "tonne tonnes tons ton a.m. p.m. am pm o'clock gmt utc year years month months week weeks day days hour hours minute "
    "minutes th st nd rd dollar dollars euro euros th degrees hectares acres times : .".split()
)
_AFTER_HYPHEN = frozenset(
    "year month week day hour minute km kilometre kilometer mile metre meter mm story storey point page member bed man "
    "seat old calibre caliber".split()
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec".split()
)


def _qualified(sentence: Sentence, i: int, last: int, value: int, *, vague: bool) -> Quantity:
    """The quantity with its qualifier ("at least", "between … and …", "12 to 15") taken in."""
    tokens = sentence.tokens
    upper = _upper_end(tokens, last)
    if upper is not None and value < upper[0]:
        first = i - 1 if i and tokens[i - 1].lower in {"between", "from"} else i
        return _quantity(sentence, first, i, upper[1], (value, None, upper[0]))
    for phrases, limits in (
        (AT_LEAST, (value, value, None)),
        (MORE, (value, value, None)),
        (UP_TO, (None, None, value)),
        (FEWER, (None, None, value)),
    ):
        first = _preceded(tokens, i, phrases)
        if first is not None:
            best = None if vague else limits[1]
            return _quantity(sentence, first, i, last, (limits[0], best, limits[2]))
    if vague:
        return _quantity(sentence, i, i, last, (value, None, None))
    if last + 2 < len(tokens) and tokens[last + 1].lower == "or" and tokens[last + 2].lower == "more":
        return _quantity(sentence, i, i, last + 2, (value, value, None))
    about = _preceded(tokens, i, ABOUT)
    found = _quantity(sentence, i if about is None else about, i, last, (value, value, value))
    return found if about is None else replace(found, count=replace(found.count, approximate=True))


def _upper_end(tokens: Sequence[Token], last: int) -> tuple[int, int] | None:
    """The upper number and its last token in "10 to 15", "10-15", "between 10 and 15"."""
    at = last + 1
    if at + 1 >= len(tokens):
        return None
    joins = tokens[at].lower in _DASHES or (tokens[at].lower == "and" and _between(tokens, last))
    if not joins:
        return None
    read = _number(tokens, at + 1)
    return None if read is None or read[2] else (read[0], read[1])


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
    sentence: Sentence, first: int, core: int, last: int, limits: tuple[int | None, int | None, int | None]
) -> Quantity:
    start, end = sentence.tokens[first].start - sentence.start, sentence.tokens[last].end - sentence.start
    words = sentence.text[start:end]
    span = Span(start=start + sentence.start, end=end + sentence.start, quote=words)
    low, best, high = limits
    return Quantity(first, core, last, CountRange(low=low, best=best, high=high, words=words, evidence=(span,)))
