"""Long work says at a terminal what it is at, and nowhere else; where it is stopped, one line says what stands."""

import shutil
import sys
from typing import TYPE_CHECKING, Self

import typer

if TYPE_CHECKING:
    from types import TracebackType

_WIDTH = 80


class Steps:
    """Call it with what begins now; `stands` says what there is if somebody stops the work."""

    def __init__(self, stands: str) -> None:
        self._stands = stands
        self._shown = 0

    def __call__(self, words: str) -> None:
        """Show what the work is at, in the place of what was shown before."""
        if not sys.stderr.isatty():
            return
        room = shutil.get_terminal_size((_WIDTH, 24)).columns - 1
        line = f"{words} …"[:room]
        self._write(line)
        self._shown = len(line)

    def clear(self) -> None:
        """Leave an empty line, for what is told for good."""
        if self._shown:
            self._write("")
            self._shown = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: "TracebackType | None"
    ) -> None:
        self.clear()
        if kind is KeyboardInterrupt:
            typer.echo(f"trucewatch: stopped; {self._stands}", err=True)

    def _write(self, line: str) -> None:
        """Write over what is shown without a sequence that a plain terminal would not know."""
        sys.stderr.write(f"\r{line}{' ' * (self._shown - len(line))}\r")
        sys.stderr.flush()
