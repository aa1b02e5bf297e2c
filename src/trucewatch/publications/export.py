"""A document's record taken apart for tables: the document without its claims, and each claim with its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.publications.as_json import Json

_ABOUT = ("schema", "report", "sha256", "file")


def document_line(record: Mapping[str, object]) -> Json:
    """A line of `documents.jsonl`: what `record_of` gives, without the claims."""
    return {key: value for key, value in record.items() if key != "claims"}


def claim_line(record: Mapping[str, object], claim: Mapping[str, object], incident: str | None = None) -> Json:
    """A line of `claims.jsonl`: one of the record's claims, its report, and the incident it stands in (null for none)."""
    return {key: record[key] for key in _ABOUT} | {"incident": incident or None} | dict(claim)
