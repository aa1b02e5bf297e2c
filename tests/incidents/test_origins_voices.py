"""Whose voice the words of a source stand for, and which outlet somebody told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from trucewatch.incidents.origins.namewords import singular
from trucewatch.incidents.origins.voicebook import VoiceBook
from trucewatch.incidents.origins.voices import medium_of, voices_of
from trucewatch.model.claim import SourceRef
from trucewatch.model.span import Span
from trucewatch.packs.loader import load_packs

if TYPE_CHECKING:
    from trucewatch.packs.merged import Packs

NOBODY = ""
VOICES = [
    ("residents", NOBODY),
    ("Residents of Shujaiya", NOBODY),
    ("Local sources", NOBODY),
    ("a military source", NOBODY),
    ("Neighbours", NOBODY),
    ("hospital officials", NOBODY),
    ("a doctor at Ayder hospital", NOBODY),
    ("a field hospital in Misrata", NOBODY),
    ("the airport's management", NOBODY),
    ("Syrian activists", NOBODY),
    ("Russian military bloggers", NOBODY),
    ("local media", NOBODY),
    ("people familiar with the matter", NOBODY),
    ("the mission", NOBODY),
    ("teams and cameras", NOBODY),
    ("controlled Saraqeb", NOBODY),
    ("which Russia", NOBODY),
    ("He", NOBODY),
    ("Rasheed", NOBODY),
    ("", NOBODY),
    ("White Helmets", "body:syria-civil-defence"),
    ("Human Rights Watch", "body:human-rights-watch"),
    ("UN officials", "body:united-nations"),
    ("Yerevan", "body:armenia"),
    ("Ukraine's general staff", "body:ukraine"),
    ("Azerbaijani prosecutors", "body:azerbaijan"),
    ("Azerbaijan’s emergency services", "body:azerbaijan"),
    ("Houthis’ television", "body:houthis"),
    ("a source in the National Front for Liberation", "body:national-front-for-liberation"),
    ("Karen National Union spokesman Saw Taw Nee", "body:knu"),
    ("the army", NOBODY),
    ("district police", NOBODY),
    ("two government military officials", NOBODY),
    ("the governor’s office", NOBODY),
    ("office of the country's prosecutor general", NOBODY),
    ("state television", NOBODY),
    ("the ministry's daily bulletin of Saturday", NOBODY),
    ("a statement by the ministry", NOBODY),
    ("Air Force", NOBODY),
    ("a White Helmets statement", "body:syria-civil-defence"),
    ("a White Helmet volunteer", "body:syria-civil-defence"),
    ("a police officer", NOBODY),
    ("an updated list", NOBODY),
    ("Red Sea Wire", "outlet:red sea wire"),
    ("Al-Mabrouk al-Ghazwi", "voice:mabrouk ghazwi"),
    ("the junta's spokesman", NOBODY),
    ("Marib governor's office", "voice:marib"),
    ("Authorities in Nagorno-Karabakh", "voice:nagorno karabakh"),
    ("a war monitor", "voice:monitors"),
    ("a Britain-based monitor", "voice:monitors"),
    ("rescuers", "voice:rescuers"),
    ("residents and rescuers", "voice:rescuers"),
    ("Hauran Watch", "voice:hauran watch"),
    ("North Darfur Doctors' Circle", "voice:north darfur doctor circle"),
    ("a lawyers' group there", "voice:lawyer group"),
    ("spokesman for the Northern Storm Brigade", "voice:northern storm brigade"),
    ("activist Hani Salloum", "voice:hani salloum"),
    ("Governor Oleh Synehubov", "voice:oleh synehubov"),
    ("KWAT", "voice:kwat"),
    ("Reuters", "outlet:reuters"),
    ("a Reuters correspondent", "outlet:reuters"),
    ("The New Arab’s Arabic-language sister-site", "outlet:the-new-arab"),
]


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs()


@pytest.fixture(scope="module")
def book(packs: Packs) -> VoiceBook:
    return VoiceBook(packs)


def keys(book: VoiceBook, name: str, quote: str = "") -> list[str]:
    evidence = (Span(start=0, end=len(quote), quote=quote),) if quote else ()
    return [voice.key for voice in voices_of(SourceRef(name=name, evidence=evidence), book)]


@pytest.mark.parametrize(("name", "key"), VOICES)
def test_one_voice(book: VoiceBook, name: str, key: str) -> None:
    assert keys(book, name) == [key]


@pytest.mark.parametrize(
    ("name", "body", "key"),
    [
        ("Russian officials", "russia", "body:russia"),
        ("a Turkish military source", "turkey", "body:turkey"),
        ("Military sources from the opposition", "syrian-opposition-factions", "body:syrian-opposition-factions"),
        ("a Britain-based monitor", "united-kingdom", "voice:monitors"),
        ("Russian milbloggers", "russia", NOBODY),
        ("Libya Today 24", "libya", "outlet:libya today 24"),
        ("Syrian activists", "syria", NOBODY),
        ("Syrian state television", "syria", "body:syria"),
        ("a body no pack has", "hill-brigades", "body:hill-brigades"),
    ],
)
def test_a_party_in_the_words_is_the_voice_unless_it_is_only_a_home(
    book: VoiceBook, name: str, body: str, key: str
) -> None:
    assert [voice.key for voice in voices_of(SourceRef(name=name, id=body), book)] == [key]


def test_several_voices(book: VoiceBook) -> None:
    assert keys(book, "Saudi Arabia and the United States") == ["body:saudi-arabia", "body:united-states"]
    assert keys(book, "the army, Airwars and witnesses") == ["body:airwars"]
    assert keys(book, "residents and medics") == [NOBODY]


@pytest.mark.parametrize(
    ("name", "quote", "key"),
    [
        ("Hani Salloum", "Hani Salloum, a spokesman for Hayat Tahrir al-Sham", "body:hayat-tahrir-al-sham"),
        ("Elchin Aliyev", "Elchin Aliyev, an aide at Azerbaijan's defence ministry", "body:azerbaijan"),
        ("Hani Salloum", "Hani Salloum, a farmer in northern Syria", "voice:hani salloum"),
    ],
)
def test_who_speaks_for_a_body_by_the_words_about_him(book: VoiceBook, name: str, quote: str, key: str) -> None:
    assert keys(book, name, quote) == [key]


@pytest.mark.parametrize(
    ("via", "own", "key"),
    [
        ("Reuters", "Dawn", "outlet:reuters"),
        ("the Reuters news agency", "Dawn", "outlet:reuters"),
        ("state news agency SANA", "Dawn", "outlet:sana"),
        ("Saudi-owned Al-Arabiya TV", "Dawn", "outlet:al-arabiya"),
        ("New Arab’s Arabic-language service", "", "outlet:the-new-arab"),
        ("the Docktown News", "Dawn", "outlet:docktown news"),
        ("Docktown News", "", ""),
        ("SOHR", "Dawn", "body:sohr"),
        ("the Security Council", "Dawn", ""),
        ("us", "Dawn", ""),
        ("our Arabic service", "Dawn", ""),
        ("reporters", "Dawn", ""),
        ("the Ledger", "Tripoli Ledger", ""),
        ("the Field Desk", "Dawn", ""),
        ("the Houthi-run channel", "Dawn", "body:houthis"),
        ("", "Dawn", ""),
    ],
)
def test_who_was_told(book: VoiceBook, via: str, own: str, key: str) -> None:
    assert medium_of(via, own, book) == key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("BBC News", "outlet:bbc"),
        ("The Moscow Times", "outlet:moscow-times"),
        ("Syrian Observatory for Human Rights", "body:sohr"),
        ("OCHA", "body:ocha"),
        ("Docktown Bugle", "outlet:docktown bugle"),
        ("THE DOCKTOWN BUGLE", "outlet:docktown bugle"),
        ("Agence Kampuchea Presse", "outlet:akp"),
        ("", ""),
    ],
)
def test_outlets(book: VoiceBook, name: str, key: str) -> None:
    assert book.outlet_called(name) == key


def test_the_lexicon_is_sound(packs: Packs) -> None:
    """Its words are as names are compared, none stands twice, and state media and those they speak for are known."""
    data = packs.lexicon("voices")
    media = data.pop("state_media")
    for words in data.values():
        assert [word for word in words if " ".join(map(singular, word.split())) != word] == []
        assert len(set(words)) == len(words)
    assert set(media) <= set(packs.outlets)
    assert {body for bodies in media.values() for body in bodies} <= set(packs.actors)


@pytest.mark.parametrize(
    ("word", "one"),
    [("sources", "source"), ("agencies", "agency"), ("gunmen", "gunman"), ("news", "news"), ("ss", "ss")],
)
def test_singular(word: str, one: str) -> None:
    assert singular(word) == one
