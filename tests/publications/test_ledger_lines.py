"""Lines of the log, the reports, the claims and the status: whole, neutral, and easy to cut apart."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.publications.incidents.builders import decisions

from trucewatch.model.decision import Anchor, Decision, Verb
from trucewatch.publications.incidents.decided import decision_words, json_words
from trucewatch.publications.ledger_lines import claim_brief, log_line, report_line, status_lines
from trucewatch.publications.table import Look

AT = datetime(2025, 2, 3, 10, 15, 30, tzinfo=UTC)


def test_a_receipt_in_the_log() -> None:
    body = {"size": 12345, "sha256": "ab" * 32, "file": "wire.txt", "id": "r_1"}
    told = log_line(seq=7, at=AT, who="Amina Idris", verb="receipt", body=body)
    assert told == (
        f"7 | 2025-02-03 10:15:30 | Amina Idris | receipt | file wire.txt, sha256 {'ab' * 32}, id r_1, size 12,345"
    )


def test_an_export_in_the_log_is_one_readable_line() -> None:
    body = {"folder": "/home/amina/out", "files": {"a.jsonl": "ab", "b.jsonl": "cd"}, "codes": {"TW-1": ["c_1"]}}
    told = log_line(seq=8, at=AT, who="Amina Idris", verb="export", body=body)
    assert told.endswith("| export | codes of 1 entry, files of 2 entries, folder /home/amina/out")
    long = log_line(
        seq=9, at=AT, who="A", verb="issue", body={"codes": ["TW-1"] * 99, "parts": [{"a": 1}], "of": [1, 2]}
    )
    assert long.endswith("| issue | codes of 99 entries, of 1 2, parts of 1 entry")


def test_a_decision_in_the_log() -> None:
    decision = decisions()["d_12"]
    told = log_line(seq=12, at=AT, who="Amina Idris", verb="decision", body={"sides": []}, decision=decision)
    assert told.endswith(
        "| decision | d_12 sets killed of TW-7K2M9 to 54–60 (best figure 54); why: the hospital's own list names 54"
    )


def test_no_cell_can_steer_the_terminal_or_add_one() -> None:
    told = log_line(seq=1, at=AT, who="A | B\x1b[2J", verb="v\n", body={"x\x07": ["\u202e", 3], "y": None})
    assert len(told.split(" | ")) == 5
    assert not set(told) & set("\x1b\x07\u202e\n")


def test_reports_and_claims() -> None:
    assert report_line(id_="r_1", file="wire.txt", size=12345, claims=1, seq=7, sha256="ab") == (
        "r_1 | wire.txt | 12,345 bytes | 1 claim | 7 | ab"
    )
    assert "not read yet" in report_line(id_="r_1", file="wire.txt", size=1, claims=None, seq=7, sha256="ab")
    claim = {"id_": "c_1", "kind": "air_strike", "quote": "Jets hit\nKarm"}
    assert claim_brief(**claim, days=(None, None), standing=("incident", "asserted"), place="", incident="") == (
        "c_1 | undated | air strike | place not told | in none | “Jets hit Karm”"
    )
    told = claim_brief(
        **claim, days=("2025-02-01", "2025-02-03"), standing=("aggregate", "denied"), place="Karm", incident="TW-1"
    )
    assert told == "c_1 | 2025-02-01..2025-02-03 | air strike [aggregate, denied] | Karm | TW-1 | “Jets hit Karm”"


def test_the_status() -> None:
    assert list(status_lines([("reports", 1234), ("not read yet", 0), ("newest entry", "7")], Look())) == [
        "reports       1,234",
        "not read yet  0",
        "newest entry  7",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"corroborated"', "corroborated"),
        ('{"kind": "air_strike", "family": "violence"}', "air strike"),
        ('{"first": "2020-03-01", "last": "2020-03-01", "precision": "day"}', "2020-03-01"),
        ('{"first": "2020-03-01", "last": null, "precision": "range"}', "2020-03-01.."),
        ('{"low": null, "best": null, "high": null, "approximate": false, "words": ""}', "a number not told"),
        ('{"low": 20, "best": 20, "high": 20, "approximate": true, "words": "~20"}', "about 20"),
        ('[{"id": "front", "name": "Red River Front"}, {"id": "", "name": "B"}]', "Red River Front, B"),
        ("[]", "nothing"),
        ("null", "nothing"),
        ('{"lat": 1.5, "note": ""}', "lat 1.5"),
        ("no json\x1b", "no json\ufffd"),
    ],
)
def test_decided_values_in_words(text: str, words: str) -> None:
    assert json_words(text) == words


def decision(verb: Verb, **more: object) -> Decision:
    anchor = Anchor(claim="c_1", sha256="ab", kind="shelling", family="violence", quote="x", start=0)
    parts: dict[str, object] = {"id": "d_1", "seq": 1, "at": AT, "author": "A", "why": "w", "sides": ((anchor,),)}
    return Decision(verb=verb, **{**parts, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (decision(Verb.SAME, codes=("TW-1", "TW-2")), "holds TW-1 and TW-2 to be one occurrence"),
        (decision(Verb.DIFFERENT, codes=("TW-1", "TW-2")), "keeps TW-1 and TW-2 apart"),
        (decision(Verb.GRADE, field="who", value='"contested"'), "grades who contested"),
        (decision(Verb.GRADE, field="who", value='"contested"', codes=("TW-1",)), "grades who of TW-1 contested"),
        (decision(Verb.SET, field="killed", value="3", codes=("TW-1",)), "sets killed of TW-1 to 3"),
        (
            decision(Verb.FIND, field="sochi-2018/5/turkey", value='"not covered"', codes=("TW-1",)),
            "finds TW-1 under sochi-2018, article 5, as turkey dates it: not covered",
        ),
        (
            decision(Verb.FIND, field="sochi-2018//", value='"consistent"', codes=("TW-1",)),
            "finds TW-1 under sochi-2018: consistent",
        ),
        (decision(Verb.DISCOUNT, codes=("TW-1",)), "discounts TW-1"),
        (decision(Verb.ACCEPT), "accepts claim c_1"),
        (decision(Verb.REJECT), "rejects claim c_1"),
        (decision(Verb.UNDO, undoes="d_0"), "takes back d_0"),
    ],
)
def test_decisions_in_words(made: Decision, words: str) -> None:
    assert decision_words(made) == words
