"""Which agreements and articles an incident is tested under, and what is said of those that it is not."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from tests.findings.briefs import CODE, incident, packs

from trucewatch.findings.assess import Assessor, finding_id
from trucewatch.model.agreement import (
    Agreement,
    Article,
    Circle,
    Form,
    Geometry,
    Milestone,
    Moment,
    Role,
    TermsDate,
    TermsParty,
    Zone,
)
from trucewatch.model.finding import Answer, Question, Result
from trucewatch.packs.agreements import load_agreements

DAY = date(2020, 9, 20)
INSIDE = {"name": "Ariha", "lat": 35.81, "lon": 36.61, "admin": ["Syria", "Idlib"]}
FAR = {"name": "Deir ez-Zor", "lat": 35.34, "lon": 40.14, "admin": ["Syria", "Deir Ez-Zor"]}
KHARKIV = {"name": "Kharkiv", "lat": 49.99, "lon": 36.23, "admin": ["Ukraine", "Kharkiv"]}


def moment(year: int, month: int, number: int) -> Moment:
    """A day in UTC."""
    first = datetime(year, month, number, tzinfo=UTC)
    return Moment(earliest=first, latest=first + timedelta(days=1), words=f"{first:%Y-%m-%d}", zones=("UTC",))


def hour(words: str) -> Moment:
    """An hour in UTC."""
    at = datetime.fromisoformat(words).replace(tzinfo=UTC)
    return Moment(earliest=at, latest=at, words=words, zones=("UTC",))


def zone(id_: str, lat: float, lon: float) -> Zone:
    """Forty kilometres around a point."""
    return Zone(id=id_, name=id_.title(), geometry=Geometry.OFFICIAL, circles=(Circle(lat=lat, lon=lon, km=40.0),))


def article(number: str, form: Form = Form.BAN, **more: Any) -> Article:
    """An article that holds in the area."""
    given = {"quote": "q", "paraphrase": "p", "zone": "area", "acts": ("air_strike", "shelling", "attack")}
    return Article(number=number, form=form, **given | more)


def terms(id_: str, *articles: Article, dates: tuple[TermsDate, ...] = (), **more: Any) -> Agreement:
    """Terms in force all through 2020 unless dates are given."""
    lasting = (
        TermsDate(what=Milestone.IN_FORCE, at=hour("2020-01-01 00:00")),
        TermsDate(what=Milestone.ENDED, at=hour("2021-01-01 00:00")),
    )
    given: dict[str, Any] = {
        "name": id_, "short": id_.title(), "names": (id_,), "countries": ("SY",), "timezone": "UTC", "sources": (),
        "parties": (
            TermsParty(actor="russia", role=Role.GUARANTOR),
            TermsParty(actor="syrian-government-forces", role=Role.BOUND, through=("russia",)),
            TermsParty(actor="israel", role=Role.NON_PARTY),
        ),
        "zones": {"area": zone("area", 35.81, 36.61), "elsewhere": zone("elsewhere", 33.5, 36.3)},
    }  # fmt: skip
    return Agreement(id=id_, articles=articles, dates=dates or lasting, **given | more)


def assessor(*agreements: Agreement) -> Assessor:
    """An assessor of these agreements alone."""
    return Assessor.of({one.id: one for one in agreements}, packs())


@cache
def two() -> Assessor:
    """The usual pair: two bans for two areas in one, and a duty in the other."""
    return assessor(
        terms("bans", article("1"), article("2", zone="elsewhere"), article("3", binds=("israel",))),
        terms("duties", article("7", Form.DUTY, acts=("patrol",), breaches=("patrol_suspended",))),
    )


def results(found: Assessor, kind: str, on: Any = DAY, **more: Any) -> list[tuple[str, str, str, Result]]:
    """Agreement, article, claimant and result of each finding."""
    given: dict[str, Any] = {"at": [INSIDE], "by": ["russia"]} | more
    return [(one.agreement, one.article, one.by, one.result) for one in found.findings(incident(kind, on, **given))]


def test_articles_for_other_areas_and_sides_stay_out() -> None:
    assert results(two(), "air_strike") == [
        ("bans", "1", "", Result.INCONSISTENT),
        ("duties", "", "", Result.NOT_COVERED),
    ]


def test_where_nobody_is_bound_the_first_article_says_so() -> None:
    assert results(two(), "air_strike", by=["united-states"])[0] == ("bans", "1", "", Result.NOT_COVERED)


def test_an_act_of_harm_that_no_article_speaks_of_is_not_covered() -> None:
    found = two().findings(incident("looting", DAY, at=[INSIDE], by=["russia"]))
    assert [(one.agreement, one.article, one.result) for one in found] == [
        ("bans", "", Result.NOT_COVERED),
        ("duties", "", Result.NOT_COVERED),
    ]
    assert found[0].reason.endswith(
        "is not covered by the Bans (from 1 January 2020, 00:00 (UTC)): no article speaks of such an act."
    )


def test_movements_are_tested_only_under_articles_that_speak_of_them() -> None:
    assert results(two(), "patrol") == [("duties", "7", "", Result.CONSISTENT)]
    assert results(two(), "patrol_suspended") == [("duties", "7", "", Result.INCONSISTENT)]
    assert results(two(), "flight") == []
    assert dict(two().passed_over(incident("flight", DAY, at=[INSIDE]))) == {
        "bans": "no article speaks of such an act",
        "duties": "no article speaks of such an act",
    }


@pytest.mark.parametrize("kind", ["talks", "demand", "accusation", "denial", "admission", "pledge", "ceasefire_agreed"])
def test_words_about_an_accord_are_no_acts(kind: str) -> None:
    told = incident(kind, DAY, at=[INSIDE], by=["russia"])
    assert two().findings(told) == ()
    assert two().passed_over(told) == ()


def test_a_discounted_incident_is_not_tested() -> None:
    assert results(two(), "air_strike", happened="discounted") == []


@pytest.mark.parametrize(
    ("on", "words"),
    [(date(2019, 12, 31), "the day before its start"), (date(2021, 1, 1), "it had ended on 1 January 2021")],
)
def test_before_the_start_and_after_the_end_nothing_is_tested(on: date, words: str) -> None:
    told = incident("air_strike", on, at=[INSIDE], by=["russia"])
    assert two().findings(told) == ()
    assert words in dict(two().passed_over(told))["bans"]


def test_outside_the_zones_nothing_is_tested_and_a_party_acting_there_is_told() -> None:
    told = incident("air_strike", DAY, at=[FAR], by=["russia"])
    assert two().findings(told) == ()
    assert "outside" in dict(two().passed_over(told))["bans"]


def test_another_country_is_nothing_to_do_with_it() -> None:
    told = incident("air_strike", DAY, at=[KHARKIV], by=["russia"])
    assert (two().findings(told), two().passed_over(told)) == ((), ())


def test_without_a_place_only_the_parties_lead_to_terms() -> None:
    assert results(two(), "air_strike", at=[]) == [
        ("bans", "1", "", Result.CANNOT_ASSESS),
        ("bans", "2", "", Result.CANNOT_ASSESS),
    ]
    assert results(two(), "air_strike", at=[], by=["united-states"]) == []
    assert results(two(), "air_strike", at=[], by=[], of=["tiger-forces"])[0] == ("bans", "1", "", Result.CANNOT_ASSESS)


def test_a_venue_is_no_place() -> None:
    assert results(two(), "air_strike", at=[INSIDE | {"role": "venue"}], by=["united-states"]) == []


def test_without_a_date_nothing_is_assessed() -> None:
    found = two().findings(incident("air_strike", None, at=[INSIDE], by=["russia"]))
    assert [(one.agreement, one.result) for one in found] == [("bans", Result.CANNOT_ASSESS)]
    assert dict(found[0].tests)[Question.TIME].is_unknown


def test_rival_starts_stand_side_by_side_even_where_one_says_no() -> None:
    rivals = assessor(
        terms(
            "rivals",
            article("1"),
            dates=(
                TermsDate(what=Milestone.IN_FORCE, at=hour("2020-01-09 11:00"), by="russia"),
                TermsDate(what=Milestone.IN_FORCE, at=hour("2020-01-12 00:01"), by="turkey"),
            ),
        )
    )
    assert results(rivals, "air_strike", date(2020, 1, 11)) == [
        ("rivals", "1", "russia", Result.INCONSISTENT),
        ("rivals", "1", "turkey", Result.NOT_COVERED),
    ]
    assert results(rivals, "air_strike", date(2020, 1, 8)) == []
    late = rivals.findings(incident("air_strike", date(2020, 1, 11), at=[INSIDE], by=["russia"]))[1]
    assert "the day before the start that Turkey named" in late.reason
    assert late.start == "from 12 January 2020, 00:01 (UTC), as dated by Turkey"


@pytest.mark.parametrize(
    ("kind", "on", "result"),
    [
        ("withdrawal", date(2020, 10, 10), Result.CONSISTENT),
        ("withdrawal", date(2020, 10, 11), Result.POSSIBLY),
        ("deployment", date(2020, 10, 10), Result.NOT_COVERED),
        ("deployment", date(2020, 10, 11), Result.INCONSISTENT),
        ("withdrawal", [date(2020, 10, 9), date(2020, 10, 12)], Result.CANNOT_ASSESS),
    ],
)
def test_a_deadline(kind: str, on: Any, result: Result) -> None:
    """What is done after the day due is late, and what is not yet due cannot be broken."""
    due = article("6", Form.DEADLINE, acts=("withdrawal",), breaches=("deployment",), due=moment(2020, 10, 10))
    assert results(assessor(terms("due", due)), kind, on) == [("due", "6", "", result)]


def test_what_a_finding_carries() -> None:
    told = incident("air_strike", DAY, at=[INSIDE], by=["russia"], quote="Jets hit Ariha.")
    found = two().findings(told)[0]
    assert found.id == finding_id(CODE, "bans", "1", "")
    assert re.fullmatch(r"f_[0-9a-f]{16}", found.id)
    assert [question for question, _ in found.tests] == list(Question)
    assert found.citations == told.citations
    assert found.start == "from 1 January 2020, 00:00 (UTC)"
    assert found.reason == (
        "The reported air strike, attributed to Russia in Northline Wire (Russia: itself a guarantor), "
        "is inconsistent with article 1 of the Bans "
        "(from 1 January 2020, 00:00 (UTC))."
    )
    assert "reports that it was not Russia" in found.change


def test_the_same_incident_gets_the_same_findings() -> None:
    told = incident("shelling", DAY, at=[INSIDE], by=["syrian-government-forces"])
    fresh = assessor(*(one.agreement for one in two().terms))
    assert fresh.findings(told) == two().findings(told) == two().findings(replace(told, note=""))


def test_no_finding_speaks_of_a_violation() -> None:
    kinds = ["air_strike", "looting", "patrol", "patrol_suspended", "ceasefire_violated", "casualties"]
    for kind in kinds:
        for one in two().findings(incident(kind, DAY, at=[INSIDE], by=["russia"])):
            words = " ".join((one.reason, one.change, *(tested.reason for _, tested in one.tests)))
            assert not re.search(r"violat(?!ed\))|breach", words.replace("ceasefire said to be violated", ""))
            assert all(tested.answer in Answer for _, tested in one.tests)


def test_terms_for_one_country_are_not_near_to_an_unplaced_village_of_another() -> None:
    """A village told as "Upper Vale, Azerbaijan" and known to no gazetteer lies in no area of Syria, however wide that may be."""
    shipped = Assessor.of(load_agreements(packs()), packs())
    village = {"name": "Upper Vale", "admin": ["Azerbaijan", "Khojavend"]}
    found = shipped.findings(incident("attack", date(2020, 12, 12), at=[village], by=["azerbaijan"]))
    assert {one.agreement for one in found} == {"karabakh-statement-9-november-2020"}


def test_without_a_place_a_stranger_who_strikes_a_party_leads_nowhere() -> None:
    shipped = Assessor.of(load_agreements(packs()), packs())
    found = shipped.findings(incident("attack", date(2025, 2, 19), by=["israel"], of=["hezbollah"]))
    assert {one.agreement for one in found} >= {"lebanon-cessation-november-2024"}
    assert "astana-memorandum-2017" not in {one.agreement for one in found}
