"""The columns that the page filters by say what the incidents say, and unknown stays unknown."""

from __future__ import annotations

import json
from typing import Any

from tests.publications.editions import ARABIC, made_up

from trucewatch.publications.site.catalogue import catalogue
from trucewatch.publications.site.data import UNKNOWN, UNNAMED, data_script, script


def data() -> dict[str, Any]:
    text = data_script(catalogue(made_up(60))).decode()
    return parsed(text)


def parsed(text: str) -> dict[str, Any]:
    """What a browser makes of the script: a string literal, then JSON."""
    literal = text[text.index("'") + 1 : text.rindex("'")]
    plain = literal.replace("\\\\", "\0").replace("\\'", "'").replace("\0", "\\")
    found: dict[str, Any] = json.loads(plain)
    return found


def test_every_incident_has_one_place_in_every_column() -> None:
    columns = data()["columns"]
    for name in ("code", "first", "last", "kind", "grade", "flags", "day", "place", "who", "toll", "doubts"):
        assert len(columns[name]) == 60
    for name, width in (("sites", 1), ("actors", 1), ("findings", 2)):
        assert len(columns[f"{name}At"]) == 61
        assert columns[f"{name}At"][-1] * width == len(columns[name])


def test_an_undated_incident_has_no_day() -> None:
    columns = data()["columns"]
    at = columns["code"].index("TW-00000005")
    assert (columns["first"][at], columns["last"][at]) == (None, None)
    dated = columns["code"].index("TW-00000000")
    assert columns["first"][dated] == columns["last"][dated] == 20108


def test_days_count_from_1970() -> None:
    columns = data()["columns"]
    assert columns["first"][columns["code"].index("TW-00000001")] == 20109


def test_an_unplaced_incident_has_no_place_and_an_unnamed_actor_its_own_mark() -> None:
    told = data()
    columns = told["columns"]
    at = columns["code"].index("TW-00000003")
    assert columns["sitesAt"][at] == columns["sitesAt"][at + 1]
    nobody = columns["code"].index("TW-00000001")
    assert told["parties"][columns["actors"][columns["actorsAt"][nobody]]] == UNNAMED
    unknown = columns["code"].index("TW-00000002")
    assert told["parties"][columns["actors"][columns["actorsAt"][unknown]]] == UNKNOWN


def test_places_keep_their_radius_and_their_script() -> None:
    told = data()
    place = next(place for place in told["places"] if place[0] == ARABIC)
    assert place[3:] == [15.274, 32.422, 25.0]


def test_a_script_holds_any_text_as_text() -> None:
    nasty = 'it\'s \\ "</script>" \u2028 \n كفرنبل'
    assert parsed(script("x", {"words": nasty}).decode()) == {"words": nasty}
    assert script("x", {}).startswith(b"var x=JSON.parse('")
