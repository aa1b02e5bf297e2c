"""On a terminal: lists and incidents fit its width, help is help in plain words, and colour is only for who can see it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.ledgers import codes
from tests.cli.test_main import ENVIRONMENT

from trucewatch.publications.table import columns_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.ledgers import Command

COMMANDS = (
    *("init", "add", "build", "status", "reports", "claims", "incidents", "show", "why", "log", "export", "verify"),
    *("backup", "read", "findings", "findings show", "findings upkeep"),
    *("agreements", "agreements show", "agreements check", "agreements propose"),
    *(
        f"decide {verb}"
        for verb in ("same", "different", "set", "grade", "finding", "discount", "accept", "reject", "undo")
    ),
)
SCRIPT = "import json, sys; from trucewatch.cli.main import run; [run(args) for args in json.loads(sys.argv[1])]"
COLOURS = re.compile(r"\x1b\[\d+m")


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("width", [80, 100])
def test_what_is_shown_fits_the_terminal(tw: Command, workspace: Path, width: int) -> None:
    code = codes(tw)[0]
    name = tw("decide", "discount", code, "--why", "the same words " * 20).out.partition(":")[0]
    lines = [["incidents"], ["show", code], ["why", code], ["status"], ["incidents", "--grain", "acled"]]
    shown = on_a_terminal(lines, workspace, width)
    assert name in shown
    plain = COLOURS.sub("", shown)
    assert "\x1b" not in plain
    assert plain != shown
    wide = [line for line in plain.splitlines() if columns_of(line) > width]
    assert [line for line in wide if not line.startswith("newest hash")] == []  # which is to be copied whole


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_colour_can_be_refused_and_long_lists_are_cut(
    tw: Command, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ENVIRONMENT, "NO_COLOR", "1")
    shown = on_a_terminal([["incidents", "--limit", "3"]], workspace, 100)
    assert "\x1b" not in shown
    assert f"3 incidents; {len(codes(tw)) - 3} more: narrow the search or raise --limit" in shown


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("width", [80, 100, 200])
def test_help_says_what_a_command_does_within_the_width(
    tw: Command, command: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    done = tw(*command.split(), "--help")
    assert (done.code, done.err) == (0, "")
    assert done.lines[0].startswith(f"Usage: trucewatch {command}")
    assert [line for line in done.lines if columns_of(line) > width] == []
    options = re.findall(r"^  (-{1,2}[\w-]+.*)$", done.out, re.MULTILINE)
    assert options
    assert "Example" in done.out


def on_a_terminal(commands: list[list[str]], folder: Path, width: int) -> str:
    """What a terminal of this width gets to see."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    environment = {name: value for name, value in ENVIRONMENT.items() if name not in {"COLUMNS", "LINES"}}
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, json.dumps(commands)],
        env={**environment, "TERM": "xterm"},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
    os.close(ours)
    return shown.decode()


def _read(handle: int) -> bytes:
    """What has come; nothing where the other end is closed, which Linux reports as an error."""
    try:
        return os.read(handle, 65536)
    except OSError:
        return b""
