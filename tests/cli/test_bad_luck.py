"""Bad settings, a folder that cannot be written, a full disk, streams that are closed: one plain line, and a sound ledger."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.ledgers import ANOTHER, codes
from tests.cli.test_main import COMMAND, ENVIRONMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.ledgers import Command

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")
CAPABILITIES = "-dac_override,-dac_read_search"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (b"packs = [", "trucewatch.toml: "),
        (b"\xff\xfe", "trucewatch.toml: "),
        (b'pakcs = ["syria"]', "'pakcs' is no setting (there are author, ledger, packs, timezone)"),
        (b'packs = "syria"', "`packs` must be a list of names"),
        (b"ledger = 3", "`ledger` must be a text"),
        (b'ledger = "elsewhere.db"', "elsewhere.db: there is no ledger here"),
        (b'ledger = "originals"', "originals: is a folder, not a ledger"),
        (b'ledger = "mysql://host/name"', "is not the address of a ledger"),
        (b'packs = ["syira"]', "did you mean 'syria'?"),
        (b'packs = ["../gone/pack"]', "../gone/pack: there is no pack"),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_settings_that_cannot_be_are_told_with_a_remedy(tw: Command, settings: bytes, says: str) -> None:
    Path("trucewatch.toml").write_bytes(settings)
    for command in ("status", "build"):
        line = tw(command).refusal
        assert says in line
        assert "; " in line


@pytest.mark.usefixtures("workspace")
def test_what_needs_no_pack_goes_on_without_it(tw: Command) -> None:
    Path("trucewatch.toml").write_text('packs = ["../gone/pack"]', encoding="utf-8")
    assert tw("verify").code == 0
    assert tw("show", codes(tw)[0]).code == 0
    assert tw("add", ANOTHER).code == 0
    assert tw("backup", "x.tar").code == 0


@POSIX
def test_a_folder_that_cannot_be_written_is_read_all_the_same(tw: Command, workspace: Path, tmp_path: Path) -> None:
    code = codes(tw)[0]
    (tmp_path / "open").mkdir()
    readable = ("status", "reports", "claims", "incidents", "log", f"show {code}", f"why {code}", "verify")
    writing = (
        f"add {ANOTHER}",
        "build",
        "build --again",
        f"decide discount {code} --why x",
        f"export --out {tmp_path}/open",
        "export --out here",
        "backup here.tar",
        "init below",
    )
    before = {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()}
    _lock(workspace)
    try:
        told = _each((*readable, *writing, f"backup {tmp_path}/open/x.tar"), workspace)
    finally:
        _lock(workspace, write=True)
    for command in (*readable, f"backup {tmp_path}/open/x.tar"):
        assert told[command][0] == "0", told[command]
    for command in writing:
        exit_code, err = told[command]
        assert (exit_code, err.count("\n")) == ("2", 1), (command, err)
        assert "cannot be" in err or "Permission denied" in err
    assert {path: path.read_bytes() for path in workspace.rglob("*") if path.is_file()} == before
    assert [path.name for path in (tmp_path / "open").iterdir()] == ["x.tar"]


@pytest.fixture
def small_disk(workspace: Path, tmp_path: Path) -> Iterator[Path]:
    """The workspace on a disk of its own with little room left, and in its folder `fill`, which takes the room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    size = sum(path.stat().st_size for path in workspace.rglob("*")) + 6_000_000
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)]
    if sys.platform != "linux" or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may make a small disk")
    try:
        folder = disk / "workspace"
        shutil.copytree(workspace, folder)
        (folder / "fill").write_bytes(b"x" * (shutil.disk_usage(disk).free - 120_000))
        yield folder
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize(
    "command", ["add {tmp}/big.txt", "build --again", "export --out {disk}/out", "backup {disk}/x"]
)
def test_a_disk_that_fills_up_costs_nothing_that_was_kept(
    tw: Command, small_disk: Path, tmp_path: Path, command: str
) -> None:
    (tmp_path / "big.txt").write_text("Shells hit Idlib on 5 March 2020. " * 6000, encoding="utf-8")
    args = ["-w", str(small_disk), *(word.format(tmp=tmp_path, disk=small_disk) for word in command.split())]
    log = tw("-w", small_disk, "log").out
    done = tw(*args)
    assert (done.code, done.out, "Traceback" in done.err) == (2, "", False)
    assert "free some space" in done.err.splitlines()[-1] or "nothing was written there" in done.err.splitlines()[-1]
    assert tw("-w", small_disk, "verify").code == 0
    assert tw("-w", small_disk, "log").out == log
    assert not (small_disk / "x").exists()
    assert list((small_disk / "out").glob("*")) == []
    (small_disk / "fill").unlink()
    assert tw(*args).code == 0
    assert tw("-w", small_disk, "verify").code == 0


@POSIX
def test_outputs_that_take_nothing_are_no_crash(workspace: Path) -> None:
    def run(command: str) -> tuple[int, str, str]:
        line = " ".join(f"'{word}'" for word in (*COMMAND, "incidents"))
        done = subprocess.run(
            ["sh", "-c", command.format(line)],
            env=ENVIRONMENT,
            cwd=workspace,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    assert run("{0} | head -n 1 | wc -l")[1:] == ("1\n", "")
    assert run("{0} >&-") == (0, "", "")
    assert run("{0} 2>&-")[0] == 0
    if Path("/dev/full").exists():
        assert run("{0} > /dev/full") == (2, "", "trucewatch: the system: No space left on device\n")


def _lock(folder: Path, *, write: bool = False) -> None:
    """Take away, or give back, the right to write to all that is in a folder."""
    for path in (folder, *folder.rglob("*")):
        path.chmod((path.stat().st_mode | 0o200) if write else (path.stat().st_mode & ~0o222))


def _each(commands: tuple[str, ...], folder: Path) -> dict[str, tuple[str, str]]:
    """What each command comes to, as exit code and error stream, for a user whom permissions bind."""
    prefix: list[str] = []
    if os.getuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("permissions do not bind root, and there is no setpriv to become less")
        prefix = ["setpriv", f"--bounding-set={CAPABILITIES}", f"--inh-caps={CAPABILITIES}"]
    script = (
        "import contextlib, io, json, sys\n"
        "from trucewatch.cli.main import run\n"
        "told = {}\n"
        "for command in sys.argv[1:]:\n"
        "    with contextlib.redirect_stderr(io.StringIO()) as err, contextlib.redirect_stdout(io.StringIO()):\n"
        "        code = run(command.split())\n"
        "    told[command] = str(code), err.getvalue()\n"
        "print(json.dumps(told))\n"
    )
    done = subprocess.run(
        [*prefix, sys.executable, "-c", script, *commands],
        env=ENVIRONMENT,
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )

    found: dict[str, tuple[str, str]] = {name: tuple(told) for name, told in json.loads(done.stdout).items()}
    return found
