"""While a great many records are read nothing looks for cycles; afterwards all is as before, whatever happened."""

from __future__ import annotations

import gc

import pytest

from trucewatch.pipeline.bulk import uncollected


def test_cycles_are_not_looked_for_meanwhile_and_are_again_afterwards() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled(), "the inner one must not end what the outer one began"
    assert gc.isenabled()


def test_an_error_leaves_it_on() -> None:
    with pytest.raises(ValueError, match="broken"), uncollected():
        raise ValueError("broken")  # noqa: EM101
    assert gc.isenabled()


def test_whoever_switched_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_function_is_bulk_work_each_time() -> None:
    @uncollected()
    def is_on() -> bool:
        return gc.isenabled()

    assert [is_on(), is_on()] == [False, False]
    assert gc.isenabled()
