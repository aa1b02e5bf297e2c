"""Regional knowledge as data: loaded, checked and merged; importing this loads nothing else."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.packs.errors import PackError
    from trucewatch.packs.loader import builtin_packs, load_packs
    from trucewatch.packs.merged import Packs

_HOMES = {
    "PackError": "trucewatch.packs.errors",
    "Packs": "trucewatch.packs.merged",
    "builtin_packs": "trucewatch.packs.loader",
    "load_packs": "trucewatch.packs.loader",
}
__all__ = ["PackError", "Packs", "builtin_packs", "load_packs"]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
