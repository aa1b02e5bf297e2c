from __future__ import annotations

import json
from html import escape
from urllib.parse import quote

import pytest

from trucewatch.model.profile import Ground, Withheld
from trucewatch.withholding.context import BESIDE, COMMON
from trucewatch.withholding.leaks import leaks, withheld_json

NAME = Withheld(
    incident="TW-1", field="sources", value="Wálid al-Tarakzi", ground=Ground.PERSON, rule="name of a person"
)
ARABIC = Withheld(incident="TW-1", field="title", value="محمد الأحمد", ground=Ground.PERSON, rule="name of a person")
POINT = Withheld(
    incident="TW-1",
    field="where.point",
    value="35.955900, -36.712300",
    ground=Ground.SITE,
    rule="told as the district only",
)


@pytest.mark.parametrize(
    "part",
    [
        "said Wálid al-Tarakzi yesterday",
        "WALID AL TARAKZI",
        "Wa\u0301lid al-Tarakzi",
        "W\u200bálid al\u2011Tarakzi",
        "Ｗálid al-Tarakzi",
        json.dumps({"name": "Wálid al-Tarakzi"}),
        escape("<b>Wálid</b> al-Tarakzi"),
        "<p>W&#225;lid <b>al</b>-<i>Tarak</i>zi</p>",
        quote("https://example.org/Wálid al-Tarakzi"),
        "interview_walid-al-tarakzi.txt",
        "Wálid\nal-Tarakzi".encode(),
        "Wálid al-Tarakzi".encode("utf-16"),
    ],
)
def test_a_name_is_seen_through_every_disguise(part: str | bytes) -> None:
    found = leaks(["nothing here", part], [NAME, ARABIC])
    assert [(leak.withheld, leak.part) for leak in found][:1] == [(NAME, 1)]


@pytest.mark.parametrize(
    "part", ["قتل محمد الأحمد اليوم", "مُحَمَّد الاحمد", json.dumps("محمد الأحمد"), quote("محمد الأحمد")]
)
def test_an_arabic_name_is_found(part: str) -> None:
    assert [leak.withheld for leak in leaks([part], [NAME, ARABIC])][:1] == [ARABIC]


@pytest.mark.parametrize(
    "part", ["[-36.7123, 35.9559]", "35.96,-36.71", '{"lat": 35.955900, "lon": -36.712300}', "lat;35,9559;lon;-36,7123"]
)
def test_a_point_is_found_however_it_is_written(part: str) -> None:
    assert [leak.withheld for leak in leaks([part], [POINT])][:1] == [POINT]


@pytest.mark.parametrize(
    "part",
    ["[36.7123, 35.9559]", "35.9, -36.7", "35.9559 and nothing else", "[-36.8123, 35.9559]", "135.9559, -36.7123"],
)
def test_other_points_are_none(part: str) -> None:
    assert leaks([part], [POINT]) == []


def test_other_words_are_none() -> None:
    other = "Walid told; al-Tarakzian; Walid and al-Tarakzi; Ahmad"
    common = Withheld(incident="", field="sources", value="Ahmad", ground=Ground.PERSON, rule=COMMON)
    beside = Withheld(incident="", field="citations", value="Ahmad", ground=Ground.SITE, rule=BESIDE)
    assert leaks([other], [NAME, common, beside]) == []


def test_the_list_has_a_line_for_each_thing() -> None:
    lines = withheld_json([NAME, ARABIC, NAME]).splitlines()
    assert [json.loads(line)["value"] for line in lines] == ["Wálid al-Tarakzi", "محمد الأحمد"]
    assert json.loads(lines[0]) == {
        "incident": "TW-1",
        "field": "sources",
        "value": "Wálid al-Tarakzi",
        "ground": "private person",
        "rule": "name of a person",
    }
    assert withheld_json([]) == ""
