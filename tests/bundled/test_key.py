"""The bundled key rests on its reports: every quoted word is there, every id is known, every value is well formed."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

BUNDLED = Path(__file__).parents[2] / "src" / "trucewatch" / "bundled"
KEY: dict[str, Any] = yaml.safe_load((BUNDLED / "key.yaml").read_text(encoding="utf-8"))
REPORTS: dict[str, dict[str, Any]] = KEY["reports"]

KINDS = frozenset(
    [
        "air_strike",
        "drone_strike",
        "shelling",
        "attack",
        "armed_clash",
        "ground_advance",
        "bombing",
        "shooting",
        "chemical_attack",
        "abduction",
        "looting",
        "property_damage",
        "deployment",
        "withdrawal",
        "flight",
        "leaflet_drop",
        "patrol",
        "patrol_suspended",
        "ceasefire_agreed",
        "ceasefire_begins",
        "ceasefire_ends",
        "ceasefire_violated",
        "talks",
        "demand",
        "threat",
        "accusation",
        "denial",
        "admission",
        "pledge",
        "casualties",
        "displacement",
    ]
)
SCOPES = frozenset({"incident", "aggregate", "context"})
STANCES = frozenset({"asserted", "denied", "threatened", "demanded", "expected"})
NUMBERS = frozenset(
    [
        "strikes",
        "aircraft",
        "shells",
        "rockets",
        "missiles",
        "bombs",
        "drones",
        "vehicles",
        "violations",
        "killed",
        "killed_civilians",
        "injured",
        "missing",
        "displaced",
        "captured",
    ]
)
REPORT_FIELDS = frozenset(
    ["published", "published_from", "published_range", "headline_unsupported", "not_conflict", "memberships", "claims"]
)
CLAIM_FIELDS = frozenset(
    [
        *NUMBERS,
        *(f"{number}_also" for number in NUMBERS),
        "id",
        "kind",
        "kind_also",
        "scope",
        "scope_also",
        "stance",
        "date",
        "date_also",
        "date_open",
        "weekday",
        "actor",
        "target",
        "parties",
        "places",
        "origin",
        "sources",
        "optional",
        "quote",
        "also",
    ]
)
HIDDEN = frozenset({"title", "script", "style", "noscript", "template"})


class _Visible(HTMLParser):
    """Collects what a reader of a page sees: no scripts, styles or head, one space for any run of white space."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.hidden = 0
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.hidden += tag in HIDDEN

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in HIDDEN

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data)


def visible_text(name: str) -> str:
    """Return a report's text; of a saved page, its visible text."""
    raw = (BUNDLED / "reports" / name).read_text(encoding="utf-8")
    if not name.endswith(".html"):
        return raw
    parser = _Visible()
    parser.feed(raw)
    return re.sub(r"\s+", " ", "".join(parser.pieces))


def all_claims() -> list[dict[str, Any]]:
    """Return every claim of the key."""
    return list(chain.from_iterable(report["claims"] for report in REPORTS.values()))


def as_range(value: object) -> tuple[float, float]:
    """Return a count's ends; an open end is infinite."""
    assert isinstance(value, list)
    assert len(value) == 2
    low, high = value
    return (float("-inf") if low is None else low, float("inf") if high is None else high)


def as_days(value: object) -> tuple[date, date]:
    """Return the first and last day of a key date."""
    ends = value if isinstance(value, list) else [value, value]
    first, last = (date.fromisoformat(str(end)) for end in ends)
    return first, last


def test_key_and_folder_name_the_same_reports() -> None:
    assert set(REPORTS) == {path.name for path in (BUNDLED / "reports").iterdir()}


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_every_quoted_word_is_in_the_report(name: str) -> None:
    text, report = visible_text(name), REPORTS[name]
    quotes = [quote for claim in report["claims"] for quote in (claim["quote"], *claim.get("also", ()))]
    words = [claim["origin"] for claim in report["claims"] if "origin" in claim]
    words += chain.from_iterable(claim.get("places", ()) for claim in report["claims"])
    words += chain.from_iterable(claim.get("sources", ()) for claim in report["claims"])
    missing = [words for words in (*quotes, *words, *report.get("not_conflict", ())) if words not in text]
    assert not missing


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_publication_date_rests_on_words(name: str) -> None:
    report = REPORTS[name]
    assert set(report) <= REPORT_FIELDS
    source = report["published_from"]
    if report["published"] is None:
        assert source == "none"
    elif source == "metadata":
        raw = (BUNDLED / "reports" / name).read_text(encoding="utf-8")
        assert f'content="{report["published"]}T' in raw
    else:
        assert source in visible_text(name)


def test_claims_use_known_fields_kinds_scopes_and_stances() -> None:
    for claim in all_claims():
        assert set(claim) <= CLAIM_FIELDS, claim["id"]
        assert {claim["kind"], *claim.get("kind_also", ())} <= KINDS, claim["id"]
        assert {claim["scope"], *claim.get("scope_also", ())} <= SCOPES, claim["id"]
        assert claim.get("stance", "asserted") in STANCES, claim["id"]


def test_counts_and_dates_run_forward() -> None:
    for claim in all_claims():
        for field in NUMBERS & set(claim):
            for value in (claim[field], *claim.get(f"{field}_also", ())):
                low, high = as_range(value)
                assert low <= high, (claim["id"], field)
        for value in [claim[field] for field in ("date",) if field in claim] + claim.get("date_also", []):
            first, last = as_days(value)
            assert first <= last, claim["id"]


def test_open_dates_give_no_day() -> None:
    for claim in all_claims():
        assert not (claim.get("date_open") and "date" in claim), claim["id"]


def test_quotes_of_one_report_tell_claims_apart() -> None:
    for name, report in REPORTS.items():
        pairs = [(claim["kind"], claim["quote"]) for claim in report["claims"]]
        assert len(pairs) == len(set(pairs)), name


def test_ids_are_unique_and_links_name_them() -> None:
    ids = [claim["id"] for claim in all_claims()]
    assert len(ids) == len(set(ids))
    for group in (*KEY["same"], *KEY["different"]):
        assert set(group) <= set(ids)
        assert len(set(group)) == len(group) > 1


def test_no_pair_is_both_same_and_different() -> None:
    same = [set(group) for group in KEY["same"]]
    for pair in KEY["different"]:
        assert not any(set(pair) <= group for group in same), pair
