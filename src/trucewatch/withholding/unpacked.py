"""A file that is about to be handed out becomes the texts in it, those of packed files too; what cannot be looked into is said."""

from __future__ import annotations

import gzip
import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MOST_BYTES = 300_000_000
"""How much one file may hold, unpacked; beyond it is not looked into."""
_DEPTH = 3
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One text of a file; `name` is empty for the file as it is. Where `why_not` has words, nothing could be read."""

    name: str = ""
    text: str = ""
    why_not: str = ""


def parts_of(path: Path) -> Iterator[Part]:
    """All texts of a file; raises OSError where it cannot be read.

    Looked into are zip archives (so DOCX, XLSX and EPUB), gzip, PDF and Parquet, as deep as they lie in each other.
    """
    if path.stat().st_size > MOST_BYTES:
        yield Part(why_not="it is too large")
        return
    yield from _parts("", path.read_bytes(), _Room(MOST_BYTES), _DEPTH)


@dataclass(slots=True)
class _Room:
    """How many bytes may still be unpacked."""

    left: int

    def fill(self, read: Callable[[int], bytes]) -> bytes | None:
        """All that comes, or `None` where it is too much."""
        data = read(self.left + 1)
        self.left -= len(data)
        return data if self.left >= 0 else None


def _parts(name: str, data: bytes, room: _Room, depth: int) -> Iterator[Part]:
    if data.startswith(_PICTURES):
        yield Part(name=name, why_not="it is a picture")
        return
    yield Part(name=name, text=_plain(data))
    packed = {b"PK\x03\x04": _zipped, b"\x1f\x8b": _gzipped}
    for mark, unpack in packed.items():
        if data.startswith(mark):
            yield from (
                unpack(name, data, room, depth) if depth else [Part(name=name, why_not="it is packed too deeply")]
            )
    if data.startswith(b"%PDF"):
        yield from _pages(name, data)
    elif data.startswith(b"PAR1"):
        yield from _rows(name, data)


def _plain(data: bytes) -> str:
    is_wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    return data.decode("utf-16" if is_wide else "utf-8", errors="replace")


def _zipped(name: str, data: bytes, room: _Room, depth: int) -> Iterator[Part]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield Part(name=_within(name, "comment"), text=_plain(archive.comment))
            for item in archive.infolist():
                inner = _within(name, item.filename)
                with archive.open(item) as stream:
                    found = room.fill(stream.read)
                yield Part(name=inner, text=item.filename)
                yield from _parts(inner, found, room, depth - 1) if found is not None else [_too_large(inner)]
                if found is None:
                    return
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        yield Part(name=name, why_not=f"it cannot be unpacked ({error})")


def _gzipped(name: str, data: bytes, room: _Room, depth: int) -> Iterator[Part]:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            found = room.fill(stream.read)
    except (OSError, EOFError) as error:
        yield Part(name=name, why_not=f"it cannot be unpacked ({error})")
        return
    yield from _parts(_within(name, "unpacked"), found, room, depth - 1) if found is not None else [_too_large(name)]


def _pages(name: str, data: bytes) -> Iterator[Part]:
    try:
        import pypdf
    except ImportError:
        yield Part(name=name, why_not="PDF needs pip install 'trucewatch[pdf]'")
        return
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        yield Part(name=_within(name, "properties"), text=str(reader.metadata))
        for number, page in enumerate(reader.pages, start=1):
            yield Part(name=_within(name, f"page {number}"), text=page.extract_text())
    except Exception as error:  # noqa: BLE001 - pypdf raises whatever a broken file makes it stumble over
        yield Part(name=name, why_not=f"its pages cannot be read ({error})")


def _rows(name: str, data: bytes) -> Iterator[Part]:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        yield Part(name=name, why_not="Parquet needs pip install 'trucewatch[parquet]'")
        return
    try:
        table = parquet.read_table(io.BytesIO(data))
    except (ArrowException, OSError) as error:
        yield Part(name=name, why_not=f"its rows cannot be read ({error})")
        return
    yield Part(name=_within(name, "rows"), text=f"{table.to_pylist()} {table.schema.metadata}")


def _within(name: str, inner: str) -> str:
    return f"{name} › {inner}" if name else inner


def _too_large(name: str) -> Part:
    return Part(name=name, why_not="it is too large")
