"""While many files are read, what was loaded before is left out of garbage collection, which then costs next to nothing."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def settled() -> Iterator[None]:
    """Set aside all objects there are: packs, index and weights are hundreds of thousands that each pass would visit.

    Processes forked meanwhile go on sharing their memory, too. Without effect where something else has set objects aside.
    """
    ours = not gc.get_freeze_count()
    if ours:
        gc.freeze()
    try:
        yield
    finally:
        if ours:
            gc.unfreeze()
