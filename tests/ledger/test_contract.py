"""What every backend does alike: the log, the reports, the derived rows, and that a write is whole or was never there."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from tests.ledger.builders import NOON, after, claim, finding, incident, note, reading, receive

from trucewatch.ledger.chain import BEGINNING, canonical, entry_hash, stamp
from trucewatch.ledger.errors import BackupExistsError, LedgerClashError, LedgerRefusedError
from trucewatch.ledger.open import open_ledger
from trucewatch.ledger.schema import METADATA
from trucewatch.ledger.values import AliasRow, FindingQuery, IncidentQuery, StoredReport

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ledger.conftest import Backend

    from trucewatch.ledger.store import Ledger

ODD = [
    "",
    "\x00",
    "a\x00b",
    "\ud800",
    "x\udfff",
    "\x1a",
    "\x1aa",
    "\\x00\n\r\n\0",
    "é\U0001f4a3",
    "شمال",
    "\u2028",
    "'; --",
    "%s :x",
]


class StoppedError(Exception):
    """Something went wrong in the middle of a write."""


def test_an_empty_ledger_holds_nothing(ledger: Ledger) -> None:
    with ledger.reading_view() as view:
        assert view.head() is None
        listings = (view.entries(), view.reports(), view.readings(), view.claims(), view.incidents(IncidentQuery()))
        assert [list(listing) for listing in listings] == [[]] * 5
        assert view.count_incidents(IncidentQuery()) == 0
        assert (view.report("aa"), view.reading("aa"), view.state("x"), view.incident("A")) == (None,) * 4
        assert list(view.findings(FindingQuery())) == view.findings_like("f") == []
        assert list(view.finding_digests()) == []
        assert (view.finding("f_1"), view.count_findings(FindingQuery())) == (None, 0)
        assert (view.readers(), view.shingles(), view.aliases("A"), view.claims_like("c"), view.codes(["c"])) == (
            {},
            {},
            [],
            [],
            [],
        )
        assert list(view.faults()) == []


def test_entries_are_numbered_and_chained(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        first, second = note(writer, "one"), note(writer, "two", seconds=1)
        assert writer.head() == second
    with ledger.writing() as writer:
        third = note(writer, "three", seconds=2)
    with ledger.reading_view() as view:
        assert list(view.entries()) == [first, second, third]
        assert view.head() == third
    assert [entry.seq for entry in (first, second, third)] == [1, 2, 3]
    assert [entry.previous for entry in (first, second, third)] == [BEGINNING, first.hash, second.hash]
    assert third.hash == entry_hash(
        seq=3, at="2020-09-20T12:00:02.000000Z", who="Amal", verb="note", body='{"word":"three"}', previous=second.hash
    )


def test_entries_are_found_by_verb_and_number(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        for verb in ("note", "receipt", "note", "receipt"):
            note(writer, verb=verb)
    with ledger.reading_view() as view:
        assert [entry.seq for entry in view.entries(verb="receipt")] == [2, 4]
        assert [entry.seq for entry in view.entries(after=2)] == [3, 4]
        assert [entry.seq for entry in view.entries(verb="receipt", after=2)] == [4]
        assert [entry.seq for entry in view.entries(verb="other")] == []
        assert [entry.seq for entry in view.entries(after=-5)] == [1, 2, 3, 4]


def test_a_clock_that_goes_backwards_stands_still(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        times = [note(writer, seconds=seconds).at for seconds in (5, -3600, 6)]
    assert times == [after(5), after(5), after(6)]


def test_a_time_is_kept_in_utc_to_the_microsecond_and_needs_a_zone(ledger: Ledger) -> None:
    damascus = timezone(timedelta(hours=3))
    with ledger.writing() as writer:
        writer.append(at=datetime(2020, 9, 20, 1, 2, 3, 4, tzinfo=damascus), who="a", verb="v", body={})
        with pytest.raises(ValueError, match="zone"):
            writer.append(at=datetime(2020, 9, 20), who="a", verb="v", body={})  # noqa: DTZ001
    with ledger.reading_view() as view:
        (entry,) = view.entries()
    assert entry.at == datetime(2020, 9, 19, 22, 2, 3, 4, tzinfo=UTC)
    assert stamp(entry.at) == "2020-09-19T22:02:03.000004Z"


def test_texts_come_back_to_the_last_character(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        for text in ODD:
            writer.append(at=NOON, who=text, verb=text, body={"text": text, text: [text, None, 1.5, True, {"a": text}]})
            writer.set_state(text, text)
        writer.add_report(StoredReport(sha256="aa", id="r_1", file="\udcff.html", size=2**40, seq=1))
        writer.put_readings([reading("aa", text, reader=text) for text in ODD])
        writer.put_claims(claim(f"c_{i}", quote=text, code=text) for i, text in enumerate(ODD))
        writer.put_incidents(incident(text, summary=text, record=text, terms=((text, text),)) for text in ODD)
        writer.put_aliases(AliasRow(alias=text, code=text, how=text) for text in ODD)
        writer.put_findings(finding(text, code=text, by=text, article=text, result=text, record=text) for text in ODD)
    with ledger.reading_view() as view:
        for text, entry in zip(ODD, view.entries(), strict=True):
            assert (entry.who, entry.verb) == (text, text)
            assert entry.body == {"text": text, text: [text, None, 1.5, True, {"a": text}]}
            assert [found.who for found in view.entries(verb=text)] == [text]
            assert view.state(text) == text
            assert view.incident(text) == incident(text, summary=text, record=text, terms=((text, text),))
            assert [row.code for row in view.incidents(IncidentQuery(terms=((text, text),)))] == [text]
            assert view.aliases(text) == [AliasRow(alias=text, code=text, how=text)]
            assert [row.quote for row in view.claims(codes=[text])] == [text]
            told = finding(text, code=text, by=text, article=text, result=text, record=text)
            assert view.finding(text) == told
            assert list(view.findings(FindingQuery(code=text, article=text, result=text))) == [told]
        assert view.report("aa") == StoredReport(sha256="aa", id="r_1", file="\udcff.html", size=2**40, seq=1)
        assert view.reading("aa") == reading("aa", ODD[-1], reader=ODD[-1])


def test_an_entry_comes_back_as_it_will_be_read(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        made = writer.append(at=NOON, who="a", verb="v", body={"b": (1, 2), "a": {"z": 1, "y": 2}})
        assert list(writer.entries()) == [made]
    assert canonical(made.body) == '{"a":{"y":2,"z":1},"b":[1,2]}'


@pytest.mark.parametrize("body", [{"x": float("nan")}, {"x": object()}, {"x": {1, 2}}])
def test_what_is_no_json_is_refused_and_leaves_nothing(ledger: Ledger, body: dict[str, object]) -> None:
    with ledger.writing() as writer:
        with pytest.raises((TypeError, ValueError)):
            writer.append(at=NOON, who="a", verb="v", body=body)
        assert note(writer).seq == 1


def test_reports_stay_as_they_were_first_received(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        second, first = receive(writer, "bb"), receive(writer, "aa")
        writer.add_report(StoredReport(sha256="bb", id="r_other", file="other", size=1, seq=2))
    with ledger.reading_view() as view:
        assert list(view.reports()) == [second, first]
        assert view.report("bb") == second


def test_a_report_without_a_receipt_is_refused(ledger: Ledger) -> None:
    report = StoredReport(sha256="aa", id="r", file="f", size=1, seq=7)
    with pytest.raises(LedgerRefusedError, match="refuses"), ledger.writing() as writer:
        writer.add_report(report)
    with ledger.reading_view() as view:
        assert view.report("aa") is None


def write_and_stop(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        receive(writer, "aa")
        writer.set_state("x", "1")
        writer.put_readings([reading("aa")])
        writer.put_claims([claim("c_1", quote="lost"), claim("c_2")])
        writer.put_incidents([incident("A", terms=(("actor", "x"),))])
        writer.put_aliases([AliasRow(alias="Z", code="A", how="merged")])
        writer.put_findings([finding("f_1")])
        raise StoppedError


def test_a_write_that_raises_was_never_there(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        note(writer, "kept")
        writer.put_claims([claim("c_1", quote="kept")])
    with pytest.raises(StoppedError):
        write_and_stop(ledger)
    with ledger.reading_view() as view:
        assert [entry.body for entry in view.entries()] == [{"word": "kept"}]
        assert [row.quote for row in view.claims()] == ["kept"]
        rows = {
            table: list(view.rows(table)) for table in METADATA.tables if table not in {"entries", "head", "claims"}
        }
        assert rows == {table: [] for table in rows}
    with ledger.writing() as writer:
        assert note(writer).seq == 2


def test_a_view_does_not_change_while_others_write(backend: Backend) -> None:
    ledger, other = backend.again(), backend.again()
    with ledger.writing() as writer:
        note(writer, "before")
    with ledger.reading_view() as view:
        with other.writing() as writer:
            note(writer, "after")
            writer.put_claims([claim("c_1")])
            assert len(list(writer.entries())) == 2
        assert [entry.body["word"] for entry in view.entries()] == ["before"]
        assert list(view.claims()) == []
    with ledger.reading_view() as view:
        assert len(list(view.entries())) == 2


def test_what_is_not_committed_is_not_seen(backend: Backend) -> None:
    ledger, other = backend.again(), backend.again()
    with ledger.writing() as writer:
        note(writer)
        with other.reading_view() as view:
            assert view.head() is None


def test_readings_are_replaced_and_dropped_with_their_claims(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        writer.put_readings([reading("bb"), reading("aa", "old")])
        writer.put_readings([reading("aa", "new", reader="grammar/2")])
        writer.put_claims([claim("c_1", sha256="aa"), claim("c_2", sha256="bb")])
        assert [row.sha256 for row in writer.readings()] == ["aa", "bb"]
        assert writer.reading("aa") == reading("aa", "new", reader="grammar/2")
        assert writer.readers() == {"aa": "grammar/2", "bb": "grammar/1"}
        assert writer.shingles() == {"aa": b"aa", "bb": b"bb"}
        writer.drop_reading("aa")
        writer.drop_reading("none")
    with ledger.reading_view() as view:
        assert [row.sha256 for row in view.readings()] == ["bb"]
        assert [row.id for row in view.claims()] == ["c_2"]


def test_a_later_row_of_one_key_takes_the_place_of_an_earlier(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        writer.put_claims([claim("c_1", quote="a"), claim("c_1", quote="b")])
        writer.put_incidents([incident("A", terms=(("x", "1"),)), incident("A", terms=(("y", "2"), ("y", "2")))])
        writer.put_findings([finding("f_1", result="x", record="a"), finding("f_1", record="b")])
        writer.set_state("s", "1")
        writer.set_state("s", "2")
    with ledger.reading_view() as view:
        assert [row.quote for row in view.claims()] == ["b"]
        assert [row.terms for row in view.incidents(IncidentQuery())] == [(("y", "2"), ("y", "2"))]
        assert view.count_incidents(IncidentQuery(terms=(("x", "1"),))) == 0
        assert view.count_incidents(IncidentQuery(terms=(("y", "2"),))) == 1
        assert list(view.findings(FindingQuery())) == [finding("f_1", record="b")]
        assert view.state("s") == "2"


def test_a_listing_is_not_disturbed_by_writing(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        writer.put_claims(claim(f"c_{i:04}") for i in range(600))
        for i, row in enumerate(writer.claims()):
            writer.drop_claims([row.id])
            writer.put_claims([claim(f"d_{i:04}")])
        assert [row.id for row in writer.claims()] == [f"d_{i:04}" for i in range(600)]


def test_incidents_are_dropped_with_terms_and_aliases(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        writer.put_incidents(incident(code, terms=(("actor", "x"),), component=f"c_{code}") for code in "CAB")
        aliases = [("old", "B", "split"), ("old", "A", "merged"), ("gone", "C", "merged")]
        writer.put_aliases(AliasRow(alias=alias, code=code, how=how) for alias, code, how in aliases)
        assert [row.code for row in writer.aliases("old")] == ["A", "B"]
        assert writer.codes(["c_C", "c_A", "c_none"]) == ["A", "C"]
        writer.drop_incidents(["A", "C", "none"])
    with ledger.reading_view() as view:
        assert [row.code for row in view.incidents(IncidentQuery())] == ["B"]
        assert [row.code for row in view.incidents(IncidentQuery(terms=(("actor", "x"),)))] == ["B"]
        assert [row.code for row in view.aliases("old")] == ["B"]
        assert view.aliases("gone") == []


def test_findings_are_dropped_with_their_incidents_and_by_themselves(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        writer.put_incidents(incident(code) for code in "ABC")
        writer.put_findings(finding(f"f_{code}{number}", code=code) for code in "ABC" for number in (1, 2))
        writer.drop_incidents(["A", "none"])
        writer.drop_findings(["C", "none"])
        assert writer.finding("f_A1") is writer.finding("f_C2") is None
    with ledger.reading_view() as view:
        assert [row.code for row in view.incidents(IncidentQuery())] == ["B", "C"]
        assert [row.id for row in view.findings(FindingQuery())] == ["f_B1", "f_B2"]
        assert [row["id"] for row in view.rows("finding_records")] == ["f_B1", "f_B2"]


@pytest.mark.parametrize("other", [{"code": "B"}, {"agreement": "astana"}, {"article": "2"}, {"by": "russia"}])
@pytest.mark.parametrize("at_once", [True, False])
def test_of_two_findings_with_one_id_none_is_lost_unseen(
    ledger: Ledger,
    other: dict[str, str],
    at_once: bool,  # noqa: FBT001 - a case
) -> None:
    with ledger.writing() as writer:
        writer.put_incidents([incident("A"), incident("B")])
        writer.put_findings([finding("f_1")])
    clashing = [*([finding("f_2")] if at_once else []), finding("f_2" if at_once else "f_1", **other)]
    with (
        pytest.raises(LedgerClashError, match=f"two findings have one id.*{clashing[-1].id}"),
        ledger.writing() as writer,
    ):
        writer.put_findings(clashing)
    with ledger.reading_view() as view:
        assert list(view.findings(FindingQuery())) == [finding("f_1")]


def test_findings_of_no_incident_are_strays(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        writer.put_incidents([incident("A", terms=(("x", "1"),))])
        writer.put_findings([finding("f_1"), finding("f_2", code="B")])
        writer.drop_strays()
    with ledger.reading_view() as view:
        assert [row["id"] for table in ("findings", "finding_records") for row in view.rows(table)] == ["f_1"] * 2
        assert [row["code"] for table in ("records", "terms") for row in view.rows(table)] == ["A"] * 2


def test_a_finding_that_was_moved_to_an_incident_that_is_not_there_can_be_written_anew(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        writer.put_findings([finding("f_1", code="TW-00000000")])
        writer.put_findings([finding("f_1", code="B")])
        assert list(writer.findings(FindingQuery())) == [finding("f_1", code="B")]


def test_what_can_be_built_again_is_cleared_and_the_rest_stays(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        report = receive(writer, "aa")
        writer.put_readings([reading("aa")])
        writer.put_claims([claim("c_1")])
        writer.put_incidents([incident("A", terms=(("actor", "x"),))])
        writer.put_aliases([AliasRow(alias="Z", code="A", how="merged")])
        writer.put_findings([finding("f_1")])
        writer.set_state("x", "1")
    with ledger.writing() as writer:
        writer.clear_derived()
    with ledger.reading_view() as view:
        held = {table: len(list(view.rows(table))) for table in METADATA.tables}
        assert {table for table, rows in held.items() if rows} == {"entries", "head", "reports"}
        assert list(view.reports()) == [report]


def test_a_backup_holds_all_there_was_and_overwrites_nothing(ledger: Ledger, tmp_path: Path) -> None:
    target = tmp_path / "copy of it.db"
    with ledger.writing() as writer:
        for text in ODD:
            note(writer, text)
        receive(writer, "aa", file="\udcff")
        writer.put_readings([reading("aa", "\x00")])
        writer.put_claims(claim(f"c_{i}") for i in range(3000))
        writer.put_incidents([incident("A", terms=(("actor", "x"), ("place", "\x1a")))])
        writer.put_aliases([AliasRow(alias="Z", code="A", how="merged")])
        writer.put_findings([finding("f_1", by="\x00", record="\ud800")])
        writer.set_state("x", "1")
    ledger.backup(target)
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == [target.name]
    with closing(open_ledger(target)) as copy, copy.reading_view() as theirs, ledger.reading_view() as ours:
        for table in METADATA.tables:
            assert list(theirs.rows(table)) == list(ours.rows(table)), table
        assert list(theirs.faults()) == []
    with closing(open_ledger(target)) as copy, copy.writing() as writer:
        assert note(writer).seq == len(ODD) + 2
    with pytest.raises(BackupExistsError, match="is there already"):
        ledger.backup(str(target))
