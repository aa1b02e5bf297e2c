"""YAML in, plain data out: strings stay strings (`NO` is Norway), no tags, no aliases, no doubled keys, no bombs.

Only text, whole numbers, decimals, `true`, `false` and `null` are told apart, as YAML 1.2 does; keys are always text.
The file is read as a stream of events, so that a hostile one is refused before anything is built from it.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import yaml

from trucewatch.packs.errors import Fault, PackError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from trucewatch.packs.errors import Trail

MAX_BYTES = 8_000_000
MAX_DEPTH = 16
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})(\.\d{1,17})?")
_WORDS = {"true": True, "True": True, "false": False, "False": False, "null": None, "Null": None, "~": None, "": None}


def read_bytes(path: Path) -> bytes:
    """The content of a regular file of at most `MAX_BYTES`.

    Raises PackError where it is missing, unreadable, no regular file or too large.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise PackError(Fault(path=path, what="this is no regular file", remedy="put a plain text file there"))
        if status.st_size > MAX_BYTES:
            what = f"the file holds {status.st_size:,} bytes, more than {MAX_BYTES:,}"
            raise PackError(
                Fault(path=path, what=what, remedy="split it (actors/*.yaml), or keep places in .tsv files")
            )
        return path.read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        raise PackError(Fault(path=path, what=what, remedy="check that it exists and that you may read it")) from None


def parse(content: bytes, path: Path) -> Any:
    """Plain data (dict, list, str, int, float, bool, None) of one YAML document; raises PackError with the line."""
    return _Builder(path=path).build(content)


def line_of(path: Path, trail: Trail) -> int | None:
    """The line (from 1) where the value at the trail stands, or else its nearest parent; `None` if unreadable."""
    builder = _Builder(path=path, lines={})
    try:
        builder.build(read_bytes(path))
    except PackError:
        return None
    known = (builder.lines[trail[:length]] for length in range(len(trail), -1, -1) if trail[:length] in builder.lines)
    return next(known, None)


def located(fault: Fault) -> Fault:
    """The same fault with its line filled in from its trail."""
    return replace(fault, line=fault.line or line_of(fault.path, fault.trail))


@dataclass(slots=True, kw_only=True)
class _Builder:
    """Builds plain data from events; notes the line of every value only where `lines` is given."""

    path: Path
    lines: dict[Trail, int] = field(default_factory=dict)
    _events: Iterator[Any] = field(init=False)

    def build(self, content: bytes) -> Any:
        self._check_text(content)
        self._events = iter(yaml.parse(content, Loader=yaml.CSafeLoader))
        try:
            next(self._events)  # start of stream
            if isinstance(next(self._events), yaml.StreamEndEvent):
                return None
            value = self._value(next(self._events), ())
            next(self._events)  # end of document
            self._refuse_second(next(self._events))
        except yaml.YAMLError as error:
            raise self._syntax_error(error) from None
        return value

    def _check_text(self, content: bytes) -> None:
        try:
            content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            fault = Fault(path=self.path, what="not UTF-8 text", remedy="save the file as UTF-8", line=line)
            raise PackError(fault) from None

    def _refuse_second(self, event: Any) -> None:
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._error(event, "a second YAML document begins here", "keep one document in a file, without '---'")

    def _value(self, event: Any, trail: Trail) -> Any:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            what = "anchors (&) and aliases (*) are not allowed here"
            raise self._error(event, what, "write the value out, or quote a text that begins with the sign")
        if event.tag and event.tag != "!":
            what = f"the tag {event.tag[:60]!r} is not allowed"
            raise self._error(event, what, "write plain text, or quote a text that begins with '!'")
        if len(trail) > MAX_DEPTH:
            raise self._error(event, f"nested more than {MAX_DEPTH} levels deep", "flatten it")
        self.lines[trail] = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event.value) if event.implicit[0] else event.value
        return self._list(trail) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(trail)

    def _list(self, trail: Trail) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*trail, len(found))))
        return found

    def _mapping(self, trail: Trail) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._error(event, "this cannot be a key", "use plain text as the key, quoted if need be")
            key = event.value
            if key in found:
                raise self._error(event, f"the key {key!r} stands twice", "keep one of the two")
            found[key] = self._value(next(self._events), (*trail, key))
        return found

    def _error(self, event: Any, what: str, remedy: str) -> PackError:
        return PackError(Fault(path=self.path, what=what, remedy=remedy, line=event.start_mark.line + 1))

    def _syntax_error(self, error: yaml.YAMLError) -> PackError:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        remedy = "check the indentation, and quote text that holds ': ' or begins with a sign"
        line = mark.line + 1 if mark else None
        return PackError(Fault(path=self.path, what=f"not valid YAML: {problem}", remedy=remedy, line=line))


def _scalar(text: str) -> Any:
    """What an unquoted word stands for."""
    if text in _WORDS:
        return _WORDS[text]
    number = _NUMBER.fullmatch(text)
    if number is None:
        return text
    return float(text) if number[1] else int(text)
