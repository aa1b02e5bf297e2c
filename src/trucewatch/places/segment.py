"""A places file as sorted key hashes beside its rows; a compiled file that does not match its rows is never used.

The TSV stays the only source: the compiled form holds 64-bit hashes of the keys and the byte offset of the row that each
leads to, so that loading costs two reads and no parsing.
"""

from __future__ import annotations

import gzip
import os
import sys
import tempfile
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from trucewatch.model.errors import TrucewatchError
from trucewatch.model.place import GazetteerEntry
from trucewatch.places.fold import bare, fold, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = ("id", "name", "kind", "lat", "lon", "radius_km", "country", "admin", "pcodes", "population", "names")
MAGIC = b"trucewatch places 1\n"
EXACT, BARE, SKELETON, HEAD = "=", "-", "~", "^"
SHORTEST_SKELETON = 2
LARGEST = 512 << 20
# Countries whose names reach English by transliteration, so that one name has many spellings.
TRANSLITERATED = frozenset(
    [
        "AE",
        "AF",
        "AM",
        "AZ",
        "BD",
        "BH",
        "BY",
        "DJ",
        "DZ",
        "EG",
        "ER",
        "ET",
        "GE",
        "GR",
        "IL",
        "IN",
        "IQ",
        "IR",
        "JO",
        "KG",
        "KP",
        "KW",
        "KZ",
        "LB",
        "LK",
        "LY",
        "MA",
        "MM",
        "MN",
        "MR",
        "NP",
        "OM",
        "PK",
        "PS",
        "QA",
        "RU",
        "SA",
        "SD",
        "SO",
        "SS",
        "SY",
        "TD",
        "TH",
        "TJ",
        "TM",
        "TN",
        "TR",
        "UA",
        "UZ",
        "XK",
        "YE",
    ]
)


class PlacesFileError(TrucewatchError):
    """Raised when a places file cannot be used as a gazetteer."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        """Name the file, the line and the remedy."""
        super().__init__(
            f"{path}, line {line}: {problem}; the columns of a places file are, divided by tabs: {' '.join(COLUMNS)}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One places file ready for look-up: `keys[i]` is a key's hash, `rows[i]` the offset of its line in `data`."""

    pack: str
    data: bytes
    keys: array[int]
    rows: array[int]

    def offsets(self, key: str) -> tuple[int, ...]:
        """Return the offsets of the rows under `key` (a fold, bare or skeleton key with its mark), in file order."""
        wanted = hash_key(key)
        at = bisect_left(self.keys, wanted)
        found = []
        while at < len(self.keys) and self.keys[at] == wanted:
            found.append(self.rows[at])
            at += 1
        return tuple(found)

    def holds(self, key: str) -> bool:
        """Whether any row has `key`."""
        wanted = hash_key(key)
        at = bisect_left(self.keys, wanted)
        return at < len(self.keys) and self.keys[at] == wanted

    def entry(self, offset: int) -> GazetteerEntry:
        """Return the row at byte `offset` as a value."""
        line = self.data[offset : self.data.find(b"\n", offset)].decode()
        return parse_row(line.split("\t"), self.pack)


def hash_key(key: str) -> int:
    """Return 64 bits of a key's BLAKE2b."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")


def parse_row(cells: list[str], pack: str) -> GazetteerEntry:
    """Return a row's cells as an entry; raises ValueError where a number is not one, IndexError where cells lack."""
    return GazetteerEntry(
        id=cells[0],
        name=cells[1],
        kind=cells[2],
        lat=float(cells[3]),
        lon=float(cells[4]),
        radius_km=float(cells[5]),
        country=cells[6],
        admin=_listed(cells[7]),
        pcodes=_listed(cells[8]),
        population=int(cells[9] or 0),
        names=_listed(cells[10]),
        pack=pack,
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def load_segment(pack: str, path: Path, cache: Path | None) -> Segment:
    """Return `path` as a segment, from the compiled file beside it, else from `cache`, else compiled now.

    What is compiled now is kept in `cache` if that can be written; raises PlacesFileError on rows that are no places.
    """
    data = _content(path)
    stamp = blake2b(MAGIC + data, digest_size=16).digest()
    places = [path.with_suffix(".idx")]
    if cache is not None:
        places.append(cache / f"{stamp.hex()}.idx")
    for compiled in places:
        arrays = _read_compiled(compiled, stamp)
        if arrays is not None:
            return Segment(pack=pack, data=data, keys=arrays[0], rows=arrays[1])
    keys, rows = compile_rows(path, data)
    if cache is not None:
        _keep(cache / f"{stamp.hex()}.idx", stamp, keys, rows)
    return Segment(pack=pack, data=data, keys=keys, rows=rows)


def write_compiled(path: Path) -> Path:
    """Compile the places file `path` and write the result beside it, to be shipped; returns what was written."""
    data = _content(path)
    stamp = blake2b(MAGIC + data, digest_size=16).digest()
    target = path.with_suffix(".idx")
    target.write_bytes(_packed(stamp, *compile_rows(path, data)))
    return target


def _content(path: Path) -> bytes:
    """Return the bytes of a places file, unpacked if it is gzipped, its lines ended alike."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        with gzip.open(path) as stream:
            data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise PlacesFileError(path, 1, f"more than {LARGEST >> 20} MB; split it by country")
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    return data if data.endswith(b"\n") else data + b"\n"


def compile_rows(path: Path, data: bytes) -> tuple[array[int], array[int]]:
    """Return the sorted hashes of all keys of all rows and, in parallel, the rows' offsets.

    Raises PlacesFileError on the first row that is no place.
    """
    pairs: set[tuple[int, int]] = set()
    for number, offset, cells in _rows(path, data):
        try:
            entry = parse_row(cells, "")
        except (ValueError, IndexError) as error:
            raise PlacesFileError(path, number, f"not a place ({error})") from error
        pairs.update((hash_key(key), offset) for key in entry_keys(entry))
    ordered = sorted(pairs)
    return array("Q", (key for key, _ in ordered)), array("Q", (row for _, row in ordered))


def entry_keys(entry: GazetteerEntry) -> set[str]:
    """Return every key under which `entry` is found, each with its mark."""
    keys = set()
    for name in (entry.name, *entry.names):
        folded = fold(name)
        if not folded:
            continue
        keys.add(EXACT + folded)
        keys.add(BARE + bare(folded))
        words = bare(folded).split()
        if len(words) > 1:
            keys.add(HEAD + words[0])
        consonants = skeleton(name) if entry.country in TRANSLITERATED else ""
        if len(consonants) >= SHORTEST_SKELETON:
            keys.add(SKELETON + consonants)
    return keys


def _rows(path: Path, data: bytes) -> Iterator[tuple[int, int, list[str]]]:
    offset = 0
    for number, raw in enumerate(data.split(b"\n"), start=1):
        try:
            line = raw.decode()
        except UnicodeDecodeError as error:
            raise PlacesFileError(path, number, "not UTF-8") from error
        cells = line.split("\t")
        if number == 1 and tuple(cells[: len(COLUMNS)]) != COLUMNS:
            raise PlacesFileError(path, number, "the first line does not name the columns")
        if number > 1 and line and not line.startswith("#"):
            yield number, offset, cells
        offset += len(raw) + 1


def _packed(stamp: bytes, keys: array[int], rows: array[int]) -> bytes:
    body = _little(keys).tobytes() + _little(array("I", rows)).tobytes()
    return MAGIC + stamp + blake2b(body, digest_size=16).digest() + body


def _little(values: array[int]) -> array[int]:
    if sys.byteorder == "big":
        values = array(values.typecode, values)
        values.byteswap()
    return values


def _read_compiled(path: Path, stamp: bytes) -> tuple[array[int], array[int]] | None:
    """Return keys and rows if the file is whole and made from just these rows, else None."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    head, body = raw[: len(MAGIC) + 32], raw[len(MAGIC) + 32 :]
    if head != MAGIC + stamp + blake2b(body, digest_size=16).digest() or len(body) % 12:
        return None
    keys, rows = array("Q"), array("I")
    keys.frombytes(body[: len(body) // 12 * 8])
    rows.frombytes(body[len(body) // 12 * 8 :])
    return _little(keys), _little(rows)


def _keep(target: Path, stamp: bytes, keys: array[int], rows: array[int]) -> None:
    """Write the compiled file whole or not at all; a folder that cannot be written costs only the next start."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(_packed(stamp, keys, rows))
            Path(temporary).replace(target)
        except OSError:
            Path(temporary).unlink()
    except OSError:
        return
