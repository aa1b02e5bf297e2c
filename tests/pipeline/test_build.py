"""Building step by step gives the bytes that building at once gives, whatever the order, the backend and the interruptions."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from tests.pipeline.ledgers import REPORTS, WHO, add, built, damages, exported

from trucewatch.ledger.values import IncidentQuery
from trucewatch.packs.loader import load_packs
from trucewatch.pipeline import read_paths
from trucewatch.pipeline.build import Built, Watcher, build
from trucewatch.pipeline.in_memory import findings_of, incidents_of
from trucewatch.pipeline.intake import add_files
from trucewatch.pipeline.workspace import make_workspace
from trucewatch.publications.findings.record import stated_record
from trucewatch.publications.incidents.record import incident_record
from trucewatch.publications.jsonl import line_of

if TYPE_CHECKING:
    from pathlib import Path

    from trucewatch.model.document import Reading
    from trucewatch.pipeline.toolbox import Toolbox


class StoppedError(Exception):
    """Somebody pressed Ctrl-C."""


@pytest.fixture(scope="session")
def batch(quick: Toolbox, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The incidents and findings of all bundled reports, built at once."""
    folder = tmp_path_factory.mktemp("batch")
    with built(folder / "ws", quick) as workspace:
        return exported(workspace, folder / "out")


@pytest.mark.parametrize("seed", [1, 2])
def test_reports_added_a_few_at_a_time_in_any_order_give_the_same_bytes(
    batch: bytes, seed: int, quick: Toolbox, tmp_path: Path
) -> None:
    order = random.Random(seed).sample(REPORTS, len(REPORTS))  # noqa: S311 - an order, not a secret
    with built(tmp_path / "ws", quick, order[:3]) as workspace:
        for start in range(3, len(order), 4):
            add(workspace, order[start : start + 4], quick)
        assert exported(workspace, tmp_path / "out") == batch
        assert damages(workspace) == []


def test_reading_without_a_ledger_gives_the_same_bytes(batch: bytes, quick: Toolbox) -> None:
    packs = load_packs()
    incidents = incidents_of(read_paths(REPORTS, toolbox=quick), packs)
    findings = list(findings_of(incidents, packs))
    assert findings
    records = (*map(incident_record, incidents), *map(stated_record, findings))
    assert b"".join(map(line_of, records)) == batch


def test_a_build_without_news_changes_nothing(quick: Toolbox, tmp_path: Path) -> None:
    with built(tmp_path / "ws", quick, REPORTS[:4]) as workspace:
        with workspace.ledger.reading_view() as view:
            before = view.head()
        assert build(workspace, who=WHO, toolbox=quick) == Built()
        with workspace.ledger.reading_view() as view:
            assert view.head() == before


def test_building_again_gives_the_same_bytes(quick: Toolbox, tmp_path: Path) -> None:
    with built(tmp_path / "ws", quick, REPORTS[:6]) as workspace:
        before = exported(workspace, tmp_path / "one")
        assert build(workspace, who=WHO, toolbox=quick, again=True).read == 6
        assert exported(workspace, tmp_path / "two") == before


def test_a_build_that_was_stopped_goes_on_where_it_was(quick: Toolbox, tmp_path: Path) -> None:
    seen: list[str] = []

    def stop(reading: Reading) -> None:
        seen.append(reading.document.file)
        if len(seen) == 3:
            raise StoppedError

    with make_workspace(tmp_path / "ws") as workspace:
        for _ in add_files(workspace, REPORTS[:6], who=WHO):
            pass
        with pytest.raises(StoppedError):
            build(workspace, who=WHO, toolbox=quick, watcher=Watcher(reading=stop))
        assert build(workspace, who=WHO, toolbox=quick).read < 6
        found = exported(workspace, tmp_path / "out")
    with built(tmp_path / "other", quick, REPORTS[:6]) as workspace:
        assert exported(workspace, tmp_path / "out2") == found


def test_the_same_bytes_twice_are_one_report_under_the_first_of_its_names(quick: Toolbox, tmp_path: Path) -> None:
    copy = tmp_path / "a-copy.txt"
    copy.write_bytes(REPORTS[-1].read_bytes())
    with built(tmp_path / "ws", quick, [REPORTS[-1]]) as workspace:
        add(workspace, [copy], quick)
        with workspace.ledger.reading_view() as view:
            assert len(list(view.reports())) == 1
            assert len(list(view.entries(verb="receipt"))) == 2
            (record,) = (row.record for row in view.readings())
            incidents = list(view.incidents(IncidentQuery()))
        assert '"file": "a-copy.txt"' in record
        assert incidents
        assert all('"a-copy.txt"' in row.record for row in incidents)
        assert damages(workspace) == []


def test_a_date_given_by_hand_later_reads_the_report_again(quick: Toolbox, tmp_path: Path) -> None:
    undated = next(path for path in REPORTS if "undated" in path.name)
    with built(tmp_path / "ws", quick, [undated]) as workspace:
        with workspace.ledger.reading_view() as view:
            assert view.count_incidents(IncidentQuery(first="2019-01-01")) < view.count_incidents(IncidentQuery())
        for _ in add_files(workspace, [undated], who=WHO, published="2020-11-05"):
            pass
        assert build(workspace, who=WHO, toolbox=quick).read == 1
        with workspace.ledger.reading_view() as view:
            (row,) = view.readings()
        assert '"published": {"first": "2020-11-05"' in row.record
