"""What a ledger could see of a period: who was heard in it, what could not be read, on which days nothing was published."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from trucewatch.model.time import DateInterval
from trucewatch.pipeline.kept import kept_document
from trucewatch.publications.edition import Blind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from trucewatch.ledger.store import View
    from trucewatch.ledger.values import ReadingRow
    from trucewatch.model.document import Document

ENGLISH = "en"
_HEARD_DAYS = 30


def documents_in(view: View) -> dict[str, Document]:
    """Every report that was read, of its text the first letter alone, by its SHA-256; raises DamagedRowError."""
    return {row.sha256: _document(row) for row in view.readings()}


def _document(row: ReadingRow) -> Document:
    document = kept_document(row)
    return replace(document, text=document.text[:1])


def before(first: date, days: int) -> date:
    """So many days earlier, or the first day of the calendar."""
    return date.fromordinal(max(first.toordinal() - days, 1))


def is_heard(documents: Iterable[Document], first: date, last: date) -> bool:
    """Whether anything was published on these days, inclusive."""
    return any(
        one.published.is_day and one.published.first and first <= one.published.first <= last for one in documents
    )


def coverage(
    documents: Collection[Document], first: date | None, last: date | None, tellers: Collection[str] | None
) -> Blind:
    """What could not be seen of these days, either end open; of outlets only the `tellers`, where these are given.

    Reports that were not read count where they may have been published on these days: one without a date always does.
    """
    span = DateInterval(first=first, last=last)
    ours = [one for one in documents if one.published.overlaps(span)]
    languages = Counter(one.language for one in ours if one.language not in {"", ENGLISH})
    return Blind(
        silent=tuple(_silent(documents, first, last, tellers)) if first and last else (),
        languages=dict(sorted(languages.items())),
        unreadable=sum(not one.text for one in ours),
        days_without_reports=tuple(_quiet_days(documents, first, last)) if first and last else (),
    )


def _silent(documents: Iterable[Document], first: date, last: date, tellers: Collection[str] | None) -> Iterator[str]:
    """Outlets heard in the month before the period, and not in it."""
    known, heard = set[str](), set[str]()
    earliest = before(first, _HEARD_DAYS)
    for one in documents:
        day = one.published.first
        if not one.outlet or day is None or not one.published.is_day:
            continue
        if first <= day <= last:
            heard.add(one.outlet)
        elif earliest <= day < first and (tellers is None or one.outlet in tellers):
            known.add(one.outlet)
    yield from sorted(known - heard)


def _quiet_days(documents: Iterable[Document], first: date, last: date) -> Iterator[date]:
    """Days on which nothing that the ledger has was published."""
    heard = {one.published.first for one in documents if one.published.is_day}
    for number in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(number)
        if day not in heard:
            yield day


def outlets_on(view: View, documents: Mapping[str, Document], codes: Collection[str]) -> frozenset[str]:
    """The outlets that ever told of these incidents."""
    reports = {row.sha256 for row in view.claims(codes=codes)}
    return frozenset(document.outlet for sha256, document in documents.items() if sha256 in reports)
