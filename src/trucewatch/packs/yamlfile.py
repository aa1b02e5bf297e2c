"""YAML in, plain data out: strings stay strings (`NO` is Norway), no tags, no aliases, no doubled keys, no bombs.

Only text, whole numbers, decimals, `true`, `false` and `null` are told apart, as YAML 1.2 does; keys are always text.
The file is read as a stream of events, so that a hostile one is refused before anything is built from it.
"""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, BinaryIO

import yaml

from trucewatch.packs.errors import Fault, PackError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
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
        with open_regular(path) as handle:
            content = handle.read(MAX_BYTES + 1)
            size = max(len(content), path.stat().st_size)
    except OSError as error:
        raise unreadable(path, error) from None
    if size > MAX_BYTES:
        what = f"the file holds {size:,} bytes, more than {MAX_BYTES:,}"
        raise PackError(Fault(path=path, what=what, remedy="split it (actors/*.yaml), or keep places in .tsv files"))
    return content


def open_regular(path: Path) -> BinaryIO:
    """The file, opened to be read; raises PackError where it is no regular file (pipes never end), and OSError."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise PackError(Fault(path=path, what="this is no regular file", remedy="put a plain text file there"))
    return path.open("rb")


def unreadable(path: Path, error: OSError) -> PackError:
    """The error to raise where a file cannot be read."""
    what = f"cannot be read ({error.strerror or error})"
    return PackError(Fault(path=path, what=what, remedy="check that it exists and that you may read it"))


def parse(content: bytes, path: Path) -> Any:
    """Plain data (dict, list, str, int, float, bool, None) of one YAML document; raises PackError with the line."""
    return _Builder(path=path).build(content)


def line_of(path: Path, trail: Trail) -> int | None:
    """The line (from 1) where the value at the trail stands, or else its nearest parent; `None` if unreadable."""
    return _nearest_line(_lines(path), trail)


def located(fault: Fault) -> Fault:
    """The same fault with its line filled in from its trail, and with its best remedy."""
    return all_located([fault])[0]


def all_located(faults: Iterable[Fault]) -> list[Fault]:
    """The same faults with their lines and best remedies; each file is parsed once."""
    files: dict[Path, dict[Trail, int]] = {}
    found = []
    for fault in faults:
        if fault.line is None and fault.path not in files:
            files[fault.path] = _lines(fault.path)
        line = fault.line or _nearest_line(files[fault.path], fault.trail)
        remedy = nearest(*fault.near, fault.remedy) if fault.near else fault.remedy
        found.append(replace(fault, line=line, remedy=remedy, near=None))
    return found


def _lines(path: Path) -> dict[Trail, int]:
    """The lines of all values of a file; none where it cannot be read."""
    builder = _Builder(path=path)
    try:
        builder.build(read_bytes(path))
    except PackError:
        return {}
    return builder.lines


def _nearest_line(lines: dict[Trail, int], trail: Trail) -> int | None:
    known = (lines[trail[:length]] for length in range(len(trail), -1, -1) if trail[:length] in lines)
    return next(known, None)


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
