"""The report on the command line: its period and area, its one-line refusals, and what a final one leaves in the log."""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.ledgers import ANOTHER, codes

from trucewatch.cli.span import NoDayError, PeriodError, WeekError, span_of
from trucewatch.ledger.open import open_ledger

if TYPE_CHECKING:
    from tests.cli.ledgers import Command

pytestmark = pytest.mark.usefixtures("workspace")


def test_a_report_says_what_it_is_of(tw: Command) -> None:
    done = tw("report", "--from", "2020", "--to", "2020", "--area", "Syria", "--profile", "team", "--out", "a.html")
    assert (done.code, done.err) == (0, "")
    assert done.lines[0] == "a.html: draft"
    assert done.lines[1].startswith("Syria, 2020-01-01 to 2020-12-31 (Asia/Damascus), profile team: ")
    assert done.out.endswith("incidents, nothing in them held back\n")
    assert "Asia/Damascus" in Path("a.html").read_text(encoding="utf-8")
    assert "issue" not in tw("log").out


def test_the_public_profile_is_what_you_get(tw: Command) -> None:
    assert "profile public" in tw("report", "--out", "a.md").out


def test_the_workspaces_time_zone_comes_first(tw: Command) -> None:
    settings = Path("trucewatch.toml")
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('timezone = ""', 'timezone = "Africa/Khartoum"'), encoding="utf-8")
    assert "(Africa/Khartoum)" in tw("report", "--area", "Syria", "--out", "a.md").out
    settings.write_text(text.replace('timezone = ""', 'timezone = "Atlantis/Poseidonis"'), encoding="utf-8")
    assert "'Atlantis/Poseidonis' is no time zone" in tw("report", "--out", "a.md").refusal


def test_an_empty_period_is_a_report(tw: Command) -> None:
    done = tw("report", "--day", "1999-01-01", "--out", "a.html", "--profile", "team")
    assert (done.code, done.err) == (0, "")
    assert Path("a.html").stat().st_size > 1000


def test_the_same_again_gives_the_same_bytes(tw: Command) -> None:
    for name in ("a.html", "b.html"):
        assert tw("report", "--out", name).code == 0
    assert Path("a.html").read_bytes() == Path("b.html").read_bytes()


def test_a_link_goes_on_leading_to_the_report(tw: Command) -> None:
    Path("reports").mkdir()
    Path("newest.md").symlink_to("reports/week.md")
    assert tw("report", "--out", "newest.md").code == 0
    assert Path("newest.md").is_symlink()
    assert Path("reports/week.md").is_file()


@pytest.mark.parametrize("name", ["A.HTML", "a.b.md", "with space.md", "تقرير.md", "new\nline.md"])
def test_any_name_will_do(tw: Command, name: str) -> None:
    done = tw("report", "--out", name, "--profile", "team")
    assert (done.code, done.err) == (0, "")
    assert Path(name).is_file()


def test_rules_that_bear_a_known_name_and_are_others_are_told(tw: Command) -> None:
    Path("profiles").mkdir()
    loose = "id: public\nname: Public\ngraphic: show\nfiles: true\nunreviewed: true\npersons: false\nsources: false\n"
    for name, args in (("public", ()), ("weekly", ("--profile", "weekly"))):
        Path(f"profiles/{name}.yaml").write_text(loose, encoding="utf-8")
        done = tw("report", "--out", "a.md", *args)
        assert (done.code, done.err) == (
            0,
            "the rules of `public` are this workspace's own, not those that come with trucewatch\n",
        )
    Path("profiles/mine.yaml").write_text(loose.replace("id: public", "id: mine"), encoding="utf-8")
    assert tw("report", "--out", "a.md", "--profile", "mine").err == ""


def test_a_final_report_is_noted_and_the_next_says_what_changed(tw: Command) -> None:
    done = tw("report", "--out", "one.md", "--profile", "team", "--final")
    assert done.out.startswith("one.md: final no. 1\n")
    body = tw("log", "--verb", "issue", "--json").json[-1]["body"]
    assert body["digests"] == {"one.md": hashlib.sha256(Path("one.md").read_bytes()).hexdigest()}
    assert sorted(body["incidents"]) == sorted(codes(tw))
    assert tw("log", "--verb", "export", "--json").json, "its codes are public now"
    tw("add", ANOTHER)
    tw("build")
    one = codes(tw)[0]
    tw("decide", "discount", one, "--why", "a film set")
    second = tw("report", "--out", "two.md", "--profile", "team", "--final")
    assert second.out.startswith("two.md: final no. 2\n")
    assert one in Path("two.md").read_text(encoding="utf-8").partition('id="changes"')[2].partition("<a id")[0]
    assert tw("verify").code == 0


def test_what_nobody_touched_is_no_change_for_the_public(tw: Command) -> None:
    """The digests of an issue are those of what the profile told."""
    tw("report", "--out", "one.md", "--final")
    tw("report", "--out", "two.md")
    changed = Path("two.md").read_text(encoding="utf-8").partition('id="changes"')[2].partition("<a id")[0]
    assert changed
    assert not [code for code in codes(tw) if code in changed]


def test_one_that_is_behind_says_so(tw: Command) -> None:
    tw("add", ANOTHER)
    done = tw("report", "--out", "a.md")
    assert (done.code, done.err) == (0, "the incidents are not up to date; run `trucewatch build` first\n")
    assert "1 report was received and is not read as yet." in Path("a.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ("", "Missing option '--out'"),
        ("--out report.odt", "report.odt: no report can be written as this"),
        ("--out report", "report: no report can be written as this"),
        ("--out a.html --out a.odt --final", "a.odt: no report can be written as this"),
        ("--out a.html --out no/a.md --final", "no/a.md: cannot be written: there is no folder no"),
        ("--out a.html --out ./a.html --final", "a.html: is named twice"),
        ("--out no/such/folder.html", "no/such/folder.html: cannot be written: there is no folder no/such"),
        ("--out -", "-: no report can be written as this"),
        ("--out a.html.", "a.html.: no report can be written as this"),
        ("--out folder.html", "folder.html: cannot be written: it is a folder"),
        ("--out ledger.db", "ledger.db: no report can be written as this"),
        ("--out link.html", "link.html: would land on the workspace's own 'ledger.db'"),
        ("--out profiles/a.html", "would land on the workspace's own 'profiles'"),
        ("--out originals/a.html --final", "would land on the workspace's own 'originals'"),
        ("--out a.html --profile ../../etc/passwd", "there is no profile '../../etc/passwd'"),
        ("--out a.html --profile /dev/null/x.yaml", "/dev/null/x.yaml: cannot be read"),
        ("--out a.html --area Atlantisburg", "'Atlantisburg' is no place"),
        ("--out a.html --profile pubic", "there is no profile 'pubic'"),
        ("--out a.html --language tlh", "no report can be written in 'tlh'"),
        ("--out a.html --day 2020-03", "'2020-03' is no day"),
        ("--out a.html --day yesterday", "'yesterday' is no date"),
        ("--out a.html --week 2020-W60", "'2020-W60' is no week"),
        ("--out a.html --week soon", "'soon' is no week"),
        ("--out a.html --day 2020-03-05 --to 2020", "give --day, or --week, or --from and --to"),
        ("--out a.html --from 2021 --to 2020", "write the earlier day first"),
        ("--out withheld/a.html", "lies among what is withheld"),
    ],
)
def test_what_cannot_be_is_one_line(tw: Command, args: str, says: str) -> None:
    Path("folder.html").mkdir()
    Path("link.html").symlink_to("ledger.db")
    log = tw("log").out
    assert says in tw("report", *args.split()).refusal
    assert [path.name for path in sorted(Path().glob("*.html"))] == ["folder.html", "link.html"]
    assert tw("log").out == log
    assert not list(Path().rglob(".*"))


@pytest.mark.parametrize(("ending", "module", "extra"), [("pdf", "weasyprint", "pdf"), ("docx", "docx", "docx")])
def test_a_missing_extra_is_named(
    tw: Command, monkeypatch: pytest.MonkeyPatch, ending: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    line = f"{sys.executable} -m pip install 'trucewatch[{extra}]'"
    assert line in tw("report", "--out", f"a.{ending}").refusal


@pytest.mark.parametrize("command", ["report --out a.md", "publish site", "export --out a.csv"])
@pytest.mark.parametrize(
    ("period", "days"),
    [
        (("--week", "2020-W10"), "2020-03-02 to 2020-03-08"),
        (("--day", "2020-03-05"), "2020-03-05 to 2020-03-05"),
        (("--from", "2020-03"), "2020-03-01 to …"),
    ],
)
def test_a_period_is_named_in_the_same_words_everywhere(
    tw: Command, command: str, period: tuple[str, str], days: str
) -> None:
    done = tw(*command.split(), *period, "--area", "Syria")
    assert done.code == 0, done
    assert done.lines[-1].partition("Syria, ")[2].startswith(f"{days} (")
    assert (
        "give --day, or --week, or --from and --to"
        in tw(*command.split(), "--week", "2020-W10", "--to", "2021").refusal
    )


def test_a_week_of_the_record_is_an_edition(tw: Command) -> None:
    """Not the whole record, of which nobody asked."""
    done = tw("export", "--format", "jsonl", "--out", "out", "--day", "1999-01-01")
    assert done.lines[-1].startswith("all areas, 1999-01-01 to 1999-01-01 (")
    assert Path("out/about.txt").is_file()


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2020-W10", "2020-03-02 2020-03-08"),
        ("2020W1", "2019-12-30 2020-01-05"),
        ("2020-03-05", "2020-03-02 2020-03-08"),
    ],
)
def test_a_week_is_monday_to_sunday(words: str, days: str) -> None:
    span = span_of(None, None, None, week=words)
    assert f"{span.first} {span.last}" == days


def test_one_period_only() -> None:
    with pytest.raises(PeriodError):
        span_of(None, "2020", None, day="2020-03-05")
    with pytest.raises(WeekError):
        span_of(None, None, None, week="2020")
    with pytest.raises(NoDayError):
        span_of(None, None, None, day="2020")


def test_a_clock_that_ran_ahead_is_told_where_delays_count_to_it(tw: Command) -> None:
    ahead = datetime.now(UTC) + timedelta(days=3000)
    with open_ledger(Path("ledger.db")).writing() as writer:
        writer.append(at=ahead, who="x", verb="note", body={})
    told = f"the newest log entry is of {ahead:%Y-%m-%d}, which is to come; delays count to the clock instead\n"
    for command in ("report --out a.md", "publish site", "export --out a.csv --profile public"):
        done = tw(*command.split())
        assert (done.code, done.err) == (0, told), command
    assert tw("report", "--out", "a.md", "--profile", "team").err == "", "it delays nothing"


def test_what_is_held_back_is_told_by_the_incident(tw: Command) -> None:
    """Repeats, and names of files, are no incidents."""
    number = len(codes(tw))
    told = tw("report", "--out", "a.md").lines[-1].rpartition(": ")[2]
    (file,) = Path("withheld").glob("*-public.jsonl")
    notes = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    untold = {note["incident"] for note in notes if note["field"] == "incident"}
    partly = {note["incident"] for note in notes if note["field"] != "file"} & set(codes(tw)) - untold
    assert 0 < len(partly) < number - len(untold) < number < len(notes)
    whole = f"{number - len(untold)} of {number} incidents told"
    assert told == f"{whole}, names, places or words held back in {len(partly)}"
    rules = "id: reviewed\nname: Reviewed\nunreviewed: false\n"
    Path("profiles").mkdir()
    Path("profiles/reviewed.yaml").write_text(rules, encoding="utf-8")
    for command in ("report --out a.md", "publish site", "export --out a.csv"):
        said = tw(*command.split(), "--profile", "reviewed")
        assert said.lines[-1].endswith(f": 0 of {number} incidents told"), (command, said)
