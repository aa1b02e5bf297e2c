"""The shipped actors, outlets and calendars keep their promises: one name means one party, and every reference holds."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

import pytest

from trucewatch.packs.check import check_pack
from trucewatch.packs.loader import load_packs
from trucewatch.packs.values import ActorType, EventKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from trucewatch.packs.merged import Packs
    from trucewatch.packs.values import Actor

_LONGEST_ACRONYM = 6
_SHORTEST_PHRASE = 5


@pytest.fixture(scope="module")
def packs() -> Packs:
    """What the world and Syria packs know together."""
    return load_packs(["syria"])


def _fold(name: str) -> str:
    """The name as a matcher sees it: acronyms as they stand, others without case, accents and hyphens."""
    if name.isupper() and len(name) <= _LONGEST_ACRONYM:
        return name
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return " ".join(re.sub(r"[-–]", " ", plain.replace("’", "'").replace("ʼ", "'")).casefold().split())


def _claimed(actors: Iterable[Actor]) -> dict[str, set[str]]:
    claims: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        for name in (*actor.names, *actor.adjectives, *actor.leaders, *actor.seats):
            claims[_fold(name)].add(actor.id)
    return claims


def _of(packs: Packs, name: str) -> set[str]:
    return _claimed(packs.actors.values())[_fold(name)]


@pytest.mark.parametrize("name", ["world", "syria"])
def test_pack_is_sound(name: str) -> None:
    """The strict check finds no unknown key, id, party or membership."""
    assert check_pack(name) == []


def test_one_name_means_one_actor(packs: Packs) -> None:
    """Only `generic` words may stand for several parties."""
    assert {name: ids for name, ids in _claimed(packs.actors.values()).items() if len(ids) > 1} == {}


def test_generic_word_means_one_actor_in_a_country(packs: Packs) -> None:
    """The words "the army" of one country are one party; a generic word without a country could never be settled."""
    claims: dict[tuple[str, str], set[str]] = defaultdict(set)
    for actor in packs.actors.values():
        for name in actor.generic:
            claims[_fold(name), actor.country].add(actor.id)
    assert {key: ids for key, ids in claims.items() if len(ids) > 1} == {}
    assert [name for name, country in claims if not country] == []


def test_names_are_not_generic_too(packs: Packs) -> None:
    """A word that always means one party cannot mean another where the focus fits."""
    named = _claimed(packs.actors.values())
    clashes = {
        (name, actor.id)
        for actor in packs.actors.values()
        for name in actor.generic
        if named.get(_fold(name), set()) - {actor.id}
    }
    assert clashes == set()


def test_a_state_has_one_home_force(packs: Packs) -> None:
    """The words "Sudanese warplanes" can mean the home forces only where a state has no more than one entry for them."""
    homes: dict[str, set[str]] = defaultdict(set)
    for actor in packs.actors.values():
        if actor.type is ActorType.STATE_FORCES:
            for member in actor.member_of:
                if packs.actors[member.id].country == actor.country:
                    homes[member.id].add(actor.id)
    assert {state: ids for state, ids in homes.items() if len(ids) > 1} == {}
    assert homes["syria"] == {"syrian-government-forces"}


def test_memberships_form_no_circle(packs: Packs) -> None:
    """Nobody belongs to itself, at any remove."""

    def above(actor: str, seen: tuple[str, ...] = ()) -> Iterable[str]:
        for member in packs.actors[actor].member_of:
            assert member.id not in seen, (actor, seen)
            yield member.id
            yield from above(member.id, (*seen, member.id))

    assert [actor for actor in packs.actors if actor in above(actor)] == []


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Russian", "russia"),
        ("Kremlin", "russia"),
        ("IDF", "israel"),
        ("Hay’et Tahrir al-Sham", "hayat-tahrir-al-sham"),
        ("Hay'at Tahrir al-Sham", "hayat-tahrir-al-sham"),
        ("al-Fateh al-Mubin Operations’ Room", "al-fath-al-mubin"),
        ("Assad's forces", "syrian-government-forces"),
        ("Damascus", "syrian-government-forces"),
        ("White Helmets", "syria-civil-defence"),
        ("Ansar Allah", "houthis"),
        ("Saudi-led coalition", "saudi-led-coalition"),
        ("RSF", "rapid-support-forces"),
        ("Haftar's forces", "libyan-national-army"),
        ("GNA", "government-of-national-accord"),
        ("Artsakh Defence Army", "artsakh-defence-army"),
        ("pro-Russian rebels", "russian-backed-separatists"),
        ("Tatmadaw", "myanmar-military"),
        ("ENDF", "ethiopian-federal-forces"),
        ("Doctors Without Borders", "msf"),
    ],
)
def test_spellings_of_reports_are_known(packs: Packs, name: str, actor: str) -> None:
    """Names as the press writes them lead to the party they mean."""
    assert _of(packs, name) == {actor}


@pytest.mark.parametrize(
    ("word", "country", "actor"),
    [
        ("government forces", "SY", "syrian-government-forces"),
        ("rebels", "SY", "syrian-opposition-factions"),
        ("rebels", "YE", "houthis"),
        ("the junta", "MM", "myanmar-military"),
        ("AA", "MM", "arakan-army"),
        ("paramilitaries", "SD", "rapid-support-forces"),
        ("the army", "SD", "sudanese-armed-forces"),
        ("separatists", "UA", "russian-backed-separatists"),
        ("coalition", "YE", "saudi-led-coalition"),
        ("the army", "IL", "israel"),
    ],
)
def test_generic_words_follow_the_country(packs: Packs, word: str, country: str, actor: str) -> None:
    """The same word means another party in another war."""
    fitting = {a.id for a in packs.actors.values() if a.country == country and word in a.generic}
    assert fitting == {actor}


def test_every_state_is_there(packs: Packs) -> None:
    """All 193 members of the United Nations, and each code once."""
    states = [actor for actor in packs.actors.values() if actor.type is ActorType.STATE]
    codes = [state.country for state in states]
    members = 193
    assert len(codes) == len(set(codes))
    assert len(codes) >= members
    assert {"NO", "SS", "TL", "XK", "PS"} <= set(codes)


def test_members_of_a_coalition_know_their_days(packs: Packs) -> None:
    """The operations room of north-west Syria holds three factions from June 2019 on."""
    members = {
        actor.id: member.first
        for actor in packs.actors.values()
        for member in actor.member_of
        if member.id == "al-fath-al-mubin"
    }
    start = date(2019, 6, 1)
    assert members == dict.fromkeys(("hayat-tahrir-al-sham", "national-front-for-liberation", "jaysh-al-izza"), start)


def test_outlets_are_told_apart(packs: Packs) -> None:
    """No name and no domain belongs to two outlets; domains are bare hosts."""
    names: dict[str, set[str]] = defaultdict(set)
    domains: dict[str, set[str]] = defaultdict(set)
    for outlet in packs.outlets.values():
        for name in outlet.names:
            names[name.casefold()].add(outlet.id)
        for domain in outlet.domains:
            domains[domain].add(outlet.id)
    assert _shared(names) == {}
    assert _shared(domains) == {}
    assert [domain for domain in domains if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain)] == []
    assert not any(domain.startswith("www.") for domain in domains)


def _shared(claims: Mapping[str, set[str]]) -> dict[str, set[str]]:
    return {key: ids for key, ids in claims.items() if len(ids) > 1}


@pytest.mark.parametrize("outlet", ["reuters", "ap", "afp", "anadolu", "tass", "sana"])
def test_wires_are_marked(packs: Packs, outlet: str) -> None:
    """What others print is one origin only if the wire is known as one."""
    assert packs.outlets[outlet].wire


@pytest.mark.parametrize(
    ("event", "first", "last"),
    [
        ("brussels-conference-2019", date(2019, 3, 12), date(2019, 3, 14)),
        ("sochi-memorandum-2018", date(2018, 9, 17), date(2018, 9, 17)),
        ("idlib-truce-january-2020", date(2020, 1, 9), date(2020, 1, 12)),
        ("moscow-protocol-2020", date(2020, 3, 5), date(2020, 3, 6)),
        ("berlin-conference-2020", date(2020, 1, 19), date(2020, 1, 19)),
        ("karabakh-statement-10-november-2020", date(2020, 11, 9), date(2020, 11, 10)),
        ("eid-al-fitr-2020", date(2020, 5, 24), date(2020, 5, 26)),
    ],
)
def test_days_of_events(packs: Packs, event: str, first: date, last: date) -> None:
    """Days that reports lean on."""
    assert (packs.calendar[event].first, packs.calendar[event].last) == (first, last)


def test_phrases_are_long_enough_to_mean_something(packs: Packs) -> None:
    """A phrase of a few letters would be found everywhere; the feasts alone are single short words."""
    short = {
        (event.id, name)
        for event in packs.calendar.values()
        if event.kind is not EventKind.HOLIDAY
        for name in event.names
        if len(name) < _SHORTEST_PHRASE
    }
    assert short == set()


def test_ramadan_ends_where_the_feast_begins(packs: Packs) -> None:
    """Each year has a month of fasting of 29 or 30 days and the feast on the day after."""
    for year in range(2011, 2027):
        fast, feast = packs.calendar[f"ramadan-{year}"], packs.calendar[f"eid-al-fitr-{year}"]
        assert (feast.first - fast.last).days == 1, year
        assert (feast.first - fast.first).days in {29, 30}, year
