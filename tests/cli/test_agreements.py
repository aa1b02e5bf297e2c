"""Terms by the command line: what is known, whether it held then and there, and what is wrong with a file."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.cli.test_terminal import COLOURS, on_a_terminal

from trucewatch.publications.table import columns_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.ledgers import Command

GOOD = """\
id: karm-truce-2021
name: Truce of the school at Saraqib
short: School truce
names: [school truce of Saraqib]
countries: [SY]
timezone: Asia/Damascus
zone: saraqib-school
sources:
  - {id: paper, title: A paper on the wall, publisher: The school, date: 2021-05-01}
  - {id: radio, title: A broadcast, publisher: The radio, date: 2021-05-02}
parties:
  - {actor: syrian-government-forces, role: signatory, sources: [paper, radio]}
  - {actor: hayat-tahrir-al-sham, role: signatory, sources: [paper, radio]}
zones:
  - id: saraqib-school
    name: Two kilometres around the school
    geometry: derived
    margin_km: 0.1
    circles: [{lat: 35.864, lon: 36.806, km: 2}]
    sources: [paper]
articles:
  - number: "1"
    form: ban
    quote: nobody shoots near the school
    paraphrase: No fire within two kilometres of the school.
    acts: [shelling]
    sources: [paper]
dates:
  - {what: signed, at: 2021-05-01, sources: [paper, radio]}
  - {what: in force, at: "2021-05-02 06:00", sources: [paper, radio]}
  - {what: ended, at: 2021-06-01, sources: [paper, radio]}
"""
NAME = "karm-truce-2021"


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No workspace in the current folder."""
    monkeypatch.chdir(tmp_path)


def test_all_built_in_agreements_are_listed_with_their_state_by_claimant(tw: Command) -> None:
    done = tw("agreements", "--at", "2020-01-11")
    assert (done.code, done.err) == (0, "")
    rows = {cells[0]: cells for cells in (line.split(" | ") for line in done.lines) if len(cells) > 1}
    assert {len(cells) for cells in rows.values()} == {6}
    assert rows["agreement"][-1] == "state on 2020-01-11"
    assert rows["idlib-truce-january-2020"][-1] == "in force (Russia), not in force (Turkey)"
    assert rows["sochi-memorandum-2018"][-1] == "in force"
    assert rows["moscow-protocol-2020"][-1] == "not in force"
    assert done.lines[-1] == f"{len(rows) - 1} agreements"


def test_an_hour_may_be_asked_about(tw: Command) -> None:
    def state(at: str) -> str:
        found = {one["id"]: one for one in tw("agreements", "--at", at, "--json").json}
        (account,) = found["moscow-protocol-2020"]["in_force"]["as_dated_by"]
        return str(account["answer"])

    assert [state(f"2020-03-{at}") for at in ("05 22:00", "05 23:30", "06 00:30", "07")] == [
        *("no", "cannot tell", "yes", "yes"),
    ]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--at", "2020-03"], "--at '2020-03' is no single day; write one like 2020-03-06"),
        (["--at", "2020-03-06 25:00"], "is no single day"),
        (["--at", "yesterday"], "'yesterday' is no date"),
        (["show", "moscw"], "no agreement is called 'moscw'; did you mean 'moscow-protocol-2020'?"),
        (["show", "zzz"], "see `trucewatch agreements` for those that are known"),
        (["show", "idlib-truce"], "'idlib-truce' may be idlib-truce-august-1-2019, idlib-truce-august-31-2019,"),
        (["show", "sochi", "--place", "Nowhereland"], "'Nowhereland' is no place; no pack has it"),
        (["check", "missing.yaml", "-w", "nowhere"], "nowhere: no workspace here"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_a_remedy(tw: Command, args: list[str], told: str) -> None:
    assert told in tw("agreements", *args).refusal


@pytest.mark.parametrize("name", ["moscow-protocol-2020", "moscow", "Moscow Protocol", "5 March ceasefire"])
def test_an_agreement_is_found_by_its_id_or_by_a_name(tw: Command, name: str) -> None:
    assert tw("agreements", "show", name).lines[0] == "Moscow protocol (moscow-protocol-2020)"


def test_an_agreement_is_shown_with_what_was_asked(tw: Command) -> None:
    page = tw("agreements", "show", "moscow", "--at", "2020-03-06", "--place", "Aleppo").out
    for part in ("parties", "articles", "dates", "zones", "in force by month", "not checked", "sources"):
        assert f"\n{part}\n" in page
    assert re.search(r"^on 2020-03-06\n    - (in force|cannot tell): ", page, re.MULTILINE)
    assert re.search(r"^is Aleppo inside\?\n    - [^:]+: (yes|no|cannot tell), ", page, re.MULTILINE)
    assert "register    PA-X 2273" in page
    assert re.search(r"^    2020          \+ ### ### ###$", page, re.MULTILINE)


def test_an_agreement_as_json(tw: Command) -> None:
    (record,) = tw("agreements", "show", "moscow", "--at", "2020-03-07", "--place", "Saraqib", "--json").json
    assert record["register"] == {"pa_x": ["2273"]}
    assert record["in_force"]["as_dated_by"][0]["answer"] == "yes"
    assert {one["zone"]: one["answer"] for one in record["inside"]["zones"]}["idlib-de-escalation-area"] == "yes"


def test_a_sound_file_is_called_sound(tw: Command, tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.yaml").write_text(GOOD, encoding="utf-8")
    for name in (f"{NAME}.yaml", "."):
        done = tw("agreements", "check", name)
        assert (done.code, done.out, done.err) == (0, f"{NAME}.yaml: sound\n", "")


def test_every_fault_of_a_file_is_named_with_its_line_and_remedy(tw: Command, tmp_path: Path) -> None:
    file = tmp_path / f"{NAME}.yaml"
    bad = GOOD.replace("syrian-government-forces", "syrian-goverment-forces").replace("form: ban", "form: wish")
    file.write_text(bad, encoding="utf-8")
    done = tw("agreements", "check", file, "missing.yaml")
    assert done.code == 2
    lines = bad.splitlines()
    for word in ("syrian-goverment-forces", "wish"):
        at = next(number for number, line in enumerate(lines, 1) if word in line)
        assert re.search(rf"^{re.escape(str(file))}:{at}: .+; .+$", done.err, re.MULTILINE), done.err
    assert "did you mean 'syrian-government-forces'?" in done.err
    assert "missing.yaml: cannot be read" in done.err
    assert done.lines == [f"{file}: 2 faults", "missing.yaml: 1 fault"]


def test_more_faults_than_are_shown_are_not_counted(tw: Command, tmp_path: Path) -> None:
    file = tmp_path / "many.yaml"
    file.write_text(GOOD + "".join(f"key{number}: 1\n" for number in range(70)), encoding="utf-8")
    done = tw("agreements", "check", file)
    assert done.lines == [f"{file}: 50 faults or more"]
    assert len(done.err.splitlines()) == 50


def test_a_name_that_a_terminal_would_obey_is_shown_plain(tw: Command, tmp_path: Path) -> None:
    (tmp_path / "odd\x1b[2J\nname.yaml").write_text(GOOD.replace("form: ban", "form: wish"), encoding="utf-8")
    done = tw("agreements", "check", ".")
    assert done.lines == ["odd\ufffd[2J name.yaml: 1 fault"]
    assert len(done.err.splitlines()) == 1
    assert "\x1b" not in done.err


def test_what_a_build_would_pass_over_is_a_fault(tw: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "a.yml").write_text(GOOD, encoding="utf-8")
    done = tw("agreements", "check", "empty", "terms")
    assert done.code == 2
    assert done.lines == ["empty: 1 fault", "terms/a.yml: 1 fault"]
    assert "this folder holds no agreement" in done.err
    assert "rename it to .yaml" in done.err


def test_a_workspace_has_agreements_of_its_own(tw: Command, workspace: Path, tmp_path: Path) -> None:
    own = workspace / "agreements"
    own.mkdir()
    (own / f"{NAME}.yaml").write_text(GOOD, encoding="utf-8")
    assert "Two kilometres around the school" in tw("agreements", "show", NAME, "-w", workspace).out
    assert NAME in tw("-w", workspace, "agreements", "--at", "2021-05-10").out
    tw("init", tmp_path / "other")
    assert NAME not in tw("agreements", "-w", tmp_path / "other").out


@pytest.mark.usefixtures("workspace")
def test_reports_are_heard_on_an_agreement(tw: Command, workspace: Path) -> None:
    page = tw("agreements", "show", "moscow-protocol-2020", "-w", workspace).out
    assert json.loads(tw("agreements", "show", "moscow-protocol-2020", "-w", workspace, "--json").out)
    assert page.startswith("Moscow protocol")


@pytest.mark.parametrize("width", [80, 200])
def test_what_is_shown_fits_the_terminal(tmp_path: Path, width: int) -> None:
    (tmp_path / f"{NAME}.yaml").write_text(GOOD.replace("near the school", "إدلب 阿勒颇 \\e[2J"), encoding="utf-8")
    commands = [
        ["agreements", "--at", "2020-01-11"],
        ["agreements", "show", "idlib-truce-january-2020", "--at", "2020-01-11", "--place", "Saraqib"],
    ]
    shown = on_a_terminal(commands, tmp_path, width)
    plain = COLOURS.sub("", shown)
    assert "\x1b" not in plain
    assert plain != shown
    assert "not in force, as Turkey dates it" in plain
    assert [line for line in plain.splitlines() if columns_of(line) > width] == []
