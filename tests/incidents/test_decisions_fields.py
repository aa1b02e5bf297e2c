"""What a person types for a field, and the value that is kept for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.incidents.decisions.errors import BadValueError, UnknownFieldError
from trucewatch.incidents.decisions.fields import fields_of, parse_grade, parse_value, split_field
from trucewatch.incidents.decisions.stored import NotAValueError, read_grade, read_value, sort_of, write_value
from trucewatch.model.count import CountRange
from trucewatch.model.time import DateInterval
from trucewatch.packs.loader import load_packs

if TYPE_CHECKING:
    from trucewatch.packs.merged import Packs


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs(None)


HAYS = '{"id": "YE1", "name": "Hays", "lat": 13.93, "lon": 43.48, "radius_km": 2, "admin": ["Yemen"], "kind": "town"}'


@pytest.mark.parametrize(
    ("words", "ends", "about"),
    [
        ("15", (15, 15, 15), False),
        ("0", (0, 0, 0), False),
        ("none", (0, 0, 0), False),
        ("1,200", (1200, 1200, 1200), False),
        ("15..17", (15, None, 17), False),
        ("15..15", (15, 15, 15), False),
        ("15..", (15, 15, None), False),
        ("..17", (None, 17, 17), False),
        ("at least 15", (15, 15, None), False),
        ("At Least 15", (15, 15, None), False),
        (">=15", (15, 15, None), False),
        ("15+", (15, 15, None), False),
        ("up to 17", (None, 17, 17), False),
        ("about 20", (20, 20, 20), True),
        ("~20", (20, 20, 20), True),
        ("unknown", (None, None, None), False),
    ],
)
def test_a_number(words: str, ends: tuple[int | None, ...], about: bool, packs: Packs) -> None:  # noqa: FBT001
    for field in ("killed", "injured_civilians", "killed_children", "strikes"):
        value = read_value(field, parse_value(field, words, packs))
        assert isinstance(value, CountRange)
        assert (value.low, value.best, value.high) == ends
        assert (value.approximate, value.words) == (about, words)


@pytest.mark.parametrize(
    ("words", "days", "precision"),
    [
        ("2020-09-16", "2020-09-16 2020-09-16", "day"),
        ("2020-09", "2020-09-01 2020-09-30", "month"),
        ("2020", "2020-01-01 2020-12-31", "year"),
        ("2020-09-16..2020-09-18", "2020-09-16 2020-09-18", "range"),
        ("2020-09-16..", "2020-09-16 None", "range"),
        ("..2020-09-16", "None 2020-09-16", "range"),
        ("unknown", "None None", "unknown"),
        ("none", "None None", "unknown"),
    ],
)
def test_a_date(words: str, days: str, precision: str, packs: Packs) -> None:
    value = read_value("when", parse_value("when", words, packs))
    assert isinstance(value, DateInterval)
    assert (f"{value.first} {value.last}", value.precision, value.rule) == (days, precision, "set by a person")


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("none", []),
        ("[]", []),
        (HAYS, [("YE1", "Hays", 13.93, 43.48, 2.0, 1)]),
        (f"[{HAYS},{HAYS}]", [("YE1", "Hays", 13.93, 43.48, 2.0, 1)] * 2),
        ("13.9, 43.5, 10", [("", "13.9, 43.5", 13.9, 43.5, 10.0, 2)]),
        ("-4.05,39.6,80km", [("", "-4.05, 39.6", -4.05, 39.6, 80.0, 5)]),
    ],
)
def test_a_place(words: str, places: list[tuple[object, ...]], packs: Packs) -> None:
    value = read_value("where", parse_value("where", words, packs))
    assert [(p.id, p.name, p.lat, p.lon, p.radius_km, p.code) for p in value] == places  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("none", []),
        ("russia", ["russia"]),
        ("Russia, Turkey", ["russia", "turkey"]),
        ("russia; RUSSIA", ["russia"]),
    ],
)
def test_parties(words: str, ids: list[str], packs: Packs) -> None:
    value = read_value("actors", parse_value("actors", words, packs))
    assert [party.id for party in value] == ids  # type: ignore[union-attr]


@pytest.mark.parametrize("words", ["air_strike", "Air strike", "AIR-STRIKE"])
def test_a_kind_keeps_its_family(words: str, packs: Packs) -> None:
    assert json.loads(parse_value("kind", words, packs)) == {"kind": "air_strike", "family": "violence"}


@pytest.mark.parametrize(
    ("field", "words", "remedy"),
    [
        ("kind", "airstrike", "did you mean 'air_strike'?"),
        ("kind", "banquet", "use one of: "),
        ("when", "16 September", "write 2020-09-20"),
        ("when", "2020-02-30", "write 2020-09-20"),
        ("when", "2020-09-18..2020-09-16", "write 2020-09-20"),
        ("when", "..", "write 2020-09-20"),
        ("when", "", "write 2020-09-20"),
        ("where", "Hays", "LAT,LON,KM"),
        ("where", "13.9,43.5", "LAT,LON,KM"),
        ("where", "95,43.5,2", "LAT,LON,KM"),
        ("where", "13.9,43.5,0", "LAT,LON,KM"),
        ("where", '{"lat": 13.9, "lon": 43.5}', "LAT,LON,KM"),
        ("where", '{"lat": NaN, "lon": 43.5, "radius_km": 2}', "LAT,LON,KM"),
        ("where", "[1]", "LAT,LON,KM"),
        ("where", "[" * 50_000, "LAT,LON,KM"),
        ("actors", "Rusia", "did you mean 'russia'?"),
        ("targets", "the Duchy of Zzyzx", "no pack knows it"),
        ("actors", "russia,,turkey", "no pack knows it"),
        ("killed", "a few", "write 15"),
        ("killed", "17..15", "the lower number first"),
        ("killed", "..", "write 15"),
        ("killed", "-3", "write 15"),
        ("killed", "12.5", "write 15"),
        ("killed", "", "write 15"),
        ("killed", "9" * 40, "write 15"),
    ],
)
def test_words_that_are_no_value_come_back_with_a_remedy(field: str, words: str, remedy: str, packs: Packs) -> None:
    with pytest.raises(BadValueError) as caught:
        parse_value(field, words, packs)
    assert remedy in str(caught.value)
    assert f"for {field}; " in str(caught.value)


@pytest.mark.parametrize(
    ("field", "remedy"),
    [("kiled", "did you mean 'killed'?"), ("wher", "did you mean 'where'?"), ("", "use one of"), ("code", "'code'")],
)
def test_an_unknown_field(field: str, remedy: str, packs: Packs) -> None:
    with pytest.raises(UnknownFieldError) as caught:
        parse_value(field, "1", packs)
    assert remedy in str(caught.value)


@pytest.mark.parametrize(
    ("field", "words", "grade"),
    [
        ("happened", "corroborated", "corroborated"),
        ("who", "Single_Source", "single source"),
        ("who", " single  source ", "single source"),
        ("happened", "discounted", "discounted"),
    ],
)
def test_a_grade(field: str, words: str, grade: str) -> None:
    assert read_grade(parse_grade(field, words)) == grade


def test_a_grade_that_is_none() -> None:
    with pytest.raises(BadValueError, match="did you mean 'contested'"):
        parse_grade("who", "contest")
    with pytest.raises(UnknownFieldError, match="happened"):
        parse_grade("happend", "contested")


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("killed=15..17", ("killed", "15..17")),
        ("Killed-Civilians = 3", ("killed_civilians", "3")),
        ("when", ("when", "")),
        ('where={"a": "b=c"}', ("where", '{"a": "b=c"}')),
    ],
)
def test_field_and_value_in_one_word(typed: str, parts: tuple[str, str]) -> None:
    assert split_field(typed) == parts


def test_every_field_has_a_form(packs: Packs) -> None:
    fields = fields_of(packs)
    assert {"kind", "when", "where", "actors", "targets", "killed", "displaced_women", "rockets", "strikes"} <= {
        *fields
    }
    assert all(sort_of(field) for field in fields)
    assert sort_of("no field") is None


@given(field=st.sampled_from(["killed", "kind", "when", "where", "actors"]), words=st.text(max_size=12))
def test_no_words_crash_and_what_is_kept_reads_back(field: str, words: str, packs: Packs) -> None:
    try:
        kept = parse_value(field, words, packs)
    except BadValueError:
        return
    assert write_value(read_value(field, kept)) == kept


@pytest.mark.parametrize(
    "text",
    [
        '{"low":3,"best":2,"high":1,"approximate":false,"words":""}',
        '{"low":-1,"best":null,"high":null}',
        "null",
        "{",
        "",
    ],
)
def test_a_stored_number_that_is_none(text: str) -> None:
    with pytest.raises(NotAValueError):
        read_value("killed", text)
