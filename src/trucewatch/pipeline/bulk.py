"""Where a great many records are read back at once, the interpreter does not look through all of them for cycles meanwhile.

Records hold no cycles, and to look for some takes as long as all of the reading.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for cycles, which goes on afterwards if it was on; also a decorator."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
