from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from tests.measures.builders import TEXT, claim, killed, measured, reading

from trucewatch.measures.assign import best_pairs
from trucewatch.measures.locate import Locator, sentence_starts
from trucewatch.measures.report import as_json, as_table, detail_lines
from trucewatch.model.document import Document

if TYPE_CHECKING:
    from pathlib import Path

scores = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from([-1.0, 0.0, 0.5, 0.9, 1.0]), min_size=width, max_size=width), max_size=4
    )
)


@given(scores)
def test_no_pairing_has_a_greater_sum(table: list[list[float]]) -> None:
    pairs = best_pairs(table)
    size = max(len(table), len(table[0])) if table else 0

    def score(row: int, column: int) -> float:
        return max(table[row][column], 0.0) if row < len(table) and column < len(table[0]) else 0.0

    best = max((sum(score(row, order[row]) for row in range(size)) for order in permutations(range(size))), default=0.0)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert sum(table[row][column] for row, column in pairs) == best


def test_sentences_end_at_marks_and_lines_but_not_at_abbreviations() -> None:
    text = "Title\nGen. Smith of the U.S. Army left. “We go.” He said 3.5 tons. Then?! No. 5 stayed"
    starts = [0, *sentence_starts(text)]
    pieces = [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    assert pieces == [
        "Title",
        "Gen. Smith of the U.S. Army left.",
        "“We go.”",
        "He said 3.5 tons.",
        "Then?!",
        "No. 5 stayed",
    ]


def test_a_quote_over_two_sentences_stands_in_both() -> None:
    text = "One is here. Two is there. Three."
    locator = Locator.of(Document(report="", file="", sha256="", text=text))
    (found,) = locator.sentences(["here. Two"])
    assert found.quote == "One is here. Two is there. "
    assert locator.find("") == locator.find("!?") == []


def test_the_table_the_json_and_the_listing_show_the_same(tmp_path: Path) -> None:
    key = {"kind": "air_strike", "quote": "Warplanes from Bigland bombed Northtown", "killed": [3, None]}
    found = claim("Warplanes from Bigland bombed Northtown", harm=(killed(3, 3),))
    measures = measured(tmp_path, [key, {"kind": "talks", "quote": "The war has killed"}], reading(found, text=TEXT))
    data = as_json(measures, details=True)
    table = as_table(measures)
    assert data["fields"]["claims"] == {
        "precision": 1.0,
        "recall": 0.5,
        "f1": 2 / 3,
        "found_right": 1.0,
        "found": 1,
        "key_met": 1.0,
        "keyed": 2,
    }
    assert "claims                       1.000     0.500   0.666" in table
    assert data["fields"]["harm_and_counts"] == data["fields"]["killed"]
    assert [detail["outcome"] for detail in data["details"]] == ["wrong", "missed"]
    assert "  wrong · 1.1 · killed: expected killed 3..open; found 3" in "\n".join(detail_lines(measures))
