"""A fault on one incident, or in one agreement, stops nothing half done; of two people's words the one that yields is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.pipeline.ledgers import REPORTS, WHO, add, damages
from tests.pipeline.test_decide import decided
from tests.pipeline.test_findings import LOCAL, RAID, TRUCE, again, put_truce, rows

from trucewatch.findings.assess import Assessor
from trucewatch.model.decision import Verb
from trucewatch.packs.errors import PackError
from trucewatch.pipeline.build import Built, Watcher, build
from trucewatch.pipeline.intake import add_files
from trucewatch.pipeline.status import facts_of
from trucewatch.pipeline.workspace import make_workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from trucewatch.model.finding import Finding
    from trucewatch.model.incident import Incident
    from trucewatch.pipeline.toolbox import Toolbox

ASSESSED = Assessor.findings


def failing_on(code: str) -> Callable[[Assessor, Incident], tuple[Finding, ...]]:
    """What tests incidents, but fails on one of them."""

    def findings(assessor: Assessor, incident: Incident) -> tuple[Finding, ...]:
        if incident.code == code:
            raise ZeroDivisionError(code)
        return ASSESSED(assessor, incident)

    return findings


def test_an_incident_that_cannot_be_tested_stops_nothing_and_is_named(
    quick: Toolbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    with make_workspace(tmp_path / "ws") as workspace:
        put_truce(workspace)
        add(workspace, REPORTS[:8], quick)
        before = rows(workspace)
        code = before[0].code
        with monkeypatch.context() as patch:
            patch.setattr(Assessor, "findings", failing_on(code))
            build(workspace, who=WHO, toolbox=quick, again=True, watcher=Watcher(untested=told.append))
        fault = f"could not be tested by a fault of ours (ZeroDivisionError: {code})"
        assert told == [f"{code} {fault}; please report it; `trucewatch build --again` tries again"]
        assert rows(workspace) == [row for row in before if row.code != code]
        assert facts_of(workspace)[1] == told
        assert damages(workspace) == []
        assert again(workspace, quick) == Built()
        decided(workspace, Verb.DISCOUNT, next(row.code for row in before if row.code != code))
        again(workspace, quick)
        assert facts_of(workspace)[1] == told, "what happens to others does not make it forgotten"
        build(workspace, who=WHO, toolbox=quick, again=True)
        assert facts_of(workspace)[1] == []
        assert {row.code for row in rows(workspace)} >= {code}


def test_a_faulty_agreement_stops_all_before_anything_is_read(quick: Toolbox, tmp_path: Path) -> None:
    with make_workspace(tmp_path / "ws") as workspace:
        put_truce(workspace, TRUCE.replace("actor: russia", "actor: rusia"))
        for _ in add_files(workspace, RAID[:1], who=WHO):
            pass
        with pytest.raises(PackError, match="rusia"):
            again(workspace, quick)
        with workspace.ledger.reading_view() as view:
            assert view.readers() == {}
        assert [note for note in facts_of(workspace)[1] if note.startswith("nothing can be tested: ")]


def test_the_earlier_of_two_decisions_on_a_finding_is_told(quick: Toolbox, tmp_path: Path) -> None:
    """Two people decide on the same article about two incidents, which then turn out to be one."""
    with make_workspace(tmp_path / "ws") as workspace:
        put_truce(workspace)
        add(workspace, REPORTS, quick)
        found = {row.code: row for row in rows(workspace, agreement=LOCAL, article="1") if row.by == "russia"}
        one, other = list(found.values())[:2]
        first = decided(workspace, Verb.FIND, one.id, value="consistent")
        second = decided(workspace, Verb.FIND, other.id, value="not covered")
        again(workspace, quick)
        assert facts_of(workspace)[1] == []
        decided(workspace, Verb.SAME, one.code, other.code)
        again(workspace, quick)
        (note,) = facts_of(workspace)[1]
        assert note.startswith(f"superseded: {first.id} by {WHO} finds {one.code} under {LOCAL}, article 1")
        assert note.endswith(f"{second.id} by {WHO} on the same finding is later and holds")
