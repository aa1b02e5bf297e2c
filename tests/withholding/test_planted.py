"""How many of the names planted in sentences of many wars are found, and how few words that are none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.withholding.samples import known_vocabulary

from trucewatch.model.profile import Ground, Withheld
from trucewatch.withholding.contacts import coordinates_in
from trucewatch.withholding.labels import Told, labelled
from trucewatch.withholding.leaks import leaks
from trucewatch.withholding.marks import NAME
from trucewatch.withholding.names import names_in
from trucewatch.withholding.words import keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.withholding.vocabulary import Vocabulary

HERE = Path(__file__).parent
RECALL = 0.99
FORMS_RECALL = 0.94
"""Of names in lists, captions, signatures and posts; a sixth of them are names only for those who know the language."""
ANYWHERE = frozenset({"SY", "SD", "SS", "YE", "UA", "PS", "IL", "MM", "ET", "AM", "AZ", "LY", "LB"})
_HELD = re.compile(r"[{}\[\]]")
_WORD = re.compile(r"[^\W_]+")

WORDINGS = (
    "{}, 34, was killed in the shelling.",
    "Shells killed {} and wounded two others on Friday.",
    "“I heard the jets,” said {}, a baker.",
    "According to {}, the shelling began at noon.",
    "{} told the agency that tanks had entered the village.",
    "A resident, {}, said that the house had burned down.",
    "Local activist {} posted a video of the strike.",
    "{}'s house was destroyed by a rocket.",
    "{} (41) lost both legs.",
    "A man called {} drove the lorry.",
    "{}, who lost a son, blamed the army.",
    "The strike hit the home of {}, killing four.",
    "{} fled with her children to the border.",
    "Photos taken by {} show a crater.",
    "Two sisters, {} and a girl of six, were hit.",
    "{}: they fired at us from the hill",
)


class Planted(NamedTuple):
    text: str
    countries: frozenset[str]
    names: tuple[tuple[int, int], ...]
    told: tuple[tuple[int, int], ...]


def planted(name: str) -> Iterator[Planted]:
    """The sentences of a file with where in them the braces and the brackets stood."""
    countries = ANYWHERE
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            countries = frozenset(line[2:].upper().split()) & ANYWHERE or countries
            continue
        spans: dict[str, list[tuple[int, int]]] = {"{": [], "[": []}
        open_at = 0
        for taken, sign in enumerate(_HELD.finditer(line)):
            at = sign.start() - taken
            if sign[0] in spans:
                open_at = at
            else:
                spans["{" if sign[0] == "}" else "["].append((open_at, at))
        yield Planted(_HELD.sub("", line), countries, tuple(spans["{"]), tuple(spans["["]))


def barred(text: str, vocabulary: Vocabulary, countries: frozenset[str]) -> set[int]:
    """The offsets of all letters that belong to a name."""
    found = labelled(text, vocabulary, Told(phrases={}, countries=countries))
    return {at for mark in names_in(found, vocabulary) for at in range(mark.start, mark.end)}


def is_left(text: str, span: tuple[int, int], offsets: set[int], vocabulary: Vocabulary) -> bool:
    """Whether a word of a name is not barred; titles and small words within a name may be left."""
    lists = vocabulary.lists
    small = lists["particles"] | lists["titles"] | lists["kunyas"]
    words = (match.span() for match in _WORD.finditer(text, *span))
    return any(
        not offsets >= set(range(*word)) and text[slice(*word)].casefold() not in small | {"surname", "unknown"}
        for word in words
    )


def test_names_of_many_wars_are_found(vocabulary: Vocabulary) -> None:
    """Of these, words that packs know as countries, or that arms are called by, may be left ("Israel Cairo", "Su Su")."""
    total, left = 0, []
    for text, countries, names, _ in planted("planted.txt"):
        offsets = barred(text, vocabulary, countries)
        total += len(names)
        left += [text[slice(*name)] for name in names if is_left(text, name, offsets, vocabulary)]
    assert total > 230
    assert len(left) <= (1 - RECALL) * total + 1, left


def test_names_in_lists_captions_signatures_and_posts_are_found(vocabulary: Vocabulary) -> None:
    total, left, false = 0, [], []
    for text, countries, names, told in planted("forms.txt"):
        offsets = barred(text, vocabulary, countries)
        total += len(names)
        left += [text[slice(*name)] for name in names if is_left(text, name, offsets, vocabulary)]
        false += [text[slice(*one)] for one in told if offsets & set(range(*one))]
    assert total > 260
    assert len(left) <= (1 - FORMS_RECALL) * total, left
    assert false == []


@pytest.mark.parametrize(
    "name",
    [
        *("செல்வராசா", "తెలుగు", "ಕನ್ನಡ", "മലയാളം", "සිංහල", "ગુજરાતી", "ਪੰਜਾਬੀ", "ଓଡ଼ିଆ", "বাংলা", "सुनीता", "བོད་སྐད"),
        *(
            "สมชาย",
            "ສົມສັກ",
            "សុខា",
            "မောင်",
            "ދިވެހި",
            "ܣܘܪܝܝܐ",
            "ߒߞߏ",
            "ⵣⵉⵔⵉ",
            "ጋይም",
            "Ջանիկ",
            "გიორგი",
            "שמעון",
            "王芳",
            "김민준",
        ),
    ],
)
def test_a_name_is_one_in_every_script(name: str, vocabulary: Vocabulary) -> None:
    text = f"{name}, 34, was killed."
    assert barred(text, vocabulary, ANYWHERE) >= {at for at in range(len(name)) if name[at].isalnum()}
    assert all(keys_of(name))
    held = Withheld(incident="TW-1", field="citations", value=name, ground=Ground.PERSON, rule=NAME)
    assert leaks([text], [held])


def test_names_that_no_list_has_are_found_however_they_are_told(vocabulary: Vocabulary) -> None:
    strangers = (HERE / "strangers.txt").read_text(encoding="utf-8").splitlines()
    left = []
    for name in strangers:
        for wording in WORDINGS:
            text = wording.format(name)
            at = text.index(name)
            if is_left(text, (at, at + len(name)), barred(text, vocabulary, frozenset({"SY", "SD"})), vocabulary):
                left.append(text)
    assert len(left) <= (1 - RECALL) * len(strangers) * len(WORDINGS), left


def test_places_parties_and_people_in_office_beside_them_stay(vocabulary: Vocabulary) -> None:
    false, total = [], 0
    for text, countries, _, told in planted("planted.txt"):
        offsets = barred(text, vocabulary, countries)
        total += len(told)
        false += [text[slice(*one)] for one in told if offsets & set(range(*one))]
    assert total > 60
    assert len(false) <= 1, false


@pytest.mark.parametrize("text", [one.text for one in planted("told.txt")])
def test_nobody_is_found_where_nobody_is_named(text: str, vocabulary: Vocabulary) -> None:
    assert [text[at] for at in sorted(barred(text, vocabulary, ANYWHERE))] == []


@pytest.mark.parametrize("one", list(planted("points.txt")), ids=lambda one: one.text[:40])
def test_points_plates_and_numbers_are_found_and_other_figures_stay(one: Planted) -> None:
    text, countries, names, told = one
    offsets = barred(text, known_vocabulary(), countries)
    offsets |= {at for mark in coordinates_in(text) for at in range(mark.start, mark.end)}
    assert all(mark.ground is Ground.SITE for mark in coordinates_in(text))
    assert [text[slice(*name)] for name in names if is_left(text, name, offsets, known_vocabulary())] == []
    assert [text[slice(*other)] for other in told if offsets & set(range(*other))] == []
