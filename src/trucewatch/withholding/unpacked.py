"""A file that is about to be handed out becomes the texts in it, those of packed files too; what cannot be looked into is said."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model.extras import install_line
from trucewatch.withholding.decoding import embedded_in, is_mail, mail_parts, rtf_text, strings_in, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

MOST_BYTES = 300_000_000
"""How much one file may hold, unpacked; beyond it is not looked into."""
_DEPTH = 3
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*")
_UNKNOWN = "it is no text, and of a kind that is not known"
_GZIP, _BZIP2 = b"\x1f\x8b", b"BZh"
_TAR_AT, _TAR = 257, b"ustar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One text of a file; `name` is empty for the file as it is. Where `why_not` has words, nothing could be read."""

    name: str = ""
    text: str = ""
    why_not: str = ""


def parts_of(path: Path) -> Iterator[Part]:
    """All texts of a file; raises OSError where it cannot be read.

    Looked into are archives (zip, so DOCX, XLSX, ODT and EPUB too, tar, gzip, bzip2, xz), mails, PDF, RTF and Parquet, as
    deep as they lie in each other.
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
    unpack = _unpacker(data)
    text = text_of(data)
    yield Part(name=name, text=strings_in(data) if text is None else text)
    if unpack is not None:
        yield from unpack(name, data, room, depth) if depth else [Part(name=name, why_not="it is packed too deeply")]
    elif text is None:
        yield Part(name=name, why_not=_UNKNOWN)
    elif depth:
        yield from _carried(name, data, room, depth)


def _unpacker(data: bytes) -> Callable[[str, bytes, _Room, int], Iterator[Part]] | None:
    """What opens a file that begins so; `None` where there is nothing to open."""
    if data[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        return _tarred
    return next((unpack for mark, unpack in _PACKED.items() if data.startswith(mark)), None)


def _carried(name: str, data: bytes, room: _Room, depth: int) -> Iterator[Part]:
    """What a text carries within: the parts of a mail, what a page has in its addresses, the words of an RTF text."""
    if data.startswith(b"{\\rtf"):
        yield Part(name=_within(name, "words"), text=rtf_text(data))
    inner: Iterable[tuple[str, bytes]] = mail_parts(data) if is_mail(data) else ()
    for part, found in inner:
        yield from _parts(_within(name, part), found, room, depth - 1)
    for number, found in enumerate(embedded_in(data), start=1):
        yield from _parts(_within(name, f"embedded {number}"), found, room, depth - 1)


def _plain(data: bytes) -> str:
    return text_of(data) or ""


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


def _tarred(name: str, data: bytes, room: _Room, depth: int) -> Iterator[Part]:
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            for item in archive:
                inner = _within(name, item.name)
                yield Part(name=inner, text=f"{item.name} {item.linkname} {item.uname}")
                stream = archive.extractfile(item) if item.isfile() else None
                if stream is None:
                    continue
                found = room.fill(stream.read)
                yield from _parts(inner, found, room, depth - 1) if found is not None else [_too_large(inner)]
                if found is None:
                    return
    except (tarfile.TarError, OSError, EOFError) as error:
        yield Part(name=name, why_not=f"it cannot be unpacked ({error})")


def _pressed(name: str, data: bytes, room: _Room, depth: int) -> Iterator[Part]:
    """One file that is pressed by itself, by gzip, bzip2 or xz."""
    packed = io.BytesIO(data)
    try:
        with (
            gzip.GzipFile(fileobj=packed)
            if data.startswith(_GZIP)
            else bz2.BZ2File(packed)
            if data.startswith(_BZIP2)
            else lzma.LZMAFile(packed)
        ) as stream:
            found = room.fill(stream.read)
    except (OSError, EOFError, lzma.LZMAError) as error:
        yield Part(name=name, why_not=f"it cannot be unpacked ({error})")
        return
    yield from _parts(_within(name, "unpacked"), found, room, depth - 1) if found is not None else [_too_large(name)]


def _pages(name: str, data: bytes, _room: _Room, _depth: int) -> Iterator[Part]:
    try:
        import pypdf
    except ImportError:
        yield Part(name=name, why_not=f"PDF needs {install_line('pdf')}")
        return
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        yield Part(name=_within(name, "properties"), text=str(reader.metadata))
        for number, page in enumerate(reader.pages, start=1):
            yield Part(name=_within(name, f"page {number}"), text=page.extract_text())
    except Exception as error:  # noqa: BLE001 - pypdf raises whatever a broken file makes it stumble over
        yield Part(name=name, why_not=f"its pages cannot be read ({error})")


def _rows(name: str, data: bytes, _room: _Room, _depth: int) -> Iterator[Part]:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        yield Part(name=name, why_not=f"Parquet needs {install_line('parquet')}")
        return
    try:
        table = parquet.read_table(io.BytesIO(data))
    except (ArrowException, OSError) as error:
        yield Part(name=name, why_not=f"its rows cannot be read ({error})")
        return
    yield Part(name=_within(name, "rows"), text=f"{table.to_pylist()} {table.schema.metadata}")


_PACKED = {
    b"PK\x03\x04": _zipped,
    _GZIP: _pressed,
    _BZIP2: _pressed,
    b"\xfd7zXZ": _pressed,
    b"%PDF": _pages,
    b"PAR1": _rows,
}


def _within(name: str, inner: str) -> str:
    return f"{name} › {inner}" if name else inner


def _too_large(name: str) -> Part:
    return Part(name=name, why_not="it is too large")
