"""At every place the longest match wins, on a tie the earlier rule; matches never overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trucewatch.dates.grammar import OTHER, Grammar, Rule
from trucewatch.dates.operations import Operation, Reading, build
from trucewatch.dates.tokens import Token, tokenize
from trucewatch.model.span import Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

CLAUSE_END = frozenset({".", ",", ";", ":", "!", "?", ")", "(", "—", '"', "”", "“"})
_GOES_ON = frozenset({"\n", "and", "but", "when", "as", "that", "in", "by"})


class Found(NamedTuple):
    """A match: its first token, the token after its last, and what the words ask for."""

    first: int
    end: int
    rule: Rule
    operation: Operation


class Line:
    """The tokens of one stretch of text with their codes; positions are token numbers."""

    def __init__(self, text: str, start: int, end: int, grammar: Grammar) -> None:
        self.text = text
        self.grammar = grammar
        self.tokens = tokenize(text, start, end)
        self.codes = "".join(map(grammar.code, self.tokens))
        self.words = [token.text.casefold() for token in self.tokens]

    def span(self, first: int, end: int) -> Span:
        """The text from one token to before another."""
        return Span.of(self.text, self.tokens[first].start, self.tokens[end - 1].end)

    def word(self, position: int) -> str:
        """The token in small letters; a line's end stands before the first and after the last."""
        return self.words[position] if 0 <= position < len(self.words) else "\n"


def scan(line: Line) -> Iterator[Found]:
    """All matches of the line, in order."""
    position = 0
    while position < len(line.codes):
        found = _longest(line, position) if line.codes[position] != OTHER else None
        if found:
            yield found
        position = found.end if found else position + 1


def _longest(line: Line, position: int) -> Found | None:
    best: tuple[re.Match[str], Rule] | None = None
    longest = position
    followed = line.codes[position + 1 : position + 2] not in {"", OTHER}
    rules = line.grammar.starters if followed else line.grammar.singles
    for rule in rules.get(line.codes[position], ()):
        match = rule.pattern.match(line.codes, position)
        if match and match.end() > longest and _fits(line, rule, position, match.end()):
            longest, best = match.end(), (match, rule)
    if best is None:
        return None
    match, rule = best
    named: dict[str, Sequence[Token]] = {}
    for name in match.groupdict():
        first, end = match.span(name)
        if first >= 0:
            named.setdefault(name.rpartition("_")[0], line.tokens[first:end])
    return Found(position, longest, rule, build(rule, Reading(line.grammar, line.text, named)))


def _fits(line: Line, rule: Rule, first: int, end: int) -> bool:
    if rule.after and line.word(first - 1) not in rule.after:
        return False
    following = line.word(end)
    if rule.not_before and following in rule.not_before:
        return False
    return not rule.at_end or following in CLAUSE_END or following in _GOES_ON
