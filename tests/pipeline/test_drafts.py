"""What is not whole yet: it goes with its process, or with the next run, and never while somebody works in it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from trucewatch.pipeline.drafts import alone_at, unfinished

if TYPE_CHECKING:
    from pathlib import Path

HOLD = """
import sys
from pathlib import Path
from trucewatch.pipeline.drafts import unfinished
with unfinished(Path(sys.argv[1])) as folder:
    (folder / "half").write_text("x")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("error", [None, RuntimeError, KeyboardInterrupt])
def test_it_is_gone_however_the_work_ends(tmp_path: Path, error: type[BaseException] | None) -> None:
    try:
        with unfinished(tmp_path) as folder:
            (folder / "half").write_bytes(b"x")
            if error:
                raise error
    except (RuntimeError, KeyboardInterrupt):
        pass
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_cleared_and_what_a_living_one_has_is_not(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        theirs = tmp_path / process.stdout.readline().strip().rpartition("/")[2]
        with unfinished(tmp_path):
            assert (theirs / "half").is_file(), "it is at work"
        process.kill()
        process.wait()
        assert (theirs / "half").is_file(), "a kill leaves it"
        with unfinished(tmp_path):
            assert not theirs.exists()
    assert list(tmp_path.iterdir()) == []


def test_folders_of_others_stay(tmp_path: Path) -> None:
    other = tmp_path / ".unfinished-symphony"
    other.mkdir()
    with unfinished(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == [other]


def test_a_place_is_held_by_one_process_by_whatever_name(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("site")
    script = (
        "import sys\nfrom pathlib import Path\nfrom trucewatch.pipeline.drafts import alone_at\n"
        "def waiting():\n    print('waits')\n    sys.exit(3)\n"
        "with alone_at(Path(sys.argv[1]), waiting):\n    print('alone')\n"
    )

    def asked(path: Path) -> str:
        return subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=False).stdout

    with alone_at(tmp_path / "site", lambda: None):
        assert asked(tmp_path / "link") == "waits\n"
        assert asked(tmp_path / "other") == "alone\n"
    assert asked(tmp_path / "site") == "alone\n"
