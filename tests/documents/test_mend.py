from __future__ import annotations

import pytest

from trucewatch.documents.lines import close_splits, continue_cut, split_lines, unwrap
from trucewatch.documents.mend import mend_characters, mend_encoding, mend_markup
from trucewatch.documents.shapes import load_shapes

SHAPES = load_shapes()


@pytest.mark.parametrize(
    ("mangled", "mended"),
    [
        ("said\u00a0 on\u2009Sunday", "said on Sunday"),
        ("cease\u00adfire", "ceasefire"),
        ("\u200bShells\u200d fell\ufeff", "Shells fell"),
        ("Turkish\u2011backed", "Turkish-backed"),
        ("o\ufb03cials", "officials"),
        ("\u202bEnglish\u202c", "English"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("the mayor\u0092s \u0093word\u0094", "the mayor’s “word”"),
        ("a\x00b\x07c\td", "abc d"),
    ],
)
def test_odd_characters_become_plain(mangled: str, mended: str) -> None:
    assert mend_characters(mangled) == mended


def test_arabic_and_accents_stay() -> None:
    assert mend_characters("Türkiye, Çelik, حلب") == "Türkiye, Çelik, حلب"


def test_garbled_lines_are_set_right_and_others_left() -> None:
    garbled = "The governorâ€™s office said â€œno one was hurtâ€\x9d.\nCafé Ñandú stays."
    assert mend_encoding(garbled) == 'The governor\'s office said "no one was hurt".\nCafé Ñandú stays.' or (
        mend_encoding(garbled) == "The governor’s office said “no one was hurt”.\nCafé Ñandú stays."
    )


@pytest.mark.parametrize("text", ["Â 5 m", "São Tomé, Ãrea", "a â b"])
def test_odd_but_whole_letters_are_not_garbled(text: str) -> None:
    assert mend_encoding(text) == text


def test_tags_and_entities_of_an_export_go_and_other_signs_stay() -> None:
    assert mend_markup("By <u>Delta Wire</u><br/>R&amp;D &quot;x&quot; 3 < 5 > 2 <hamlet>") == (
        'By Delta Wire\nR&D "x" 3 < 5 > 2 <hamlet>'
    )


WRAPPED = """Army says village on the river has changed hands again

Government troops entered the village of Old Mill on Tuesday after re-
sumed shelling drove the last fighters out, the army said. A Turkish-
backed group denied it and said that its men still held the school and
the road to the east. A doctor counted four dead.

Residents had fled in the night.
"""


def test_wrapped_paragraphs_are_joined_and_split_words_closed() -> None:
    assert [line.text for line in unwrap(split_lines(WRAPPED), SHAPES)] == [
        "Army says village on the river has changed hands again",
        (
            "Government troops entered the village of Old Mill on Tuesday after resumed shelling drove the last fighters "
            "out, the army said. A Turkish-backed group denied it and said that its men still held the school and the road "
            "to the east. A doctor counted four dead."
        ),
        "Residents had fled in the night.",
    ]


def test_short_lines_that_are_not_wrapped_stay_apart() -> None:
    text = "Daily log\nIdlib: two shells\nHama: no incidents\nAleppo: one drone\nLatakia: no incidents"
    assert len(unwrap(split_lines(text), SHAPES)) == 5


def cut(first: str, second: str) -> int:
    lines = split_lines(f"Some title of a report\n\n{first}\n\n{second}")
    return len(continue_cut(lines, SHAPES)) - 1


def test_a_sentence_cut_by_a_blank_line_is_joined() -> None:
    first = "The governor said on Friday that the truce had been agreed to stem the flow of thousands of"
    assert cut(first, "families who had been driven from the valley.") == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The governor said on Friday that the truce had been agreed to stem the flow.", "families left."),
        ("The governor said on Friday that the truce had been agreed to stem the flow of", "Families left."),
        ("The governor said on Friday that the truce had been agreed to stem the flow of", "al-Bab was shelled."),
        ("The governor said on Friday that the truce had been agreed to stem the flow of", "• families"),
        ("Short line", "families left the valley."),
    ],
)
def test_other_breaks_stay(first: str, second: str) -> None:
    assert cut(first, second) == 2


def test_a_word_split_inside_a_line_closes_only_with_proof() -> None:
    assert (
        close_splits("The cease- fire held. A ceasefire is one.", SHAPES) == "The ceasefire held. A ceasefire is one."
    )
    assert close_splits("a Saudi- led force", SHAPES) == "a Saudi-led force"
    for text in ("the truce- which few trusted", "short- and long-range rockets", "re- sumed"):
        assert close_splits(text, SHAPES) == text
