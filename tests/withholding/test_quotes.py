from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.model.span import Span
from trucewatch.withholding.quotes import free_stretch, is_graphic

QUOTE = "Before dawn, Walid Tarakzi ran out; shells fell on the school, and nobody came to help them."


def span(quote: str = QUOTE, start: int = 40) -> Span:
    return Span(start=start, end=start + len(quote), quote=quote)


def bar(words: str) -> tuple[int, int]:
    return QUOTE.index(words), QUOTE.index(words) + len(words)


def test_the_longest_stretch_without_the_name_is_kept_with_its_offsets() -> None:
    found = free_stretch(span(), [bar("Walid Tarakzi")], 0)
    assert found is not None
    assert found.quote == "ran out; shells fell on the school, and nobody came to help them."
    assert QUOTE[found.start - 40 : found.end - 40] == found.quote


def test_fewer_than_five_words_are_none() -> None:
    assert free_stretch(span(), [bar("Walid"), bar("fell on"), bar("came to")], 0) is None
    assert free_stretch(span("Walid fled"), [(0, 5)], 0) is None


def test_a_quote_is_cut_after_so_many_words() -> None:
    found = free_stretch(span(), (), 4)
    assert found is not None
    assert found.quote == "Before dawn, Walid Tarakzi"
    whole = free_stretch(span("Shells — fell."), (), 2)
    assert whole is not None
    assert whole.quote == "Shells — fell."


def test_a_short_quote_that_nothing_bars_stays() -> None:
    assert free_stretch(span("Shells fell."), (), 40) == span("Shells fell.")


@given(
    words=st.lists(st.text("abÉقم李7,.;–’\u00a0 ", min_size=1, max_size=9), min_size=1, max_size=30),
    cuts=st.lists(st.tuples(st.integers(0, 200), st.integers(1, 20)), max_size=4),
    most=st.integers(0, 12),
)
def test_what_is_kept_is_in_the_text_and_free_of_what_is_barred(
    words: list[str], cuts: list[tuple[int, int]], most: int
) -> None:
    quote = " ".join(words)
    bars = [(start, min(len(quote), start + size)) for start, size in cuts if start < len(quote)]
    found = free_stretch(span(quote, 7), bars, most)
    if found is not None:
        assert quote[found.start - 7 : found.end - 7] == found.quote
        assert all(found.end - 7 <= start or end <= found.start - 7 for start, end in bars)
        counted = [piece for piece in found.quote.split() if any(map(str.isalnum, piece))]
        assert counted
        assert not most or len(counted) <= most
        assert not bars or len(counted) >= min(5, most or 5)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Bodies were burned beyond recognition.", True),
        ("They found CORPSES.", True),
        ("Shells fell on fields.", False),
    ],
)
def test_graphic_words_are_known(quote: str, expected: bool) -> None:  # noqa: FBT001
    assert is_graphic(quote) is expected
