"""Regional knowledge as data: loaded, checked and merged; nothing is read at import."""

from trucewatch.packs.errors import PackError
from trucewatch.packs.loader import builtin_packs, load_packs
from trucewatch.packs.merged import Packs

__all__ = ["PackError", "Packs", "builtin_packs", "load_packs"]
