"""FollowTheMoney's own library for the tests: installed once where this may be done, else its tests are skipped with the reason."""

from __future__ import annotations

import importlib
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

INSTALL = Path(__file__).parents[3] / "tools" / "ftm.sh"
PACKAGE = "followthemoney"
HINT = "sudo apt-get install g++ pkg-config libicu-dev, then: sh tools/ftm.sh"
PATIENCE = 600
"""Seconds that an installation may take; half a minute to three minutes is usual, most of it for building PyICU."""
with_patience = pytest.mark.timeout(PATIENCE + 300)
"""For tests that may be the first to ask."""


def needed(package: str) -> None:
    """Skip the test that asks where a package of a format is missing and cannot be installed."""
    if not package:
        return
    reason = missing() if package == PACKAGE else ""
    if reason:
        pytest.skip(f"no FollowTheMoney here ({reason}): {HINT}")
    pytest.importorskip(package)


@cache
def missing() -> str:
    """Why FollowTheMoney cannot be imported, after one attempt to install it; empty where it can."""
    if _is_there():
        return ""
    command = ["sh", str(INSTALL), sys.executable]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    importlib.invalidate_caches()
    if _is_there():
        return ""
    told = [line for line in done.stderr.splitlines() if line.strip() and not line.startswith("WARNING")]
    return told[-1].strip() if told else f"tools/ftm.sh ended with {done.returncode}"


def _is_there() -> bool:
    try:
        importlib.import_module(PACKAGE)
    except ImportError:
        return False
    return True
