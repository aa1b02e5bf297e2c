"""What commands share: how wide and colourful the terminal is, and issues as one plain line each on the error stream."""

import os
import shutil
import sys
from typing import TYPE_CHECKING, TypeVar

import typer

from trucewatch.publications.table import WIDTH, Look
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from trucewatch.model.document import Reading

T = TypeVar("T")
_MANY = 10


def look_of_stdout() -> Look:
    """The terminal's own width and colour, unless NO_COLOR is set; plain and of a fixed width where output is piped."""
    if not sys.stdout.isatty():
        return Look(width=WIDTH)
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return Look(width=shutil.get_terminal_size((WIDTH, 24)).columns, colour=colour)


def tell_issues(reading: "Reading") -> None:
    """Each issue with its file on the error stream."""
    from trucewatch.publications.record import issues_of

    file = line(reading.document.file)
    for issue in issues_of(reading):
        text = line(issue.text)
        typer.echo(text if text.startswith(file) else f"{file}: {text}", err=True)


def was_read(reading: "Reading") -> bool:
    """Whether there was a text in a language that claims are read in."""
    from trucewatch.documents.language import ENGLISH

    return bool(reading.document.text) and reading.document.language == ENGLISH


def with_progress(items: "Iterator[T]", count: "Callable[[], int] | None", unit: str) -> "Iterable[T]":
    """The items, with a progress bar on the error stream where someone watches it and it is not in the way of the output.

    `count` tells how many there are; few need no bar, and `None` is a number not known.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        return items
    total = count() if count else None
    if total is not None and total <= _MANY:
        return items
    from tqdm import tqdm

    return tqdm(items, total=total, unit=f" {unit}", file=sys.stderr, leave=False)
