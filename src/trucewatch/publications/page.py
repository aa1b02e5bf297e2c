"""One self-contained page of a run: it loads nothing, sends nothing, and whatever a report holds stays text."""

from __future__ import annotations

import base64
import hashlib
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Self

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from trucewatch.publications.cards import sheet_of
from trucewatch.publications.jsonl import UnwritableError
from trucewatch.publications.marks import Field

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import IO

    from trucewatch.model.document import Reading
    from trucewatch.publications.cards import Sheet

LEGEND = {
    Field.ACT: "what was done",
    Field.WHO: "by whom",
    Field.WHOM: "to whom or what",
    Field.WHERE: "place",
    Field.WHEN: "time",
    Field.WITH: "means",
    Field.MANY: "number",
    Field.SAID: "source",
}
_MEMORY = 32_000_000
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A report's line in the page's index."""

    anchor: str
    title: str
    about: str
    claims: int


class PageWriter:
    """Collects readings and writes the page when closed, also where the run was stopped; raises UnwritableError.

    Memory stays flat however many readings there are. What the file held before is replaced only by a whole page.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._target = path.with_name(f".{path.name}.part") if path.is_file() or not path.exists() else path
        self._file = _open(path, self._target)
        self._templates = _templates()
        self._sheets: IO[bytes] = SpooledTemporaryFile(max_size=_MEMORY)  # noqa: SIM115 - lives until the page is closed
        self._index: list[_Entry] = []
        self._anchors: set[str] = set()

    def add(self, reading: Reading) -> None:
        """Put one report on the page."""
        sheet = sheet_of(reading, len(self._index) + 1, [self._anchor(claim.id) for claim in reading.claims])
        html = self._templates.get_template("report.html").render(sheet=sheet)
        self._sheets.write(html.encode("utf-8", "replace"))
        self._index.append(_entry(sheet))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            with self._file, self._sheets:
                for chunk in self._chunks():
                    self._file.write(chunk.encode("utf-8", "replace"))
            if self._target != self.path:
                self._target.replace(self.path)
        except OSError as failure:
            with suppress(OSError):
                if self._target != self.path:
                    self._target.unlink()
            raise UnwritableError(self.path, failure) from None

    def _anchor(self, claim: str) -> str:
        """The claim's id, with a number where an equal report came before."""
        name = "-".join(claim.split()) or "claim"
        number, anchor = 1, name
        while anchor in self._anchors:
            number += 1
            anchor = f"{name}-{number}"
        self._anchors.add(anchor)
        return anchor

    def _chunks(self) -> Iterator[str]:
        from importlib.metadata import version

        claims = sum(entry.claims for entry in self._index)
        reports = len(self._index)
        style, script = _asset("page.css"), _asset("page.js")
        return self._templates.get_template("page.html").generate(
            title=f"{claims:,} claim{_s(claims)} in {reports:,} report{_s(reports)}",
            legend=LEGEND.items(),
            index=self._index,
            sheets=self._stored(),
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            style_digest=_digest(style),
            script_digest=_digest(script),
            version=version("trucewatch"),
        )

    def _stored(self) -> Iterator[str]:
        """The sheets, read back in pieces that never split a character."""
        self._sheets.seek(0)
        while lines := self._sheets.readlines(_CHUNK):
            yield b"".join(lines).decode()


def _open(path: Path, target: Path) -> IO[bytes]:
    try:
        return target.open("wb")
    except OSError as error:
        raise UnwritableError(path, error) from None


def _templates() -> Environment:
    loader = DictLoader({name: _asset(name) for name in ("page.html", "report.html")})
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)


def _asset(name: str) -> str:
    return (files("trucewatch.publications") / name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    """The SHA-256 that the page's security policy allows to run, in base64."""
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _entry(sheet: Sheet) -> _Entry:
    return _Entry(anchor=sheet.anchor, title=sheet.title, about=" · ".join(sheet.facts[:-1]), claims=len(sheet.cards))


def _s(number: int) -> str:
    return "" if number == 1 else "s"
