"""Verifying trusts nothing that is stored: whatever a row holds, it is named and the check goes on."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from trucewatch.ledger.chain import check_chain, digest_of
from trucewatch.ledger.errors import LedgerError
from trucewatch.ledger.values import Damage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from trucewatch.ledger.originals import Originals
    from trucewatch.ledger.store import View

__all__ = ["Damage", "check_ledger"]

RECEIPT = "receipt"
"""The verb of an entry by which a report came in; its body holds sha256, id, file and size, as the report's row does."""

_SAME = ("id", "file", "size")


@dataclass(slots=True)
class _Books:
    """What the log says was received: for each digest its first receipt, as (number, body)."""

    receipts: dict[str, tuple[int, Mapping[str, object]]] = field(default_factory=dict)

    def note(self, row: Mapping[str, object]) -> None:
        """Take a log row in; one that is no receipt, or cannot be read as one, is passed over."""
        seq, body = row.get("seq"), row.get("body")
        if row.get("verb") != RECEIPT or not isinstance(seq, int) or not isinstance(body, str):
            return
        try:
            told = json.loads(body)
        except (ValueError, RecursionError):
            return
        if isinstance(told, dict) and isinstance(told.get("sha256"), str):
            self.receipts.setdefault(told["sha256"], (seq, told))


def check_ledger(view: View, originals: Originals, *, head: str = "") -> Iterator[Damage]:
    """Every damage of the database, the log, the reports, the originals and the readings, each named once found.

    `head` is the hash of the log's last entry as someone wrote it down (or its first 16 digits): without it, a log that
    was written anew from end to end cannot be told from the true one.
    """
    books = _Books()
    yield from _section("database", lambda: (Damage(item="database", what=fault) for fault in view.faults()))
    yield from _section("log", lambda: _log(view, books, head))
    known: set[str] = set()
    yield from _section("reports", lambda: _reports(view, books, known))
    yield from _section("originals", lambda: originals.check(known | books.receipts.keys()))
    yield from _section("readings", lambda: _readings(view, known))


def _section(name: str, check: Callable[[], Iterable[Damage]]) -> Iterator[Damage]:
    """The damages a check finds; if it cannot go on, that is one more."""
    try:
        yield from check()
    except (LedgerError, OSError) as error:
        what = error.fault if isinstance(error, LedgerError) else str(error)
        yield Damage(item=name, what=f"cannot be read to the end, go on from a backup: {what}")


def _log(view: View, books: _Books, head: str) -> Iterator[Damage]:
    def noted() -> Iterator[Mapping[str, object]]:
        for row in view.rows("entries"):
            books.note(row)
            yield row

    yield from check_chain(noted(), next(view.rows("head"), None), head)


def _reports(view: View, books: _Books, known: set[str]) -> Iterator[Damage]:
    """Reports against their receipts, both ways; fills `known` with the digests of all reports."""
    for row in view.rows("reports"):
        sha256 = row["sha256"]
        if not isinstance(sha256, str):
            yield Damage(item=f"report {sha256!r}", what="was edited: it has no digest")
            continue
        known.add(sha256)
        receipt = books.receipts.get(sha256)
        if receipt is None:
            yield Damage(item=f"report {sha256}", what="has no receipt in the log")
            continue
        seq, body = receipt
        wrong = [name for name in _SAME if row[name] != body.get(name)] + (["seq"] if row["seq"] != seq else [])
        if wrong:
            yield Damage(item=f"report {sha256}", what=f"was edited: {', '.join(wrong)} not as in log entry {seq}")
    for sha256, (seq, _) in books.receipts.items():
        if sha256 not in known:
            yield Damage(item=f"report {sha256}", what=f"is missing, though log entry {seq} received it")


def _readings(view: View, known: set[str]) -> Iterator[Damage]:
    for row in view.rows("readings"):
        sha256, record = row["sha256"], row["record"]
        item = f"reading of {sha256}"
        if sha256 not in known:
            yield Damage(item=item, what="is of a report that the ledger does not have")
        if not isinstance(record, str) or digest_of(record) != row["digest"]:
            yield Damage(item=item, what="was edited: its record does not match its digest; build it again")
