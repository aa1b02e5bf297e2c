"""A list of findings: each whole in one line for pipes, for people short ones below each incident, and how many came to what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from trucewatch.language.phrases import counted
from trucewatch.publications.columns import GAP, side_by_side
from trucewatch.publications.findings.words import (
    article_words,
    reason_words,
    result_shown,
    tally_words,
)
from trucewatch.publications.incidents.summary import BAR, bar_free, iso_days
from trucewatch.publications.incidents.words import parties
from trucewatch.publications.table import cut, row, wrapped
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
_RESULT, _ID = 21, 18
_INDENT, _NARROWEST = 2, 20


def finding_lines(
    found: Iterable[Stated], look: Look, *, counts: Mapping[Result, int], one_line: bool = False
) -> Iterator[str]:
    """A header, the findings in their order, and how many came to what; `counts` are those of all that fit.

    `one_line` is for pipes: a whole finding a line, nothing cut.
    """
    yield look.faint(BAR.join(_COLUMNS) if one_line else cut(_KEY, look.columns))
    shown, above = 0, ""
    for told in found:
        shown += 1
        if one_line:
            yield BAR.join(map(bar_free, _cells(told)))
            continue
        if told.finding.incident != above:
            above = told.finding.incident
            yield from _head(told, look)
        yield from _row(told, look)
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


def _head(told: Stated, look: Look) -> Iterator[str]:
    """What the findings below it are about."""
    place, who = ", ".join(told.where) or "place not told", parties(told.actors) or _NOBODY
    about = (told.finding.incident, iso_days(told.when), label(told.kind), place, who)
    yield look.bold(cut(BAR.join(map(bar_free, about)), look.columns))


def _row(told: Stated, look: Look) -> Iterator[str]:
    """The id, the result, and the terms with the start that a claimant names, wrapped where they must be."""
    finding = told.finding
    told_by = " (a person's word)" if finding.decision else ""
    start = f", {line(finding.start)}" if finding.by else ""
    terms = f"{line(told.agreement_name)}, {article_words(finding.article)}{start}{told_by}"
    style = partial(result_shown, finding.result, look)
    room = look.columns - _INDENT - _ID - _RESULT - 2 * GAP
    cells, widths = (line(finding.id), str(finding.result)), (_ID, _RESULT)
    if room >= _NARROWEST:
        yield from side_by_side((*cells, terms), (*widths, room), indent=_INDENT, styles=(None, style, None))
    else:
        yield from side_by_side(cells, widths, indent=_INDENT, styles=(None, style))
        yield from row(" ", terms, look, label=0)
