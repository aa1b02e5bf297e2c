"""One finding, or all of an incident, for a monitor: five answers with their reasons, and the words of both sides."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from trucewatch.language.phrases import listed
from trucewatch.model.finding import Question
from trucewatch.publications.columns import GAP, even_widths, side_by_side
from trucewatch.publications.findings.record import NOTE
from trucewatch.publications.findings.words import (
    decided_words,
    machine_words,
    quoted,
    reason_words,
    reported_words,
    result_shown,
    terms_words,
)
from trucewatch.publications.table import row, wrapped
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from trucewatch.model.finding import Tested
    from trucewatch.model.incident import Citation
    from trucewatch.publications.findings.stated import Stated
    from trucewatch.publications.table import Look

_LABEL = 11
_INDENT = 4
_TEST, _ANSWER = 9, 11
_NARROWEST = 20
_UNDER = " "
_NUMBER = re.compile(r"[0-9]{1,4}")
_NONE = "No finding: no terms were tested for it."
_ONE_START = "the one start that is told"


def finding_show(
    told: Stated, look: Look, *, rivals: Sequence[Stated] = (), authors: Mapping[str, str] | None = None
) -> Iterator[str]:
    """All of one finding, and a blank line.

    `rivals` are the findings of the same incident and article under other starts; `authors` are names of those who
    decided, by the decision's id.
    """
    finding = told.finding
    yield from (look.bold(part) for part in wrapped(f"{line(finding.id)} ({line(finding.incident)})", look.columns))
    yield from _wrapped(terms_words(told), look)
    yield result_shown(finding.result, look)
    yield from _wrapped(reason_words(told), look)
    yield ""
    yield from _tests(told, look)
    yield ""
    for name, value in _about(told, authors or {}):
        yield from row(name, value, look, label=_LABEL)
    for index, other in enumerate(rivals):
        words = f"{line(other.finding.id)}  {other.finding.result}: {line(other.finding.start)}"
        yield from row(_UNDER if index else "rival", words, look, label=_LABEL)
    yield from row("note", NOTE, look, label=_LABEL)
    yield ""


def incident_findings(
    code: str,
    headline: str,
    found: Sequence[Stated],
    look: Look,
    *,
    passed_over: Sequence[tuple[str, str]] = (),
    authors: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """All findings of one incident, rival starts side by side, then the agreements that it was not tested against.

    `headline` says what is reported; `passed_over` is pairs of an agreement's short name and why.
    """
    ordered = sorted(found, key=_order)
    yield from (look.bold(part) for part in wrapped(line(code), look.columns))
    yield from _wrapped(line(headline), look)
    yield from _reports((citation for told in ordered for citation in told.finding.citations), look)
    if not ordered:
        yield from ("", _NONE)
    for _, group in groupby(ordered, key=lambda told: (told.finding.agreement, told.finding.article)):
        yield ""
        yield from _article(list(group), look, authors or {})
    yield ""
    reasons: dict[str, list[str]] = {}
    for name, why in passed_over:
        reasons.setdefault(line(why), []).append(line(name))
    for index, (why, names) in enumerate(reasons.items()):
        yield from row(_UNDER if index else "not tested", f"{listed(names)}: {why}", look, label=_LABEL)
    yield from row("note", NOTE, look, label=_LABEL)
    yield ""


def _order(told: Stated) -> tuple[str, int, str, str]:
    """By agreement, then article 2 before article 10, then start."""
    finding = told.finding
    number = _NUMBER.match(finding.article)
    return finding.agreement, int(number[0]) if number else 0, finding.article, finding.by


def _article(group: Sequence[Stated], look: Look, authors: Mapping[str, str]) -> Iterator[str]:
    """One article with every start that is told of it."""
    first = group[0]
    yield from (look.bold(part) for part in wrapped(terms_words(first), look.columns))
    yield from row("article", quoted([first.quote]), look, label=_LABEL)
    yield from row("", line(first.paraphrase), look, label=_LABEL)
    yield from _rivals(group, look, authors)


def _reports(citations: Iterable[Citation], look: Look) -> Iterator[str]:
    """The reports' words, each passage once."""
    for index, citation in enumerate(_once(citations)):
        yield from row(_UNDER if index else "reports", _cited(citation), look, label=_LABEL)


def _rivals(group: Sequence[Stated], look: Look, authors: Mapping[str, str]) -> Iterator[str]:
    """A row a question and a column a start; what all starts have in common stands once, all one below another where it is narrow."""
    room = look.columns - _INDENT - _LABEL
    widths = even_widths(room, len(group))
    if len(group) > 1 and widths[0] < _NARROWEST:
        for told in group:
            yield from _rivals([told], look, authors)
        return
    for name, cells in _rival_rows(group, authors):
        if len(set(cells)) == 1:
            yield from row(name, cells[0], look, label=_LABEL)
        else:
            yield from side_by_side(
                (name, *cells),
                (_LABEL - GAP, *widths),
                indent=_INDENT,
                styles=(look.faint, *_styles(name, look, group)),
            )


def _styles(name: str, look: Look, group: Sequence[Stated]) -> list[Callable[[str], str] | None]:
    return [look.bold if name in {"finding", "result"} else None] * len(group)


def _rival_rows(group: Sequence[Stated], authors: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    yield "finding", [line(told.finding.id) for told in group]
    if any(told.finding.start for told in group):
        yield "start", [line(told.finding.start) or _ONE_START for told in group]
    yield "result", [str(told.finding.result) for told in group]
    yield "reason", [reason_words(told) for told in group]
    for question in Question:
        yield str(question), [_answered(dict(told.finding.tests).get(question)) for told in group]
    if any(told.finding.change for told in group):
        yield "change", [line(told.finding.change) or "nothing that reports could tell" for told in group]
    yield "decided", [decided_words(told, authors.get(told.finding.decision, "")) for told in group]
    if any(map(machine_words, group)):
        yield "rules gave", [machine_words(told) or "the same" for told in group]


def _answered(tested: Tested | None) -> str:
    return f"{tested.answer}: {line(tested.reason)}" if tested else "not asked"


def _tests(told: Stated, look: Look) -> Iterator[str]:
    """The five tests as a table."""
    widths = (_TEST, _ANSWER, look.columns - _INDENT - _TEST - _ANSWER - 2 * GAP)
    yield from side_by_side(("test", "answer", "reason"), widths, indent=_INDENT, styles=(look.faint,) * 3)
    for question, tested in told.finding.tests:
        cells = (str(question), str(tested.answer), line(tested.reason))
        yield from side_by_side(cells, widths, indent=_INDENT, styles=(None, look.bold, None))


def _about(told: Stated, authors: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Named rows; `_UNDER` goes on with the row above, a row without a name says something by the side."""
    finding = told.finding
    yield "incident", reported_words(told)
    for index, citation in enumerate(_once(finding.citations)):
        yield _UNDER if index else "reports", _cited(citation)
    yield "terms", f"{terms_words(told)} [{line(finding.agreement)}]"
    yield "start", line(finding.start)
    yield "article", quoted([told.quote])
    yield "", line(told.paraphrase)
    yield "change", line(finding.change)
    yield "decided", decided_words(told, authors.get(finding.decision, ""))
    yield "rules gave", machine_words(told)


def _once(citations: Iterable[Citation]) -> Iterator[Citation]:
    """Each citation once: a passage that two claims rest on is one passage."""
    seen: set[tuple[str, int, int]] = set()
    for citation in citations:
        place = (citation.report, citation.span.start, citation.span.end)
        if place not in seen:
            seen.add(place)
            yield citation


def _cited(citation: Citation) -> str:
    whence = ", ".join(filter(None, (line(citation.file), line(citation.outlet), line(citation.claim))))
    return f"{whence}: {quoted([citation.span.quote])}"


def _wrapped(text: str, look: Look) -> Iterator[str]:
    yield from wrapped(text, look.columns)
