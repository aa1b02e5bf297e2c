"""Findings follow reports, agreements and people's decisions on every build, and nothing else; what is altered is named."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tarfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.pipeline.ledgers import REPORTS, WHO, add, built, damages, exported
from tests.pipeline.test_decide import Shifted, decided

from trucewatch.incidents.decisions.errors import BadValueError, UnexplainedError
from trucewatch.ledger.values import FindingQuery, IncidentQuery
from trucewatch.model.decision import Verb
from trucewatch.model.finding import Kept, Result
from trucewatch.packs.errors import PackError
from trucewatch.pipeline.backup import back_up
from trucewatch.pipeline.build import Built, Watcher, build
from trucewatch.pipeline.decide import Wish, decide
from trucewatch.pipeline.export import export
from trucewatch.pipeline.findings import (
    Register,
    SeveralFindingsError,
    UnknownFindingError,
    finding_named,
    kept_finding,
)
from trucewatch.pipeline.intake import add_files
from trucewatch.pipeline.status import facts_of, is_behind
from trucewatch.pipeline.workspace import make_workspace, open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.ledger.values import Entry, FindingRow
    from trucewatch.model.finding import Finding
    from trucewatch.pipeline.toolbox import Toolbox
    from trucewatch.pipeline.workspace import Workspace

RAID = [path for path in REPORTS if path.name.startswith("maarat")]
"""Three reports on a raid on Maarat Misrin, 5 March 2020."""
LOCAL = "maarat-misrin-truce"
TRUCE = f"""\
id: {LOCAL}
name: Truce of Maarat Misrin
short: Maarat Misrin truce
names: [truce of Maarat Misrin]
countries: [SY]
timezone: Asia/Damascus
zone: town
sources:
  - {{id: notice, title: Notice of the elders, publisher: Elders of the town, date: 2020-03-01}}
parties:
  - {{actor: russia, role: signatory, sources: [notice]}}
  - {{actor: syrian-government-forces, role: signatory, sources: [notice]}}
zones:
  - {{id: town, name: The town, geometry: derived, circles: [{{lat: 36.01, lon: 36.67, km: 15}}], sources: [notice]}}
articles:
  - {{number: "1", form: ban, quote: no aircraft, paraphrase: No air strikes., acts: [air_strike], sources: [notice]}}
  - {{number: "2", form: recurring duty, quote: a patrol, paraphrase: A patrol., acts: [patrol], every_days: 1, sources: [notice]}}
dates:
  - {{what: in force, at: 2020-03-02, by: russia, sources: [notice]}}
  - {{what: in force, at: 2020-03-09, by: turkey, sources: [notice]}}
"""


def put_truce(workspace: Workspace, text: str = TRUCE) -> None:
    """An agreement of the workspace's own."""
    workspace.agreements.mkdir(exist_ok=True)
    (workspace.agreements / f"{LOCAL}.yaml").write_text(text, encoding="utf-8")


def rows(workspace: Workspace, **asked: str) -> list[FindingRow]:
    with workspace.ledger.reading_view() as view:
        return list(view.findings(FindingQuery(**asked)))  # type: ignore[arg-type]


def finding(workspace: Workspace, name: str) -> Finding:
    with workspace.ledger.reading_view() as view:
        return kept_finding(finding_named(view, name)).finding


def newest(workspace: Workspace, verb: str) -> Entry:
    with workspace.ledger.reading_view() as view:
        return list(view.entries(verb=verb))[-1]


def again(workspace: Workspace, quick: Toolbox) -> Built:
    return build(workspace, who=WHO, toolbox=quick)


def under_truce(workspace: Workspace) -> FindingRow:
    """A finding under the local truce as Russia dates it."""
    return next(row for row in rows(workspace, agreement=LOCAL, article="1") if row.by == "russia")


def test_rival_starts_stand_side_by_side(quick: Toolbox, tmp_path: Path) -> None:
    with make_workspace(tmp_path / "ws") as workspace:
        put_truce(workspace)
        add(workspace, RAID, quick)
        code = under_truce(workspace).code
        found = {row.by: row.result for row in rows(workspace, agreement=LOCAL, article="1", code=code)}
    assert found["russia"] in {Result.INCONSISTENT, Result.POSSIBLY}
    assert found["turkey"] == Result.NOT_COVERED


def test_a_new_agreement_tests_all_again_and_reads_and_links_nothing(quick: Toolbox, tmp_path: Path) -> None:
    seen: list[object] = []
    watcher = Watcher(testing=seen.append, tested=lambda: seen.append("tick"), linking=lambda _: seen.append("linking"))
    with built(tmp_path / "ws", quick, REPORTS[:8]) as workspace:
        before, first = exported(workspace, tmp_path / "one"), newest(workspace, "build")
        put_truce(workspace)
        assert is_behind(workspace)
        assert any("not those of the agreements as they are now" in note for note in facts_of(workspace)[1])
        with workspace.ledger.reading_view() as view:
            incidents = view.count_incidents(IncidentQuery())
        done = build(workspace, who=WHO, toolbox=quick, watcher=watcher)
        assert done == Built(tested=incidents)
        assert seen == [incidents, *["tick"] * incidents]
        assert not is_behind(workspace)
        second = newest(workspace, "build")
        assert {name for name in second.body if first.body.get(name) != second.body[name]} >= {"tested"}
        assert (first.body["digest"], first.body["linked"]) == (second.body["digest"], second.body["linked"])
        assert again(workspace, quick) == Built()
        found = exported(workspace, tmp_path / "two")
        (workspace.agreements / f"{LOCAL}.yaml").unlink()
        assert again(workspace, quick).tested == incidents
        assert exported(workspace, tmp_path / "three") == before
        assert damages(workspace) == []
    with make_workspace(tmp_path / "other") as workspace:
        put_truce(workspace)
        add(workspace, REPORTS[:8], quick)
        assert exported(workspace, tmp_path / "four") == found


def test_a_new_agreement_and_new_reports_at_once_give_the_same_bytes(quick: Toolbox, tmp_path: Path) -> None:
    with built(tmp_path / "ws", quick, REPORTS[:5]) as workspace:
        put_truce(workspace)
        add(workspace, [*RAID, *REPORTS[5:8]], quick)
        found = exported(workspace, tmp_path / "one")
        assert damages(workspace) == []
    with make_workspace(tmp_path / "other") as workspace:
        put_truce(workspace)
        add(workspace, [*REPORTS[5:8], *RAID, *REPORTS[:5]], quick)
        assert exported(workspace, tmp_path / "two") == found
        assert rows(workspace, agreement=LOCAL)


def test_a_faulty_agreement_stops_the_build_and_what_was_found_stays(quick: Toolbox, tmp_path: Path) -> None:
    with built(tmp_path / "ws", quick, RAID) as workspace:
        before = rows(workspace)
        put_truce(workspace, TRUCE.replace("actor: russia", "actor: rusia"))
        with pytest.raises(PackError, match="rusia"):
            again(workspace, quick)
        assert rows(workspace) == before
        assert damages(workspace) == []


def test_a_ledger_from_before_findings_is_tested_on_the_next_build(quick: Toolbox, tmp_path: Path) -> None:
    with built(tmp_path / "ws", quick, RAID) as workspace:
        wanted = rows(workspace)
        with workspace.ledger.writing() as writer:
            body = {
                name: writer_value
                for name, writer_value in newest(workspace, "build").body.items()
                if "find" not in name
            }
            writer.drop_findings([row.code for row in wanted])
            writer.set_state("tested with", "")
            writer.append(at=newest(workspace, "build").at, who=WHO, verb="build", body=body)
        assert damages(workspace) == []
        assert again(workspace, quick).tested
        assert rows(workspace) == wanted


def test_the_export_and_the_log_have_the_findings(quick: Toolbox, tmp_path: Path) -> None:
    with built(tmp_path / "ws", quick, RAID) as workspace:
        counts = export(workspace, tmp_path / "out", who=WHO)
        lines = [json.loads(line) for line in (tmp_path / "out" / "findings.jsonl").read_bytes().splitlines()]
        incidents = [
            json.loads(line)["incident"] for line in (tmp_path / "out" / "incidents.jsonl").read_bytes().splitlines()
        ]
        told = newest(workspace, "build").body
        assert counts["findings.jsonl"] == len(lines) == told["findings"] == len(rows(workspace)) > 0
        files = newest(workspace, "export").body["files"]
    keys = [
        (incidents.index(line["incident"]), line["agreement"], line["article"] or "", line["start"]["by"] or "")
        for line in lines
    ]
    assert keys == sorted(keys)
    assert isinstance(files, dict)
    assert set(files) == {"documents.jsonl", "claims.jsonl", "incidents.jsonl", "findings.jsonl"}


def test_a_person_decides_a_finding_and_takes_it_back(quick: Toolbox, tmp_path: Path) -> None:
    with make_workspace(tmp_path / "ws") as workspace:
        put_truce(workspace)
        add(workspace, RAID, quick)
        before, name = exported(workspace, tmp_path / "one"), under_truce(workspace).id
        rules = finding(workspace, name)
        first = decided(workspace, Verb.FIND, name, value="consistent")
        second = decided(workspace, Verb.FIND, name[:9], value="Not-covered")
        assert (first.field, first.codes) == (f"{LOCAL}/1/russia", (rules.incident,))
        ruled = replace(rules, result=Result.NOT_COVERED, machine=rules.result, decision=second.id, why="I was there")
        assert finding(workspace, name) == ruled
        assert [row.id for row in rows(workspace, agreement=LOCAL, result="not covered", code=rules.incident)].count(
            name
        ) == 1
        decided(workspace, Verb.UNDO, second.id)
        assert finding(workspace, name).result is Result.CONSISTENT
        decided(workspace, Verb.UNDO, first.id)
        assert exported(workspace, tmp_path / "two") == before
        assert damages(workspace) == []


def test_a_decided_finding_holds_after_new_reports_new_terms_and_another_reader(quick: Toolbox, tmp_path: Path) -> None:
    with make_workspace(tmp_path / "ws") as workspace:
        put_truce(workspace)
        add(workspace, RAID[:2], quick)
        name = under_truce(workspace).id
        made = decided(workspace, Verb.FIND, name, value="consistent")
        add(workspace, RAID[2:], quick)
        put_truce(workspace, TRUCE.replace("No air strikes.", "No air strikes at all."))
        assert again(workspace, quick).made == 0
        assert [row.id for row in rows(workspace, agreement=LOCAL, result="consistent")] == [name]
        for tools in (replace(quick, reader=Shifted(quick.reader)), quick):
            build(workspace, who=WHO, toolbox=tools, again=True)
            (row,) = rows(workspace, agreement=LOCAL, result="consistent")
            assert finding(workspace, row.id).decision == made.id
            assert facts_of(workspace)[1] == []
            assert damages(workspace) == []


def test_a_decision_on_a_finding_that_no_rule_gives_is_shown_as_orphaned(quick: Toolbox, tmp_path: Path) -> None:
    with make_workspace(tmp_path / "ws") as workspace:
        put_truce(workspace)
        add(workspace, RAID, quick)
        row = under_truce(workspace)
        made = decided(workspace, Verb.FIND, row.id, value="consistent")
        (workspace.agreements / f"{LOCAL}.yaml").unlink()
        again(workspace, quick)
        (note,) = facts_of(workspace)[1]
        assert note.startswith(
            f"orphaned: {made.id} by {WHO} finds {row.code} under {LOCAL}, article 1, as russia dates it"
        )
        put_truce(workspace)
        again(workspace, quick)
        assert facts_of(workspace)[1] == []
        assert finding(workspace, row.id).decision == made.id


def test_what_names_no_finding_or_no_result_writes_nothing(quick: Toolbox, tmp_path: Path) -> None:
    with built(tmp_path / "ws", quick, RAID) as workspace:
        name = rows(workspace)[0].id
        before = newest(workspace, "build").seq
        for fault, wish in (
            (UnknownFindingError, Wish(verb=Verb.FIND, names=("f_zzz",), why="x", value="consistent")),
            (UnknownFindingError, Wish(verb=Verb.FIND, names=("f_",), why="x", value="consistent")),
            (SeveralFindingsError, Wish(verb=Verb.FIND, names=(_shared(workspace),), why="x", value="consistent")),
            (BadValueError, Wish(verb=Verb.FIND, names=(name,), why="x", value="violated")),
            (UnexplainedError, Wish(verb=Verb.FIND, names=(name,), why=" ", value="consistent")),
        ):
            with pytest.raises(fault):
                decide(workspace, wish, who=WHO)
        with workspace.ledger.reading_view() as view:
            head = view.head()
        assert head is not None
        assert head.seq == before


def _shared(workspace: Workspace) -> str:
    """A beginning that two findings share."""
    names = [row.id for row in rows(workspace)]
    begun = [name[:3] for name in names]
    return next(one for one in begun if begun.count(one) > 1)


DAMAGES = [
    ("UPDATE findings SET result = 'consistent' WHERE id = :id", "result not as in its record"),
    ("UPDATE findings SET first = '1999-01-01' WHERE id = :id", "first not as in its record"),
    ("UPDATE findings SET \"by\" = 'nobody' WHERE id = :id", "by not as in its record"),
    ("UPDATE findings SET code = 'TW-00000000' WHERE id = :id", "code not as in its record"),
    ("UPDATE findings SET code = 'TW-00000000' WHERE id = :id", "is of incident TW-00000000, which is not there"),
    (
        "UPDATE finding_records SET record = replace(record, 'reported', 'proven') WHERE id = :id",
        "does not match its digest",
    ),
    ("UPDATE finding_records SET record = 'x' WHERE id = :id", "was edited"),
    ("UPDATE finding_records SET record = x'ff00' WHERE id = :id", ""),
    ("DELETE FROM finding_records WHERE id = :id", "has no record"),
    ("UPDATE findings SET day = '1999-01-01' WHERE id = :id", "is listed by another day than its own"),
    ("INSERT INTO finding_records VALUES (:id || '0', '{}')", "0: has a record but is not listed"),
    ("DELETE FROM findings WHERE id = :id", "findings: are not what the build of log entry"),
    ("UPDATE findings SET digest = 'x' WHERE id = :id", "does not match its digest"),
    ("DELETE FROM incidents WHERE code = (SELECT code FROM findings WHERE id = :id)", "which is not there"),
]


@pytest.fixture(scope="module")
def one_built(quick: Toolbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace on one report, to copy."""
    folder = tmp_path_factory.mktemp("one") / "ws"
    built(folder, quick, RAID[:1]).ledger.close()
    return folder


@pytest.fixture
def one(one_built: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of it."""
    with open_workspace(Path(shutil.copytree(one_built, tmp_path / "ws"))) as workspace:
        yield workspace


def harm(workspace: Workspace, statement: str, name: str) -> list[str]:
    """What verifying says after a statement on one finding."""
    with closing(sqlite3.connect(workspace.folder / "ledger.db")) as connection:
        connection.execute(statement, {"id": name})
        connection.commit()
    return [f"{damage.item}: {damage.what}" for damage in damages(workspace)]


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE incidents SET day = '1999-01-01' WHERE code = :id", "is listed by another day than its own"),
        ("UPDATE terms SET day = '1999-01-01' WHERE code = :id", "names it is found by not as in its record"),
        (
            "INSERT INTO records VALUES ('TW-00000000', '[]', '{}')",
            "incident TW-00000000: has a record but is not listed",
        ),
    ],
)
def test_an_incident_that_is_listed_by_another_day_is_named(statement: str, says: str, one: Workspace) -> None:
    code = rows(one)[0].code
    told = harm(one, statement, code)
    assert [damage for damage in told if says in damage and damage.startswith("incident TW-")]


@pytest.mark.parametrize(("statement", "says"), DAMAGES)
def test_an_altered_finding_is_named_with_the_remedy(statement: str, says: str, one: Workspace) -> None:
    name = rows(one)[0].id
    told = harm(one, statement, name)
    assert any(says in damage and (name in damage or damage.startswith("findings")) for damage in told)
    assert all("`trucewatch build --again` mends it" in damage for damage in told)


def test_what_was_altered_is_built_again(one: Workspace, quick: Toolbox, tmp_path: Path) -> None:
    before, names = exported(one, tmp_path / "one"), [row.id for row in rows(one)]
    for (statement, _), name in zip(DAMAGES, cycle(names), strict=False):
        assert harm(one, statement, name)
    build(one, who=WHO, toolbox=quick, again=True)
    assert damages(one) == []
    assert exported(one, tmp_path / "two") == before


def test_a_finding_that_rests_on_no_decision_is_named(one: Workspace) -> None:
    row = rows(one)[0]
    forged = json.loads(row.record) | {"by": "person", "decision": "d_00000000"}
    with one.ledger.writing() as writer:
        writer.put_findings([replace(row, record=json.dumps(forged))])
    told = [damage.what for damage in damages(one) if row.id in damage.item]
    assert any("rests on d_00000000, which nobody decided" in what for what in told)


def test_upkeep_is_told_from_the_ledger(quick: Toolbox, tmp_path: Path) -> None:
    with make_workspace(tmp_path / "ws") as workspace:
        put_truce(workspace)
        add(workspace, RAID, quick)
        with workspace.ledger.reading_view() as view:
            told = Register.of(workspace).upkeep_of(view, date(2020, 3, 1), date(2020, 4, 30))
    ours = [(one.by, one.first, one.state) for one in told if one.agreement == LOCAL]
    assert ("", date(2020, 3, 1), Kept.NO_REPORT) in ours
    assert {state for _, _, state in ours} == {Kept.NO_REPORT}


def test_a_backup_has_the_workspaces_own_agreements(quick: Toolbox, tmp_path: Path) -> None:
    with make_workspace(tmp_path / "ws") as workspace:
        put_truce(workspace)
        add(workspace, RAID[:1], quick)
        wanted = rows(workspace)
        back_up(workspace, tmp_path / "copy.tar")
    with tarfile.open(tmp_path / "copy.tar") as archive:
        archive.extractall(tmp_path / "copy", filter="data")
    with open_workspace(tmp_path / "copy") as workspace:
        assert again(workspace, quick) == Built()
        assert rows(workspace) == wanted


def test_reports_that_cannot_be_linked_yet_need_no_agreements(quick: Toolbox, tmp_path: Path) -> None:
    with make_workspace(tmp_path / "ws") as workspace:
        for _ in add_files(workspace, RAID[:1], who=WHO):
            pass
        assert is_behind(workspace)
        assert rows(workspace) == []
        again(workspace, quick)
        assert not is_behind(workspace)
