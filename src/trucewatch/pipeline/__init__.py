"""Wires the stages: files in, readings out, on one core or several; importing this loads nothing else."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trucewatch.pipeline.read import read_paths
    from trucewatch.pipeline.toolbox import Toolbox

_HOMES = {"Toolbox": "trucewatch.pipeline.toolbox", "read_paths": "trucewatch.pipeline.read"}
__all__ = ["Toolbox", "read_paths"]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
