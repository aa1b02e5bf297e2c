"""Who says so: the names of an act's sources, as the report has them, and nobody who speaks of something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from trucewatch.model.claim import Claim

    ReadSentence = Callable[..., tuple[Claim, ...]]

PUBLISHED = "2025-11-21"

SOURCES: list[tuple[str, set[str]]] = [
    # the verb of saying first
    ("The defence ministry said that rebels had shelled the town of Hays.", {"defence ministry"}),
    ("Residents of Bahri said army jets bombed the market in Omdurman.", {"Residents of Bahri"}),
    ("Two doctors confirmed that an air strike had hit the clinic in Kutum.", {"Two doctors"}),
    ("The mission reported that artillery had shelled Toretsk at dawn.", {"mission"}),
    ("Local activists say government warplanes bombed Ariha overnight.", {"Local activists"}),
    ("Azerbaijan's foreign ministry claimed that rockets had struck Ganja.", {"Azerbaijan's foreign ministry"}),
    ("The governor wrote on Telegram that a drone had struck a bus in Nikopol.", {"governor"}),
    ("Late on Friday the military announced that it had shelled Rafah again.", {"military"}),
    ("Residents and rescuers said warplanes had bombed Saraqib.", {"Residents and rescuers"}),
    ("Russian-installed officials in Donetsk said shells had hit a bus stop in Horlivka.", {"Russian-installed officials in Donetsk"}),
    # beside what is said
    ("Warplanes bombed the town of Ariha on Monday, residents said.", {"residents"}),
    ("Rockets struck Stepanakert, the region's ombudsman said in a statement on Sunday.", {"region's ombudsman"}),
    ("Shells hit a school in Marib, said the provincial governor.", {"provincial governor"}),
    ("Russian warplanes, residents said, bombed the town of Ariha on Monday.", {"residents"}),
    ("Five civilians were killed in an air strike on Nyala, the doctors' network reported.", {"doctors' network"}),
    ("Its convoy was ambushed near Loikaw; five soldiers were killed, the local militia claims.", {"local militia"}),
    ("A drone struck a fuel depot in Port Sudan, the Air Force said.", {"Air Force"}),
    ("Rockets struck Mitiga airport, according to the interior ministry.", {"interior ministry"}),
    ("According to a medical source, shelling killed two people in Hays.", {"medical source"}),
    ("Shelling killed two people in Hays, as reported by state media.", {"state media"}),
    ("Some 40 people were killed by shelling in El Geneina, by the UN's count.", {"UN"}),
    # names without title and office
    ("A spokesman for the Libyan National Army, Idris Barghathi, said jets had bombed Gharyan.", {"Idris Barghathi"}),
    ("Idris Barghathi, a spokesman for the army, said jets had bombed Gharyan.", {"Idris Barghathi"}),
    ("Governor Oleh Kovalenko reported that Russian guided bombs had hit Tsyrkuny.", {"Oleh Kovalenko"}),
    ("Presidential aide Elchin Quliyev told journalists that missiles had struck Ganja.", {"Elchin Quliyev"}),
    (
        "The army shelled Hays 12 times, the spokesman of the armed forces, Brigadier General Yahya Hamdani, said in a statement.",
        {"Yahya Hamdani"},
    ),
    ("The town of Kapan was shelled on Monday, its mayor, Armen Petrosyan, said.", {"Armen Petrosyan"}),
    ("Defence Minister Ali Mansour said that rebels had shelled Hays.", {"Ali Mansour"}),
    # relative clauses, appositions and participles between speaker and verb
    ("The monitor, which has a network inside Syria, said warplanes had bombed Ariha.", {"monitor"}),
    ("A source in the security services, speaking on condition of anonymity, said drones had struck Engels.", {"source in the security services"}),
    ("The Syria Civil Defence, which runs rescue teams in the north, said shells had hit Binnish.", {"Syria Civil Defence"}),
    ("Aid workers could not reach the ministry, which said drones had struck Ryazan.", {"ministry"}),
    # parties that speak of themselves
    ("The White House condemned the shelling of Hays by the rebels.", {"White House"}),
    ("Armenia accused Azerbaijan of shelling Kapan.", {"Armenia"}),
    ("The SDF denied having shelled the hospital in Afrin.", {"SDF"}),
    # headlines
    ("Air strike kills nine in Nyala: monitor", {"monitor"}),
    ("Sudan Doctors Network: RSF shelling kills four in El Obeid", {"Sudan Doctors Network"}),
    ("Explosions heard as air strikes hit Port Sudan - eyewitnesses", {"eyewitnesses"}),
    # nobody says so
    ("Warplanes bombed the town of Ariha on Monday.", set()),
    ("The army shelled Hays before the ministry said that talks would go on.", set()),
    ("The ministry did not say who had shelled Hays on Monday.", set()),
    ("The hospital in Mocha admitted 19 people wounded in the shelling of Hays.", set()),
    ("KYIV: Russian shelling killed two people in Kherson.", set()),
]  # fmt: skip

VIA: list[tuple[str, tuple[str, str]]] = [
    ("A rebel commander told Reuters that army jets had bombed Tawila.", ("rebel commander", "Reuters")),
    ("The state agency, quoting a military source, said jets had bombed Tawila.", ("military source", "state agency")),
    ("Army jets bombed Tawila, the governor said, citing two witnesses.", ("two witnesses", "governor")),
    (
        "A rebel channel quoted the operations room as saying that the army had shelled Hays.",
        ("operations room", "rebel channel"),
    ),
]

REPORTS: list[tuple[str, str, set[str]]] = [
    (
        "The Syrian Observatory for Human Rights said Russian jets had bombed Ariha. The Observatory said Russian jets had also bombed Hass.",
        "Hass",
        {"Syrian Observatory for Human Rights"},
    ),
    (
        "The governor, Vadym Petrenko, said drones had struck Kramatorsk. He said shells had hit Toretsk as well.",
        "Toretsk",
        {"Vadym Petrenko"},
    ),
    (
        "The interior ministry said that Houthi rebels had shelled Hays. It said that Houthi rebels had also shelled Durayhimi.",
        "Durayhimi",
        {"interior ministry"},
    ),
    (
        "Vadym Petrenko, the governor, said drones had struck Kramatorsk. Petrenko said shells had hit Toretsk as well.",
        "Toretsk",
        {"Vadym Petrenko"},
    ),
    (
        "Two field sources said that rebels had shelled Hays. The same sources said warplanes had bombed Durayhimi.",
        "Durayhimi",
        {"Two field sources"},
    ),
    (
        "“The Houthis shelled Hays on Monday. Then they bombed Durayhimi,” said Wael Hamdan, a farmer.",
        "Hays",
        {"Wael Hamdan"},
    ),
]


def names(claim: Claim) -> set[str]:
    return {source.name for source in claim.sources}


@pytest.mark.parametrize(("text", "expected"), SOURCES)
def test_sources_of_a_sentence(text: str, expected: set[str], read_sentence: ReadSentence) -> None:
    claims = read_sentence(text, PUBLISHED)
    assert claims
    assert names(claims[-1]) == expected


@pytest.mark.parametrize(("text", "expected"), VIA)
def test_whom_it_was_told_or_who_passes_it_on(
    text: str, expected: tuple[str, str], read_sentence: ReadSentence
) -> None:
    assert expected in {
        (source.name, source.via) for claim in read_sentence(text, PUBLISHED) for source in claim.sources
    }


@pytest.mark.parametrize(("text", "place", "expected"), REPORTS)
def test_speakers_are_taken_up_across_sentences(
    text: str, place: str, expected: set[str], read_sentence: ReadSentence
) -> None:
    claims = [claim for claim in read_sentence(text, PUBLISHED) if any(place in ref.text for ref in claim.where)]
    assert claims
    assert names(claims[-1]) == expected


def test_sources_quote_the_text_and_lend_no_place(read_sentence: ReadSentence) -> None:
    text = "Doctors in Omdurman said that army jets had bombed a market in Kutum."
    (claim,) = read_sentence(text, PUBLISHED)
    span = claim.sources[0].evidence[0]
    assert text[span.start : span.end] == span.quote == "Doctors in Omdurman"
    assert [ref.text for ref in claim.where] == ["Kutum"]


def test_two_speakers_vouch_each_for_his_own(read_sentence: ReadSentence) -> None:
    text = "The army said rebels had shelled Hays, and residents said warplanes had bombed Durayhimi."
    found = {ref.text: names(claim) for claim in read_sentence(text, PUBLISHED) for ref in claim.where}
    assert found == {"Hays": {"army"}, "Durayhimi": {"residents"}}
