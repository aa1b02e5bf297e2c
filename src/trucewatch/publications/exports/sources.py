"""One report as one flat row: what it is, and how much of the edition rests on it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from trucewatch.publications.exports.book import reports_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.publications.edition import ReportSource
    from trucewatch.publications.exports.book import Book


def source_rows(book: Book) -> Iterator[dict[str, object]]:
    """All reports of an edition, by the columns of `fields/sources.yaml`."""
    counts = Counter(report for incident, _ in book.told() for report in reports_of(incident))
    return (_row(source, counts[source.report]) for source in book.edition.sources)


def _row(source: ReportSource, incidents: int) -> dict[str, object]:
    return {
        "report": source.report,
        "sha256": source.sha256,
        "outlet": source.outlet,
        "title": source.title,
        "file": source.file,
        "published_first": source.published.first,
        "published_last": source.published.last,
        "published_how": str(source.published.how) if source.published.is_known else "",
        "received": source.received,
        "language": source.language,
        "claims": source.claims,
        "incidents": incidents,
    }
