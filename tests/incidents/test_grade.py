"""Whether it happened and who did it: two grades, by independent origins, with a sentence for each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.incidents.tellings import days, place, tell, told

from trucewatch.model.claim import ActorRef, SourceRef, Stance, ThingRef
from trucewatch.model.incident import Grade, Origin
from trucewatch.model.span import Span

if TYPE_CHECKING:
    from trucewatch.model.incident import Incident
    from trucewatch.model.place import PlaceRef

RAID: dict[str, Any] = {"when": "2022-01-21", "where": "Hays", "actors": "saudi-coalition"}


def grades(incident: Incident) -> tuple[str, str | None]:
    return str(incident.happened), incident.who and str(incident.who)


def test_one_origin() -> None:
    incident = told(tell("a", **RAID))
    assert grades(incident) == ("single source", "single source")
    assert incident.reasons == ("1 origin tells it (Outlet a).", "1 origin names saudi-coalition (Outlet a).")


def test_two_origins_that_agree() -> None:
    incident = told(tell("a", **RAID), tell("b", **RAID))
    assert grades(incident) == ("corroborated", "corroborated")
    assert incident.reasons[0] == "2 independent origins agree on kind, day and place (Outlet a, Outlet b)."


def test_six_copies_are_one_origin() -> None:
    assert grades(told(*(tell(letter, **RAID) for letter in "abcdef"), one_origin="abcdef")) == ("single source",) * 2


DIFFERENCES = [
    # what the second origin tells otherwise; the grade of having happened
    ({"when": "2022-01-20"}, "single source"),
    ({"when": days("2022-01-20", "2022-01-21")}, "corroborated"),
    ({"when": days("2022-01-01", "2022-01-31")}, "single source"),
    ({"when": None}, "single source"),
    ({"where": "Marib"}, "single source"),
    ({"where": "Al Hudaydah"}, "single source"),
    ({"where": [place("Hays", code=2, radius_km=9.0)]}, "corroborated"),
    ({"where": ""}, "single source"),
    ({"kind": "attack"}, "corroborated"),
    ({"kind": "casualties"}, "single source"),
    ({"kind": "drone_strike"}, "corroborated"),
    ({"kind": "shelling"}, "single source"),
    ({"kind": "abduction"}, "contested"),
]


@pytest.mark.parametrize(("difference", "happened"), DIFFERENCES)
def test_what_two_origins_must_agree_on(difference: dict[str, Any], happened: str) -> None:
    assert told(tell("a", **RAID), tell("b", **{**RAID, **difference})).happened == happened


def test_an_undated_incident_is_not_corroborated() -> None:
    incident = told(tell("a", where="Hays"), tell("b", where="Hays"))
    assert incident.happened is Grade.SINGLE_SOURCE
    assert "no two of them agree" in incident.reasons[0]


def test_an_accord_is_borne_out_by_day_and_parties() -> None:
    accord: dict[str, Any] = {"when": "2023-05-20", "actors": "saf,rsf"}
    claims = [tell(letter, "ceasefire_agreed", **accord) for letter in "ab"]
    assert told(*claims).happened is Grade.CORROBORATED


def test_the_actor_says_so_itself() -> None:
    """The army says that its jets struck."""
    incident = told(tell("a", actors="syrian-army", voices="syria", words="Our jets struck the depot, Damascus said."))
    assert grades(incident) == ("acknowledged", "acknowledged")
    assert incident.reasons[1] == "Acknowledged in syrian-army’s own words."


NOT_OWNED = [
    # actors, voices, words: none of these is an acknowledgement
    ("houthis", "saudi-coalition", "The Houthis fired a missile, the coalition said."),
    ("russia", "russia", "No aircraft of ours was on a mission there, Moscow said."),
    ("russia", "russia", "Moscow rejected reports that its jets had struck."),
    ("russia", "Syrian monitors", "Russian jets struck, monitors said."),
    ("gunmen", "lna", "Gunmen opened fire, the LNA said."),
    ("gna,lna", "gna", "The GNA said that it was fighting the LNA."),
    ("gna,", "gna", "The GNA said that it had repelled an attack."),
]


@pytest.mark.parametrize(("actors", "voices", "words"), NOT_OWNED)
def test_what_acknowledges_nothing(actors: str, voices: str, words: str) -> None:
    kind = "armed_clash" if "," in actors else "air_strike"
    assert Grade.ACKNOWLEDGED not in grades(told(tell("a", kind, actors=actors, voices=voices, words=words)))


def test_an_admission_acknowledges_the_act() -> None:
    raid = tell("a", when="2019-03-13", where="Kensafra", actors="russia")
    incident = told(
        raid, tell("b", "admission", actors="russia", voices="russia", words="Moscow confirmed that it had hit it.")
    )
    assert (incident.kind.value, incident.happened, incident.who) == ("air_strike", *["acknowledged"] * 2)


def test_a_clash_that_both_sides_tell_is_acknowledged() -> None:
    claims = [tell("a", "armed_clash", actors="gna,lna", voices=side, words="We fought.") for side in ("gna", "lna")]
    claims = [replace(claim, id=f"c_{at}") for at, claim in enumerate(claims)]
    assert told(*claims).happened is Grade.ACKNOWLEDGED


def test_what_one_voice_says_is_not_the_other_ones_confession() -> None:
    """Two sentences of one claim: residents name the army, the army speaks of something else."""
    first, second = "Army jets hit the market, residents said.", "The depot burned down, the army said."
    spans = [Span.of(f"{first} {second}", 0, len(first)), Span.of(f"{first} {second}", len(first) + 1, 79)]
    jets, army = Span(start=0, end=9, quote="Army jets"), Span(start=67, end=75, quote="the army")
    claim = replace(
        tell("a"),
        actors=(ActorRef(id="saf", name="the army", text="Army jets", evidence=(jets,)),),
        sources=(SourceRef(name="residents"), SourceRef(id="saf", name="the army", evidence=(army,))),
        evidence=tuple(spans),
    )
    assert grades(told(claim)) == ("single source", "single source")


def test_the_voices_of_one_text_corroborate_nothing() -> None:
    """A wire and its copy quote residents and the RSF; who of them vouches for what is not known."""
    claims = [replace(tell(letter, **RAID), id=f"c_{letter}") for letter in "ab"]
    voices = tuple(
        Origin(id=f"o_{name}", name=name, claims=("c_a", "c_b"), reports=("r_a", "r_b")) for name in ("RSF", "Wire")
    )
    incident = told(*claims, origins=voices)
    assert grades(incident) == ("single source", "single source")
    assert incident.reasons[0] == "2 origins in 1 independent telling tell it (RSF with Wire)."


def test_a_party_that_names_only_itself_in_a_denial_is_not_single_source() -> None:
    incident = told(tell("b", **RAID, voices="saudi-coalition", words="No jet of ours was over Hays."))
    assert incident.who is Grade.CONTESTED
    assert incident.reasons[1] == "saudi-coalition: named only in own words that deny something."


def test_voices_that_also_speak_alone_are_two() -> None:
    """One report quotes the monitor and the rescuers together, two others one of them each."""
    claims = [replace(tell(letter, **RAID), id=f"c_{letter}") for letter in "abc"]
    voices = (
        Origin(id="o_1", name="Monitor", claims=("c_a", "c_b"), reports=("r_a", "r_b")),
        Origin(id="o_2", name="Rescuers", claims=("c_a", "c_c"), reports=("r_a", "r_c")),
    )
    assert grades(told(*claims, origins=voices)) == ("corroborated", "corroborated")


def test_a_denial_that_was_read_as_a_report_bears_nothing_out() -> None:
    """ "None of our jets flew there", says the accused; the reader took it for a strike."""
    claims = [tell("a", **RAID), tell("b", **RAID, voices="saudi-coalition", words="No jet of ours was over Hays.")]
    incident = told(*claims)
    assert grades(incident) == ("single source", "single source")
    assert incident.reasons[1] == "1 origin names saudi-coalition (Outlet a)."


def deny(report: str, who: str, words: str, kind: str = "air_strike") -> Incident:
    """A raid by Russia that two origins tell, and one denial."""
    claims = [tell(letter, when="2020-03-05", where="Kensafra", actors="russia") for letter in "ab"]
    denial = tell(report, kind, actors="" if kind != "denial" else who, voices=who, words=words, stance=Stance.DENIED)
    return told(*claims, denials=[denial])


DENIALS = [
    # who denies, in which words, as which kind of claim; the grades of happened and of who
    ("russia", "Moscow denied that its jets had struck the village.", "air_strike", "corroborated", "contested"),
    ("russia", "Moscow denied it.", "denial", "corroborated", "contested"),
    ("russia", "Moscow called it a staged provocation.", "denial", "contested", "contested"),
    ("russia", "There was no air strike at all, Moscow said.", "air_strike", "contested", "contested"),
    ("syria", "Damascus denied that anything had been hit.", "air_strike", "contested", "corroborated"),
    ("syria", "Damascus said that its ally was not responsible.", "denial", "corroborated", "contested"),
]


@pytest.mark.parametrize(("who", "words", "kind", "happened", "by_whom"), DENIALS)
def test_denials(who: str, words: str, kind: str, happened: str, by_whom: str) -> None:
    incident = deny("d", who, words, kind)
    assert grades(incident) == (happened, by_whom)
    assert who in " ".join(incident.reasons)


def test_a_contested_reason_says_how_many_hold_which() -> None:
    incident = deny("d", "russia", "Moscow called it a fabrication.")
    assert incident.reasons == (
        "2 of 3 independent origins tell it (Outlet a, Outlet b); that it happened is denied by russia.",
        "2 independent origins name russia (Outlet a, Outlet b); having done it is denied by russia.",
    )


def test_a_denial_where_nobody_is_named() -> None:
    """Ganja: nobody is named as having fired; Armenia denies it."""
    claims = [tell(letter, "shelling", when="2020-10-11", where="Ganja") for letter in "ab"]
    incident = told(*claims, denials=[tell("d", "denial", actors="armenia", stance=Stance.DENIED)])
    assert grades(incident) == ("corroborated", None)
    assert incident.reasons[1] == "No party is named as having done it; having done it is denied by armenia."


def test_an_admission_after_the_denial_settles_it() -> None:
    claims = [
        tell("a", actors="uae", where="Hays"),
        tell("b", actors="uae", where="Hays", voices="uae", words="We hit it by mistake."),
    ]
    denial = tell("d", "denial", actors="uae", stance=Stance.DENIED)
    later = told(*claims, denials=[denial], published="a:2018-08-09 d:2018-08-10 b:2018-09-01")
    earlier = told(*claims, denials=[denial], published="a:2018-08-09 d:2018-09-02 b:2018-09-01")
    assert (later.who, earlier.who) == (Grade.ACKNOWLEDGED, Grade.CONTESTED)


def test_origins_that_name_different_parties_contest_who() -> None:
    claims = [tell("a", **{**RAID, "actors": "saf"}), tell("b", **{**RAID, "actors": "rsf"})]
    incident = told(*claims)
    assert grades(incident) == ("corroborated", "contested")
    assert incident.reasons[1] == "1 origin names saf (Outlet a); 1 origin names rsf."


def test_one_origin_with_two_minds_contests_nothing() -> None:
    claims = [tell("a", **{**RAID, "actors": "saf"}), tell("b", **{**RAID, "actors": "rsf"})]
    assert told(*claims, one_origin="ab").who is Grade.SINGLE_SOURCE


def test_gunmen_are_nobody() -> None:
    incident = told(tell("a", "shooting", actors="gunmen"))
    assert (incident.who, incident.reasons[1]) == (None, "No party is named as having done it.")


def test_both_claim_it() -> None:
    claims = [
        tell(letter, actors=who, voices=who, words="We did it.")
        for letter, who in zip("ab", ("saf", "rsf"), strict=True)
    ]
    assert told(*claims).who is Grade.CONTESTED


def hit(thing: str) -> tuple[ThingRef, ...]:
    return (ThingRef(id=thing, text=thing),)


OWN_WORDS = [
    # what police tell, and what the party tells otherwise of itself; the grade of having happened
    ({}, {}, "acknowledged"),
    ({"objects": "market"}, {"objects": "market"}, "acknowledged"),
    ({"objects": "market"}, {}, "acknowledged"),
    ({"objects": "market"}, {"objects": "military"}, "single source"),
    ({"killed_civilian": "1"}, {"objects": "military"}, "single source"),
    ({"killed": "1"}, {"objects": "military"}, "acknowledged"),
    ({}, {"when": "2022-01-25"}, "single source"),
    ({}, {"when": None}, "single source"),
    ({}, {"where": "Marib"}, "single source"),
    ({"where": [place("Hays", radius_km=40.0)]}, {"where": [place("At Tuhayta", radius_km=40.0)]}, "single source"),
    ({"where": "Al Hudaydah"}, {}, "acknowledged"),
    ({}, {"where": ""}, "single source"),
    ({}, {"kind": "abduction"}, "contested"),
    ({}, {"kind": "drone_strike"}, "acknowledged"),
]


@pytest.mark.parametrize(("told_by_police", "told_by_itself", "happened"), OWN_WORDS)
def test_a_party_acknowledges_no_other_act_than_its_own(
    told_by_police: dict[str, Any], told_by_itself: dict[str, Any], happened: str
) -> None:
    claims = []
    for letter, changes in (("a", {"voices": "police"}), ("b", {"voices": "saudi-coalition"})):
        more = {**RAID, **changes, **(told_by_police if letter == "a" else told_by_itself)}
        thing = more.pop("objects", "")
        claims.append(replace(tell(letter, words="Our jets struck.", **more), objects=hit(thing) if thing else ()))
    incident = told(*claims)
    assert incident.happened == happened
    assert (Grade.ACKNOWLEDGED in grades(incident)) == (happened == "acknowledged")


def test_what_a_party_says_it_did_stands_in_the_reasons() -> None:
    shop = replace(tell("a", **RAID, voices="police"), objects=hit("market"))
    depot = tell("b", **RAID, voices="saudi-coalition", words="Our jets struck a depot.")
    incident = told(shop, replace(depot, objects=hit("military")))
    aside = "in saudi-coalition’s own words only another act: “Our jets struck a depot”"
    assert incident.reasons == (
        f"2 independent origins tell it (Outlet a, Outlet b), but not one and the same act; {aside}.",
        f"1 origin names saudi-coalition (Outlet a); {aside}.",
    )


def test_a_name_in_the_plural_needs_no_verb() -> None:
    incident = told(tell("a", **{**RAID, "actors": "houthis"}, voices="houthis", words="We fired."))
    assert incident.reasons[0].startswith("Acknowledged in houthis’ own words; 1 origin tells it")


def test_a_denial_is_by_the_accused_and_not_by_who_passes_it_on() -> None:
    claims = [tell(letter, "shelling", when="2020-10-11", where="Ganja") for letter in "ab"]
    words = "Note from the editors: Armenia denies any part in it."
    voices = "Note from the editors,armenia"
    denial = tell("d", "shelling", actors="armenia", voices=voices, words=words, stance=Stance.DENIED)
    assert told(*claims, denials=[denial]).reasons[1].endswith("having done it is denied by armenia.")


TWO_PLACES = [
    # two towns in each other's wide radius; a site in its town; a town in its district; one name in two gazetteers
    (place("Hays", radius_km=40.0), place("At Tuhayta", radius_km=40.0), "single source"),
    (place("Mitiga", precision="site"), place("Tripoli"), "corroborated"),
    (place("Mitiga", precision="town"), place("Tripoli"), "single source"),
    (place("Kensafra"), replace(place("Kensafra"), id="other"), "corroborated"),
]


@pytest.mark.parametrize(("one", "other", "happened"), TWO_PLACES)
def test_two_origins_agree_on_place_only_if_it_is_one(one: PlaceRef, other: PlaceRef, happened: str) -> None:
    claims = [tell("a", when="2022-01-21", where=[one]), tell("b", when="2022-01-21", where=[other])]
    assert told(*claims).happened == happened


VOICES = [
    # who of the accused party's bodies tells it; the grade of having happened
    ("Houthi health ministry", "single source"),
    ("Houthi-run civil defence", "single source"),
    ("Houthi television channel", "single source"),
    ("the Houthis' news agency", "single source"),
    ("Houthi medics", "single source"),
    ("Houthi rescuers", "single source"),
    ("Houthi military spokesman", "acknowledged"),
    ("Houthi defence ministry", "acknowledged"),
    ("Houthi interior ministry", "acknowledged"),
    ("Houthis", "acknowledged"),
    ("Houthi military media", "acknowledged"),
]


@pytest.mark.parametrize(("voice", "happened"), VOICES)
def test_health_rescue_and_press_own_up_to_nothing_for_their_party(voice: str, happened: str) -> None:
    claim = tell("a", **{**RAID, "actors": "houthis"}, voices="houthis", words="Houthi forces fired.")
    sources = tuple(replace(source, name=voice) for source in claim.sources)
    assert told(replace(claim, sources=sources)).happened == happened
