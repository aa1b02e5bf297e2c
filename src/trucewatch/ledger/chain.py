"""Each entry of the log holds the hash of the one before it, so no entry can be changed, dropped or moved unnoticed."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from trucewatch.ledger.values import Damage, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

BEGINNING = "0" * 64
"""What the first entry has for the hash of the one before."""

_NOTED = re.compile(r"[0-9a-f]{16,64}")
_FIELDS: Mapping[str, type] = {
    "seq": int,
    "at": str,
    "who": str,
    "verb": str,
    "body": str,
    "previous": str,
    "hash": str,
}


def canonical(body: Mapping[str, object]) -> str:
    """A JSON object as ASCII text in one form only: keys sorted, no spaces. Raises TypeError or ValueError if it is none."""
    return json.dumps(body, sort_keys=True, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def digest_of(text: str) -> str:
    """SHA-256 (hex) of a text in UTF-8; lone surrogates count as they are."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def stamp(at: datetime) -> str:
    """A time as text whose order is that of the times: UTC, to the microsecond. Raises ValueError without a zone."""
    return _utc(at).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        message = "a log entry needs a time with its zone"
        raise ValueError(message)
    return at.astimezone(UTC)


def time_of(text: str) -> datetime:
    """The time that `stamp` wrote; raises ValueError."""
    return _utc(datetime.fromisoformat(text))


def entry_hash(*, seq: int, at: str, who: str, verb: str, body: str, previous: str) -> str:
    """SHA-256 (hex) of the JSON list [seq, at, who, verb, body, previous], in ASCII without spaces.

    `at` is as `stamp` writes it; `body` is its canonical text, taken as one string.
    """
    return _hash_of([seq, at, who, verb, body, previous])


def _hash_of(values: list[object]) -> str:
    return hashlib.sha256(json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


def next_entry(before: Entry | None, *, at: datetime, who: str, verb: str, body: Mapping[str, object]) -> Entry:
    """The entry that follows `before`; never earlier than it, whatever the clock says."""
    seq = before.seq + 1 if before else 1
    previous = before.hash if before else BEGINNING
    time = max(_utc(at), before.at) if before else _utc(at)
    text = canonical(body)
    digest = entry_hash(seq=seq, at=stamp(time), who=who, verb=verb, body=text, previous=previous)
    return Entry(seq=seq, at=time, who=who, verb=verb, body=json.loads(text), previous=previous, hash=digest)


def check_chain(
    rows: Iterable[Mapping[str, object]], head: Mapping[str, object] | None, noted: str = ""
) -> Iterator[Damage]:
    """Every damage of a log that is given as stored rows, by number, whatever these hold.

    `head` is the stored note of the last entry; `noted` a hash, or its first 16 or more digits, that someone wrote down.
    """
    noted = noted.strip().lower()
    expected, time, seen = 1, "", not noted
    link: object = BEGINNING
    at_head: object = None
    for row in rows:
        seq = row.get("seq")
        if not isinstance(seq, int) or seq < expected:
            yield Damage(item=f"log entry {seq!r}", what="has no place in the log")
            continue
        follows = seq == expected
        if not follows:
            yield _gap(expected, seq - 1)
        yield from _row_damages(row, link if follows else None, time)
        expected, link, time = seq + 1, row.get("hash"), _later(time, row.get("at"))
        seen = seen or str(link).startswith(noted)
        at_head = link if head and head.get("seq") == seq else at_head
    yield from _head_damages(head, last=expected - 1, at_head=at_head)
    if not seen or (noted and not _NOTED.fullmatch(noted)):
        yield _lost_note(noted)


def _row_damages(row: Mapping[str, object], link: object, time: str) -> Iterator[Damage]:
    """What is wrong with one row; `link` is the hash of the one before it, `None` if that is missing."""
    item = f"log entry {row['seq']}"
    wrong = [name for name, kind in _FIELDS.items() if not isinstance(row.get(name), kind)]
    if wrong:
        yield Damage(item=item, what=f"was edited: {', '.join(wrong)} cannot be what was written")
        return
    if _hash_of([row[name] for name in _FIELDS if name != "hash"]) != row["hash"]:
        yield Damage(item=item, what="was edited: its content does not match its hash")
    if link is not None and row["previous"] != link:
        yield Damage(item=item, what="does not follow the entry before it: one of the two was replaced")
    if str(row["at"]) < time:
        yield Damage(item=item, what="is out of order: it is earlier than an entry before it")


def _later(time: str, at: object) -> str:
    """The later of two stamps; what is no stamp moves nothing."""
    if not isinstance(at, str):
        return time
    try:
        time_of(at)
    except ValueError:
        return time
    return max(time, at)


def _gap(first: int, last: int) -> Damage:
    many = last > first
    return Damage(
        item=f"log entries {first} to {last}" if many else f"log entry {first}",
        what="are missing" if many else "is missing",
    )


def _head_damages(head: Mapping[str, object] | None, *, last: int, at_head: object) -> Iterator[Damage]:
    """Whether the log ends where its head says; `at_head` is the hash of the entry that the head names."""
    if head is None:
        if last:
            yield Damage(item="log head", what="is missing, so the end of the log cannot be checked")
        return
    seq = head.get("seq")
    if not isinstance(seq, int):
        yield Damage(item="log head", what="was edited: it names no entry")
    elif seq > last:
        gap = _gap(last + 1, seq)
        yield Damage(item=gap.item, what=f"{gap.what}: the log is cut off")
    elif seq < last:
        yield Damage(item="log head", what=f"names entry {seq} as the last, but the log goes on to {last}")
    elif at_head != head.get("hash"):
        yield Damage(item="log head", what=f"does not match entry {seq}: one of the two was replaced")


def _lost_note(noted: str) -> Damage:
    if not _NOTED.fullmatch(noted):
        return Damage(item="hash written down", what="is no hash: 16 to 64 of the digits 0-9 and a-f are needed")
    return Damage(
        item=f"hash written down ({noted[:16]}…)",
        what="is not in the log: the log was cut off or written anew after it was noted",
    )
