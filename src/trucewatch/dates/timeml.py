"""Scores TIMEX3 expressions as TempEval-3 does: an expression is found if it overlaps, right if its value is the same string."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.dates.expressions import find_simple
from trucewatch.dates.focus import Focus
from trucewatch.dates.resolve import resolve_bare
from trucewatch.dates.timex import timex_type, to_timex
from trucewatch.model.errors import TrucewatchError
from trucewatch.model.time import DateHow, DateInterval, DatePrecision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from lxml.etree import _Element

    from trucewatch.dates.expressions import TimeMention


_NO_TIMEX = frozenset(
    {"soon-after-event", "soon-before-event", "units-after-event", "units-before-event", "eve", "rate", "edge-of-day"}
)


class TimemlError(TrucewatchError):
    """A folder without .tml files, or a file that is no TimeML document."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path}: {problem}; give a folder of TimeML documents (*.tml)")


class Timex(NamedTuple):
    """One expression: where it stands in the document's text, its TIMEX3 type and value, its words."""

    start: int
    end: int
    type: str
    value: str
    words: str
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimemlDocument:
    """The text of one document, the day it was made, and its annotated expressions."""

    name: str
    text: str
    created: date
    gold: tuple[Timex, ...]


@dataclass(slots=True)
class Tally:
    """Counts over documents: annotated, found, overlapping, same span, same value."""

    gold: int = 0
    found: int = 0
    relaxed: int = 0
    strict: int = 0
    value: int = 0

    def f1(self, matched: int) -> float:
        """F1 in per cent of so many matches."""
        return 200 * matched / (self.gold + self.found) if self.gold + self.found else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimemlScore:
    """The figures of one corpus, in per cent; `errors` lists what went wrong where it was asked for."""

    documents: int
    overall: Tally
    by_type: dict[str, Tally] = field(default_factory=dict)
    errors: tuple[str, ...] = ()

    @property
    def value_f1(self) -> float:
        """TempEval-3's ranking figure: found by overlap and with the right value."""
        return self.overall.f1(self.overall.value)

    @property
    def relaxed_f1(self) -> float:
        """Found by overlap."""
        return self.overall.f1(self.overall.relaxed)

    @property
    def relaxed_recall(self) -> float:
        """Share of annotated expressions that overlap a found one."""
        return 100 * self.overall.relaxed / self.overall.gold if self.overall.gold else 0.0

    @property
    def strict_f1(self) -> float:
        """Found with the very span."""
        return self.overall.f1(self.overall.strict)


def score(directory: Path, *, list_errors: bool = False) -> TimemlScore:
    """Scores every .tml file under `directory`, each name once. Raises `TimemlError`."""
    paths = {path.name: path for path in sorted(directory.rglob("*.tml"))}
    if not paths:
        raise TimemlError(directory, "no .tml file in it")
    return score_documents([read(path) for path in paths.values()], annotate, list_errors=list_errors)


def score_documents(
    documents: Sequence[TimemlDocument],
    reader: Callable[[TimemlDocument], list[Timex]],
    *,
    list_errors: bool = False,
) -> TimemlScore:
    """Scores what a reader, ours or another, finds in these documents."""
    overall = Tally()
    errors: list[str] = []
    types: dict[str, Tally] = {}
    for document in documents:
        _compare(document, reader(document), overall, types, errors if list_errors else None)
    return TimemlScore(documents=len(documents), overall=overall, by_type=types, errors=tuple(errors))


def read(path: Path) -> TimemlDocument:
    """One TimeML document; entities and the network are off."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.parse(path, parser).getroot()
    except (OSError, etree.XMLSyntaxError) as error:
        raise TimemlError(path, str(error)) from error
    made = root.find("./DCT/TIMEX3")
    body = root.find("TEXT")
    if made is None or body is None:
        raise TimemlError(path, "it lacks DCT or TEXT")
    pieces: list[str] = []
    gold = tuple(_collect(body, pieces))
    return TimemlDocument(
        name=path.name, text="".join(pieces), created=date.fromisoformat(made.get("value", "")[:10]), gold=gold
    )


def _collect(element: _Element, pieces: list[str]) -> Iterator[Timex]:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _collect(child, pieces)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        end = sum(map(len, pieces))
        words = " ".join("".join(pieces)[start:end].split())
        yield Timex(start, end, element.get("type", ""), element.get("value", ""), words)


def annotate(document: TimemlDocument) -> list[Timex]:
    """What the finder and the resolver make of the document's text."""
    published = DateInterval(
        first=document.created, last=document.created, precision=DatePrecision.DAY, how=DateHow.METADATA
    )
    focus = Focus(day=published, period=published)
    result = []
    for mention in find_simple(document.text):
        if mention.rule in _NO_TIMEX:
            continue
        interval = resolve_bare(mention, published=published, previous=focus.previous(mention))
        focus.note(mention, interval)
        result.append(_timex(mention, interval))
    return result


def _timex(mention: TimeMention, interval: DateInterval) -> Timex:
    span = mention.span
    return Timex(
        span.start,
        span.end,
        timex_type(mention),
        to_timex(mention, interval),
        " ".join(span.quote.split()),
        mention.rule,
    )


def _compare(
    document: TimemlDocument, found: list[Timex], overall: Tally, types: dict[str, Tally], errors: list[str] | None
) -> None:
    partner = _match(document.gold, found)
    for gold in document.gold:
        other = partner.get(gold)
        for tally in (overall, types.setdefault(gold.type, Tally())):
            tally.gold += 1
            tally.relaxed += other is not None
            tally.strict += other is not None and other[:2] == gold[:2]
            tally.value += other is not None and other.value == gold.value
        if errors is not None and (other is None or other.value != gold.value):
            errors.append(_line(document, gold, other))
    for other in found:
        overall.found += 1
        types.setdefault(other.type, Tally()).found += 1
        if errors is not None and other not in partner.values():
            errors.append(_line(document, None, other))


def _match(gold: tuple[Timex, ...], found: list[Timex]) -> dict[Timex, Timex]:
    """Pairs that overlap, each used once, in the order of the text."""
    free = list(found)
    pairs: dict[Timex, Timex] = {}
    for timex in gold:
        other = next((f for f in free if f.start < timex.end and timex.start < f.end), None)
        if other:
            pairs[timex] = other
            free.remove(other)
    return pairs


def _line(document: TimemlDocument, gold: Timex | None, other: Timex | None) -> str:
    kind = "missed" if other is None else "spurious" if gold is None else "value"
    shown = [
        f"{timex.words!r} {timex.type} {timex.value} {timex.rule}".strip() if timex else "-" for timex in (gold, other)
    ]
    at = (gold or other or Timex(0, 0, "", "", "")).start
    around = " ".join(document.text[max(0, at - 60) : at + 60].split())
    return f"{kind}\t{document.created}\t{shown[0]}\t{shown[1]}\t{document.name}\t{around}"
