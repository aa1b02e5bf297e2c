"""What a profile holds back is gone from every part of an incident, and from every other incident too."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.withholding.samples import (
    BARELY,
    BINNISH,
    CLINIC,
    NOW,
    OPEN,
    PATROL,
    PUBLIC,
    TAFAS,
    cited,
    context,
    day,
    incident,
    settled,
    sieved,
)

from trucewatch.model.claim import ActorRef, SourceRef, ThingRef
from trucewatch.model.count import CountRange
from trucewatch.model.finding import Answer, Finding, Question, Result
from trucewatch.model.finding import Tested as OneTest
from trucewatch.model.incident import Join, Origin
from trucewatch.model.place import PlaceRef, PlaceRole
from trucewatch.model.profile import Ground
from trucewatch.model.span import Span
from trucewatch.model.time import DateHow, DateInterval
from trucewatch.withholding.gather import out_by
from trucewatch.withholding.leaks import leaks
from trucewatch.withholding.sieve import (
    GRAPHIC_NOTE,
    WIDELY,
    OtherContextError,
    counted,
    sieve,
    sieve_finding,
    sieve_source,
    sieve_text,
)

if TYPE_CHECKING:
    from trucewatch.model.incident import Incident
    from trucewatch.withholding.vocabulary import Vocabulary


def one(vocabulary: Vocabulary, given: Incident, **changes: object) -> Incident:
    """One incident as a public profile with these changes tells it."""
    profile = replace(PUBLIC, **changes)  # type: ignore[arg-type]
    told, _ = sieved(vocabulary, [given], profile)
    assert told[0] is not None
    return told[0]


def test_an_open_profile_changes_nothing(vocabulary: Vocabulary) -> None:
    told, notes = sieved(vocabulary, [CLINIC, PATROL, BARELY], OPEN)
    assert told == [CLINIC, PATROL, BARELY]
    assert notes == []


def test_a_private_person_is_nowhere(vocabulary: Vocabulary) -> None:
    told, notes = sieved(vocabulary, [CLINIC, PATROL, BARELY])
    assert "Tarakzi" not in repr(told)
    assert "tarakzi" not in repr(told).lower()
    assert any(note.value == "Walid Tarakzi" and note.ground is Ground.PERSON for note in notes)
    assert told[0] is not None
    assert told[0].origins[1].id == "voice:withheld 1"
    assert (told[0].origins[1].name, told[0].origins[1].why) == ("a person", "a report quotes a person")
    assert told[0].reasons == ("2 origins tell it (Reuters, a person; a report).",)


def test_a_name_withheld_in_one_incident_is_withheld_in_others(vocabulary: Vocabulary) -> None:
    told, _ = sieved(
        vocabulary,
        [CLINIC, incident("TW-2", "The house of the Tarakzi family burned down after shells fell on the town.")],
    )
    assert told[1] is not None
    assert [citation.span.quote for citation in told[1].citations] == [
        "family burned down after shells fell on the town."
    ]


def test_quotes_keep_their_offsets(vocabulary: Vocabulary) -> None:
    told, _ = sieved(vocabulary, [CLINIC, PATROL, BARELY])
    for before, after in zip([CLINIC, PATROL, BARELY], told, strict=True):
        assert after is not None
        for citation in after.citations:
            whole = next(old.span for old in before.citations if citation.span.within(old.span))
            assert (
                whole.quote[citation.span.start - whole.start : citation.span.end - whole.start] == citation.span.quote
            )


def test_a_site_is_told_as_its_district_and_so_is_everything_else_there(vocabulary: Vocabulary) -> None:
    told, notes = sieved(vocabulary, [CLINIC, PATROL, BARELY])
    assert all(part is not None for part in told)
    clinic, patrol, barely = told
    assert clinic is not None
    assert barely is not None
    assert [place.id for place in clinic.where.value] == ["SY0700"]
    assert [place.id for place in barely.where.value] == ["SY0700"]
    assert patrol is not None
    assert patrol.where == PATROL.where
    for text in ("Binnish", "35.95", "36.71", "gn-171451", "SY070001", "Rahma"):
        assert text not in repr(told)
    points = [note for note in notes if note.field == "where.point"]
    assert {note.value for note in points} == {"35.956600, 36.713800"}


def test_a_site_is_known_by_kind_words_target_or_quote(vocabulary: Vocabulary) -> None:
    camp = replace(BINNISH, text="Binnish camp")
    for given in (
        incident(where=settled((camp,))),
        incident(objects=(ThingRef(id="home", text="tents of a refugee camp"),)),
        incident("TW-1", "Shells fell on the Rahma hospital before dawn and killed two people in all."),
    ):
        assert one(vocabulary, given).where.value[0].id == "SY0700"
    kept = incident("TW-1", "Two people were taken to hospital after shells fell on the town before dawn.")
    assert one(vocabulary, kept).where == kept.where


def test_a_spot_nearby_goes_too_and_one_farther_off_stays(vocabulary: Vocabulary) -> None:
    beside = replace(BINNISH, id="", name="Hill", text="Hill", lat=35.9599, lon=36.7123)
    away = replace(BINNISH, id="", name="Mill", text="Mill", lat=35.9999, lon=36.7123)
    told, _ = sieved(
        vocabulary, [CLINIC, incident("TW-2", where=settled((beside,))), incident("TW-3", where=settled((away,)))]
    )
    assert told[1] is not None
    assert told[1].where.value[0].id == "SY0700"
    assert told[2] is not None
    assert told[2].where.value == (away,)


def test_values_that_were_not_chosen_are_coarse_too(vocabulary: Vocabulary) -> None:
    other = replace(BINNISH, id="gn-9", name="Taftanaz", text="Taftanaz", lat=35.9977, lon=36.7857)
    given = replace(CLINIC, where=settled((BINNISH,), (other,), machine=(other,)))
    told = one(vocabulary, given)
    assert "Taftanaz" not in repr(told)
    assert told.where.others == ()
    assert told.where.machine == told.where.value


def test_a_far_base_that_jets_came_from_stays(vocabulary: Vocabulary) -> None:
    base = replace(TAFAS, role=PlaceRole.ORIGIN)
    told = one(vocabulary, replace(CLINIC, where=settled((BINNISH, base))))
    assert [place.id for place in told.where.value] == ["SY0700", TAFAS.id]


def test_sources_in_the_field_are_told_by_role(vocabulary: Vocabulary) -> None:
    names = {
        "nurse at the clinic in Binnish": "a medical source",
        "resident of Binnish": "a local resident",
        "our correspondent": "a local reporter",
        "source in the field hospital": "a medical source",
        "two doctors": "two doctors",
        "residents": "residents",
        "Syrian Observatory for Human Rights": "Syrian Observatory for Human Rights",
        "Sergei Lavrov": "Sergei Lavrov",
        "Walid Tarakzi": "a person",
        "baker Walid Tarakzi": "a local source",
    }
    for name, told in names.items():
        given = incident(sources=(SourceRef(name=name),))
        assert [source.name for source in one(vocabulary, given).sources] == [told], name
    spokesman = incident(sources=(SourceRef(name="Walid Tarakzi", id="libyan-national-army"),))
    assert one(vocabulary, spokesman).sources[0].name == "a source with Libyan National Army"


def test_a_quote_without_five_free_words_is_dropped_and_noted(vocabulary: Vocabulary) -> None:
    told, notes = sieved(
        vocabulary, [incident("TW-1", "Walid Tarakzi was killed outside.", "Shells fell on the town at dawn.")]
    )
    assert told[0] is not None
    assert [citation.span.quote for citation in told[0].citations] == ["Shells fell on the town at dawn."]
    assert any(note.value == "Walid Tarakzi was killed outside." for note in notes)


def test_long_quotes_are_cut_and_short_ones_are_not(vocabulary: Vocabulary) -> None:
    quote = " ".join(["shells"] * 50)
    told = one(vocabulary, incident("TW-1", quote, "shells fell"), quote_words=12)
    assert [len(citation.span.quote.split()) for citation in told.citations] == [12, 2]


def test_graphic_words_are_marked_hidden_or_shown(vocabulary: Vocabulary) -> None:
    given = incident("TW-1", "In the yard of the house by the road lay the charred bodies of two men.", note="Seen.")
    assert one(vocabulary, given, graphic="show").note == "Seen."
    marked = one(vocabulary, given, graphic="mark")
    assert (marked.note, marked.citations) == (
        f"Seen. {GRAPHIC_NOTE}",
        one(vocabulary, given, graphic="show").citations,
    )
    hidden = one(vocabulary, given, graphic="hide")
    assert [citation.span.quote for citation in hidden.citations] == ["In the yard of the house by the road lay the"]


def test_victims_parties_things_counts_and_clocks_lose_names(vocabulary: Vocabulary) -> None:
    span = Span(start=0, end=13, quote="Walid Tarakzi")
    given = incident(
        targets=settled((ActorRef(id="", name="Walid Tarakzi", text="Walid Tarakzi", evidence=(span,)),)),
        actors=settled((ActorRef(id="russia", name="Russia", text="pilot Walid Tarakzi"),)),
        objects=(ThingRef(id="home", text="Tarakzi's house", evidence=(span,)),),
        totals={"killed": settled(CountRange(low=1, best=1, high=1, words="Walid Tarakzi alone", evidence=(span,)))},
        when=settled(replace(day(), clock="when Tarakzi called", evidence=(span,))),
        note="Walid Tarakzi asked us to wait.",
    )
    told = one(vocabulary, given)
    assert "Tarakzi" not in repr(told)
    assert told.targets.value[0].name == "a person"
    assert told.actors.value[0].name == "Russia"
    assert told.objects[0].text == "home"
    assert told.note == "[withheld] asked us to wait."


@pytest.mark.parametrize(
    ("last", "hours", "is_told"),
    [
        (date(2020, 3, 30), 24, True),
        (date(2020, 3, 31), 24, False),
        (date(2020, 3, 31), 0, True),
        (date(2020, 3, 1), 2000, False),
    ],
)
def test_fresh_incidents_wait(last: date, hours: int, is_told: bool, vocabulary: Vocabulary) -> None:  # noqa: FBT001
    told, notes = sieved(vocabulary, [incident(when=settled(day(last)))], replace(PUBLIC, delay_hours=hours))
    assert (told[0] is not None) is is_told
    assert (Ground.DELAY in {note.ground for note in notes}) is not is_told


def test_without_a_day_the_delay_counts_from_the_receipt(vocabulary: Vocabulary) -> None:
    undated = incident(when=settled(day(None)))
    late = replace(PUBLIC, delay_hours=24)
    for received, is_told in (({}, False), ({"r_1": NOW - timedelta(hours=25)}, True), ({"r_1": NOW}, False)):
        told, _ = sieved(vocabulary, [undated], late, received=received)
        assert (told[0] is not None) is is_told


@pytest.mark.parametrize(
    ("last", "how", "expected"),
    [
        (date(2020, 3, 5), DateHow.STATED, datetime(2020, 3, 6, 12, tzinfo=UTC)),
        (date(2020, 3, 5), DateHow.METADATA, datetime(2020, 3, 6, 12, tzinfo=UTC)),
        (date(2020, 3, 5), DateHow.INFERRED, NOW),
        (None, DateHow.STATED, NOW),
        (date(2020, 4, 2), DateHow.STATED, NOW),
    ],
)
def test_an_old_report_received_today_was_out_long_ago(last: date | None, how: DateHow, expected: datetime) -> None:
    assert out_by(NOW, DateInterval(first=None, last=last, how=how)) == expected


def test_a_word_that_is_a_name_once_is_one_throughout_its_incident(vocabulary: Vocabulary) -> None:
    one = incident(
        "TW-1",
        "Hope, a nurse, said that shells had fallen on the town all night.",
        "Then Hope ran into the cellar with the other women of the house.",
        sources=(
            SourceRef(name="Hope"),
            SourceRef(name="Witnesses"),
            SourceRef(name="zorvakq"),
            SourceRef(name="locals"),
        ),
    )
    other = incident("TW-2", "Hope faded that the truce would hold until the morning.")
    told, _ = sieved(vocabulary, [one, other])
    assert "Hope" not in repr(told[0])
    assert "zorvakq" not in repr(told[0])
    assert "Witnesses" in repr(told[0])
    assert "locals" in repr(told[0])
    assert "Hope faded" in repr(told[1])


def test_who_is_once_named_with_an_office_is_told_everywhere(vocabulary: Vocabulary) -> None:
    quotes = (
        "Governor Serhii Lysavenk said on Monday that the town was quiet.",
        "Lysavenk added that three drones had been shot down.",
        "Ivan Lysavenk, a welder, was shot on the way to the shop.",
    )
    told, _ = sieved(vocabulary, [incident("TW-1", *quotes)])
    assert told[0] is not None
    assert [one.span.quote for one in told[0].citations] == [*quotes[:2], "a welder, was shot on the way to the shop."]


def test_what_nobody_looked_at_waits_where_the_profile_says_so(vocabulary: Vocabulary) -> None:
    unseen = incident(decisions=())
    assert sieved(vocabulary, [unseen])[0] != [None]
    told, notes = sieved(vocabulary, [unseen], replace(PUBLIC, unreviewed=False))
    assert told == [None]
    assert notes[0].ground is Ground.UNREVIEWED


def test_an_incident_that_waits_is_not_named_by_others(vocabulary: Vocabulary) -> None:
    fresh = incident("TW-FRESH", when=settled(day(date(2020, 4, 1))))
    join = Join(left="TW-OLD", right="TW-FRESH", score=1.0)
    old = incident("TW-OLD", maybe=(join,))
    told, _ = sieved(vocabulary, [old, fresh], replace(PUBLIC, delay_hours=24))
    assert told[0] is not None
    assert told[0].maybe == ()
    assert told[1] is None


def test_an_unknown_place_may_be_a_persons_name(vocabulary: Vocabulary) -> None:
    given = incident(
        "TW-1",
        "Walid Tarakzi, a baker, ran out when shells fell on the town.",
        where=settled((PlaceRef(text="Walid Tarakzi"),)),
    )
    assert "Tarakzi" not in repr(one(vocabulary, given).citations)


def finding(code: str, reason: str) -> Finding:
    """A finding whose test of the place gives this reason."""
    yes = OneTest(answer=Answer.YES, reason="as told")
    place = OneTest(answer=Answer.CANNOT_TELL, reason=reason, change="a map that differs by more than 3.7 km")
    return Finding(
        id="f_0123456789",
        incident=code,
        agreement="moscow-protocol-2020",
        article="1",
        by="",
        start="from 6 March 2020",
        tests=tuple((question, place if question is Question.PLACE else yes) for question in Question),
        result=Result.CANNOT_ASSESS,
        reason=f"Whether the shelling, told by Walid Tarakzi, was in line cannot be assessed: {reason}.",
        change="a map that differs by more than 3.7 km",
        citations=(cited("Walid Tarakzi, a baker, ran out when shells fell on the town."),),
    )


def test_a_finding_tells_neither_names_nor_how_far_off_a_site_lies(vocabulary: Vocabulary) -> None:
    known = context(vocabulary, [CLINIC, PATROL])
    told, notes = sieve_finding(finding("TW-CLINIC", "Binnish lies 5.3 km from the line"), PUBLIC, NOW, known)
    assert told is not None
    assert dict(told.tests)[Question.PLACE].reason == WIDELY
    assert "a person" in told.reason
    for text in ("Tarakzi", "Binnish", "5.3", "3.7"):
        assert text not in repr(told)
    assert {note.ground for note in notes} >= {Ground.PERSON, Ground.SITE}
    far, _ = sieve_finding(finding("TW-PATROL", "Tafas lies 5.3 km from the line"), PUBLIC, NOW, known)
    assert far is not None
    assert dict(far.tests)[Question.PLACE].reason == "Tafas lies 5.3 km from the line"


def test_a_finding_waits_with_its_incident(vocabulary: Vocabulary) -> None:
    late = replace(PUBLIC, delay_hours=24 * 365)
    known = context(vocabulary, [CLINIC], late)
    told, notes = sieve_finding(finding("TW-CLINIC", "so"), late, NOW, known)
    assert told is None
    assert notes[0].ground is Ground.DELAY


def test_a_report_loses_names_in_title_file_and_outlet(vocabulary: Vocabulary) -> None:
    known = context(vocabulary, [CLINIC], texts=["Two die as shells hit the Rahma clinic in Binnish"])
    told, notes = sieve_source(
        PUBLIC,
        known,
        report="r_1",
        title="Two die as shells hit the Rahma clinic in Binnish",
        file="tarakzi.txt",
        outlet="Walid Tarakzi",
    )
    assert told.title == "Two die as shells hit the […]"
    assert (told.file, told.outlet) == ("", "outlet withheld")
    assert {note.incident for note in notes} == {"r_1"}
    files = replace(PUBLIC, files=True)
    known = context(vocabulary, [CLINIC], files)
    for file, expected in (
        ("interview-walid-tarakzi.txt", ""),
        ("tarakzi.html", ""),
        ("daily-summary-2020-03-05.txt",) * 2,
    ):
        assert sieve_source(files, known, report="r_1", title="", file=file, outlet="Reuters")[0].file == expected


def test_a_body_that_packs_do_not_know_stays_and_a_bare_name_does_not(vocabulary: Vocabulary) -> None:
    known = context(vocabulary, [], outlets=["Harbour Lantern News", "Zorvak Quill"])
    for outlet, expected in (
        ("Harbour Lantern News", "Harbour Lantern News"),
        ("Zorvak Quill", "outlet withheld"),
        ("Reuters", "Reuters"),
    ):
        assert sieve_source(PUBLIC, known, report="r", title="", file="", outlet=outlet)[0].outlet == expected


def test_sentences_of_ours_are_cleaned(vocabulary: Vocabulary) -> None:
    known = context(vocabulary, [CLINIC])
    told, notes = sieve_text("Merged: Walid Tarakzi told both, at Binnish.", PUBLIC, known, code="TW-CLINIC")
    assert told == "Merged: a person told both, at [withheld]."
    assert counted(notes) == {Ground.SITE: 1}


@pytest.mark.parametrize("hours", [0, 24 * 365])
def test_a_small_area_does_not_count_what_it_leaves_out(vocabulary: Vocabulary, hours: int) -> None:
    profile = replace(PUBLIC, delay_hours=hours)
    for area, is_told in (("Bennsh", False), ("Idleb", not hours), ("Syria", not hours)):
        known = context(vocabulary, [CLINIC], profile, area=area)
        told, notes = sieve(CLINIC, profile, NOW, known)
        assert (told is not None) is is_told
        assert bool(counted(notes)) is (area != "Bennsh")
        assert notes


STEPANAKERT = PlaceRef(
    text="Stepanakert", id="gn-586084", name="Stepanakert", lat=39.8177, lon=46.7528, radius_km=4.0, precision="town", code=1,
    admin=("Azerbaijan", "Xankandi"), method="exact", score=0.9,
)  # fmt: skip


def test_a_capital_that_a_party_goes_by_is_not_told_where_a_site_in_it_was_hit(vocabulary: Vocabulary) -> None:
    hit = incident(
        "TW-WARD",
        "Shells fell on Stepanakert all night, and a hospital in Stepanakert burned until the morning came, it was said.",
        where=settled((STEPANAKERT,)),
        objects=(ThingRef(id="health", text="hospital"),),
    )
    beside = incident("TW-BESIDE", "Rockets hit the market of Stepanakert at noon.", where=settled((STEPANAKERT,)))
    said = incident("TW-SAID", "Stepanakert denied that its troops had opened fire at all on that day.")
    told, notes = sieved(vocabulary, [hit, beside, said])
    known = context(vocabulary, [hit, beside, said])
    quotes = {part.code: " ".join(one.span.quote for one in part.citations) for part in told if part}
    assert "Stepanakert" not in quotes["TW-WARD"] + quotes["TW-BESIDE"]
    assert "Stepanakert denied" in quotes["TW-SAID"]
    title = "Stepanakert burns after another long night"
    assert sieve_source(PUBLIC, known, report="r", title=title, file="", outlet="")[0].title.startswith("[…] burns")
    assert leaks([quotes["TW-SAID"]], notes) == []


def test_origins_that_several_incidents_share_keep_one_id(vocabulary: Vocabulary) -> None:
    voice = Origin(id="voice:walid tarakzi", name="Walid Tarakzi", claims=("c_1",), reports=("r_1",))
    told, _ = sieved(vocabulary, [incident("TW-1", origins=(voice,)), incident("TW-2", origins=(voice,))])
    assert {part.origins[0].id for part in told if part} == {"voice:withheld 1"}


def test_the_context_of_another_profile_or_moment_is_refused(vocabulary: Vocabulary) -> None:
    with pytest.raises(OtherContextError, match="'public', not for the profile 'open'"):
        sieve(CLINIC, OPEN, NOW, context(vocabulary, [CLINIC]))
    with pytest.raises(OtherContextError, match="not for 2020-05-01"):
        sieve(CLINIC, PUBLIC, datetime(2020, 5, 1, tzinfo=UTC), context(vocabulary, [CLINIC]))
