"""What changed, what could not be seen, and by which rules all this was made: no correction and no gap is silent."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from trucewatch.model.incident import Grade
from trucewatch.publications.edition import ChangeKind
from trucewatch.publications.report.content import Bullets, Line, Row, Run, Section, Table, Text
from trucewatch.publications.report.speech import code, name, strong
from trucewatch.publications.tallies import without_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from trucewatch.publications.edition import Change
    from trucewatch.publications.report.content import Block
    from trucewatch.publications.report.press import Press

LANGUAGES = {
    "ar": "Arabic",
    "az": "Azerbaijani",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "hy": "Armenian",
    "ku": "Kurdish",
    "my": "Burmese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
"""Languages' names by code; another code stands for itself."""
MEANINGS = {
    Grade.ACKNOWLEDGED: "the party that is said to have done it says so",
    Grade.CORROBORATED: "two or more independent origins tell it; copies of one agency's words count once",
    Grade.SINGLE_SOURCE: "one origin tells it",
    Grade.CONTESTED: "origins disagree, or it is denied; this ranks beside the other grades, not below them",
    Grade.DISCOUNTED: "a person found it wrong, double or beside the point, and gave the reason; it is not counted",
}
PRECISIONS = (
    ("1", "in the place that is named"),
    ("2", "near it, within about 25 km"),
    ("3", "somewhere in the district"),
    ("4", "somewhere in the governorate"),
    ("5", "in part of a governorate, on a road or in a plain"),
    ("6", "somewhere in the country"),
)
RULES = (
    "Every value is taken from words of a report, and every incident lists these words with the report, the claim and the place in its stored text (in characters from its beginning).",
    "Reports that speak of one occurrence are joined into one incident. Where they differ, all values stand side by side, each with those who tell it. A later toll replaces an earlier one, it is not added.",
    "A date is never told more exactly than the words fix it. Incidents without a date, or of which only a part lies in the period, are listed by themselves and counted into no day and no total.",
    "A place is a circle as wide as its doubt. Positions are those of names in gazetteers, not of impacts.",
    "Tolls are what was reported. A total adds the lowest figure told of each incident; the same people may be told of in two incidents, and are then counted twice.",
    "Words in brackets behind a date say how the day came about: “weekday” was counted from a day of the week, “relative” from words such as “yesterday”, “dateline” from the date at the head of the report, “metadata” from the date that came with its file, “inferred” from what stands around it.",
)


def changes(press: Press) -> Section:
    """What became of incidents since the last issue, by what became of them."""
    say = press.speech.say
    found = sorted(press.edition.changes, key=lambda one: (list(ChangeKind).index(one.kind), one.code))
    blocks: list[Block] = []
    for kind, group in groupby(found, key=lambda one: one.kind):
        told = list(group)
        title = say("Changes since the last issue: {kind}", kind=press.speech.term(kind))
        number = press.lists.number((one.code for one in told), title)
        blocks += [
            Text(line=(strong(press.speech.term(kind)), Run(": "), number)),
            Bullets(lines=tuple(_change(press, one) for one in told)),
        ]
    otherwise = (
        say("There was no issue before this one.")
        if press.edition.number <= 1
        else say("No change since the last issue is on record.")
    )
    return Section(
        id="changes", title=say("Changes since the last issue"), blocks=tuple(blocks) or (Text(line=(Run(otherwise),)),)
    )


def _change(press: Press, change: Change) -> Line:
    to = change.code if change.code in press.lists.order else ""
    return (code(change.code, to), Run(": "), press.speech.english(change.words))


def unseen(press: Press) -> Section:
    """Sources silent, languages not read, what has no date or place, what no person looked at, what was withheld."""
    say = press.speech.say
    lead = say(
        "Reported incidents are not all incidents. What nobody reported, what this ledger did not receive, and what it could not read is not in this report."
    )
    return Section(
        id="unseen",
        title=say("What we could not see"),
        blocks=(
            Text(line=(Run(lead),)),
            Bullets(lines=(*_of_sources(press), *_of_incidents(press), *_withheld(press))),
        ),
    )


def _of_sources(press: Press) -> Iterator[Line]:
    speech, blind = press.speech, press.edition.blind
    if blind.silent:
        outlets = speech.listed([(name(one),) for one in blind.silent])
        yield speech.told("Sources heard before the period and silent in it: {outlets}.", outlets=outlets)
    else:
        yield speech.told("Sources heard before the period and silent in it: none is known.")
    if blind.languages:
        told = [
            speech.told("{language} ({number})", language=speech.term(LANGUAGES.get(one, one)), number=f"{count:,}")
            for one, count in sorted(blind.languages.items())
        ]
        yield speech.told("Reports in languages that are not read: {languages}.", languages=speech.listed(told))
    else:
        yield speech.told("Reports in languages that are not read: none was received.")
    if blind.unreadable:
        yield speech.many(
            "{number} report could not be read at all.", "{number} reports could not be read at all.", blind.unreadable
        )
    if blind.unread:
        yield speech.many(
            "{number} report was received and is not read as yet.",
            "{number} reports were received and are not read as yet.",
            blind.unread,
        )
    if blind.days_without_reports:
        days = "; ".join(press.words.days(first, last) for first, last in runs(blind.days_without_reports))
        yield speech.told("Days on which nothing was published that the ledger has: {days}.", days=days)


def runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """Days in a row as their first and last."""
    found: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        if found and (day - found[-1][1]).days == 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _of_incidents(press: Press) -> Iterator[Line]:
    speech, edition = press.speech, press.edition
    yield speech.told(
        "Incidents held back from all counts for want of a date: {number}.",
        number=press.whole(edition.undated, "undated"),
    )
    more = edition.blind.undated - len(edition.undated)
    if more > 0:
        yield speech.many(
            "{number} more incident without a date is not in this report.",
            "{number} more incidents without a date are not in this report.",
            more,
        )
    nowhere = without_place(press.counted)
    yield speech.told(
        "Incidents of the period whose place could not be determined: {number}.",
        number=press.number(nowhere, speech.say("place could not be determined")),
    )
    if edition.blind.nowhere:
        yield speech.many(
            "{number} incident of the period is in no area's report, for its place could not be determined.",
            "{number} incidents of the period are in no area's report, for their place could not be determined.",
            edition.blind.nowhere,
        )
    every = (*edition.incidents, *edition.straddling, *edition.undated)
    fresh = [one for one in every if not one.decisions]
    shown: Line = (Run(f"{edition.blind.unreviewed:,}"),)
    if len(fresh) == edition.blind.unreviewed:
        shown = press.number(fresh, speech.say("not reviewed by a person"))
    yield speech.told(
        "Incidents that no person has reviewed: {number} of the {all} in this report.",
        number=shown,
        all=f"{len(every):,}",
    )


def _withheld(press: Press) -> Iterator[Line]:
    speech, withheld = press.speech, press.edition.blind.withheld
    for ground, number in sorted(withheld.items()):
        if number:
            yield speech.told(
                "Withheld under the profile, for {ground}: {number}.", ground=speech.term(ground), number=f"{number:,}"
            )


def method(press: Press) -> Section:
    """The rules in words, the grades with how many incidents have them, and how exactly places are told."""
    speech, say = press.speech, press.speech.say
    grades = Table(
        caption=say("Grades, and incidents of the period that have them"),
        head=tuple((Run(one),) for one in (say("Grade"), say("Meaning"), say("That it happened"), say("Who did it"))),
        rows=tuple(_grade_rows(press)),
        numbers=frozenset({2, 3}),
    )
    precisions = Table(
        caption=say("How exactly a place is told"),
        head=((Run(say("Code")),), (Run(say("Meaning")),)),
        rows=tuple(Row(cells=((Run(number),), (Run(speech.term(words)),))) for number, words in PRECISIONS),
    )
    rules = Bullets(lines=tuple((Run(speech.term(rule)),) for rule in RULES))
    return Section(id="method", title=say("Method and grades"), blocks=(rules, grades, precisions))


def _grade_rows(press: Press) -> Iterator[Row]:
    speech = press.speech
    for grade in Grade:
        happened = [one for one in press.edition.incidents if one.happened is grade]
        who = [one for one in press.edition.incidents if one.who is grade]
        told = speech.term(grade)
        yield Row(
            cells=(
                (Run(told),),
                (Run(speech.term(MEANINGS[grade])),),
                press.number(happened, f"{speech.say('That it happened')} · {told}"),
                press.number(who, f"{speech.say('Who did it')} · {told}"),
            )
        )
