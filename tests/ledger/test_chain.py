"""The log's chain: anyone can compute it from the description alone, and a break in it is named once."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.builders import NOON, after

from trucewatch.ledger.chain import canonical, check_chain, digest_of, next_entry, stamp, time_of
from trucewatch.ledger.rows import entry_row, pack, unpack

if TYPE_CHECKING:
    from trucewatch.ledger.values import Entry

JSON: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def chain(count: int) -> list[dict[str, object]]:
    """The rows of a log of so many entries."""
    entries: list[Entry] = []
    for i in range(count):
        last = entries[-1] if entries else None
        entries.append(next_entry(last, at=after(i), who="Amal", verb="note", body={"n": i}))
    return [entry_row(entry) for entry in entries]


def head_of(rows: list[dict[str, object]]) -> dict[str, object]:
    return {"one": 1, "seq": rows[-1]["seq"], "hash": rows[-1]["hash"]}


def test_the_hash_can_be_computed_by_hand() -> None:
    entry = next_entry(None, at=datetime(2020, 9, 20, 12, tzinfo=UTC), who="Amal", verb="note", body={"b": "é", "a": 1})
    text = (
        '[1,"2020-09-20T12:00:00.000000Z","Amal","note","{\\"a\\":1,\\"b\\":\\"\\\\u00e9\\"}",'
        '"0000000000000000000000000000000000000000000000000000000000000000"]'
    )
    assert entry.hash == hashlib.sha256(text.encode()).hexdigest()


def test_a_sound_chain_has_no_damage() -> None:
    rows = chain(5)
    assert list(check_chain(rows, head_of(rows))) == []
    assert list(check_chain(rows, head_of(rows), str(rows[2]["hash"]))) == []
    assert list(check_chain([], None)) == []


def test_entries_that_changed_places_are_named() -> None:
    rows = chain(5)
    rows[1], rows[2] = rows[2] | {"seq": 2}, rows[1] | {"seq": 3}
    assert [damage.item for damage in check_chain(rows, head_of(rows))] == [
        "log entry 2",
        "log entry 2",
        "log entry 3",
        "log entry 3",
        "log entry 3",
        "log entry 4",
    ]


def test_an_entry_put_in_between_is_named() -> None:
    rows = chain(3)
    rows.insert(2, rows[1])
    assert [f"{damage.item} {damage.what}" for damage in check_chain(rows, head_of(rows))] == [
        "log entry 2 has no place in the log"
    ]


def test_a_log_all_gone_is_named_by_its_head() -> None:
    head = head_of(chain(3))
    (damage,) = check_chain([], head)
    assert f"{damage.item}: {damage.what}" == "log entries 1 to 3: are missing: the log is cut off"


@given(st.integers(0, 5), st.sampled_from(["at", "who", "verb", "body", "previous", "hash"]), st.text(max_size=5))
@settings(max_examples=50, deadline=None)
def test_any_other_text_in_any_cell_is_damage(number: int, name: str, text: str) -> None:
    rows = chain(6)
    head = head_of(rows)
    rows[number] = rows[number] | {name: text}
    assert any(damage.item == f"log entry {number + 1}" for damage in check_chain(rows, head))


@given(st.dictionaries(st.text(), JSON, max_size=4), st.text())
@settings(max_examples=50, deadline=None)
def test_a_body_is_told_as_it_is_hashed(body: dict[str, object], who: str) -> None:
    entry = next_entry(None, at=NOON, who=who, verb="note", body=body)
    assert entry.body == json.loads(canonical(body))
    assert canonical(entry.body) == canonical(body)
    assert canonical(body).isascii()
    assert list(check_chain([entry_row(entry) | {"who": who}], None))[0].item == "log head"  # noqa: RUF015


@given(st.text(st.characters(codec=None)) | st.sampled_from(["\x1a", "\x1a\x1a", '\x1a"x"', "\ud800\udc00"]))
@settings(max_examples=200, deadline=None)
def test_every_text_can_be_stored_and_told_from_every_other(text: str) -> None:
    stored = pack(text)
    stored.encode()
    assert "\x00" not in stored
    assert unpack(stored) == text
    assert stored == text or stored.startswith("\x1a")


@given(st.datetimes(timezones=st.timezones()), st.datetimes(timezones=st.timezones()))
@settings(max_examples=50, deadline=None)
def test_stamps_sort_as_times_do(left: datetime, right: datetime) -> None:
    try:
        one, two = left.astimezone(UTC), right.astimezone(UTC)
    except OverflowError:
        return
    assert time_of(stamp(left)) == one
    assert (stamp(left) < stamp(right)) == (one < two)


def test_digests_take_any_text() -> None:
    assert digest_of("é") == hashlib.sha256(b"\xc3\xa9").hexdigest()
    assert digest_of("\ud800") != digest_of("\ud801")
