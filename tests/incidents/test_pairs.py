"""Pairs as reports of many wars tell them, and whether they are one occurrence; none was learned from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tests.incidents.tellings_of_pairs import telling

from trucewatch.incidents.scoring.score import PairScorer
from trucewatch.model.claim import Stance

if TYPE_CHECKING:
    from trucewatch.model.linkable import Linkable

DENIED, EXPECTED = Stance.DENIED, Stance.EXPECTED
Pair = tuple["Linkable", "Linkable"]

ONE: dict[str, Pair] = {
    "a city and its quarter": (
        telling("shelling", "2024-06-03", at="khartoum north", killed=3, objects="market"),
        telling("shelling", "2024-06-03", at="shambat", killed=3, objects="market", report="r_2"),
    ),
    "two entries of the gazetteer for one name": (
        telling("shelling", "2024-06-03", at="khartoum north", killed=3, objects="market"),
        replace(
            telling("shelling", "2024-06-03", at="omdurman", killed=3, objects="market", report="r_2"),
            places=("khartoum north",),
        ),
    ),
    "two outlets, one village, one day": (
        telling("shelling", "2023-06-15", at="el fasher", by="rsf", objects="market", killed=8),
        telling("shelling", "2023-06-15", at="el fasher", by="rsf", killed=(8, 9), report="r_2"),
    ),
    "a toll that rose overnight": (
        telling("shelling", "2020-10-11", at="stepanakert", weapons="missile", killed=5, injured=28, news="2020-10-11"),
        telling("shelling", "2020-10-11", at="stepanakert", killed=9, injured=35, news="2020-10-12", report="r_2"),
    ),
    "the means told by one only": (
        telling("drone_strike", "2023-11-02", at="kutum", by="saf", killed=4),
        telling("attack", "2023-11-02", at="kutum", killed=4, report="r_2"),
    ),
    "a bare toll of the same place and day": (
        telling("air_strike", "2023-04-11", at="pazigyi", killed=(100, None), objects="gathering"),
        telling("casualties", "2023-04-11", at="pazigyi", killed=(100, None), report="r_2"),
    ),
    "a missile taken for an air strike": (
        telling("shelling", "2022-04-08", at="chuhuiv", weapons="missile", killed=12, injured=40),
        telling("air_strike", "2022-04-08", at="chuhuiv", killed=12, injured=42, report="r_2"),
    ),
    "the night between two days": (
        telling("drone_strike", ("2024-03-14", "2024-03-15"), at="odesa", by="russia", objects="home", killed=3),
        telling("drone_strike", "2024-03-15", at="odesa", by="russia", objects="home", killed=3, report="r_2"),
    ),
    "one side names the army, the other the division": (
        telling("shelling", "2018-03-10", at="saraqib", by="fourth-division", killed=2),
        telling("shelling", "2018-03-10", at="saraqib", by="syrian-army", killed=2, report="r_2"),
    ),
    "one names the state": (
        telling("air_strike", "2024-05-04", at="kutum", by="saf", objects="health"),
        telling("air_strike", "2024-05-04", at="kutum", by="sudan", objects="health", report="r_2"),
    ),
    "undated, but told by the next day's paper": (
        telling("bombing", "2023-10-14", at="mogadishu", by="al-shabaab", weapons="ied", killed=7, objects="market"),
        telling("bombing", at="mogadishu", by="al-shabaab", killed=7, news="2023-10-15", report="r_2"),
    ),
    "a village that no gazetteer knows": (
        telling("shooting", "2021-06-03", at="solhan bora", killed=132, injured=40),
        telling("shooting", "2021-06-03", at="solhan bora", killed=(130, 140), report="r_2"),
    ),
    "rare words of the scene": (
        telling(
            "air_strike",
            "2022-08-26",
            at="mekelle",
            words="The jet struck a kindergarten playground near Red Kidane Mehret.",
        ),
        telling(
            "attack",
            "2022-08-26",
            at="tigray",
            words="Footage showed the kindergarten at Kidane Mehret in ruins.",
            report="r_2",
        ),
    ),
    "list and village": (
        telling("shelling", "2020-02-02", at=("saraqib", "kafr nabl"), by="syrian-army"),
        telling("shelling", "2020-02-02", at=("kafr nabl", "saraqib"), by="syrian-army", report="r_2"),
    ),
    "warplane and bomb": (
        telling("air_strike", "2023-12-24", at="rafah", weapons="warplane", objects="home", killed=20),
        telling("air_strike", "2023-12-24", at="rafah", weapons="bomb", objects="home", killed=(18, 22), report="r_2"),
    ),
    "clash, either side named first": (
        telling("armed_clash", "2023-08-20", at="omdurman", by="saf", on="rsf"),
        telling("armed_clash", "2023-08-20", at="omdurman", by="rsf", on="saf", report="r_2"),
    ),
    "one truce, no ground named": (
        telling("ceasefire_agreed", "2020-10-10", by=("armenia", "azerbaijan")),
        telling("ceasefire_agreed", "2020-10-10", by=("armenia", "azerbaijan"), report="r_2"),
    ),
    "truce, its venue in one report and its ground in the other": (
        telling("ceasefire_agreed", "2020-10-10", by=("armenia", "azerbaijan"), at="moscow", venue=True),
        telling("ceasefire_agreed", "2020-10-10", by=("armenia", "azerbaijan"), at="stepanakert", report="r_2"),
    ),
    "same talks": (
        telling("talks", "2012-06-30", by=("united-nations", "russia"), at="geneva", venue=True),
        telling("talks", "2012-06-30", by=("russia", "united-states"), at="geneva", venue=True, report="r_2"),
    ),
    "a day's slip, but one scene and one toll": (
        telling("bombing", "2021-05-08", at="kabul", objects="school", killed=85, injured=147),
        telling("bombing", "2021-05-09", at="kabul", objects="school", killed=85, injured=147, report="r_2"),
    ),
    "near the town, and in it": (
        telling("shelling", "2023-02-11", at="near bakhmut", killed=4, injured=9),
        telling("shelling", "2023-02-11", at="bakhmut", killed=4, injured=9, report="r_2"),
    ),
    "the same sentence on two sites": (
        telling(
            "looting",
            at="",
            by="rsf",
            words="Fighters broke into the warehouse at dawn and loaded sorghum onto lorries.",
        ),
        telling(
            "looting",
            at="",
            by="rsf",
            words="Fighters broke into the warehouse at dawn and loaded sorghum onto lorries.",
            report="r_2",
        ),
    ),
    "many dead, place in one only": (
        telling("air_strike", "2024-09-01", at="jabaliya", by="israel", killed=27),
        telling("air_strike", "2024-09-01", by="israel", killed=27, report="r_2"),
    ),
    "both contested the culprit": (
        telling("shelling", "2022-07-29", at="chuhuiv", by="ukraine", killed=50, objects="gathering"),
        telling("shelling", "2022-07-29", at="chuhuiv", by="russia", killed=53, objects="gathering", report="r_2"),
    ),
}
ANSWERED: dict[str, Pair] = {
    "denied the next day by those accused": (
        telling("air_strike", "2024-09-01", at="jabaliya", by="israel", objects="school"),
        telling("air_strike", "2024-09-02", at="jabaliya", by="israel", stance=DENIED, report="r_2"),
    ),
    "denied in the next sentence, without a word of what": (
        telling("shelling", "2020-10-11", at="tartar", by="armenia", start=700),
        telling("denial", "2020-10-11", by="armenia", start=790, stance=DENIED),
    ),
    "denied in the next sentence, the thing hit named again": (
        telling("shelling", "2024-05-13", at="nyala", objects="market", killed=4),
        telling("attack", by="saf", objects="market", start=156, stance=DENIED),
    ),
    "denied two sentences further on, the strike named again": (
        telling("air_strike", "2024-05-19", at="el fasher", killed=6),
        telling("air_strike", "2024-05-19", by="saf", start=166, stance=DENIED),
    ),
    "denied, with nothing but the thing that was hit": (
        telling("shelling", "2024-10-03", at="el fasher", by="rsf", objects="market"),
        telling("shelling", "2024-10-04", by="rsf", objects="market", stance=DENIED, report="r_2"),
    ),
    "a truce that was expected": (
        telling("ceasefire_begins", "2020-03-06", at="idlib", by=("russia", "turkey")),
        telling("ceasefire_begins", "2020-03-06", by=("russia", "turkey"), stance=EXPECTED, report="r_2"),
    ),
}
UNANSWERED: dict[str, Pair] = {
    "denied a few sentences further on, but for another thing": (
        telling("shelling", "2024-05-13", at="nyala", objects="market", killed=4),
        telling("attack", by="saf", objects="hospital", start=156, stance=DENIED),
    ),
    "denied a few sentences further on, but for another village": (
        telling("shelling", "2024-05-13", at="solhan bora", objects="market", killed=4),
        telling("shelling", by="saf", at="tin akoff", objects="market", start=156, stance=DENIED),
    ),
    "denied a few sentences further on, but by others than did it": (
        telling("shelling", "2024-05-13", at="nyala", by="rsf", killed=4),
        telling("shelling", by="saf", start=156, stance=DENIED),
    ),
    "talks, and a strike denied": (
        telling("talks", "2024-05-13", at="geneva"),
        telling("air_strike", by="saf", start=156, stance=DENIED),
    ),
    "denied before it happened": (
        telling("air_strike", "2024-09-05", at="jabaliya", by="israel"),
        telling("air_strike", "2024-09-02", at="jabaliya", by="israel", stance=DENIED, report="r_2"),
    ),
    "a bare denial elsewhere": (
        telling("shelling", "2020-10-11", at="tartar", by="armenia"),
        telling("denial", "2020-10-11", by="armenia", stance=DENIED, report="r_2"),
    ),
    "a bare denial that comes first": (
        telling("shelling", "2020-10-11", at="tartar", by="armenia", start=700),
        telling("denial", "2020-10-11", by="armenia", start=90, stance=DENIED),
    ),
    "a denial of something else than talks": (
        telling("talks", "2020-10-09", at="moscow", by=("armenia", "azerbaijan"), venue=True),
        telling("denial", "2020-10-09", by="azerbaijan", stance=DENIED, start=80),
    ),
    "a denial by another party": (
        telling("shelling", "2020-10-11", at="tartar", by="armenia", start=700),
        telling("denial", "2020-10-11", by="turkey", start=790, stance=DENIED),
    ),
}
TWO: dict[str, Pair] = {
    "neighbouring towns, whose radii meet": (
        telling("shelling", "2024-06-03", at="khartoum north", killed=3, voices="activists"),
        telling("shelling", "2024-06-03", at="omdurman", killed=4, voices="activists", report="r_2"),
    ),
    "neighbouring towns, in the same words": (
        telling(
            "shelling", "2024-06-03", at="khartoum", killed=3, words="Shelling killed people on Monday, activists said."
        ),
        telling(
            "shelling",
            "2024-06-03",
            at="omdurman",
            killed=4,
            words="Shelling killed people on Monday, activists said.",
            report="r_2",
        ),
    ),
    "two villages": (
        telling("shelling", "2020-02-02", at="saraqib", by="syrian-army", killed=1),
        telling("shelling", "2020-02-02", at="kafr nabl", by="syrian-army", killed=1, report="r_2"),
    ),
    "one town, a week apart": (
        telling("shelling", "2023-06-15", at="el fasher", by="rsf", killed=8),
        telling("shelling", "2023-06-22", at="el fasher", by="rsf", killed=8, report="r_2"),
    ),
    "one town, three days apart": (
        telling("air_strike", "2023-12-24", at="rafah", by="israel", objects="home"),
        telling("air_strike", "2023-12-27", at="rafah", by="israel", objects="home", report="r_2"),
    ),
    "the next day's raid on the same town": (
        telling("air_strike", "2023-12-24", at="rafah", by="israel", killed=20, objects="home"),
        telling("air_strike", "2023-12-25", at="rafah", by="israel", killed=6, objects="worship", report="r_2"),
    ),
    "shelling and abduction": (
        telling("shelling", "2023-06-15", at="beni", killed=8),
        telling("abduction", "2023-06-15", at="beni", report="r_2"),
    ),
    "each side's strike on the other": (
        telling("shelling", "2020-10-05", at="stepanakert", by="azerbaijan", on="armenia"),
        telling("shelling", "2020-10-05", at="tartar", by="armenia", on="azerbaijan", report="r_2"),
    ),
    "fire and return of fire in one town": (
        telling("shelling", "2023-02-11", at="bakhmut", by="russia", on="ukraine"),
        telling("shelling", "2023-02-11", at="bakhmut", by="ukraine", on="russia", report="r_2"),
    ),
    "two wars on one day": (
        telling("ceasefire_begins", "2020-01-12", by=("russia", "turkey"), at="idlib"),
        telling("ceasefire_begins", "2020-01-12", by=("russia", "turkey"), at="tripoli", report="r_2"),
    ),
    "two truces of other parties": (
        telling("ceasefire_agreed", "2020-10-23", by="libya-gna", at="geneva", venue=True),
        telling("ceasefire_agreed", "2020-10-23", by="armenia", at="moscow", venue=True, report="r_2"),
    ),
    "the first truce and the second": (
        telling("ceasefire_agreed", "2020-10-10", by=("armenia", "azerbaijan")),
        telling("ceasefire_agreed", "2020-10-17", by=("armenia", "azerbaijan"), report="r_2"),
    ),
    "only a province in common": (
        telling("shelling", "2020-02-02", at="idlib province", by="syrian-army"),
        telling("shelling", "2020-02-02", at="saraqib", by="syrian-army", report="r_2"),
    ),
    "only the day and the army in common": (
        telling("air_strike", "2024-09-01", by="israel"),
        telling("air_strike", "2024-09-01", by="israel", report="r_2"),
    ),
    "both undated, told a month apart": (
        telling("shelling", at="hays", by="houthis", killed=3, news="2021-11-20"),
        telling("shelling", at="hays", by="houthis", killed=2, news="2021-12-28", report="r_2"),
    ),
    "one wounded here, a hundred dead there": (
        telling("air_strike", "2023-04-11", at="sagaing", killed=(100, None)),
        telling("air_strike", "2023-04-11", at="monywa", killed=0, injured=1, report="r_2"),
    ),
    "a town and its camp, other victims": (
        telling("shelling", "2024-05-26", at="el fasher", killed=9, objects="health"),
        telling("shelling", "2024-05-26", at="abu shouk camp", killed=17, objects="camp", report="r_2"),
    ),
    "looting and an air strike": (
        telling("looting", "2023-05-03", at="khartoum", by="rsf"),
        telling("air_strike", "2023-05-03", at="khartoum", by="saf", report="r_2"),
    ),
    "sortie and truce": (
        telling("flight", "2020-03-06", at="idlib"),
        telling("ceasefire_begins", "2020-03-06", at="idlib", report="r_2"),
    ),
    "one text, another sentence": (
        telling("shelling", "2023-06-15", by="rsf", words="Shells fell on the dyeing workshops of Umdafok."),
        telling(
            "shelling", "2023-06-15", by="rsf", words="A mortar round hit the tannery beside Gadeed.", report="r_2"
        ),
    ),
    "another year's bomb in the capital": (
        telling("bombing", "2017-10-14", at="mogadishu", killed=587),
        telling("bombing", "2022-10-29", at="mogadishu", killed=121, report="r_2"),
    ),
    "a month's fighting and one day's": (
        telling("armed_clash", ("2023-04-15", "2023-07-15"), at="khartoum", by="rsf"),
        telling("armed_clash", "2023-05-03", at="khartoum", by="rsf", report="r_2"),
    ),
    "neighbouring villages": (
        telling("attack", "2021-01-04", at="beni", by="adf", killed=2),
        telling("attack", "2021-01-04", at="oicha", by="adf", killed=22, report="r_2"),
    ),
    "two reports' other tellings within one report's": (
        telling("shelling", "2020-02-02", at="saraqib", start=10),
        telling("shelling", "2020-02-02", at="saraqib", start=900),
    ),
}
APART: dict[str, Pair] = {
    "other days": (
        telling("air_strike", "2023-12-24", at="rafah"),
        telling("air_strike", "2023-12-25", at="rafah", start=80),
    ),
    "places whose radii do not meet": (
        telling("shelling", "2020-02-02", at="saraqib"),
        telling("shelling", "2020-02-02", at="kafr nabl", start=80),
    ),
    "parties with nothing in common": (
        telling("shelling", "2023-06-15", at="el fasher", by="rsf"),
        telling("shelling", "2023-06-15", at="el fasher", by="saf", start=80),
    ),
    "parties the wrong way round": (
        telling("attack", "2023-02-11", at="bakhmut", by="russia", on="ukraine"),
        telling("attack", "2023-02-11", at="bakhmut", by="ukraine", on="russia", start=80),
    ),
    "kinds that are never one": (
        telling("abduction", "2023-02-11", at="beni"),
        telling("shelling", "2023-02-11", at="beni", start=80),
    ),
    "tolls that contradict": (
        telling("air_strike", "2023-12-24", at="rafah", killed=20),
        telling("air_strike", "2023-12-24", at="rafah", killed=6, start=80),
    ),
    "the later one is another raid": (
        telling("air_strike", "2023-12-24", at="rafah"),
        telling("air_strike", "2023-12-24", at="rafah", start=80, contrast=True),
    ),
    "other victims": (
        telling("attack", "2020-02-02", at="idlib", on="hts"),
        telling("attack", "2020-02-02", at="idlib", on="turkey", start=80),
    ),
    "other things hit": (
        telling("shelling", "2020-02-02", at="idlib", objects="school"),
        telling("shelling", "2020-02-02", at="idlib", objects="market", start=80),
    ),
}
NOT_APART: dict[str, Pair] = {
    "nothing parts them": (
        telling("shelling", "2020-02-02", at="idlib", by="syrian-army"),
        telling("casualties", "2020-02-02", at="idlib", killed=3, start=80),
    ),
    "the first one is another raid, than one that was told elsewhere": (
        telling("air_strike", "2023-12-24", at="rafah", contrast=True),
        telling("air_strike", "2023-12-24", at="rafah", start=80),
    ),
    "a division and its army": (
        telling("shelling", "2020-02-02", at="idlib", by="fourth-division"),
        telling("shelling", "2020-02-02", at="idlib", by="syrian-army", start=80),
    ),
    "a faction and those it belongs to, as victims": (
        telling("attack", "2020-02-02", at="idlib", on="hts"),
        telling("attack", "2020-02-02", at="idlib", on="opposition", start=80),
    ),
    "a province around the village": (
        telling("shelling", "2020-02-02", at="idlib province"),
        telling("shelling", "2020-02-02", at="saraqib", start=80),
    ),
    "two reports are never kept apart": (
        telling("shelling", "2020-02-02", at="saraqib", killed=20),
        telling("abduction", "2020-02-09", at="rafah", killed=1, report="r_2"),
    ),
}


def scored(pair: Pair) -> float:
    return float(PairScorer(pair).scores(np.array([0]), np.array([1]))[0])


def parted(pair: Pair) -> bool:
    return bool(PairScorer(pair).apart(np.array([0]), np.array([1]))[0])


def shown(pair: Pair) -> str:
    return "\n".join(f"{one.weight:+.3f} {one.feature} {one.level}" for one in PairScorer(pair).evidence(0, 1))


@pytest.mark.parametrize("name", ONE)
def test_one_occurrence(name: str) -> None:
    assert scored(ONE[name]) > 0, shown(ONE[name])


@pytest.mark.parametrize("name", ANSWERED)
def test_one_speaks_of_the_other(name: str) -> None:
    assert scored(ANSWERED[name]) > 0, shown(ANSWERED[name])


@pytest.mark.parametrize("name", UNANSWERED)
def test_one_speaks_of_something_else(name: str) -> None:
    assert scored(UNANSWERED[name]) < 0, shown(UNANSWERED[name])


@pytest.mark.parametrize("name", TWO)
def test_two_occurrences(name: str) -> None:
    assert scored(TWO[name]) < 0, shown(TWO[name])


@pytest.mark.parametrize("name", APART)
def test_their_report_keeps_them_apart(name: str) -> None:
    assert parted(APART[name]), shown(APART[name])


@pytest.mark.parametrize("name", NOT_APART)
def test_nothing_in_the_report_keeps_them_apart(name: str) -> None:
    assert not parted(NOT_APART[name]), shown(NOT_APART[name])


def test_the_table_is_large_enough_to_show_something() -> None:
    assert min(len(ONE), len(TWO)) >= 20
