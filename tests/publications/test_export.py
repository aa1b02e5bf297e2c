"""Documents and claims apart lose nothing that the whole record says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trucewatch.publications.export import claim_line, document_line
from trucewatch.publications.jsonl import JsonlWriter
from trucewatch.publications.record import record_of

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.model.document import Reading


def test_a_document_without_its_claims(reading: Reading) -> None:
    record = record_of(reading)
    line = document_line(record)
    assert set(record) - set(line) == {"claims"}
    assert line["text"] == reading.document.text


def test_a_claim_with_its_report_and_incident(reading: Reading) -> None:
    record: dict[str, Any] = record_of(reading)
    (claim,) = record["claims"]
    line = claim_line(record, claim, "TW-1")
    assert " ".join(list(line)[:7]) == "schema report sha256 file incident id kind"
    assert {key: line[key] for key in claim} == claim
    assert (line["file"], line["incident"]) == ("karm.txt", "TW-1")
    assert claim_line(record, claim)["incident"] is None


def test_any_record_can_be_written(reading: Reading, tmp_path: Path) -> None:
    with JsonlWriter(tmp_path / "out.jsonl") as writer:
        writer.write({"schema": "trucewatch/1"})
        writer.add(reading)
        assert writer.count == 2
    assert (tmp_path / "out.jsonl").read_bytes().startswith(b'{"schema": "trucewatch/1"}\n{')
