"""A list of findings: each whole in one line for pipes, in a few short lines for people, and how many came to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.language.phrases import counted
from trucewatch.publications.findings.words import (
    article_words,
    reason_words,
    result_shown,
    tally_words,
)
from trucewatch.publications.incidents.summary import BAR, bar_free, iso_days
from trucewatch.publications.incidents.words import parties
from trucewatch.publications.table import columns_of, cut, row, wrapped
from trucewatch.publications.words import label, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trucewatch.model.finding import Result
    from trucewatch.publications.findings.stated import Stated
    from trucewatch.publications.table import Look

_COLUMNS = (
    *("finding", "result", "agreement", "article", "start", "incident"),
    *("day", "kind", "place", "who", "decided by", "reason"),
)
_KEY = "what reports and terms say, not what happened"
_NOBODY = "not named"
_RESULT = 21
_ID = 12


def finding_lines(
    found: Iterable[Stated], look: Look, *, counts: Mapping[Result, int], one_line: bool = False
) -> Iterator[str]:
    """A header, the findings in their order, and how many there are of each result; `counts` are those of all that fit.

    `one_line` is for pipes: a whole finding a line, nothing cut.
    """
    yield look.faint(BAR.join(_COLUMNS) if one_line else cut(_KEY, look.columns))
    shown = 0
    for told in found:
        shown += 1
        if one_line:
            yield BAR.join(map(bar_free, _cells(told)))
        else:
            yield from _block(told, look)
    total = sum(counts.values())
    more = f"; {total - shown:,} more: narrow the search or raise --limit" if total > shown else ""
    tally = f": {tally_words(counts)}" if total else ""
    for part in wrapped(f"{counted(total, 'finding')}{tally}{more}", look.columns):
        yield look.faint(part)


def _cells(told: Stated) -> Iterator[str]:
    finding = told.finding
    yield from (finding.id, str(finding.result), finding.agreement, finding.article or "none")
    yield finding.start or "one start"
    yield from (finding.incident, iso_days(told.when), label(told.kind))
    yield ", ".join(told.where) or "place not told"
    yield parties(told.actors) or _NOBODY
    yield "person" if finding.decision else "machine"
    yield reason_words(told)


def _block(told: Stated, look: Look) -> Iterator[str]:
    """The id, the result and the terms; the incident; the reason; and the start that was used where it does not say that."""
    finding = told.finding
    head = f"{line(finding.id):{_ID}}  "
    by = " (a person's word)" if finding.decision else ""
    room = look.columns - columns_of(head) - _RESULT - 2
    terms = cut(f"{line(told.agreement_name)}, {article_words(finding.article)}{by}", room)
    space = " " * (_RESULT - len(finding.result) + 2)
    yield f"{look.bold(head)}{result_shown(finding.result, look)}{space}{terms}"
    place, who = ", ".join(told.where) or "place not told", parties(told.actors) or _NOBODY
    about = (line(finding.incident), iso_days(told.when), label(told.kind), place, who)
    label_ = len(head) - 4
    yield from row("", BAR.join(map(bar_free, about)), look, label=label_)
    yield from row(" ", reason_words(told), look, label=label_)
    if finding.start not in finding.reason or finding.decision:
        yield from row("", line(finding.start), look, label=label_)
