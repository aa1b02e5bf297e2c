"""Reading is what takes time, so what is read once for one test is there for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.claims.reader import Reader
    from trucewatch.model.claim import Claim
    from trucewatch.model.document import Document, Issue

    Claims = tuple[tuple[Claim, ...], tuple[Issue, ...]]


class Remembering:
    """A reader that reads each text once, however many ledgers want it."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[Document, Claims] = {}

    def concerns(self, text: str) -> bool:
        return self._reader.concerns(text)

    def read(self, document: Document) -> Claims:
        if document not in self._known:
            self._known[document] = self._reader.read(document)
        return self._known[document]
