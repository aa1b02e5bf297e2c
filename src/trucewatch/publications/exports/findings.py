"""One finding as one flat row, with the words that it needs to be read by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.publications.exports.incidents import party_names
from trucewatch.publications.findings.record import MACHINE, PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.publications.exports.book import Book
    from trucewatch.publications.findings.stated import Stated


def finding_rows(book: Book) -> Iterator[dict[str, object]]:
    """All findings of an edition, by the columns of `fields/findings.yaml`."""
    return (_row(told, book) for told in book.edition.findings)


def _row(told: Stated, book: Book) -> dict[str, object]:
    finding = told.finding
    cells: dict[str, object] = {
        "finding": finding.id,
        "incident": finding.incident,
        "kind": told.kind,
        "first_day": told.when.first,
        "last_day": told.when.last,
        "places": told.where,
        "actors": party_names(told.actors),
        "grade": str(told.grade),
        "agreement": finding.agreement,
        "agreement_name": told.agreement_name,
        "article": finding.article,
        "article_form": str(told.form or ""),
        "article_quote": told.quote,
        "article_paraphrase": told.paraphrase,
        "start_by": finding.by,
        "start": finding.start,
        "result": str(finding.result),
        "reason": finding.reason,
        "would_change": finding.change,
        "decided_by": PERSON if finding.decision else MACHINE,
        "machine_result": str(finding.machine or ""),
        "why": finding.why,
        "graphic": book.is_graphic(finding.incident),
        "quotes": tuple(dict.fromkeys(one.span.quote for one in finding.citations)),
    }
    for question, tested in finding.tests:
        cells |= {str(question): str(tested.answer), f"{question}_reason": tested.reason}
    return cells
