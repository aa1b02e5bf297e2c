"""While many files are read, what was loaded before is left out of garbage collection and stays where it is."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def settled() -> Iterator[None]:
    """Set aside all objects there are: packs and index are hundreds of thousands, which no pass needs to visit.

    Processes forked meanwhile go on sharing their memory, for nothing writes to them. Without effect where something else has set objects aside.
    """
    ours = not gc.get_freeze_count()
    if ours:
        gc.freeze()
    try:
        yield
    finally:
        if ours:
            gc.unfreeze()
