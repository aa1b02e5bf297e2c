"""Whose copy a page prints: each case is what stands around one story."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.documents.builders import Paper

from trucewatch.documents.document import make_document
from trucewatch.documents.outlet import OutletIndex
from trucewatch.model.document import Report

PAPERS = OutletIndex.of(
    [
        Paper("reuters", "Reuters", ("Reuters News Agency",), ("reuters.com",), wire=True),
        Paper("ap", "Associated Press", ("AP", "The Associated Press"), wire=True),
        Paper("afp", "Agence France-Presse", ("AFP",), wire=True),
        Paper("dpa", "dpa", ("Deutsche Presse-Agentur",), wire=True),
        Paper("anadolu", "Anadolu Agency", ("AA", "Anadolu"), wire=True),
        Paper("xinhua", "Xinhua", wire=True),
        Paper("tass", "TASS", wire=True),
        Paper("sana", "SANA", ("Syrian Arab News Agency",), wire=True),
        Paper("al-jazeera", "Al Jazeera", (), ("aljazeera.com",)),
        Paper("msf", "Médecins Sans Frontières", ("MSF",)),
        Paper("quay-post", "Quay Post", (), ("quaypost.example",)),
    ]
)
TITLE = "Four killed as shells hit the market of Docktown"
LEAD = "Shells fell on the market of Docktown on Friday and killed four people, the council said in the evening."
MORE = "The guns on the ridge had been silent for a week before that, and nobody in the town could say why they spoke."
END = "The council asked both sides to keep to the accord, and said that the market would stay closed until Monday."
SITE = "Original url:\nhttps://www.quaypost.example/a/1"


def agency(content: str) -> str:
    data = content.encode()
    digest = hashlib.sha256(data).hexdigest()
    report = Report(id="r_1", file="a.txt", sha256=digest, content=data, path=Path("a.txt"))
    return make_document(report, outlets=PAPERS, calendar=()).agency


def story(*, lead: str = LEAD, header: str = "", end: str = END, after: str = "", site: str = SITE) -> str:
    return "\n\n".join(filter(None, (TITLE, header, lead, MORE, end, after, site)))


@pytest.mark.parametrize(
    ("dateline", "expected"),
    [
        ("DOCKTOWN (Reuters) - ", "reuters"),
        ("DOCKTOWN, Northland (AP) — ", "ap"),
        ("Docktown, 6 May (AFP) – ", "afp"),
        ("DOCKTOWN/HILLTOWN, May 6 (Reuters) - ", "reuters"),
        ("BEIJING, Aug. 5 (Xinhua) -- ", "xinhua"),
        ("Docktown (dpa) - ", "dpa"),
        ("MOSCOW, May 6. /TASS/. ", "tass"),
        ("Damascus, SANA – ", "sana"),
        ("DOCKTOWN (AFP/Reuters) – ", "afp"),
        ("KHARTOUM (Northline Wire) – ", "Northline Wire"),
        ("Saraqib (Syria) (Levant Press) - ", "Levant Press"),
        ("DOCKTOWN (KNP) – ", "KNP"),
        ("DOCKTOWN (Al Jazeera) – ", "al-jazeera"),
        ("DOCKTOWN (Quay Post) – ", "quay-post"),
        ("DOCKTOWN – ", ""),
        ("GOMA (DRC) – ", ""),
        ("Aleppo (Syria) – ", ""),
        ("The Rapid Support Forces (RSF) – which hold the ridge – denied it. ", ""),
        ("Rapid Support Forces (RSF) – which hold the ridge – denied it. ", ""),
        ("Doctors Without Borders (MSF) – which runs the clinic – condemned it. ", ""),
        ("Docktown (population 4,000) – ", ""),
    ],
)
def test_datelines(dateline: str, expected: str) -> None:
    assert agency(story(lead=dateline + LEAD)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Reuters", "reuters"),
        ("By Reuters Staff", "reuters"),
        ("By AFP | 6 May 2020", "afp"),
        ("Reuters\n6 May 2020", "reuters"),
        ("By Hana Salem and Omar Reed, Associated Press", "ap"),
        ("By HANA SALEM\nThe Associated Press", "ap"),
        ("Source: AP", "ap"),
        ("SOURCE: REUTERS", "reuters"),
        ("Via Anadolu Agency", "anadolu"),
        ("By Northline Wire", "Northline Wire"),
        ("By Ridge News Agency staff", "Ridge News Agency"),
        ("By Quay Post", ""),
        ("By Quay Post with AFP", ""),
        ("Quay Post with agencies", ""),
        ("By our staff and agencies", ""),
        ("Agencies", ""),
        ("News Agencies", ""),
        ("By Hana Salem", ""),
        ("Source: Al Jazeera and news agencies", ""),
        ("Photo: AFP", ""),
        ("With inputs from AFP", ""),
    ],
)
def test_bylines(line: str, expected: str) -> None:
    assert agency(story(header=line)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("(Reporting by Hana Salem in Docktown; Writing by Omar Reed; Editing by Ann Lee)", "reuters"),
        ("Reporting by Hana Salem; additional reporting by Omar Reed; editing by Ann Lee", "reuters"),
        ("(Reporting by Northline Wire bureaus in Docktown and Hilltown)", "Northline Wire"),
        ("Associated Press writers Hana Salem and Omar Reed in Docktown contributed to this report.", "ap"),
        ("The Associated Press contributed to this report.", ""),
        ("Additional reporting by AFP", ""),
        ("Reporting by Hana Salem", ""),
        ("— Anadolu Agency", "anadolu"),
        ("- AFP", "afp"),
        ("(Reuters)", "reuters"),
        ("Source: Northline Wire", "Northline Wire"),
        ("Source: Hill Country Gazette", "Hill Country Gazette"),
        ("Source: Telegram", ""),
        ("Source: local residents", ""),
        ("Source: Al Jazeera", "al-jazeera"),
        ("Source: Quay Post, AFP", ""),
        ("© 2020 AFP", "afp"),
        ("© Agence France-Presse", "afp"),
        ("Copyright 2020 The Associated Press. All rights reserved.", "ap"),
        ("© 2020 Quay Post", ""),
        ("© AFP via Getty Images", ""),
        ("This article was originally published on Al Jazeera", "al-jazeera"),
    ],
)
def test_what_stands_at_the_end(line: str, expected: str) -> None:
    assert agency(story(after=line)) == expected


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (END + " — Anadolu Agency", "anadolu"),
        (f"{MORE} {END} (AFP)", "afp"),
        ("Smoke over the market of Docktown. (AFP)", ""),
        (END + " -AP", "ap"),
        (END + " /Northline Wire/", "Northline Wire"),
        ("The council, a spokesman told Reuters, would keep the market closed until Monday at the earliest.", ""),
        ("The gunners denied it on Monday to the Associated Press, AFP and Reuters, and to no one else - AP said.", ""),
        ("The attack was first reported by AFP.", ""),
        ("“It was the third time,” a trader told AFP by telephone. He gave no name (for fear of reprisals).", ""),
    ],
)
def test_the_last_words(end: str, expected: str) -> None:
    assert agency(story(end=end)) == expected


def test_an_agency_is_its_own() -> None:
    own = "Original url:\nhttps://www.reuters.com/a/1"
    assert agency(story(site=own)) == "reuters"
    assert agency(story(site=own, header="By Hana Salem")) == "reuters"
    assert agency(story(site="", header="By Reuters")) == "reuters"


def test_a_list_of_sources_credits_none() -> None:
    """A round-up that names a source under each entry prints nobody's copy."""
    entries = "\n\n".join(f"{text}\n\nSource: {name}" for text, name in ((LEAD, "AFP"), (MORE, "Al Jazeera")))
    assert agency(f"{TITLE}\n\n{entries}\n\n{SITE}") == ""


def test_a_page_names_its_agency_as_author() -> None:
    head = f'<head><title>{TITLE}</title><meta name="author" content="Agence France-Presse"></head>'
    page = f"<html>{head}<body><article><h1>{TITLE}</h1><p>{LEAD}</p><p>{MORE}</p><p>{END}</p></article></body></html>"
    assert agency(page) == "afp"


def test_running_text_never_credits() -> None:
    lead = "Reuters and AFP said that shells fell on the market of Docktown on Friday and killed four people."
    assert agency(story(lead=lead)) == ""
