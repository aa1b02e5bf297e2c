"""One process works on one core: the parser's matrices are so small that sharing them out among threads costs more than it saves."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Read by the matrix libraries that numpy is built with, once, when they are loaded.
_SETTINGS = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@contextmanager
def one_thread() -> Iterator[None]:
    """Have numpy work in one thread if it is loaded within; without effect where it was loaded, or told otherwise, before.

    With two threads on two cores, two processes read half as many reports as with one thread each.
    """
    ours = () if any(name in os.environ for name in _SETTINGS) else _SETTINGS
    os.environ.update(dict.fromkeys(ours, "1"))
    try:
        yield
    finally:
        for name in ours:
            del os.environ[name]
