"""Dictionary forms by spelling alone, and by table where spelling misleads."""

from __future__ import annotations

import pytest

from trucewatch.language.lemmas import Lemmatizer, spell
from trucewatch.language.tokens import parse_feats


@pytest.mark.parametrize(
    ("word", "pos", "feats", "lemma"),
    [
        ("strikes", "NOUN", "Number=Plur", "strike"),
        ("bodies", "NOUN", "Number=Plur", "body"),
        ("clashes", "NOUN", "Number=Plur", "clash"),
        ("gunmen", "NOUN", "Number=Plur", "gunman"),
        ("bus", "NOUN", "Number=Sing", "bus"),
        ("targeted", "VERB", "Tense=Past|VerbForm=Fin", "target"),
        ("displaced", "VERB", "Tense=Past|VerbForm=Part|Voice=Pass", "displace"),
        ("stopped", "VERB", "Tense=Past|VerbForm=Fin", "stop"),
        ("shelled", "VERB", "Tense=Past|VerbForm=Fin", "shell"),
        ("denied", "VERB", "Tense=Past|VerbForm=Fin", "deny"),
        ("leaving", "VERB", "Tense=Pres|VerbForm=Part", "leave"),
        ("reaches", "VERB", "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "reach"),
        ("carries", "VERB", "Number=Sing|Person=3|Tense=Pres|VerbForm=Fin", "carry"),
        ("hit", "VERB", "VerbForm=Inf", "hit"),
        ("heavier", "ADJ", "Degree=Cmp", "heavy"),
        ("latest", "ADJ", "Degree=Sup", "late"),
        ("Taiz", "X", "", "Taiz"),
    ],
)
def test_spelling(word: str, pos: str, feats: str, lemma: str) -> None:
    """A word, its analysis and the dictionary form that rules alone give."""
    assert spell(word, pos, parse_feats(feats)) == lemma


def test_the_table_comes_first_and_names_keep_their_capitals() -> None:
    """A table entry wins over the rules; a name that is not in it stays as written."""
    lemmatizer = Lemmatizer({("VERB", "fell"): "fall", ("PROPN", "states"): "State"})
    assert lemmatizer.lemma("Fell", "VERB", {"Tense": "Past"}) == "fall"
    assert lemmatizer.lemma("States", "PROPN", {"Number": "Plur"}) == "State"
    assert lemmatizer.lemma("Homs", "PROPN", {"Number": "Sing"}) == "Homs"
    assert lemmatizer.lemma("Shells", "NOUN", {"Number": "Plur"}) == "shell"
