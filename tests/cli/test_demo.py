"""`trucewatch demo`: reads the bundled reports and says where it put the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.readings import report

from trucewatch.cli.main import run
from trucewatch.publications.jsonl import read_jsonl

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from tests.cli.readings import Reads


def test_the_demo_prints_a_line_a_claim_and_writes_a_page(
    reads: Reads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    calls = reads(report("a.txt", "c_1", "c_2"), report("b.txt", "c_3"))
    assert run(["demo"]) == 0
    told = capsys.readouterr().out
    assert "  2 shelling · Sundland · Karm · 4 March 2020 (weekday)\n" in told
    assert "2 reports, 3 claims (3 incident); 3 dated, 3 placed\nmost often: shelling 3\n\n" in told
    assert told.endswith(
        "page: demo-output/readings.html\nrecord: demo-output/readings.jsonl\n"
        "incidents: demo-output/incidents.jsonl\nfindings: demo-output/findings.jsonl\n"
    )
    incidents = (tmp_path / "demo-output" / "incidents.jsonl").read_text(encoding="utf-8").splitlines()
    assert f"{len(incidents)} incident" in told
    assert all('"incident": "TW-' in line for line in incidents)
    assert "3 claims in 2 reports" in (tmp_path / "demo-output" / "readings.html").read_text(encoding="utf-8")
    assert len(list(read_jsonl(tmp_path / "demo-output" / "readings.jsonl"))) == 2
    assert len(list(calls[0]["paths"][0].iterdir())) >= 16, "the bundled reports are there"


def test_an_unwritable_folder_is_no_obstacle(
    reads: Reads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "demo-output").write_text("a file in the way", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    reads(report("a.txt", "c_1"))
    assert run(["demo"]) == 0
    page = capsys.readouterr().out.split("page: ")[1].splitlines()[0]
    assert page.startswith(f"{tmp_path}/trucewatch-")
