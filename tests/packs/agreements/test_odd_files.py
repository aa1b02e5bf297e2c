"""Whatever stands where in a file, it is an agreement or it has faults; nothing else happens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.packs.agreements.conftest import HILLS

from trucewatch.packs.agreements.names import Names
from trucewatch.packs.agreements.sheet import read_sheet
from trucewatch.packs.loader import load_packs
from trucewatch.packs.schema import FaultList
from trucewatch.packs.yamlfile import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path("hills.yaml")
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(["", "text", "Russia"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["", "id", "at"]), inner, max_size=2),
    max_leaves=4,
)


def _ways(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield way
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, inner in pairs:
        yield from _ways(inner, (*way, key))


WAYS = tuple(_ways(parse(HILLS.encode(), FILE)))


def _with(way: tuple[Any, ...], junk: Any) -> Any:
    """The sound file's data with something else at one place."""
    data = at = parse(HILLS.encode(), FILE)
    if not way:
        return junk
    for key in way[:-1]:
        at = at[key]
    at[way[-1]] = junk
    return data


@pytest.fixture(scope="module")
def names() -> Names:
    return Names.of(load_packs(["world"]), frozenset(), frozenset({"valley-truce-2019"}))


@settings(max_examples=400, deadline=None)
@given(way=st.sampled_from(WAYS), junk=JUNK)
def test_it_is_an_agreement_or_it_has_faults(names: Names, way: tuple[Any, ...], junk: Any) -> None:
    faults = FaultList()
    agreement = read_sheet(_with(way, junk), FILE, names, {}, faults)
    assert (agreement is None) == bool(faults.faults)
    assert all(fault.what and fault.remedy for fault in faults.faults)
