"""A list of agreements: each whole in one line for pipes, in a few short lines for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.language.phrases import counted
from trucewatch.model.agreement import Milestone
from trucewatch.publications.agreements.standing import states_words
from trucewatch.publications.agreements.words import NOT_CHECKED, claimant
from trucewatch.publications.incidents.summary import BAR, bar_free
from trucewatch.publications.table import cut, row, wrapped
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trucewatch.model.agreement import Agreement
    from trucewatch.publications.agreements.standing import Standing
    from trucewatch.publications.table import Look

_COLUMNS = ("agreement", "name", "places", "agreed", "in force from", "state")
_UNSAID = "not said"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An agreement and how it stands at the moment that is asked about, as each claimant dates it."""

    agreement: Agreement
    standings: Sequence[Standing]


def agreement_lines(
    found: Sequence[Listed], look: Look, *, at: str, names: Mapping[str, str], one_line: bool = False
) -> Iterator[str]:
    """A header, the agreements in their order, and how many there are. `at` is the moment, in words; `names` are actors'.

    `one_line` is for pipes: a whole agreement a line, nothing cut.
    """
    header = BAR.join((*_COLUMNS[:-1], f"{_COLUMNS[-1]} on {line(at)}"))
    yield look.faint(header if one_line else cut(f"as each stands on {line(at)}", look.columns))
    for one in found:
        cells = [bar_free(cell) for cell in _cells(one, names)]
        if one_line:
            yield BAR.join(cells)
        else:
            yield from _block(cells, look)
    yield from map(look.faint, wrapped(counted(len(found), "agreement"), look.columns))


def _cells(one: Listed, names: Mapping[str, str]) -> Iterator[str]:
    agreement = one.agreement
    yield from (agreement.id, agreement.short, ", ".join(agreement.countries) or _UNSAID)
    yield _dates(agreement, (Milestone.SIGNED, Milestone.ANNOUNCED), names) or _UNSAID
    yield _dates(agreement, (Milestone.IN_FORCE,), names) or _UNSAID
    yield states_words(one.standings, names) or _UNSAID


def _dates(agreement: Agreement, what: Sequence[Milestone], names: Mapping[str, str]) -> str:
    """The dates of the first of these milestones that there is, each with whose it is unless it is everybody's."""
    dated = {milestone: [date for date in agreement.dates if date.what is milestone] for milestone in what}
    first = next(filter(None, dated.values()), [])
    told = []
    for date in first:
        only = date.what if date.what is Milestone.ANNOUNCED else ""
        aside = (only, claimant(date.by, names) if date.by else "", "" if date.checked else NOT_CHECKED)
        notes = ", ".join(filter(None, aside))
        told.append(date.at.words + (f" ({notes})" if notes else ""))
    return ", ".join(told)


def _block(cells: Sequence[str], look: Look) -> Iterator[str]:
    """Id and name; the state; then places and dates."""
    id_, short, places, signed, start, state = cells
    yield from (look.bold(part) for part in wrapped(f"{short} ({id_})", look.columns))
    yield from row(" ", state, look, label=0)
    yield from row("", f"{places} · agreed {signed} · in force from {start}", look, label=0)
