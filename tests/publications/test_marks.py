"""Marked text: every character once and in order, whatever overlaps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.model.document import Block, BlockRole, Document
from trucewatch.publications.marks import Field, Mark, paragraphs_of

TEXT = "Title here\n\nRussian jets bombed Karm.\nAgain.\n\nEnd"


def document(text: str, *blocks: Block) -> Document:
    return Document(report="r_1", file="a.txt", sha256="", text=text, blocks=blocks)


def mark(quote: str, field: Field | None, claim: str = "c_1") -> Mark:
    start = TEXT.index(quote)
    return Mark(start=start, end=start + len(quote), field=field, claim=claim)


def test_overlapping_spans_are_cut_at_their_edges() -> None:
    marks = [
        mark("Russian jets bombed Karm.", None),
        mark("Russian jets", Field.WHO),
        mark("jets", Field.WITH),
        mark("jets bombed", Field.ACT, "c_2"),
    ]
    _, story, _ = paragraphs_of(document(TEXT), marks)
    told = [(piece.text, piece.field, piece.opens, piece.claims, piece.ends) for piece in story.pieces]
    assert told == [
        ("Russian ", Field.WHO, (Field.WHO,), ("c_1",), ()),
        ("jets", Field.WITH, (Field.WITH, Field.ACT), ("c_1", "c_2"), ()),
        (" bombed", Field.ACT, (), ("c_1", "c_2"), ()),
        (" Karm.", None, (), ("c_1",), ("c_1",)),
        ("\nAgain.", None, (), (), ()),
    ]


def test_paragraphs_have_their_blocks_roles() -> None:
    title = Block(start=0, end=10, role=BlockRole.TITLE)
    assert [part.role for part in paragraphs_of(document(TEXT, title), [])] == ["title", "body", "body"]


def test_a_span_over_two_paragraphs_shows_in_both() -> None:
    first, story, last = paragraphs_of(document(TEXT), [mark("here\n\nRussian", Field.WHO)])
    assert [piece.text for part in (first, story, last) for piece in part.pieces if piece.field] == ["here", "Russian"]


_SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12), st.sampled_from([*Field, None])), max_size=12)


@given(text=st.text(alphabet="ab \n.", min_size=1, max_size=50), spans=_SPANS)
def test_no_character_is_lost_or_doubled(text: str, spans: list[tuple[int, int, Field | None]]) -> None:
    marks = [
        Mark(start=start, end=min(start + length, len(text)), field=field, claim="c")
        for start, length, field in spans
        if start < len(text)
    ]
    found = paragraphs_of(document(text), marks)
    for part in found:
        at = part.pieces[0].start if part.pieces else 0
        for piece in part.pieces:
            assert piece.start == at
            assert text[at : at + len(piece.text)] == piece.text
            at += len(piece.text)
    shown = "".join(piece.text for part in found for piece in part.pieces)
    assert shown.replace("\n", "").replace(" ", "") == text.replace("\n", "").replace(" ", "")
