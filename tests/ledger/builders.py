"""Short ways to make the values of these tests: what a test does not name has some plain value."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from trucewatch.ledger.values import ClaimRow, FindingRow, IncidentRow, ReadingRow, StoredReport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.ledger.store import Writer
    from trucewatch.ledger.values import Entry

NOON = datetime(2020, 9, 20, 12, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def note(writer: Writer, word: str = "", *, verb: str = "note", seconds: float = 0) -> Entry:
    """One more line in the log."""
    return writer.append(at=after(seconds), who="Amal", verb=verb, body={"word": word})


def receive(writer: Writer, sha256: str, *, file: str = "a.html", size: int = 3, seconds: float = 0) -> StoredReport:
    """A receipt and its report, as `add` writes them."""
    body: Mapping[str, object] = {"sha256": sha256, "id": f"r_{sha256[:4]}", "file": file, "path": file, "size": size}
    entry = writer.append(at=after(seconds), who="Amal", verb="receipt", body=body)
    report = StoredReport(sha256=sha256, id=f"r_{sha256[:4]}", file=file, size=size, seq=entry.seq)
    writer.add_report(report)
    return report


def reading(sha256: str, record: str = "{}", **more: str) -> ReadingRow:
    values = {"reader": "grammar/1", "digest": "d"} | more
    return ReadingRow(sha256=sha256, record=record, shingles=sha256.encode(), **values)


def claim(identity: str, **more: str | None) -> ClaimRow:
    values: dict[str, str | None] = {
        "sha256": "aa",
        "kind": "shelling",
        "family": "violence",
        "scope": "incident",
        "stance": "asserted",
        "first": "2020-09-16",
        "last": "2020-09-16",
        "place": "Kensafra",
        "quote": "Shells fell on Kensafra.",
        "link": "{}",
    }
    return ClaimRow(id=identity, **(values | more))  # type: ignore[arg-type]


def incident(
    code: str,
    *,
    first: str | None = "2020-09-16",
    last: str | None = "2020-09-16",
    point: tuple[float | None, float | None] = (35.7, 36.5),
    terms: tuple[tuple[str, str], ...] = (),
    **more: str,
) -> IncidentRow:
    values = {
        "kind": "shelling",
        "family": "violence",
        "grade": "single source",
        "who_grade": "",
        "component": "c_1",
        "summary": "Shelling of Kensafra",
        "record": "{}",
    } | more
    return IncidentRow(code=code, first=first, last=last, lat=point[0], lon=point[1], terms=terms, **values)


def finding(identity: str, **more: str | None) -> FindingRow:
    values: dict[str, str | None] = {
        "code": "A",
        "agreement": "sochi",
        "article": "1",
        "by": "",
        "result": "inconsistent",
        "first": "2020-09-16",
        "last": "2020-09-16",
        "record": "{}",
    }
    return FindingRow(id=identity, **(values | more))  # type: ignore[arg-type]
