"""However a withheld name is divided, joined or escaped, and however figures are written, it is found; other words are not."""

from __future__ import annotations

import pytest

from trucewatch.model.profile import Ground, Withheld
from trucewatch.withholding.contacts import COORDINATES
from trucewatch.withholding.leaks import leaks
from trucewatch.withholding.marks import CONTACT, NAME


def held(value: str, rule: str = NAME, ground: Ground = Ground.PERSON) -> Withheld:
    return Withheld(incident="TW-1", field="citations", value=value, ground=ground, rule=rule)


PERSON = (held("Fadwa Qultarbro"), held("Qultarbro"))
POINT = (held("35.955900, 36.712300", "told as the district only", Ground.SITE),)
STATED = (held("36.1386 N, 36.4550 E", COORDINATES, Ground.SITE),)
CALL = (held("+249 91 234 5678", CONTACT),)
VILLAGE = (held("Kafr Yahmul", "place of a site", Ground.SITE),)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("said Fadwa Qultar-\nbro yesterday", PERSON),
        ("said Fadwa Qultar\u2010\r\n   bro", PERSON),
        ("said Q u l t a r b r o", PERSON),
        ("FadwaQultarbro posted", PERSON),
        ("talkQultarbro2020", PERSON),
        ("fadwaqultarbro@mail.example", PERSON),
        ("Qultarbros house", PERSON),
        (f'<p>Qul<span style="{"x:y;" * 200}">tarbro</span>', PERSON),
        ("<p>Qul<!-- a > b\nc -->tarbro", PERSON),
        (r"\x51ultarbro", PERSON),
        (r"\u{51}ultarbro", PERSON),
        ("KafrYahmul", VILLAGE),
        ("kafr-yahmul.jpg", VILLAGE),
        ("35°57'21\"N 36°42'44\"E", POINT),
        ("35° 57.354′ N, 36° 42.738′ E", POINT),
        ("N35 57.354 E36 42.738", POINT),
        ("35 deg 57 min 21 sec north, 36 deg 42 min 44 sec east", POINT),
        ("٣٥٫٩٥٥٩، ٣٦٫٧١٢٣", POINT),
        ("۳۵٫۹۵۵۹ ۳۶٫۷۱۲۳", POINT),
        ('{"latitudeE7": 359559000, "longitudeE7": 367123000}', POINT),
        ("35.9559,1.11,2.22,3.33,4.44,36.7123", POINT),
        ("36.4550, 36.1386", STATED),
        ("36°08'19\"N, 36°27'18\"E", STATED),
        ("call 00249 912345678", CALL),
        ("+249-91-234-5678", CALL),
        ("٠٠٢٤٩٩١٢٣٤٥٦٧٨", CALL),
    ],
)
def test_what_is_withheld_is_found(text: str, wanted: tuple[Withheld, ...]) -> None:
    assert leaks([text], wanted)


@pytest.mark.parametrize(
    "text",
    [
        "Qultar and bro; a Kafr of Yahmulites; F Q",
        "12.5 km, 35.96 and 99.11, 1.11, 2.22, 3.33, 36.71",
        "36°57'21\"N 36°42'44\"E",
        "35°57'21\"S 36°42'44\"W",
        "249 912 345 679; 1234 5679; 912345678901234567890",
        "359559000 and nothing else",
        "<text>35.95°N</text><text>36.70°E</text>",
        "in 2020, 12 March, 14:00, 1,204 people; 35 57 of 36 42",
    ],
)
def test_other_words_and_figures_are_none(text: str) -> None:
    assert leaks([text], (*PERSON, *POINT, *STATED, *CALL, *VILLAGE)) == []
