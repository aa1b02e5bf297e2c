"""Every mention rests on its words: `text[m.span.start:m.span.end] == m.span.quote`, and mentions never overlap."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trucewatch.dates.grammar import load_grammar
from trucewatch.dates.matching import CLAUSE_END, Found, Line, scan
from trucewatch.dates.operations import Operation
from trucewatch.model.span import Span

_SENTENCE_END = frozenset({".", "!", "?"})
_BOUNDING = frozenset({"before", "after", "until", "by"})
_MAX_EVENT_WORDS, _MAX_PREP_WORDS, _MAX_CUE_WORDS = 14, 3, 12
_JOINS = {"from": {"to", "until", "till", "through", "-"}, "between": {"and"}, "": {"-", "to", "through"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """Words of time with what they ask of the calendar.

    `kind`: date, time, duration, set, event_relative or era. `granularity` is the unit that the words name. `prep` is the
    relation word before them ("since", "until", "by", "from..to" for a range, …; empty if none). `event` holds the words
    that an event-relative mention counts from. `outlook` is "future" or "past" where words nearby say so.
    """

    span: Span
    kind: str
    operation: Operation
    rule: str
    granularity: str
    prep: str = ""
    event: Span | None = None
    outlook: str = ""

    @property
    def is_frequency(self) -> bool:
        """Whether the words name a habit ("every Friday"), not an occurrence."""
        return self.kind == "set"


def find_times(text: str, start: int = 0, end: int | None = None) -> list[TimeMention]:
    """Mentions in `text[start:end]`, in order; offsets count from the start of `text`."""
    return join_ranges(text, find_simple(text, start, end))


def find_simple(text: str, start: int = 0, end: int | None = None) -> list[TimeMention]:
    """As `find_times`, with the two ends of a range left apart, as TimeML marks them."""
    line = Line(text, start, len(text) if end is None else end, load_grammar())
    return _anchored([_mention(line, found) for found in scan(line) if found.operation.name != "nothing"])


def _mention(line: Line, found: Found) -> TimeMention:
    operation = found.operation
    kind = _kind(operation)
    return TimeMention(
        span=line.span(found.first, found.end),
        kind=kind,
        operation=operation,
        rule=found.rule.id,
        granularity=_granularity(operation),
        prep=_prep(line, found),
        event=_event(line, found.end) if kind == "event_relative" else None,
        outlook=_outlook(line, found) if _open(operation) else "",
    )


def _kind(operation: Operation) -> str:
    if operation.anchor == "event":
        return "event_relative"
    named = {"set": "set", "ref": "era", "duration": "duration", "window": "duration", "streak": "duration"}
    if operation.name in named:
        return named[operation.name]
    return "time" if operation.clock or operation.part or operation.name.startswith("overnight") else "date"


def _granularity(operation: Operation) -> str:
    if operation.unit or operation.name in {"quarter", "half"}:
        return operation.unit or operation.name
    if operation.day is not None or operation.weekday is not None or operation.holiday:
        return "day"
    named = {"season": operation.season, "month": operation.month, "year": operation.year}
    return next((unit for unit, value in named.items() if value), "day")


def _open(operation: Operation) -> bool:
    """Whether the words leave it open on which side of the publication they lie."""
    return operation.relative is None and operation.name in {"calendar", "weekday", "quarter", "half", "holiday"}


def _prep(line: Line, found: Found) -> str:
    """The relation word before the mention, unless it governs a noun that the time merely describes."""
    relations = line.grammar.relations
    for skip in range(3):
        if skip and line.word(found.first - skip) not in line.grammar.tables["before_time"]:
            break
        for length in range(_MAX_PREP_WORDS, 0, -1):
            phrase = tuple(line.word(found.first - skip - length + n) for n in range(length))
            if phrase in relations:
                relation = relations[phrase]
                return "" if relation in _BOUNDING and _describes(line, found) else relation
    return ""


def _describes(line: Line, found: Found) -> bool:
    following = line.word(found.end)
    if following in {"'", "’"}:
        return True
    return following[0].isalpha() and following not in line.grammar.tables["function_words"]


def _event(line: Line, end: int) -> Span | None:
    """The words after "two days after", up to where their clause ends."""
    last, ends = end, line.grammar.tables["event_end"]
    while last < len(line.tokens) and last - end < _MAX_EVENT_WORDS:
        word = line.word(last)
        if word == "\n" or word in CLAUSE_END or (last - end > 1 and word in ends):
            break
        last += 1
    return line.span(end, last) if last > end else None


def _outlook(line: Line, found: Found) -> str:
    """The nearest word of the sentence that looks ahead or back decides; words before count first."""
    tables = line.grammar.tables
    future, past = tables["future_cues"], tables["past_cues"]
    for step, start in ((-1, found.first - 1), (1, found.end)):
        for distance in range(_MAX_CUE_WORDS):
            position = start + step * distance
            word = line.word(position)
            if word == "\n" or word in _SENTENCE_END:
                break
            if (word in future and not _was_to(line, position)) or f"{line.word(position - 1)} {word}" in tables[
                "future_pairs"
            ]:
                return "future"
            if word in past or (word.endswith("ed") and len(word) > 4):  # noqa: PLR2004  "need", "red" are no past tenses
                return "past"
    return ""


def _was_to(line: Line, position: int) -> bool:
    """For "Had been due", "was scheduled": what was ahead then may lie behind now."""
    return line.word(position) in line.grammar.tables["planned_states"] and any(
        line.word(position - step) == "had" for step in (1, 2)
    )


def _anchored(mentions: list[TimeMention]) -> list[TimeMention]:
    """For "Two days after Friday": a count from a day that the very next words give needs no event."""
    result: list[TimeMention] = []
    for mention in mentions:
        before = result[-1] if result else None
        exact = mention.kind in {"date", "time"} and mention.granularity == "day"
        if before and before.event and before.event.start == mention.span.start and exact:
            result[-1] = _counted_from(before, mention)
        else:
            result.append(mention)
    return result


def _counted_from(before: TimeMention, mention: TimeMention) -> TimeMention:
    """For "shortly after midnight on Friday", the Friday itself; else the count, from the day that follows it."""
    span = Span(start=before.span.start, end=mention.span.end, quote="")
    if before.operation.unit == "hour" and mention.kind == "time":
        return replace(mention, span=span, prep=before.prep)
    operation = replace(before.operation, base=mention.operation, anchor="")
    return replace(before, span=span, kind="date", operation=operation, event=None, outlook=mention.outlook)


def join_ranges(text: str, mentions: list[TimeMention]) -> list[TimeMention]:
    """For "From Monday to Wednesday", "between 3 May and 5 May": two mentions and the words between become one."""
    result: list[TimeMention] = []
    for mention in mentions:
        joined = _joined(text, result[-1], mention) if result else None
        if joined:
            result[-1] = joined
        else:
            result.append(mention)
    return [replace(m, span=Span.of(text, m.span.start, m.span.end)) for m in result]


def _joined(text: str, left: TimeMention, right: TimeMention) -> TimeMention | None:
    between = text[left.span.end : right.span.start].strip().casefold().replace("–", "-")
    governed = left.prep if left.prep in _JOINS else ""
    years = between == "and" and {left.granularity, right.granularity} == {"year"} and left.operation.name == "calendar"
    if not (years or between in _JOINS[governed]) or {left.kind, right.kind} - {"date", "time"} or left.operation.until:
        return None
    span = Span(start=left.span.start, end=right.span.end, quote="")
    if "clock" in {left.operation.name, right.operation.name}:
        dated = right if left.operation.name == "clock" else left
        return replace(dated, span=span, prep="", operation=replace(dated.operation, clock=text[span.start : span.end]))
    operation = Operation(name="range", base=left.operation, until=right.operation)
    prep = {"from": "from..to", "between": "between"}.get(governed, left.prep)
    return replace(
        left,
        span=span,
        operation=operation,
        rule=f"{left.rule}..{right.rule}",
        prep=prep,
        granularity=right.granularity,
        outlook=left.outlook or right.outlook,
    )
