"""What every shipped agreement promises; what each of them says is tested where findings are."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from trucewatch.model.agreement import EDITORS, Milestone
from trucewatch.packs.agreements import load_agreements
from trucewatch.packs.loader import load_packs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from trucewatch.model.agreement import Agreement


@pytest.fixture(scope="module")
def shipped() -> Mapping[str, Agreement]:
    return load_agreements(load_packs())


def test_all_load_without_a_fault(shipped: Mapping[str, Agreement]) -> None:
    assert len(shipped) >= 20
    assert list(shipped) == sorted(shipped)


def test_they_load_in_a_moment() -> None:
    """All in well under half a second; the bound leaves room for a busy machine."""
    packs = load_packs()
    load_agreements(packs)
    start = perf_counter()
    load_agreements(packs)
    assert perf_counter() - start < 1.5


def test_every_start_has_a_source_and_a_day(shipped: Mapping[str, Agreement]) -> None:
    for agreement in shipped.values():
        starts = [date for date in agreement.dates if date.what in {Milestone.IN_FORCE, Milestone.ANNOUNCED}]
        assert starts, agreement.id
        assert all(date.sources for date in starts if date.by != EDITORS), agreement.id


def test_the_register_is_told_and_its_sources_can_be_found(shipped: Mapping[str, Agreement]) -> None:
    assert all(any(source.url for source in agreement.sources) for agreement in shipped.values())
    assert sum(bool(agreement.register) for agreement in shipped.values()) >= 5


def test_what_fewer_than_two_sources_bear_out_is_marked(shipped: Mapping[str, Agreement]) -> None:
    """An agreement with a single source says in `unchecked` what rests on it."""
    single = [agreement for agreement in shipped.values() if len(agreement.sources) < 2]
    assert [agreement.id for agreement in single if not agreement.unchecked] == []


def test_full_and_short_names_are_each_agreements_own(shipped: Mapping[str, Agreement]) -> None:
    """Other names may be shared ("the Minsk agreements" are two), but "the ceasefire" is no name."""
    for names in ([one.name for one in shipped.values()], [one.short for one in shipped.values()]):
        assert len({name.casefold() for name in names}) == len(shipped)
    for name in (name for agreement in shipped.values() for name in agreement.names):
        assert len(name.split()) > 1 or not name.islower()
