"""Who wrote each report: copies of one text have one pen, and so have an agency's and an outlet's reports."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from trucewatch.incidents.origins.namewords import words_of
from trucewatch.incidents.origins.signature import COPY, signature_table, similarities
from trucewatch.incidents.origins.unions import Unions
from trucewatch.incidents.origins.voicebook import BODY
from trucewatch.incidents.origins.voices import voices_of
from trucewatch.model.claim import SourceRef

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from trucewatch.incidents.origins.voicebook import VoiceBook
    from trucewatch.incidents.origins.voices import Voice
    from trucewatch.incidents.values import Sheet

REPORT = "report:"
_DASH = re.compile(r"\s+[–—|-]\s+|:\s+")
_BODY_WORDS = 2
_RUN = 4
_SHARED_RUNS = 12
_SHARED_PART = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """Who wrote a report: the key of an agency, a body, an outlet or the report itself; `copies` print the same text.

    `voice` is whose own report it is, where that is no outlet's: a body that publishes for itself.
    """

    key: str
    name: str
    copies: tuple[str, ...] = ()
    agency: bool = False
    voice: Voice | None = None


def pens_of(sheets: Sequence[Sheet], words: Mapping[str, Sequence[str]], book: VoiceBook) -> dict[str, Pen]:
    """The pen of each report. `words` are, by report, the passages in which it speaks for itself of the incident.

    Reports are copies where their signatures say so, or where most of these passages are the same words: so that a copy
    too short or too much cut to have a telling signature is known too.
    """
    groups = Unions(lambda report: (0, report))
    by_report = {sheet.report: sheet for sheet in sheets}
    for one, two in (*_alike(sheets), *_verbatim(words)) if len(by_report) > 1 else ():
        groups.join(one, two)
    members: dict[str, list[Sheet]] = {}
    for report in sorted(by_report):
        members.setdefault(groups.root(report), []).append(by_report[report])
    return {sheet.report: pen for group in members.values() for pen in [_pen(group, book)] for sheet in group}


def _alike(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    signed = [sheet for sheet in sheets if sheet.signature]
    if len(signed) > 1:
        left, right = np.triu_indices(len(signed), 1)
        found = similarities(signature_table(sheet.signature for sheet in signed), left, right) >= COPY
        for i, j in zip(left[found].tolist(), right[found].tolist(), strict=True):
            yield signed[i].report, signed[j].report


def _verbatim(words: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Pairs of reports that share most runs of four words of the shorter one's passages, and a dozen at least."""
    runs = {report: {run for passage in passages for run in _runs(passage)} for report, passages in words.items()}
    bearers: dict[tuple[str, ...], list[str]] = {}
    for report in sorted(runs):
        for run in runs[report] if len(runs[report]) >= _SHARED_RUNS else ():
            bearers.setdefault(run, []).append(report)
    shared = Counter(pair for reports in bearers.values() for pair in combinations(reports, 2))
    for (one, two), count in shared.items():
        if count >= max(_SHARED_RUNS, _SHARED_PART * min(len(runs[one]), len(runs[two]))):
            yield one, two


def _runs(passage: str) -> Iterator[tuple[str, ...]]:
    folds = [word.fold for word in words_of(passage)]
    return zip(*(folds[start:] for start in range(_RUN)), strict=False)


def _pen(group: Sequence[Sheet], book: VoiceBook) -> Pen:
    """The pen of reports that print one text: the agency they credit, else a body, else the outlet that was first."""
    in_time = sorted(group, key=_published)
    credited = [sheet.agency for sheet in in_time if sheet.agency]
    outlets = [sheet.outlet for sheet in in_time if sheet.outlet]
    names = [*credited, *sorted(outlets, key=lambda name: not book.outlet_called(name).startswith(BODY))]
    copies = tuple(sorted(sheet.report for sheet in group)) if len(group) > 1 else ()
    key = next(filter(None, map(book.outlet_called, names)), "")
    if key:
        return Pen(key=key, name=book.name(key) or names[0], copies=copies, agency=bool(credited))
    voice = next(filter(None, (_headed(sheet.title, book) for sheet in in_time)), None)
    if voice is not None:
        return Pen(key=voice.key, name=voice.name, copies=copies, voice=voice)
    return Pen(key=REPORT + in_time[0].report, name=in_time[0].file, copies=copies)


def _headed(title: str, book: VoiceBook) -> Voice | None:
    """The body that heads the title of a report of its own ("Northland Watch – Daily report 14")."""
    head, *rest = _DASH.split(title, maxsplit=1)
    words = words_of(head)
    if not rest or len(words) < _BODY_WORDS or not (book.holds(words, "bodies") or book.holds(words, "monitors")):
        return None
    found = voices_of(SourceRef(name=head), book)
    return found[0] if len(found) == 1 and found[0].key and not book.is_state(found[0].key) else None


def _published(sheet: Sheet) -> tuple[date, str]:
    return sheet.published.first or sheet.published.last or date.max, sheet.report
