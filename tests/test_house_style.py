"""No file and no function outgrows what a reader can hold in mind."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

REPO = Path(__file__).parents[1]
ROOTS = ("src", "tests", "training", "benchmarks", "tools")
FILE_LINES = 450
FUNCTION_LINES = 60


def source_files() -> list[Path]:
    return [path for root in ROOTS for path in sorted((REPO / root).rglob("*.py"))]


def function_lengths(source: str) -> dict[str, int]:
    """Lines of every function by its name and place, decorators included."""
    found = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            found[f"{node.name}:{node.lineno}"] = (node.end_lineno or first) - first + 1
    return found


def test_there_is_something_to_look_at() -> None:
    assert len(source_files()) > 100
    assert function_lengths("@cache\ndef one():\n    return 1\n") == {"one:2": 3}


@pytest.mark.parametrize("root", ROOTS)
def test_no_file_is_too_long(root: str) -> None:
    lengths = {
        path.relative_to(REPO).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in (REPO / root).rglob("*.py")
    }
    assert {name: lines for name, lines in lengths.items() if lines > FILE_LINES} == {}


@pytest.mark.parametrize("root", ROOTS)
def test_no_function_is_too_long(root: str) -> None:
    lengths = {
        f"{path.relative_to(REPO).as_posix()}:{name}": lines
        for path in (REPO / root).rglob("*.py")
        for name, lines in function_lengths(path.read_text(encoding="utf-8")).items()
    }
    assert {name: lines for name, lines in lengths.items() if lines > FUNCTION_LINES} == {}
