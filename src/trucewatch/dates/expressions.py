"""Every mention rests on its words: `text[m.span.start:m.span.end] == m.span.quote`, and mentions never overlap."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from trucewatch.dates.grammar import OTHER, Grammar, Rule, load_grammar
from trucewatch.dates.operations import Operation, Reading, build
from trucewatch.dates.tokens import Token, tokenize
from trucewatch.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CLAUSE_END = frozenset({".", ",", ";", ":", "!", "?", ")", "(", "—", '"', "”", "“"})
_EVENT_END = frozenset(
    {
        "which",
        "who",
        "that",
        "when",
        "while",
        "as",
        "but",
        "where",
        "said",
        "says",
        "according",
        "because",
        "although",
        "were",
        "was",
    }
)
_SENTENCE_END = frozenset({".", "!", "?"})
_BOUNDING = frozenset({"before", "after", "until", "by"})
_STATES = frozenset({"due", "scheduled", "expected", "planned", "set", "slated"})
_MAX_EVENT_WORDS, _MAX_PREP_WORDS, _MAX_CUE_WORDS = 14, 3, 12
_JOINS = {"from": {"to", "until", "till", "through", "-"}, "between": {"and"}, "": {"-", "to", "through"}}
_SKIPPED_BEFORE_PREP = frozenset(
    {"the", "about", "around", "at", "least", "late", "early", "nearly", "almost", "roughly"}
)


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


class _Found(NamedTuple):
    first: int
    end: int
    rule: Rule
    operation: Operation


class _Line:
    """The tokens of one stretch of text with their codes; positions are token numbers."""

    def __init__(self, text: str, start: int, end: int, grammar: Grammar) -> None:
        self.text = text
        self.grammar = grammar
        self.tokens = tokenize(text, start, end)
        self.codes = "".join(map(grammar.code, self.tokens))
        self.words = [token.text.casefold() if token.form != "gap" else "\n" for token in self.tokens]

    def span(self, first: int, end: int) -> Span:
        return Span.of(self.text, self.tokens[first].start, self.tokens[end - 1].end)

    def word(self, position: int) -> str:
        return self.words[position] if 0 <= position < len(self.words) else "\n"


def find_times(text: str, start: int = 0, end: int | None = None) -> list[TimeMention]:
    """Mentions in `text[start:end]`, in order; offsets count from the start of `text`."""
    return join_ranges(text, find_simple(text, start, end))


def find_simple(text: str, start: int = 0, end: int | None = None) -> list[TimeMention]:
    """As `find_times`, with the two ends of a range left apart, as TimeML marks them."""
    line = _Line(text, start, len(text) if end is None else end, load_grammar())
    return _anchored([_mention(line, found) for found in _scan(line) if found.operation.name != "nothing"])


def _scan(line: _Line) -> Iterator[_Found]:
    position = 0
    while position < len(line.codes):
        code = line.codes[position]
        found = _longest(line, position) if code != OTHER else None
        if found:
            yield found
        position = found.end if found else position + 1


def _longest(line: _Line, position: int) -> _Found | None:
    best: tuple[int, Rule, dict[str, Sequence[Token]]] | None = None
    for rule in line.grammar.starters.get(line.codes[position], ()):
        match = rule.pattern.match(line.codes, position)
        if match and match.end() > (best[0] if best else position) and _fits(line, rule, position, match.end()):
            groups = {
                name: line.tokens[slice(*match.span(name))] for name in match.groupdict() if match.span(name)[0] >= 0
            }
            best = (match.end(), rule, dict(groups))
    if best is None:
        return None
    end, rule, numbered = best
    named: dict[str, Sequence[Token]] = {}
    for name, tokens in numbered.items():
        named.setdefault(name.rpartition("_")[0], tokens)
    return _Found(position, end, rule, build(rule, Reading(line.grammar, named)))


def _fits(line: _Line, rule: Rule, first: int, end: int) -> bool:
    if rule.after and line.word(first - 1) not in rule.after:
        return False
    if rule.not_before and line.word(end) in rule.not_before:
        return False
    if rule.at_end:
        following = line.word(end)
        return following in _CLAUSE_END or following in {"\n", "and", "but", "when", "as", "that", "in", "by"}
    return True


def _mention(line: _Line, found: _Found) -> TimeMention:
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
    return "time" if operation.clock or operation.part or operation.name == "overnight" else "date"


def _granularity(operation: Operation) -> str:
    if operation.unit:
        return operation.unit
    if operation.name == "latest-quarter":
        return "quarter"
    if operation.name in {"quarter", "half"}:
        return operation.name
    if operation.day is not None or operation.weekday is not None or operation.holiday:
        return "day"
    if operation.season:
        return "season"
    if operation.month is not None:
        return "month"
    return "year" if operation.year is not None else "day"


def _open(operation: Operation) -> bool:
    """Whether the words leave it open on which side of the publication they lie."""
    return operation.relative is None and operation.name in {"calendar", "weekday", "quarter", "half", "holiday"}


def _prep(line: _Line, found: _Found) -> str:
    """The relation word before the mention, unless it governs a noun that the time merely describes."""
    relations = line.grammar.relations
    for skip in range(3):
        if skip and line.word(found.first - skip) not in _SKIPPED_BEFORE_PREP:
            break
        for length in range(_MAX_PREP_WORDS, 0, -1):
            phrase = tuple(line.word(found.first - skip - length + n) for n in range(length))
            if phrase in relations:
                relation = relations[phrase]
                return "" if relation in _BOUNDING and _describes(line, found) else relation
    return ""


def _describes(line: _Line, found: _Found) -> bool:
    following = line.word(found.end)
    if following in {"'", "’"}:
        return True
    return following[0].isalpha() and following not in line.grammar.tables["function_words"]


def _event(line: _Line, end: int) -> Span | None:
    """The words after "two days after", up to where their clause ends."""
    last = end
    while last < len(line.tokens) and last - end < _MAX_EVENT_WORDS:
        word = line.word(last)
        if (
            word == "\n"
            or word in _CLAUSE_END
            or (word in _EVENT_END and last - end > 1 and word not in {"was", "were"})
        ):
            break
        last += 1
    return line.span(end, last) if last > end else None


def _outlook(line: _Line, found: _Found) -> str:
    """The nearest word of the sentence that looks ahead or back decides; words before count first."""
    tables = line.grammar.tables
    future, past = set(tables["future_cues"]), set(tables["past_cues"])
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


def _was_to(line: _Line, position: int) -> bool:
    """ "Had been due", "was scheduled": what was ahead then may lie behind now."""
    return line.word(position) in _STATES and any(line.word(position - step) == "had" for step in (1, 2))


def _anchored(mentions: list[TimeMention]) -> list[TimeMention]:
    """ "Two days after Friday": a count from a day that the very next words give needs no event."""
    result: list[TimeMention] = []
    for mention in mentions:
        before = result[-1] if result else None
        exact = mention.kind in {"date", "time"} and mention.granularity == "day"
        if before and before.event and before.event.start == mention.span.start and exact:
            operation = replace(before.operation, base=mention.operation, anchor="")
            span = Span(start=before.span.start, end=mention.span.end, quote="")
            result[-1] = replace(
                before, span=span, kind="date", operation=operation, event=None, outlook=mention.outlook
            )
        else:
            result.append(mention)
    return result


def join_ranges(text: str, mentions: list[TimeMention]) -> list[TimeMention]:
    """ "From Monday to Wednesday", "between 3 May and 5 May": two mentions and the words between become one."""
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
    operation = Operation(name="range", base=left.operation, until=right.operation)
    span = Span(start=left.span.start, end=right.span.end, quote="")
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
