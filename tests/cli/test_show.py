"""One incident for a reader, all of them for another program."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.ledgers import ANOTHER, claims, codes

if TYPE_CHECKING:
    from tests.cli.ledgers import Command

pytestmark = pytest.mark.usefixtures("workspace")
EXPORTED = ("documents.jsonl", "claims.jsonl", "incidents.jsonl", "findings.jsonl")


def test_show_tells_one_incident_with_its_words(tw: Command) -> None:
    records = {found["incident"]: found for found in tw("incidents", "--json").json}
    code = next(code for code, found in records.items() if found["family"] == "violence")
    done = tw("show", code.lower())
    assert (done.code, done.err, done.lines[0]) == (0, "", code)
    assert "\x1b" not in done.out
    shown = " ".join(done.out.split())
    for claim in records[code]["claims"]:
        assert claim["id"] in shown
        assert " ".join(claim["evidence"][0]["quote"].split()) in shown
    assert tw("show", code, "--json").json == [records[code]]


def test_why_tells_what_joined_claims_and_what_chose_each_value(tw: Command) -> None:
    records = {found["incident"]: found for found in tw("incidents", "--json").json}
    code = max(records, key=lambda code: len(records[code]["claims"]))
    done = tw("why", code)
    assert (done.code, done.err) == (0, "")
    assert "rule" in done.out
    assert all(claim["id"] in done.out for claim in records[code]["claims"])


def test_why_reads_a_claims_report_anew(tw: Command) -> None:
    found = tw("claims", "--json").json[0]
    done = tw("why", found["id"][:-1])
    assert (done.code, done.err) == (0, "")
    assert done.lines[0].startswith(found["id"])
    (Path("originals") / found["sha256"][:2] / found["sha256"]).unlink()
    assert "the original is missing" in tw("why", found["id"]).refusal


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ("show TW-00000000", "no incident has the code 'TW-00000000'; see the codes in `trucewatch incidents`"),
        ("show nonsense", "no incident has the code"),
        ("show c_00", "no incident has the code"),
        ("why TW-00000000", "no incident has the code"),
        ("why c_zz", "no claim in the ledger begins with 'c_zz'; see the ids in `trucewatch claims`"),
        ("why c_", "no claim in the ledger begins with 'c_'"),
        ("export", "Missing option '--out'"),
        ("export --out out --format cvs", "'cvs' is no format; did you mean 'csv'?"),
        ("export --out trucewatch.toml", "would land on the workspace's own 'trucewatch.toml'"),
        ("export --out trucewatch.toml/below", "would land on the workspace's own"),
    ],
)
def test_what_is_not_there_is_refused(tw: Command, args: str, says: str) -> None:
    assert says in tw(*args.split()).refusal


def test_an_ambiguous_claim_names_those_it_may_be(tw: Command) -> None:
    ids = [found["id"] for found in tw("claims", "--json").json]
    begun = next(one[:3] for one in ids if sum(other.startswith(one[:3]) for other in ids) > 1)
    line = tw("why", begun).refusal
    assert line.startswith(f"{begun!r} may be ")
    assert line.endswith("; write more of the id")


def test_export_writes_the_public_record_and_logs_which_codes_became_public(tw: Command) -> None:
    done = tw("export", "--out", "new/folder")
    assert (done.code, done.err) == (0, "")
    folder = Path("new/folder")
    assert sorted(found.name for found in folder.iterdir()) == sorted(EXPORTED)
    counts = {name: len((folder / name).read_bytes().splitlines()) for name in EXPORTED}
    assert done.lines == [f"{folder / name}: {count} lines" for name, count in counts.items()]
    assert (folder / "incidents.jsonl").read_text("utf-8") == tw("incidents", "--json").out
    body = tw("log", "--verb", "export", "--json").json[-1]["body"]
    assert sorted(body["codes"]) == sorted(codes(tw))
    tw("export", "--out", "again")
    assert tw("log", "--verb", "export", "--json").json[-1]["body"]["codes"] == {}
    assert all((Path("again") / name).read_bytes() == (folder / name).read_bytes() for name in EXPORTED)


def test_an_export_that_fails_leaves_nothing_and_logs_nothing(tw: Command) -> None:
    Path("out/claims.jsonl").mkdir(parents=True)
    before = tw("log").out
    assert "out/claims.jsonl: cannot be written" in tw("export", "--out", "out").refusal
    assert [found.name for found in Path("out").iterdir()] == ["claims.jsonl"]
    assert tw("log").out == before


def test_an_export_that_is_behind_says_so(tw: Command) -> None:
    tw("add", ANOTHER)
    done = tw("export", "--out", "out")
    assert (done.code, done.err) == (0, "the incidents are not up to date; run `trucewatch build` first\n")


def test_a_public_code_goes_on_leading_somewhere(tw: Command) -> None:
    one, other = codes(tw)[:2]
    tw("export", "--out", "out")
    tw("decide", "same", one, other, "--why", "one announcement")
    shown = {code: tw("show", code, "--json").json[0]["incident"] for code in (one, other)}
    assert shown[one] == shown[other]
    (gone,) = {one, other} - {shown[one]}
    assert tw("show", gone).err == f"{gone} now leads to {shown[one]}\n"
    for claim in claims(tw, shown[one]):
        assert tw("decide", "reject", claim, "--why", "never happened").code == 0
    assert f"{gone} is withdrawn" in tw("show", gone).refusal
    assert tw("verify").code == 0


def test_records_are_one_object_a_line_whatever_they_hold(tw: Command) -> None:
    tw("decide", "discount", codes(tw)[0], "--why", "line\u2028end \x1b[31m", "--by", "A\u202eB")
    assert [json.loads(line) for line in tw("incidents", "--json").out.splitlines()]
