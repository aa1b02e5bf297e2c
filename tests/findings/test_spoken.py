"""Each case of `cases/spoken.yaml`: what a claim about an accord speaks of, or that it must be left open."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from trucewatch.findings.propose import proposals
from trucewatch.findings.spoken import Listener
from trucewatch.model.accord import Spoken, Utterance
from trucewatch.model.place import PlaceRef
from trucewatch.model.time import DateInterval
from trucewatch.packs import load_packs
from trucewatch.packs.agreements import load_agreements

DATA = yaml.safe_load((Path(__file__).parent / "cases" / "spoken.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def listener() -> Listener:
    return Listener(load_agreements(load_packs()))


def days(words: object) -> DateInterval:
    ends = [date.fromisoformat(end) for end in str(words).split("..") if end]
    return DateInterval(first=ends[0], last=ends[-1]) if ends else DateInterval()


def spot(name: str) -> PlaceRef:
    lat, lon, km, *admin = DATA["spots"][name]
    return PlaceRef(text=name, id=name, lat=lat, lon=lon, radius_km=km, code=1, admin=tuple(admin))


def said(case: dict[str, Any]) -> Utterance:
    return Utterance(
        claim="c_1",
        report="r_1",
        kind=case["kind"],
        quote=case["quote"],
        when=days(case["when"]),
        published=days(case["published"]),
        file="report.txt",
        parties=tuple(case["actors"]),
        actors=frozenset(case["actors"]),
        places=tuple(map(spot, case.get("at", []))),
        around=tuple(map(spot, case.get("around", case.get("at", [])))),
    )


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["quote"][:50])
def test_a_claim_speaks_of_the_agreement_it_names_dates_or_stands_under(
    case: dict[str, Any], listener: Listener
) -> None:
    found = listener.spoken(said(case))
    assert found.agreement == case["says"], (found, found.candidates)


def test_an_unknown_accord_becomes_one_draft_of_all_that_tell_of_it() -> None:
    case = {
        "kind": "ceasefire_agreed",
        "when": "2018-06-09",
        "published": "2018-06-09",
        "actors": ["taliban"],
        "at": ["kabul"],
    }
    told = [
        said(case | {"quote": "The Taliban announced a holiday ceasefire"}),
        said(case | {"quote": "A truce over the holiday, the first in years", "when": "2018-06-10", "actors": []}),
        said(case | {"quote": "A truce of their own", "when": "2018-06-10", "at": ["bogota"], "actors": []}),
    ]
    ours = [
        Utterance(**{name: getattr(one, name) for name in Utterance.__slots__} | {"claim": f"c_{at}"})
        for at, one in enumerate(told)
    ]
    spoken = {one.claim: Spoken(claim=one.claim, agreement="", reason="") for one in ours}
    first, second = proposals(ours, spoken, {"taliban": "Taliban"})
    assert first.id == "draft-afghanistan-2018-06-09"
    assert first.claims == ("c_0", "c_1")
    assert second.claims == ("c_2",)
    body = yaml.safe_load(first.text)
    assert body["parties"] == [
        {"actor": "taliban", "role": "signatory", "note": "named in the reports; role to be checked"}
    ]
    assert (body["countries"], body["timezone"]) == (["AF"], "Asia/Kabul")
    assert "holiday ceasefire" in first.text.partition("\nid:")[0]


def test_words_of_a_report_cannot_break_out_of_a_draft() -> None:
    case = {
        "quote": "A truce\nid: evil\n# “",
        "kind": "ceasefire_agreed",
        "when": "2018-06-09",
        "published": "2018-06-09",
        "actors": ["x: [", "\u202ey"],
        "at": ["kabul"],
    }
    one = said(case)
    (draft,) = proposals([one], {"c_1": Spoken(claim="c_1", agreement="", reason="")}, {})
    assert yaml.safe_load(draft.text)["id"] == "draft-afghanistan-2018-06-09"
    assert "\u202e" not in draft.text


def test_what_fits_two_known_agreements_makes_no_draft() -> None:
    case = {
        "quote": "A truce",
        "kind": "ceasefire_agreed",
        "when": "2018-06-09",
        "published": "2018-06-09",
        "actors": [],
        "at": ["kabul"],
    }
    spoken = {"c_1": Spoken(claim="c_1", agreement="", reason="", candidates=("a", "b"))}
    assert proposals([said(case)], spoken, {}) == ()
