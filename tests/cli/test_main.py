from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import trucewatch.cli.main
from trucewatch.cli.main import run
from trucewatch.model.errors import TrucewatchError

SOURCE = Path(trucewatch.cli.main.__file__).parents[2]
COMMAND = [sys.executable, "-c", "from trucewatch.cli.main import main; main()"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(SOURCE)}


def fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run a command line whose command raises."""

    def broken(*_args: object, **_values: object) -> int:
        raise error

    monkeypatch.setattr("trucewatch.cli.main.build_app", lambda: broken)
    return run(["anything"])


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (TrucewatchError("x.yaml:3: wrong;\n mend it"), 2, "trucewatch: x.yaml:3: wrong; mend it\n"),
        (TrucewatchError("\x1b[31mred\x07"), 2, "trucewatch: \\x1b[31mred\\x07\n"),
        (PermissionError(13, "Permission denied", "out.jsonl"), 2, "trucewatch: out.jsonl: Permission denied\n"),
        (KeyboardInterrupt(), 130, ""),
        (ZeroDivisionError("by zero"), 1, "(ZeroDivisionError: by zero)"),
    ],
)
def test_errors_become_one_line_and_a_code(
    error: BaseException, code: int, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fail_with(error, monkeypatch) == code
    told = capsys.readouterr()
    assert says in told.err
    assert told.err.count("\n") == bool(says)
    assert told.out == ""


def test_a_maintainer_may_ask_for_the_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCEWATCH_TRACE", "1")
    with pytest.raises(ZeroDivisionError):
        fail_with(ZeroDivisionError(), monkeypatch)


@pytest.mark.parametrize("args", [[], ["--help"], ["packs"], ["packs", "show", "--help"], ["evaluate", "--help"]])
def test_help_is_help(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(args) == 0
    assert "Usage: trucewatch" in capsys.readouterr().out


@pytest.mark.parametrize("args", [["no-such"], ["--no-such"], ["packs", "shw"], ["packs", "show"], ["packs", "build"]])
def test_wrong_usage_is_one_line(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(args) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from trucewatch.cli.main import run; run(['--help']);"
        "print([name for name in ('spacy', 'yaml', 'trafilatura', 'pandas', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def test_a_reader_that_goes_away_is_no_error() -> None:
    with subprocess.Popen(
        [*COMMAND, "packs", "show", "world"], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
