"""Whatever somebody is called, and wherever in an incident his name stands: it is in nothing that passes."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.withholding.samples import BINNISH, HEALTH, NOW, PUBLIC, context, day, incident, known_vocabulary, settled

from trucewatch.api import link, read
from trucewatch.model.claim import ActorRef, SourceRef, ThingRef
from trucewatch.model.count import CountRange
from trucewatch.model.incident import Origin
from trucewatch.model.span import Span
from trucewatch.publications.incidents.record import incident_record
from trucewatch.withholding.leaks import leaks
from trucewatch.withholding.sieve import sieve, sieve_source, sieve_text
from trucewatch.withholding.words import keys_of

if TYPE_CHECKING:
    from trucewatch.model.incident import Incident
    from trucewatch.withholding.vocabulary import Vocabulary

SYLLABLES = [
    *(
        "zor",
        "vak",
        "qui",
        "ltar",
        "bro",
        "xen",
        "muth",
        "gah",
        "drel",
        "pyot",
        "shk",
        "wen",
        "kho",
        "fadw",
        "jur",
        "nish",
    ),
]
ARABIC = "بتثجحخدرزسشصضطظعغفقكلمنهوي"
CYRILLIC = "бвгджзклмнпрстуфхцчшаеиоуя"
SENTENCE = [
    "two",
    "people",
    "died",
    "and",
    "three",
    "were",
    "hurt",
    "when",
    "shells",
    "came",
    "down",
    "before",
    "dawn",
    "while",
    "others",
    "ran",
    "away",
    "from",
    "it",
]

latin = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=3).map(lambda parts: "".join(parts).capitalize())
arabic = st.text(ARABIC, min_size=3, max_size=7)
cyrillic = st.text(CYRILLIC, min_size=4, max_size=8).map(str.capitalize)
word = st.one_of(latin, latin, arabic, cyrillic)
name = st.one_of(
    word,
    st.tuples(word, word).map(" ".join),
    st.tuples(latin, latin).map(lambda pair: f"{pair[0]} al-{pair[1]}"),
    latin.map(lambda one: f"Abu {one}"),
    latin.map(lambda one: f"Dr. {one}"),
    latin.map(lambda one: f"Mohammed {one}"),
    latin.map(str.upper),
    st.tuples(latin, latin).map(lambda pair: f"{pair[0][0]}. {pair[1]}"),
)
PLACES = [
    "quote",
    "source",
    "via",
    "actor",
    "target",
    "origin",
    "why",
    "reason",
    "note",
    "object",
    "words",
    "clock",
    "outlet",
    "evidence",
    "title",
    "ours",
]


def put(person: str, at: int, where: set[str]) -> Incident:
    """An incident with a name in these of its parts, and in a sentence before its word number `at`."""
    words = [*SENTENCE[:at], person, *SENTENCE[at:]]
    quote = " ".join(words)
    span = Span(start=3, end=3 + len(person), quote=person)

    def called(part: str, otherwise: str = "soldiers") -> str:
        return person if part in where else otherwise

    base = incident(
        "TW-1", quote if "quote" in where else " ".join(SENTENCE), "Nothing else was heard of it on that day."
    )
    return replace(
        base,
        sources=(SourceRef(name=called("source"), via=called("via", "")),),
        actors=settled(
            (ActorRef(id="", name=called("actor"), text=called("actor")),),
            (ActorRef(id="", name="x", text=called("actor")),),
        ),
        targets=settled(
            (
                ActorRef(
                    id="", name=called("target"), text=called("target"), evidence=(span,) if "evidence" in where else ()
                ),
            )
        ),
        origins=(
            Origin(
                id=f"voice:{called('origin').lower()}",
                name=called("origin"),
                claims=("c_1",),
                reports=("r_1",),
                why=f"one.txt quotes {called('why')}",
            ),
        ),
        reasons=(f"1 origin tells it ({called('reason', 'Reuters')}).",),
        note=f"We asked {called('note', 'nobody')} again.",
        objects=(ThingRef(id="home", text=called("object", "a house")),),
        totals={"killed": settled(CountRange(low=1, best=1, high=1, words=called("words", "one")))},
        when=settled(replace(day(), clock=called("clock", "at dawn"))),
        citations=tuple(replace(one, outlet=called("outlet", "Reuters")) for one in base.citations),
    )


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(person=name, at=st.integers(0, len(SENTENCE)), where=st.sets(st.sampled_from(PLACES), min_size=1))
def test_a_random_name_in_random_places_never_survives(person: str, at: int, where: set[str]) -> None:
    vocabulary = known_vocabulary()
    telling = [key for key in keys_of(person) if key not in {"al", "abu", "dr", "mohammed"} and len(key) > 1]
    assume(not any(vocabulary.is_plain(key) or key in vocabulary.parts or vocabulary.entries(key) for key in telling))
    assume(not vocabulary.entries(person) and not any(vocabulary.is_plain_arabic(key) for key in telling))
    told_in = put(person, at, where)
    title = f"Shells kill two, says {person}" if "title" in where else "Shells kill two"
    known = context(vocabulary, [told_in], texts=[title])
    told, notes = sieve(told_in, PUBLIC, NOW, known)
    source, more = sieve_source(PUBLIC, known, report="r_1", title=title, file=f"{person}.txt", outlet="Reuters")
    ours, rest = sieve_text(f"It was {person} who asked." if "ours" in where else "Nobody.", PUBLIC, known)
    published = [repr(told), repr(source), ours]
    assert leaks(published, (*notes, *more, *rest)) == []
    seen = {key for part in published for key in keys_of(part)}
    assert not seen & set(telling)


@settings(max_examples=60, deadline=None)
@given(lat=st.floats(35.6, 36.2), lon=st.floats(36.2, 36.9), site=latin)
def test_where_a_clinic_is_never_survives(lat: float, lon: float, site: str) -> None:
    vocabulary = known_vocabulary()
    assume(not vocabulary.entries(site) and not vocabulary.is_plain(site.lower()))
    place = replace(BINNISH, id="", name=site, text=site, lat=round(lat, 4), lon=round(lon, 4))
    hit = incident(
        "TW-1",
        f"Shells fell on {site} and hit its clinic; three people died there at dawn.",
        where=settled((place,)),
        objects=(ThingRef(id="health", text="clinic"),),
    )
    again = incident(
        "TW-2", f"Later that day more shells fell near {site}, and four people were hurt.", where=settled((place,))
    )
    known = context(vocabulary, [hit, again], replace(PUBLIC, sites=(HEALTH,)))
    told = [sieve(one, known.profile, NOW, known) for one in (hit, again)]
    published = [json.dumps(incident_record(one)) for one, _ in told if one]
    assert len(published) == 2
    assert leaks(published, [note for _, notes in told for note in notes]) == []
    assert site.lower() not in "".join(published).lower()


def test_nothing_of_what_was_withheld_is_in_the_records_of_real_reports(vocabulary: Vocabulary) -> None:
    with as_file(files("trucewatch") / "bundled" / "reports") as folder:
        readings = read(
            [
                folder / f"{name}.txt"
                for name in ("ganja-second", "tigray-kindergarten-strike", "hudaydah-hays-shelling")
            ]
        )
    incidents = link(readings)
    texts = {reading.document.report: reading.document.text for reading in readings}
    known = context(vocabulary, incidents, texts=[reading.document.title for reading in readings])
    passed = [sieve(one, PUBLIC, NOW, known) for one in incidents]
    published = [json.dumps(incident_record(one), ensure_ascii=False) for one, _ in passed if one]
    notes = [note for _, found in passed for note in found]
    assert len(published) == len(incidents) > 10
    assert {"Elchin Mammadli", "Ayder hospital"} <= {note.value for note in notes}
    assert leaks(published, notes) == []
    assert not any(word in part for word in ("Mammadli", "Ayder", "Khokha") for part in published)
    for one, _ in passed:
        for citation in one.citations if one else ():
            assert texts[citation.report][citation.span.start : citation.span.end] == citation.span.quote
