"""How an optional library is installed: by the very Python that runs, whose `pip` need not be on anybody's path."""

from __future__ import annotations

import shlex
import sys


def install_line(extra: str) -> str:
    """The command line that installs an extra, to be typed as it is."""
    return f"{shlex.quote(sys.executable or 'python3')} -m pip install 'trucewatch[{extra}]'"
