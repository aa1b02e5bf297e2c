"""One record a line, each line whole on disk before the next begins, so that whatever stops a run leaves valid JSONL."""

from __future__ import annotations

import errno
import json
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, Self

from trucewatch.model.errors import TrucewatchError
from trucewatch.publications.checked import RecordError
from trucewatch.publications.record import record_of
from trucewatch.publications.reread import read_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from io import FileIO
    from pathlib import Path
    from types import TracebackType

    from trucewatch.model.document import Reading

_SURROGATES = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What a tool takes for a line end, or a terminal obeys without showing it; JSON has it only within texts."""


_REMEDIES = (
    (("ENOSPC", "EDQUOT", "EFBIG"), "free some space there or name another file"),
    (("EACCES", "EPERM", "EROFS"), "name a place that you may write to"),
    (("EBUSY", "ETXTBSY"), "close it where it is open or name another file"),
    (("ENOENT",), "make its folder first or name another file"),
    (("ENOTDIR",), "what stands above it is no folder; name another file"),
    (("EISDIR",), "a folder of that name is there; name another file"),
    (("ENAMETOOLONG",), "name a shorter one"),
)
"""What to do, by the names of the system's errors; a name that this system has not is none of its errors."""


class UnwritableError(TrucewatchError):
    """A file that cannot be written: a full disk, a missing folder, no permission."""

    def __init__(self, path: object, error: OSError) -> None:
        reason = error.strerror or str(error)
        name = errno.errorcode.get(error.errno or 0, "")
        remedy = next((told for names, told in _REMEDIES if name in names), "name another file")
        super().__init__(f"{path}: cannot be written ({reason}); {remedy}")


class UnreadableRecordError(TrucewatchError):
    """A JSONL file, or a line of it (from 1), that is no record of ours."""

    def __init__(self, path: Path, line: int | None, what: object) -> None:
        super().__init__(f"{path}:{line}: {what}" if line else f"{path}: {what}")


class Sink(Protocol):
    """Where whole lines go; `write` may take a part only and says how much."""

    def write(self, data: bytes, /) -> int | None:
        """Take bytes; return how many were taken."""


def text_of(record: Mapping[str, object]) -> str:
    """A record as the text of one line; line ends of any tool and what steers a terminal are escaped, lone surrogates replaced."""
    line = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    return _SURROGATES.sub("\ufffd", escaped(line))


def escaped(text: str) -> str:
    """JSON text in which nothing can end a line or steer a terminal, and that means the same."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def line_of(record: Mapping[str, object]) -> bytes:
    """A record as one UTF-8 line."""
    return text_of(record).encode() + b"\n"


def write_line(sink: Sink, record: Mapping[str, object]) -> None:
    """Write one record whole; raises OSError as the sink does."""
    rest = memoryview(line_of(record))
    while rest:
        rest = rest[sink.write(bytes(rest)) or 0 :]


class JsonlWriter:
    """Writes records to a file, replacing what it held; raises UnwritableError.

    A line that could only be written in part is taken back.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._file = _open(path)
        self._whole = 0

    def add(self, reading: Reading) -> None:
        """Append the record of one reading."""
        self.write(record_of(reading))

    def write(self, record: Mapping[str, object]) -> None:
        """Append one record of any sort."""
        try:
            write_line(self._file, record)
        except BaseException as error:
            self._take_back()
            if isinstance(error, OSError):
                raise UnwritableError(self.path, error) from None
            raise
        self.count += 1
        self._whole = self._file.tell() if self._file.seekable() else 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        try:
            self._file.close()
        except OSError as failure:
            raise UnwritableError(self.path, failure) from None

    def _take_back(self) -> None:
        """Cut what was written of an unfinished line; a pipe cannot be cut."""
        with suppress(OSError):
            if self._file.seekable():
                os.ftruncate(self._file.fileno(), self._whole)
                self._file.seek(self._whole)


def _open(path: Path) -> FileIO:
    try:
        return path.open("wb", buffering=0)
    except OSError as error:
        raise UnwritableError(path, error) from None


def read_jsonl(path: Path) -> Iterator[Reading]:
    """The readings of a file that `trucewatch read --jsonl` wrote; raises UnreadableRecordError with the line."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _parsed(path, number, line)
    except OSError as error:
        raise UnreadableRecordError(path, None, f"cannot be read ({error.strerror or error})") from None


def _parsed(path: Path, number: int, line: bytes) -> Reading:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise UnreadableRecordError(path, number, "this is no JSON; name a file that `read --jsonl` wrote") from None
    if not isinstance(record, dict):
        raise UnreadableRecordError(path, number, "this is no object; name a file that `read --jsonl` wrote")
    try:
        return read_record(record)
    except RecordError as error:
        raise UnreadableRecordError(path, number, error) from None
