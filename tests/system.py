"""What tests need of the system is installed once where this may be done; else the tests that ask are skipped and say what to do."""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[1] / "tools"
PATIENCE = 600
"""Seconds that an installation may take; half a minute is usual, three minutes where something is built."""
with_patience = pytest.mark.timeout(PATIENCE + 300)
"""For tests that may be the first to ask."""
_SCRIPTS = {"followthemoney": ("ftm.sh", sys.executable), "weasyprint": ("system.sh", "pango")}
"""What brings a package, or the libraries of the system that it leans on."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@cache
def installed(script: str, *args: str) -> str:
    """Run `tools/SCRIPT`, once; empty, or in a few words why it did not do its work."""
    command = ["sh", str(TOOLS / script), *args]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    told = [line for line in done.stderr.splitlines() if line.strip() and not line.startswith("WARNING")]
    return (told[-1].strip() if told else f"tools/{script} ended with {done.returncode}") if done.returncode else ""


def chromium() -> str:
    """The program's path; skips the test that asks where it cannot be had."""
    found = _browser()
    if found is None:
        why = installed("system.sh", "chromium")
        found = _browser()
        if found is None:
            pytest.skip(f"no Chromium: {why}")
    return found


def _browser() -> str | None:
    return next((path for name in _BROWSERS if (path := shutil.which(name))), None)


def needed(package: str) -> None:
    """Skip the test that asks where a package, or what it leans on, is missing and cannot be installed; none is always there."""
    script = _SCRIPTS.get(package)
    if not package or can_import(package):
        return
    why = installed(*script) if script else ""
    importlib.invalidate_caches()
    if not can_import(package):
        pytest.skip(f"no {package} here: {why or f'pip install {package}'}")


def can_import(module: str) -> bool:
    """Whether a module and the libraries that it leans on are there."""
    try:
        importlib.import_module(module)
    except (ImportError, OSError):
        return False
    return True
