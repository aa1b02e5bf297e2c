"""What the system lacks is installed once, or the reason is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests import system

if TYPE_CHECKING:
    from pathlib import Path

TWICE = 'echo run >>"$0.log"'


def test_why_something_cannot_be_had_is_told_after_one_attempt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "TOOLS", tmp_path)
    hushed = "echo 'WARNING: hush' >&2; echo 'no compiler here' >&2; echo >&2"
    (tmp_path / "told.sh").write_text(f"{TWICE}; {hushed}; exit 3")
    (tmp_path / "silent.sh").write_text("exit 4")
    (tmp_path / "good.sh").write_text("echo installing >&2")
    (tmp_path / "slow.sh").write_text("sleep 5")
    assert [system.installed("told.sh") for _ in range(2)] == ["no compiler here"] * 2
    assert (tmp_path / "told.sh.log").read_text() == "run\n"
    assert system.installed("silent.sh") == "tools/silent.sh ended with 4"
    assert system.installed("good.sh") == ""
    monkeypatch.setattr(system, "PATIENCE", 0.2)
    assert "timed out" in system.installed("slow.sh")


def test_a_package_that_cannot_be_had_skips_the_test() -> None:
    with pytest.raises(pytest.skip.Exception, match="no no_such_package here: pip install no_such_package"):
        system.needed("no_such_package")
    system.needed("")
    system.needed("json")
