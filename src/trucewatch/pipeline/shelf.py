"""Readings come back from the ledger one at a time, and the last few stay at hand: incidents are made of many reports."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.incidents.values import Sheet
from trucewatch.pipeline.kept import LostClaimError, kept_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from trucewatch.ledger.store import View
    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Document, Reading

_AT_HAND = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A report's claims by id, and what is known of it as a whole."""

    claims: dict[str, Claim]
    sheet: Sheet
    document: Document


class Shelf:
    """Readings by SHA-256, from wherever `fetch` has them; `None` for a report that was not read."""

    def __init__(self, fetch: Callable[[str], Read | None]) -> None:
        self._fetch = fetch
        self._at_hand: OrderedDict[str, Read | None] = OrderedDict()

    @classmethod
    def of_ledger(cls, view: View) -> Shelf:
        """The readings that a view of the ledger shows; it must stay open."""

        def fetch(sha256: str) -> Read | None:
            row = view.reading(sha256)
            return read_of(kept_reading(row), row.shingles) if row else None

        return cls(fetch)

    def read(self, sha256: str) -> Read | None:
        """One report's reading."""
        if sha256 in self._at_hand:
            self._at_hand.move_to_end(sha256)
            return self._at_hand[sha256]
        found = self._at_hand[sha256] = self._fetch(sha256)
        if len(self._at_hand) > _AT_HAND:
            self._at_hand.popitem(last=False)
        return found

    def home(self, claim: str, sha256: str) -> Read:
        """The reading that a claim of this report is in; raises LostClaimError where it is not."""
        read = self.read(sha256)
        if read is None or claim not in read.claims:
            raise LostClaimError(claim)
        return read

    def claims_of(self, reports: Iterable[str]) -> dict[str, list[Claim]]:
        """The claims of some reports, by SHA-256."""
        found = {sha256: self.read(sha256) for sha256 in reports}
        return {sha256: list(read.claims.values()) for sha256, read in found.items() if read}


def read_of(reading: Reading, signature: bytes) -> Read:
    """A reading as incidents need it; `signature` is its text's MinHash."""
    document = reading.document
    sheet = Sheet(
        report=document.report,
        sha256=document.sha256,
        file=document.file,
        title=document.title,
        outlet=document.outlet,
        agency=document.agency,
        published=document.published,
        signature=signature,
    )
    return Read(claims={claim.id: claim for claim in reading.claims}, sheet=sheet, document=document)
