"""What the ledger holds, in lines that pipe and in JSON; a word that no vocabulary knows is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.ledgers import AUTHOR, NAMES, codes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.ledgers import Command

pytestmark = pytest.mark.usefixtures("workspace")
KEYS = {
    "reports": {"id", "file", "size", "seq", "claims", "sha256"},
    "claims": {"id", "sha256", "kind", "family", "scope", "stance", "first", "last", "place", "quote", "incident"},
    "log": {"seq", "at", "who", "verb", "body", "previous", "hash"},
}


@pytest.mark.parametrize("command", ["reports", "claims", "incidents", "log"])
def test_lists_are_a_line_an_item_under_their_header(tw: Command, command: str) -> None:
    done, as_json = tw(command), tw(command, "--json")
    assert (done.code, done.err, as_json.code, as_json.err) == (0, "", 0, "")
    rows = [line.split(" | ") for line in done.lines if " | " in line]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) - 1 == len(as_json.json) > 1
    assert "\x1b" not in done.out + as_json.out
    assert all(set(found) == KEYS.get(command, set(found)) for found in as_json.json)


def test_reports_are_listed_in_the_order_of_receipt(tw: Command) -> None:
    assert [found["file"] for found in tw("reports", "--json").json] == list(NAMES)
    assert [found["seq"] for found in tw("reports", "--json").json] == [1, 2, 3, 4, 5, 6]


def test_claims_are_narrowed_by_incident_report_and_kind(tw: Command) -> None:
    everything = tw("claims", "--json").json
    code = next(found["incident"] for found in everything if found["incident"])
    assert tw("claims", "--incident", code.lower(), "--json").json == [
        found for found in everything if found["incident"] == code
    ]
    digest = everything[0]["sha256"]
    for name in (digest, digest[:12], f"r_{digest[:12]}"):
        assert tw("claims", "--report", name, "--json").json == [f for f in everything if f["sha256"] == digest]
    assert tw("claims", "--kind", "air-strike", "--json").json == [f for f in everything if f["kind"] == "air_strike"]


def test_incidents_are_narrowed_by_all_that_is_asked(tw: Command) -> None:
    everything = codes(tw)
    ganja = codes(lambda *args: tw(*args, "--place", "Ganja"))
    assert 0 < len(ganja) < len(everything)
    assert codes(lambda *args: tw(*args, "--near", "40.68,46.36,15")) == ganja
    october = codes(lambda *args: tw(*args, "--place", "Ganja", "--from", "2020-10", "--to", "2020-10"))
    assert set(october) <= set(ganja)
    assert codes(lambda *args: tw(*args, "--place", "Ganja", "--to", "2019")) == []
    assert set(codes(lambda *args: tw(*args, "--near", "40.68,46.36,1000000"))) > set(ganja)
    graded = [codes(lambda *args, grade=grade: tw(*args, "--grade", grade)) for grade in ("single-source", "contested")]
    assert set(graded[0]).isdisjoint(graded[1])
    assert tw("incidents", "--limit", 1).lines[-1].startswith("1 incident; ")
    assert codes(lambda *args: tw(*args, "--limit", 10**30)) == everything
    assert codes(lambda *args: tw(*args, "--actor", "Russia")) == codes(lambda *args: tw(*args, "--actor", "russian"))


def test_a_roll_up_has_a_row_for_each_place_day_and_kind(tw: Command) -> None:
    done, as_json = tw("incidents", "--grain", "acled"), tw("incidents", "--grain", "acled", "--json")
    assert (done.code, done.err, as_json.code) == (0, "", 0)
    assert {"event_date", "event_type", "sub_event_type"} <= as_json.json[0].keys()
    assert len(as_json.json) == sum(" | " in line for line in done.lines) - 1


def test_the_log_says_who_did_what(tw: Command) -> None:
    assert [entry["verb"] for entry in tw("log", "--json").json] == ["receipt"] * len(NAMES) + ["build"]
    assert {entry["who"] for entry in tw("log", "--json").json} == {AUTHOR}
    assert [entry["seq"] for entry in tw("log", "--after", 5, "--json").json] == [6, 7]
    assert [entry["seq"] for entry in tw("log", "--verb", "build", "--json").json] == [7]
    assert tw("log", "--after", 10**30, "--json").json == []
    chained = tw("log", "--json").json
    assert [entry["previous"] for entry in chained[1:]] == [entry["hash"] for entry in chained[:-1]]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ("incidents --from 2020-05-01 --to 2020-01-01", "is after --to 2020-01-01"),
        ("incidents --from 2020-13-01", "'2020-13-01' is no date; write 2020-09-20"),
        ("incidents --to soon", "'soon' is no date"),
        ("incidents --place Nowhereville", "trucewatch places"),
        ("incidents --place=", "'' is no place"),
        ("incidents --actor Nobodyistan", "check the spelling"),
        ("incidents --kind air_strik", "did you mean 'air_strike'?"),
        ("incidents --kind=", "is no kind of incident"),
        ("incidents --grade sure", "use one of: acknowledged"),
        ("incidents --near 1,2", "write LAT,LON,KM"),
        ("incidents --near 91,2,3", "write LAT,LON,KM"),
        ("incidents --near 1,2,-3", "write LAT,LON,KM"),
        ("incidents --near=", "write LAT,LON,KM"),
        ("incidents --limit 0", "greater than or equal to 1"),
        ("incidents --grain week", "there is only `acled`"),
        ("claims --kind nothing", "is no kind of incident"),
        ("claims --incident TW-00000000", "no incident has the code"),
        ("claims --incident=", "no incident has the code ''"),
        ("claims --report zz", "see `trucewatch reports`"),
        ("claims --report=", "see `trucewatch reports`"),
        ("log --verb birthday", "use one of: receipt, decision, build, export, issue"),
        ("log --after -1", "greater than or equal to 0"),
    ],
)
def test_what_nobody_can_mean_is_refused(tw: Command, args: str, says: str) -> None:
    assert says in tw(*args.split()).refusal


def test_the_workspace_is_named_before_or_after_the_command(
    tw: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tw("reports").out
    monkeypatch.chdir(workspace.parent)
    assert "make one with `trucewatch init`" in tw("reports").refusal
    assert tw("-w", workspace, "reports").out == here
    assert tw("reports", "-w", workspace).out == here
    assert tw("-w", workspace.parent, "reports", "--workspace", workspace).out == here
    assert "no incident has the code" in tw("-w", workspace, "decide", "discount", "TW-00000000", "--why", "x").refusal


def test_a_workspace_that_was_moved_is_the_same(tw: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tw("incidents", "--json").out
    moved = workspace.rename(workspace.with_name("moved"))
    monkeypatch.chdir(moved)
    assert tw("incidents", "--json").out == before
    assert tw("verify").code == 0
    assert tw("build").out.startswith("0 reports read, 0 incidents made")
