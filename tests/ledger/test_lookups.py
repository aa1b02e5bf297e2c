"""What a build looks up instead of reading all: claims by id and by days, standings, counts, incidents' digests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ledger.builders import claim, finding, incident

from trucewatch.ledger.chain import digest_of

if TYPE_CHECKING:
    from trucewatch.ledger.store import Ledger

CLAIMS = (
    claim("c_1", days="0737000 0737001", code="TW-1", sha256="aa"),
    claim("c_2", days="0737001 0737001", code="TW-1", sha256="bb", stance="denied"),
    claim("c_3", days="~ None None", sha256="aa"),
    claim("c_4", days="", sha256="aa"),
)


def put(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        writer.put_claims(CLAIMS)
        writer.put_incidents([incident("TW-2", record="two"), incident("TW-1", record="one \ud800")])


def test_claims_are_found_by_their_ids_whichever_are_there(ledger: Ledger) -> None:
    put(ledger)
    with ledger.reading_view() as view:
        assert [row.id for row in view.claims(ids={"c_3", "c_1", "c_9"})] == ["c_1", "c_3"]
        assert [row.id for row in view.claims(ids={"c_3", "c_1"}, codes={"TW-1"})] == ["c_1"]
        assert list(view.claims(ids=())) == []


def test_claims_are_found_by_their_days_each_once_and_both_ends_count(ledger: Ledger) -> None:
    put(ledger)
    with ledger.reading_view() as view:
        spans = [("0737001 0737001", "0737002"), ("0736000", "0737001 ~"), ("~ None None", "~ None None")]
        assert [row.id for row in view.claims_between(spans)] == ["c_1", "c_2", "c_3"]
        assert [row.id for row in view.claims_between(spans[:1])] == ["c_2"]
        assert list(view.claims_between([])) == []


def test_every_claim_has_its_standing_and_every_report_its_count(ledger: Ledger) -> None:
    put(ledger)
    with ledger.reading_view() as view:
        assert view.standings() == {
            "c_1": ("asserted", "TW-1"),
            "c_2": ("denied", "TW-1"),
            "c_3": ("asserted", ""),
            "c_4": ("asserted", ""),
        }
        assert view.claim_counts() == {"aa": 3, "bb": 1}


def test_an_incident_is_put_with_the_digest_of_its_record(ledger: Ledger) -> None:
    put(ledger)
    with ledger.reading_view() as view:
        assert list(view.incident_digests()) == [("TW-1", digest_of("one \ud800")), ("TW-2", digest_of("two"))]
    with ledger.writing() as writer:
        writer.put_incidents([incident("TW-2", record="three")])
        assert dict(writer.incident_digests())["TW-2"] == digest_of("three")


def test_a_finding_is_put_with_the_digest_of_its_record(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        writer.put_findings([finding("f_2", record="two"), finding("f_1", record="one \ud800")])
        assert list(writer.finding_digests()) == [("f_1", digest_of("one \ud800")), ("f_2", digest_of("two"))]
        writer.put_findings([finding("f_2", record="three")])
        assert dict(writer.finding_digests())["f_2"] == digest_of("three")


def test_findings_are_found_by_the_beginning_of_their_id(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        writer.put_findings(finding(name) for name in ("f_1b", "f_1", "f_1a", "F_1", "f_2", "f%1"))
        assert [row.id for row in writer.findings_like("f_1")] == ["f_1", "f_1a", "f_1b"]
        assert [row.id for row in writer.findings_like("f_1", limit=2)] == ["f_1", "f_1a"]
        assert writer.findings_like("g") == []
