"""A report goes to a file whole or not at all, in the format that the file's name ends with."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from trucewatch.model.errors import TrucewatchError
from trucewatch.publications.jsonl import UnwritableError
from trucewatch.publications.report.build import content_of
from trucewatch.publications.report.docx import docx_of
from trucewatch.publications.report.html import html_of
from trucewatch.publications.report.markdown import markdown_of
from trucewatch.publications.report.pdf import pdf_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from trucewatch.publications.edition import Edition
    from trucewatch.publications.report.content import ReportContent


_LONGEST = 40


class UnknownFormatError(TrucewatchError):
    """A file's name ends in nothing that a report can be written as."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: no report can be written as this; let the name end in {', '.join(FORMATS)}")


def _html(content: ReportContent) -> bytes:
    return html_of(content).encode()


def _markdown(content: ReportContent) -> bytes:
    return markdown_of(content).encode("utf-8", "replace")


FORMATS: Mapping[str, Callable[[ReportContent], bytes]] = {
    ".html": _html,
    ".pdf": pdf_of,
    ".docx": docx_of,
    ".md": _markdown,
}
"""Formats by the ending of a file's name."""


def render(edition: Edition, ending: str, language: str = "en") -> bytes:
    """The report in the format of an ending of FORMATS: same edition and language, same bytes.

    Raises UnknownLanguageError, NoPdfError and NoDocxError.
    """
    return FORMATS[ending](content_of(edition, language))


def write_report(edition: Edition, path: Path, language: str = "en") -> bytes:
    """Write the report; returns the bytes written. What the file held before is replaced only by a whole report.

    Raises UnknownFormatError, UnwritableError and what `render` raises.
    """
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise UnknownFormatError(path)
    data = render(edition, ending, language)
    try:
        _put(data, path)
    except OSError as error:
        raise UnwritableError(path, error) from None
    return data


def _put(data: bytes, path: Path) -> None:
    """The bytes into the file at once; what is no plain file is written to as it is."""
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    target = path.with_name(f".{path.stem[:_LONGEST]}.part")
    try:
        target.write_bytes(data)
        target.replace(path)
    except OSError:
        with suppress(OSError):
            target.unlink()
        raise
