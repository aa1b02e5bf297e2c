"""Reads reports of a conflict into a cited ledger of incidents; importing this loads nothing else.

`trucewatch.read(paths)` gives `Readings`, `trucewatch.link(readings)` the incidents that they tell of.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.api import Readings, link, read

__version__ = "0.1.0"
__all__ = ["Readings", "__version__", "link", "read"]


def __getattr__(name: str) -> object:
    if name in {"Readings", "link", "read"}:
        from trucewatch import api

        return getattr(api, name)
    msg = f"module 'trucewatch' has no attribute {name!r}"
    raise AttributeError(msg)
