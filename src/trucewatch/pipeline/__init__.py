"""Wires the stages: files in, readings out, on one core or several."""

from trucewatch.pipeline.read import read_paths
from trucewatch.pipeline.toolbox import Toolbox

__all__ = ["Toolbox", "read_paths"]
