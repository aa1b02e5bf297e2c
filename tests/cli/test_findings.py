"""Findings by the command line: listed, narrowed, shown, decided upon, summed up; the words accuse nobody."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from tests.cli.ledgers import FOLDER, codes
from tests.cli.test_terminal import COLOURS, on_a_terminal

from trucewatch.cli.lists import print_record
from trucewatch.cli.propose import _write
from trucewatch.pipeline.findings import TESTED_WITH
from trucewatch.pipeline.workspace import open_workspace
from trucewatch.publications.findings.reread import read_finding
from trucewatch.publications.jsonl import UnwritableError
from trucewatch.publications.table import columns_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.ledgers import Command

pytestmark = pytest.mark.usefixtures("workspace")
JANUARY = "idlib-truce-january-2020"
SHOT = "shooting"


def found(tw: Command, *args: str) -> list[dict[str, Any]]:
    done = tw("findings", *args, "--json")
    assert (done.code, done.err) == (0, "")
    return done.json


def pair(tw: Command) -> tuple[dict[str, Any], dict[str, Any]]:
    """The shooting of 4 March 2020 in Idlib under both starts of January's truce."""
    russia, turkey = sorted(
        (one for one in found(tw, "--agreement", JANUARY) if one["kind"] == SHOT), key=lambda one: one["start"]["by"]
    )
    return russia, turkey


def test_findings_are_listed_a_line_each_with_counts_at_the_end(tw: Command) -> None:
    done = tw("findings")
    rows = [line.split(" | ") for line in done.lines if " | " in line]
    assert {len(row) for row in rows} == {12}
    every = found(tw)
    assert [row[0] for row in rows[1:]] == [one["finding"] for one in every]
    counts = re.fullmatch(r"(\d+) findings: (.+)", done.lines[-1])
    assert counts
    assert int(counts[1]) == len(every) == sum(int(number) for number in re.findall(r"\d+", counts[2]))


def test_every_record_keeps_to_the_schema(tw: Command) -> None:
    schema = json.loads((files("trucewatch.publications.findings") / "finding.schema.json").read_text("utf-8"))
    for record in found(tw):
        jsonschema.validate(record, schema)
        assert read_finding(record).id == record["finding"]


def test_findings_are_narrowed(tw: Command) -> None:
    every = found(tw)
    some = every[len(every) // 2]
    by_result = found(tw, "--result", some["result"].replace(" ", "-"))
    assert by_result == [one for one in every if one["result"] == some["result"]]
    code = some["incident"]
    assert found(tw, "--incident", code.lower()) == [one for one in every if one["incident"] == code]
    terms, article = pair(tw)[0]["agreement"], pair(tw)[0]["article"]
    assert found(tw, "--agreement", "Idlib truce of January 2020", "--article", article) == [
        one for one in every if (one["agreement"], one["article"]) == (terms, article)
    ]
    in_march = found(tw, "--from", "2020-03-04", "--to", "2020-03-04", "--agreement", JANUARY)
    assert {one["finding"] for one in pair(tw)} <= {one["finding"] for one in in_march}
    assert found(tw, "--limit", "1") == every[:1]
    assert found(tw, "--from", "1901", "--to", "1902", "--agreement", JANUARY, "--result", "consistent") == []


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--result", "violation"], "'violation' is no result; use one of: cannot be assessed, "),
        (["--result", "incosistent"], "'incosistent' is no result; did you mean 'inconsistent'?"),
        (["--agreement", "moscw"], "no agreement is called 'moscw'; did you mean 'moscow-protocol-2020'?"),
        (
            ["--agreement", JANUARY, "--article", "99"],
            f"'99' is no article of {JANUARY}; there are: 1; see `trucewatch",
        ),
        (["--article", "99"], "'99' is no article of any finding; name its agreement, too, with --agreement ID"),
        (["--incident", "TW-ZZZZZZZZ"], "no incident has the code 'TW-ZZZZZZZZ'"),
        (["--from", "2021", "--to", "2020"], "--from 2021-01-01 is after --to 2020-12-31"),
        (["show", "f_zz"], "no finding begins with 'f_zz'; see the ids in `trucewatch findings`"),
        (["show", "f_"], "no finding begins with 'f_'"),
        (["show", "TW-ZZZZZZZZ"], "no incident has the code"),
        (["upkeep", "--agreement", "zzz"], "no agreement is called 'zzz'"),
        (["bogus"], "No such command 'bogus'"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_a_remedy(tw: Command, args: list[str], told: str) -> None:
    assert told in tw("findings", *args).refusal


def test_a_finding_is_shown_with_its_tests_and_the_words_of_both_sides(tw: Command) -> None:
    russia, turkey = pair(tw)
    page = tw("findings", "show", russia["finding"][:9]).out
    for question, tested in russia["tests"].items():
        assert re.search(rf"^    {question} +{tested['answer']}  ", page, re.MULTILINE)
    flat = " ".join(page.split())
    assert russia["article_quote"] in flat
    assert all(cited["quote"] in flat and cited["file"] in flat for cited in russia["evidence"])
    assert turkey["finding"] in page
    assert "Not legal advice" in page
    assert tw("findings", "show", russia["finding"], "--json").json == [russia]


def test_an_incident_has_all_its_findings_with_rival_starts_side_by_side(tw: Command) -> None:
    russia, turkey = pair(tw)
    page = tw("findings", "show", russia["incident"]).out
    assert re.search(rf"^    finding    {russia['finding']} +{turkey['finding']}$", page, re.MULTILINE)
    assert " ".join(page.split()).count(russia["evidence"][0]["quote"]) == 1
    assert re.search(r"^    not tested ", page, re.MULTILINE)
    everything = tw("findings", "show", russia["incident"], "--json").json
    assert {one["finding"] for one in everything} >= {russia["finding"], turkey["finding"]}
    assert all(one["finding"] in page for one in everything)


def test_an_incident_without_findings_says_so(tw: Command) -> None:
    tested = {one["incident"] for one in found(tw)}
    bare = next(code for code in codes(tw) if code not in tested)
    assert "No finding: no terms were tested for it." in tw("findings", "show", bare).lines


def test_the_words_accuse_nobody(tw: Command) -> None:
    own = re.compile(r"violat|guilty|confirmed|illegal|crime", re.IGNORECASE)
    pages = [tw("findings"), tw("findings", "upkeep"), *(tw("findings", "show", one["finding"]) for one in pair(tw))]
    quotes = [
        quote for one in found(tw) for quote in [one["article_quote"] or "", *(e["quote"] for e in one["evidence"])]
    ]
    for page in pages:
        flat = " ".join(page.out.split())
        for quote in quotes:
            flat = flat.replace(" ".join(quote.split()), "")
        assert not own.search(flat)


def test_a_person_decides_and_the_rules_result_stays_beside_it(tw: Command) -> None:
    russia, turkey = pair(tw)
    done = tw("decide", "finding", russia["finding"], "cannot-be-assessed", "--why", "no hour\x1b[2J is told")
    assert done.code == 0, done.err
    name = done.out.partition(":")[0]
    after, other = pair(tw)
    assert (after["result"], after["machine"], after["by"], after["decision"]) == (
        *("cannot be assessed", russia["result"], "person", name),
    )
    assert other == turkey
    page = tw("findings", "show", russia["finding"]).out
    assert f"by A. Tester ({name}): no hour" in page
    assert f"rules gave {russia['result']}: " in page
    assert "\x1b" not in page
    assert f"finds {russia['incident']} under {JANUARY}" in tw("log", "--verb", "decision").out
    assert tw("decide", "undo", name, "--why", "the hour is told").code == 0
    assert pair(tw) == (russia, turkey)


def test_a_result_that_is_none_is_refused(tw: Command) -> None:
    name = pair(tw)[0]["finding"]
    assert "did you mean 'not covered'?" in tw("decide", "finding", name, "not coverd", "--why", "x").refusal
    assert "no finding begins with" in tw("decide", "finding", "f_zz", "consistent", "--why", "x").refusal


def test_duties_are_summed_up_by_period(tw: Command) -> None:
    rows = tw("findings", "upkeep", "--from", "2020-03", "--to", "2020-05", "--agreement", "moscow", "--json").json
    assert {one["agreement"] for one in rows} == {"moscow-protocol-2020"}
    assert {one["state"] for one in rows} <= {"no report", "met as reported", "reported missed", "reports differ"}
    done = tw("findings", "upkeep", "--from", "2020-03", "--to", "2020-05", "--agreement", "moscow")
    assert done.lines[0].startswith("agreement | article | by | first | last | state")
    assert done.lines[-1].startswith(f"{len(rows)} period")
    assert len(done.lines) == len(rows) + 2


def test_reports_are_tested_without_a_workspace(tw: Command, tmp_path: Path) -> None:
    out = tmp_path / "findings.jsonl"
    report = FOLDER / "maarat-misrin-wire.txt"
    done = tw("read", report, "--findings", out)
    assert done.code == 0
    records = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {JANUARY, "sochi-memorandum-2018"} <= {one["agreement"] for one in records}
    assert all(read_finding(one).result == one["result"] for one in records)
    piped = tw("read", report, "--findings", "-")
    assert piped.out == out.read_text("utf-8")


def test_only_one_output_can_be_piped(tw: Command) -> None:
    refusal = tw("read", FOLDER, "--findings", "-", "--incidents", "-").refusal
    assert refusal.startswith("only one of --jsonl, --incidents and --findings can have the output (-)")


@pytest.mark.parametrize("width", [80, 200])
def test_what_is_shown_fits_the_terminal(tw: Command, workspace: Path, width: int) -> None:
    russia, _ = pair(tw)
    tw("decide", "finding", russia["finding"], "consistent", "--why", "إدلب 阿勒颇 \x1b[2J " * 9, "--later")
    commands = [
        ["findings"],
        ["findings", "--limit", "2"],
        ["findings", "show", russia["finding"]],
        ["findings", "show", russia["incident"]],
        ["findings", "upkeep", "--from", "2020-03", "--to", "2020-06"],
    ]
    shown = on_a_terminal(commands, workspace, width)
    plain = COLOURS.sub("", shown)
    assert "\x1b" not in plain
    assert plain != shown
    assert "more: narrow the search or raise --limit" in " ".join(plain.split())
    assert [line for line in plain.splitlines() if columns_of(line) > width] == []


def faulty_agreement(workspace: Path) -> None:
    (workspace / "agreements").mkdir(exist_ok=True)
    (workspace / "agreements" / "bad.yaml").write_text("id: bad\nname: 3\n", encoding="utf-8")


def test_a_faulty_agreement_is_told_before_a_decision_is_written(tw: Command, workspace: Path) -> None:
    russia, _ = pair(tw)
    entries = len(tw("log", "--json").json)
    faulty_agreement(workspace)
    decide = ("decide", "finding", russia["finding"], "consistent", "--why", "x")
    assert re.match(r".*bad\.yaml:\d+: ", tw(*decide).refusal)
    assert len(tw("log", "--json").json) == entries
    assert tw(*decide, "--later").code == 0


def test_what_was_found_is_shown_though_an_agreement_is_faulty(tw: Command, workspace: Path) -> None:
    russia, _ = pair(tw)
    before = tw("findings", "show", russia["incident"])
    faulty_agreement(workspace)
    done = tw("findings", "show", russia["incident"])
    assert (done.code, before.code) == (0, 0)
    assert russia["finding"] in done.out
    assert "bad.yaml:" in done.err
    assert done.err.count("\n") == 1
    assert [line for line in tw("status").lines if line.startswith("nothing can be tested: ") and "bad.yaml:" in line]


def test_upkeep_may_be_asked_to_the_end_of_the_calendar(tw: Command) -> None:
    done = tw("findings", "upkeep", "--from", "9999-11", "--to", "9999", "--agreement", "moscow", "--json")
    assert (done.code, done.err) == (0, "")
    for day in ("0001-01-01", "9999-12-31"):
        assert tw("agreements", "--at", day).code == 0


def test_a_build_says_how_many_incidents_were_tested_again(tw: Command, workspace: Path) -> None:
    number = len(codes(tw))
    with open_workspace(workspace) as home, home.ledger.writing() as writer:
        writer.set_state(TESTED_WITH, "something else")
    assert f"0 incidents made or mended, {number} incidents tested again; {number} incidents in all" in tw("build").out


def test_drafts_are_not_written_into_a_plain_file(workspace: Path) -> None:
    (workspace / "plain").write_text("mine", encoding="utf-8")
    with pytest.raises(UnwritableError, match=r"plain: cannot be written \(File exists\)"):
        _write(workspace / "plain", "draft-syria", "x")
    assert (workspace / "plain").read_text("utf-8") == "mine"


def test_json_has_nothing_that_steers_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_record(json.dumps({"x": "a\x9b\u202eb\u2066"}, ensure_ascii=False))
    assert capsys.readouterr().out == '{"x": "a\\u009b\\u202eb\\u2066"}\n'


def test_an_incident_may_last_from_the_first_day_of_the_calendar_to_its_last(tw: Command) -> None:
    russia, _ = pair(tw)
    done = tw("decide", "set", russia["incident"], "when", "0001-01-01..9999-12-31", "--why", "x")
    assert (done.code, done.err) == (0, "")
    assert {one["result"] for one in found(tw, "--incident", russia["incident"])} <= {
        *("cannot be assessed", "not covered", "possibly inconsistent")
    }
    assert "by a fault of ours" not in tw("status").out
