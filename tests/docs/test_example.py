"""Adding an agreement is writing one file: the one that the guide shows, put where the guide says, tests a report."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

from typer.testing import CliRunner

from trucewatch.cli.main import build_app

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "saraqib-school-truce-2021.yaml"
REPORT = (
    "Shells on Saraqib\n\nIDLIB, 4 June 2021 – Syrian government forces shelled Saraqib on Thursday with artillery, "
    "wounding two civilians, the White Helmets said. On Friday they shelled Kafr Takharim.\n"
)


def run(*words: str) -> str:
    done = CliRunner().invoke(build_app(), list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_one_file_tests_every_incident_again(tmp_path: Path) -> None:
    report, home = tmp_path / "saraqib.txt", str(tmp_path / "home")
    report.write_text(REPORT, encoding="utf-8")
    assert run("agreements", "check", str(EXAMPLE)).endswith("sound\n")
    run("init", home, "--pack", "syria")
    run("add", str(report), "-w", home, "--by", "Ana")
    run("build", "-w", home, "--by", "Ana")
    assert "saraqib-school-truce-2021" not in run("findings", "-w", home)
    (tmp_path / "home" / "agreements").mkdir()
    copy(EXAMPLE, tmp_path / "home" / "agreements")
    told = run("build", "-w", home, "--by", "Ana")
    assert "0 reports read" in told
    found = run("findings", "-w", home, "--agreement", "saraqib-school-truce-2021").splitlines()
    ours = [line for line in found if "saraqib-school-truce-2021 | 1" in line]
    assert len(ours) == 1
    assert "| inconsistent |" in ours[0]
    assert "2021-06-03" in ours[0]
