"""What `show` says of an incident, word for word, and that nothing in a report can bend it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.publications.incidents.builders import FRONT, bare, count, day, decisions, hostile, market, settled

from trucewatch.model.count import Effect, Who
from trucewatch.model.incident import Bearing, Grade, Incident, Toll
from trucewatch.publications.incidents.show import headline, show_lines
from trucewatch.publications.table import Look, columns_of

MARKET = """\
TW-7K2M9
Reported: shelling, Karm, 1 February 2025; attributed to Red River Front / Northland Army
(contested), with a denial; killed 54–60 (best figure 54), injured 158.
    happened   corroborated; the rules gave: contested
               three independent origins tell of it
    who did it contested
               origins name different parties; the accused deny it
    what       shelling, according to Delta Wire and health ministry
               less exactly: attack, according to doctors' network
    when       1 February 2025, according to Delta Wire and doctors' network
    where      Karm (city, within 8 km), according to Delta Wire
    who        Red River Front, according to Delta Wire and health ministry / Northland Army,
               according to doctors' network
    hit        a crowded market
    with       artillery
    shells     4, according to Delta Wire
    killed     54–60 (best figure 54), set by Amina Idris (d_12), according to Delta Wire / 56,
               according to health ministry / 60 or more, according to doctors' network
               the rules gave: 56
               civilians: 54, according to Delta Wire; children among them: 3, according to
               Delta Wire
    injured    158, according to health ministry
               before that: 140, according to Delta Wire
    said by    health ministry; a doctor, via Delta Wire
    denied     Delta Wire, wire.txt, c_front: “The Front denied that it had shelled the market”
    reports    4 reports, 3 independent origins
               Delta Wire: wire.txt, copy.html — same text
               health ministry: ministry.txt
               doctors' network: doctors.txt
    words      Delta Wire, wire.txt, c_wire: “Artillery hit the Karm market on Saturday, killing
               at least 54” … “Four shells landed among the stalls”
               Harbour Post, copy.html, c_copy: “Artillery hit the Karm market on Saturday,
               killing at least 54”
               ministry.txt, c_min: “56 people were killed by Front shelling of the market, the
               ministry said”
               Blue Page, doctors.txt, c_doc: “An attack on Karm left more than 60 dead, and the
               army was to blame”
               too coarse to be linked at first, joined afterwards
    decided    Amina Idris holds TW-7K2M9 and TW-3F3F3 to be one occurrence (2025-02-03 10:05:00
               UTC, d_9)
               why: one shelling, told twice
               Amina Idris sets killed of TW-7K2M9 to 54–60 (best figure 54) (2025-02-03
               10:15:30 UTC, d_12)
               why: the hospital's own list names 54
               the rules gave killed: 56
    formerly   TW-3F3F3
    split from TW-11111
    compare    TW-0THER | 2025-02-02 | shelling (score +0.85; it may be the same)
    note       The ministry's toll came two days later.
"""
BARE = """\
TW-00001
Reported: attack, place not told, date not told; nobody is named as having done it; no toll
told.
    happened   single source
    who did it not graded
    what       attack, according to one.txt
    when       date not told
    where      not told
    who        not named
    reports    1 report, 1 independent origin
               one.txt
    words      one.txt, c_1: “there was an attack”
"""
LOOK = Look(width=96)


def shown(incident: Incident, look: Look = LOOK) -> str:
    others = {"c_other": "TW-0THER | 2025-02-02 | shelling"}
    return "\n".join(show_lines(incident, look, decisions=decisions(), others=others))


def test_everything_there_is_to_show() -> None:
    assert shown(market()) == MARKET


def test_what_is_not_told_is_said_to_be_so() -> None:
    assert shown(bare()) == BARE


def test_an_origin_that_tells_two_things_is_told_with_its_files() -> None:
    incident = market()
    days = settled(day(2025, 2, 1), "earlier", "c_wire", "o_wire", [(day(2025, 2, 2), "c_copy", "o_wire")])
    told = (
        "1 February 2025, according to Delta Wire in wire.txt / 2 February 2025, according to Delta Wire in copy.html"
    )
    assert f"when       {told}\n" in shown(replace(incident, when=days), Look(width=140))


def test_nothing_is_ever_called_certain() -> None:
    text = shown(market()).lower()
    assert not [word for word in ("confirm", "verified", "perpetrator", "guilty") if word in text]


@pytest.mark.parametrize("width", [30, 60, 96, 400])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    look = Look(width=width)
    for incident in (market(), hostile()):
        for line in shown(incident, look).splitlines():
            assert columns_of(line) <= look.columns, line


def test_no_report_can_steer_the_terminal() -> None:
    assert not set(shown(hostile())) & set("\x1b\x07\u202e")
    assert "\x1b[1mTW-7K2M9\x1b[0m" in shown(market(), Look(colour=True))


def test_decisions_that_are_not_at_hand_are_named() -> None:
    text = "\n".join(show_lines(market(), LOOK, decisions={}))
    assert "killed     54–60 (best figure 54), set by d_12, according to Delta Wire / 56" in text
    assert "decided    d_12\n               the rules gave killed: 56\n               d_9\n" in text
    assert "compare    c_other (score +0.85; it may be the same)" in text


def test_who_a_person_set_shows_that_the_rules_gave_nobody() -> None:
    decided = replace(
        bare(), actors=settled((FRONT,), "set by a person", decision="d_12"), who=None, machine_who=Grade.CONTESTED
    )
    text = shown(decided)
    assert "who        Red River Front, set by Amina Idris (d_12)\n               the rules gave: nothing\n" in text
    assert "who did it not graded; the rules gave: contested" in text


def toll(who: Who, number: int, *, together: bool = False) -> Toll:
    return Toll(
        effect=Effect.KILLED, who=who, count=settled(count(number, number), "alone", "c_1", "o_1"), together=together
    )


def test_groups_stand_under_their_total() -> None:
    total = settled(count(20, 20), "agreed", "c_1", "o_1")
    groups = (toll(Who.COMBATANT, 8), toll(Who.CIVILIAN, 12), toll(Who.UNKNOWN, 20))
    assert (
        "    killed     20, according to one.txt\n"
        "               civilians: 12, according to one.txt\n"
        "               combatants: 8, according to one.txt\n"
        "    reports"
    ) in shown(replace(bare(), harm=groups, totals={"killed": total}))


def test_a_toll_without_a_total_still_stands() -> None:
    text = shown(replace(bare(), harm=(toll(Who.CIVILIAN, 12, together=True),)))
    assert "    killed     civilians: 12, according to one.txt\n" in text
    assert "told of several places or strikes as one; it cannot be split among them" in text
    assert "killed 12." in text


def test_an_accord_is_laid_at_nobodys_door() -> None:
    accord = replace(bare(), family="accord", kind=settled("ceasefire_agreed", "alone", "c_1", "o_1"))
    assert headline(accord) == "Reported: ceasefire agreed, place not told, date not told."
    parties = replace(accord, actors=settled((FRONT,), "alone", "c_1", "o_1"), who=Grade.SINGLE_SOURCE)
    assert headline(parties).endswith("date not told; parties: Red River Front (single source).")


def test_a_denial_without_an_accused_is_told_in_the_headline() -> None:
    denied = replace(bare(), denials=("c_9",), expected=("c_8",))
    assert "nobody is named as having done it, with a denial;" in headline(denied)
    assert "    denied     c_9: no words kept\n    expected   c_8: no words kept\n" in shown(denied)


def test_values_of_one_bearing_stand_together() -> None:
    earlier = [(count(5, 5), "c_1", "o_1"), (count(9, 9), "c_1", "o_1")]
    total = settled(count(12, 12), "latest-update", "c_1", "o_1", earlier, bearing=Bearing.SUPERSEDED)
    text = shown(replace(bare(), totals={"killed": total}))
    assert "               before that: 5, according to one.txt / 9, according to one.txt\n" in text
