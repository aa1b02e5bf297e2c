"""The corpus is sound: every quoted word stands in its report, every kind is known, every id is used once."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

CORPUS = Path(__file__).parent
REPORTS = CORPUS / "reports"

SCOPES = frozenset({"incident", "aggregate", "context"})
STANCES = frozenset({"asserted", "denied", "threatened", "demanded", "expected"})
COUNTS = frozenset({"strikes", "aircraft", "shells", "rockets", "drones", "missiles", "vehicles"})
HARM = frozenset({"killed", "injured", "missing", "displaced", "captured"})
TEXT_FIELDS = frozenset({"actor", "target", "origin", "source", "sources", "parties", "places"})
KEY_FIELDS = (
    COUNTS
    | HARM
    | {"id", "kind", "kind_also", "scope", "scope_also", "stance", "stance_also", "date", "date_open", "weekday"}
    | {"actor", "target", "parties", "places", "origin", "sources", "optional", "quote", "also"}
)
EXPECT_FIELDS = (
    HARM
    | {"kind", "kind_also", "scope", "scope_also", "stance", "stance_also", "actor", "target", "parties", "places"}
    | {"origin", "source", "counts", "who", "women", "children", "optional"}
)
GROUPS = {"violence": 40, "accord_movement": 40, "harm": 40, "attribution": 40, "trap": 20}
WORDS_FEWEST, WORDS_MOST = 150, 450


def load(name: str) -> Any:
    """Read one YAML file of the corpus."""
    return yaml.safe_load((CORPUS / name).read_text(encoding="utf-8"))


def report_text(name: str) -> str:
    """Return the words of one report exactly as stored."""
    return (REPORTS / name).read_text(encoding="utf-8")


def as_list(value: Any) -> list[Any]:
    """Return a field that may hold one value or several as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def is_range(value: Any) -> bool:
    """Tell whether a value is [low, high], either end open, low not above high."""
    if not (isinstance(value, list) and len(value) == 2):
        return False
    low, high = value
    if not all(end is None or (isinstance(end, int) and end >= 0) for end in value):
        return False
    return low is None or high is None or low <= high


def known_kinds() -> frozenset[str]:
    """Return the kinds that the package knows."""
    table = files("trucewatch") / "packs" / "data" / "world" / "kinds.yaml"
    return frozenset(row["id"] for row in yaml.safe_load(table.read_text(encoding="utf-8")))


KINDS = known_kinds()
KEY: dict[str, Any] = load("key.yaml")["reports"]
CLAIMS = [(report, claim) for report, entry in KEY.items() for claim in entry["claims"]]
SENTENCES: list[dict[str, Any]] = load("sentences.yaml")["sentences"]
EXPECTED = [(sentence["id"], claim) for sentence in SENTENCES for claim in sentence["expect"]]


def test_each_report_has_a_key_and_each_key_a_report() -> None:
    """The files in reports/ and the entries of key.yaml are the same set."""
    assert sorted(KEY) == sorted(path.name for path in REPORTS.glob("*.txt"))


@pytest.mark.parametrize("report", KEY)
def test_report_is_of_the_promised_length(report: str) -> None:
    """A report holds 150 to 450 words, furniture included."""
    assert WORDS_FEWEST <= len(report_text(report).split()) <= WORDS_MOST


@pytest.mark.parametrize("report", KEY)
def test_quotes_stand_in_the_report_on_one_line(report: str) -> None:
    """Quotes, second tellings and traps are verbatim pieces of the report and cross no line break."""
    text = report_text(report)
    quotes = [*KEY[report].get("not_conflict", [])]
    for claim in KEY[report]["claims"]:
        quotes += [claim["quote"], *claim.get("also", [])]
    assert [quote for quote in quotes if quote not in text or "\n" in quote] == []


@pytest.mark.parametrize("report", KEY)
def test_quotes_are_unambiguous(report: str) -> None:
    """A quote is found once in its report, so that it names one place."""
    text = report_text(report)
    quotes = [quote for claim in KEY[report]["claims"] for quote in [claim["quote"], *claim.get("also", [])]]
    assert [quote for quote in quotes if text.count(quote) > 1] == []


@pytest.mark.parametrize("report", KEY)
def test_places_and_origins_are_spelled_as_in_the_report(report: str) -> None:
    """Every place is a string of the report."""
    text = report_text(report)
    places = [
        place for claim in KEY[report]["claims"] for place in [*claim.get("places", []), *as_list(claim.get("origin"))]
    ]
    assert [place for place in places if place not in text] == []


@pytest.mark.parametrize("report", KEY)
def test_publication_date_comes_from_the_words(report: str) -> None:
    """`published_from` is verbatim, or says that the date is inferred or absent; a range stands beside the latter."""
    entry = KEY[report]
    if entry["published_from"] in {"inferred", "none"}:
        first, last = entry["published_range"]
        assert first is None or last is None or first <= last
    else:
        assert entry["published_from"] in report_text(report)
        assert isinstance(entry["published"], date)
    assert (entry["published"] is None) == (entry["published_from"] == "none")


def test_ids_are_unique_and_start_with_the_report_number() -> None:
    """A claim's id is its report's number and a running number; a sentence's id is used once."""
    ids = [claim["id"] for _, claim in CLAIMS]
    assert len(ids) == len(set(ids))
    assert [claim["id"] for report, claim in CLAIMS if claim["id"].split(".")[0] != report.split("_")[0]] == []
    names = [sentence["id"] for sentence in SENTENCES]
    assert len(names) == len(set(names))


def test_same_lists_name_known_claims() -> None:
    """`same` speaks only of claims that exist."""
    ids = {claim["id"] for _, claim in CLAIMS}
    assert [one for group in load("key.yaml")["same"] for one in group if one not in ids] == []


@pytest.mark.parametrize(("where", "claim"), [*CLAIMS, *EXPECTED], ids=lambda value: str(value)[:40])
def test_vocabulary_is_known(where: str, claim: dict[str, Any]) -> None:
    """Kinds, scopes and stances come from the closed lists."""
    assert {claim["kind"], *claim.get("kind_also", [])} <= KINDS, where
    assert {claim.get("scope", "incident"), *claim.get("scope_also", [])} <= SCOPES, where
    assert {claim.get("stance", "asserted"), *claim.get("stance_also", [])} <= STANCES, where


@pytest.mark.parametrize(("report", "claim"), CLAIMS, ids=lambda value: str(value)[:40])
def test_key_claims_are_well_formed(report: str, claim: dict[str, Any]) -> None:
    """A key claim has only known fields, ordered ranges, ordered dates and a scope of its own."""
    assert set(claim) <= KEY_FIELDS, report
    assert "scope" in claim, report
    assert all(is_range(claim[field]) for field in (COUNTS | HARM) & set(claim)), report
    dates = [date.fromisoformat(str(day)) for day in as_list(claim.get("date")) if day is not None]
    assert dates == sorted(dates), report
    assert not ("date" in claim and "date_open" in claim), report


@pytest.mark.parametrize(("name", "claim"), EXPECTED, ids=lambda value: str(value)[:40])
def test_expected_claims_are_well_formed(name: str, claim: dict[str, Any]) -> None:
    """An expected claim has only known fields and ordered ranges."""
    assert set(claim) <= EXPECT_FIELDS, name
    counts = claim.get("counts", {})
    assert set(counts) <= COUNTS, name
    ranges = [*counts.values(), *(claim[field] for field in (HARM | {"women", "children"}) & set(claim))]
    assert all(is_range(value) for value in ranges), name
    assert claim.get("who", "civilian") in {"civilian", "combatant"}, name


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda value: str(value["id"]))
def test_places_stand_in_the_sentence(sentence: dict[str, Any]) -> None:
    """Places, origins and sources that the sentence itself names are spelled as there; traps expect nothing."""
    places = [
        place for claim in sentence["expect"] for place in [*claim.get("places", []), *as_list(claim.get("origin"))]
    ]
    assert [place for place in places if place not in sentence["text"]] == []
    assert sentence["group"] != "trap" or sentence["expect"] == []
    assert re.fullmatch(r"[^\n]+", sentence["text"])


def test_each_group_has_enough_sentences() -> None:
    """Forty sentences at least for each broad group, twenty traps."""
    have = {group: sum(sentence["group"] == group for sentence in SENTENCES) for group in GROUPS}
    assert {group: count for group, count in have.items() if count < GROUPS[group]} == {}
    assert set(have) == {sentence["group"] for sentence in SENTENCES}
