"""What the report is of and how far it can be relied on: area, period, cut-off, status; then the terms of the period."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from trucewatch.model.finding import Answer
from trucewatch.publications.report.content import Fact, Facts, Frame, Line, Row, Run, Section, Table, Text
from trucewatch.publications.report.speech import code, name, strong
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.publications.edition import Stretch
    from trucewatch.publications.report.press import Press

_SHOWN = 6


def title_of(press: Press) -> str:
    """The report's title."""
    return press.speech.say("Ceasefire report: {area}", area=line(press.edition.area) or press.speech.say("all areas"))


def status_of(press: Press) -> str:
    """DRAFT or FINAL."""
    return press.speech.say("FINAL") if press.edition.is_final else press.speech.say("DRAFT")


def running(press: Press) -> str:
    """What tells a page by itself: the title, the status and the period."""
    first, last = press.edition.first, press.edition.last
    days = press.words.days(first, last) if first or last else press.speech.say("all days")
    return f"{title_of(press)} · {status_of(press)} · {days}"


def frame(press: Press) -> Frame:
    """Words around the content. `characters` has places for where a quote starts and ends."""
    say = press.speech.say
    return Frame(
        brand=say("trucewatch ceasefire report"),
        skip=say("Skip to the report"),
        contents=say("Contents"),
        annex=say("Annex"),
        footnotes=say("Quotes"),
        quotes=say("Quotes"),
        back=say("back"),
        claim=say("claim"),
        characters=say("characters {start}–{end}", start="{start}", end="{end}"),
        brief=say(
            "Set densely for print: the reasons of grades and findings and the five tests stand in the report as a web page, as a Word file and as Markdown. Lists behind the numbers name incidents by the numbers that they have here."
        ),
        drawn=say(
            "The drawing “{title}” is in the report as a web page and as PDF; the table here says the same.",
            title="{title}",
        ),
        closing=say(
            "Every incident here is as reported. The words of sources are theirs; parties are named as in the packs in use."
        ),
    )


def header(press: Press) -> Facts:
    """The facts at the top."""
    edition, say = press.edition, press.speech.say
    facts = (
        (say("Area"), (name(edition.area or say("all areas")),)),
        (say("Period"), _period(press)),
        (say("Information as of"), (Run(press.moment(edition.cutoff)),)),
        (say("Number"), _number(press)),
        (
            say("Profile"),
            press.speech.told("{name}: {rules}", name=press.speech.english(edition.profile.name), rules=_rules(press)),
        ),
        (say("Ledger"), (code(edition.ledger),) if edition.ledger else (Run(say("an empty ledger")),)),
        *_language(press),
    )
    return Facts(facts=tuple(Fact(name=title, lines=(told,)) for title, told in facts))


def _language(press: Press) -> Iterator[tuple[str, Line]]:
    """In another language than English: what of the report is not in it."""
    if not press.speech.is_source:
        told = press.speech.say(
            "Names and quotes stand as in their sources. Reasons of grades and findings, starts of agreements and changes exist in English only; they are set apart as English."
        )
        yield press.speech.say("Language"), (Run(told),)


def _period(press: Press) -> Line:
    edition, speech = press.edition, press.speech
    if edition.first is None and edition.last is None:
        return speech.told("all days ({zone})", zone=code(edition.timezone))
    days = press.words.days(edition.first, edition.last)
    return speech.told("{days}, 00:00–24:00 ({zone})", days=strong(days), zone=code(edition.timezone))


def _number(press: Press) -> Line:
    number = f"{press.edition.number:,}"
    if press.edition.is_final:
        return (Run(number),)
    return press.speech.told("{number}, as it would be if it were issued now", number=number)


def _rules(press: Press) -> str:
    """The profile's rules of release in words."""
    say, profile = press.speech.say, press.edition.profile
    rules = [
        press.speech.counted("held back for {number} hour", "held back for {number} hours", profile.delay_hours)
        if profile.delay_hours
        else say("nothing held back for time"),
        say("places under threat made coarser") if profile.sites else "",
        say("names of private people withheld") if profile.persons else "",
        say("names of field sources withheld") if profile.sources else "",
        press.speech.counted("quotes of at most {number} word", "quotes of at most {number} words", profile.quote_words)
        if profile.quote_words
        else "",
        "" if profile.unreviewed else say("only what a person has looked at"),
    ]
    return say("; ").join(filter(None, rules))


def agreements(press: Press) -> Section:
    """The agreements that may have been in force, with every rival start."""
    say = press.speech.say
    head = (say("As dated by"), say("Start"), say("In force in this period"))
    table = Table(
        caption=say("Agreements that may have been in force, as far as they speak of what was reported"),
        head=tuple((Run(one),) for one in head),
        rows=tuple(_accounts(press)),
        is_wide=True,
        otherwise=say("No agreement on file was in force in this period, as far as it speaks of what was reported."),
    )
    note = say(
        "Where parties date an agreement differently, each start is told and tested by itself; none is preferred."
    )
    notes = (Text(line=(Run(note),), is_note=True),) if table.rows else ()
    return Section(id="agreements", title=say("Agreements in force"), blocks=(table, *notes))


def _accounts(press: Press) -> Iterator[Row]:
    """A group an agreement, a row a claimant of a start."""
    speech = press.speech
    for _, accounts in groupby(press.edition.in_force, key=lambda one: one.agreement.id):
        group = list(accounts)
        yield Row(cells=((speech.english(group[0].agreement.name),),), is_group=True)
        for one in group:
            start = (speech.english(one.start),) if one.start else (Run(speech.say("not told")),)
            yield Row(cells=((press.words.claimant(one.by),), start, (Run(_stretches(press, one.days)),)))


def _stretches(press: Press, days: tuple[Stretch, ...]) -> str:
    """When in the period it was in force or may have been."""
    speech = press.speech
    told = [_stretch(press, one) for one in days if one.in_force is not Answer.NO]
    if len(told) > _SHOWN:
        rest = len(told) - _SHOWN
        more = speech.counted("and {number} more stretch of days", "and {number} more stretches of days", rest)
        told = [*told[:_SHOWN], more]
    return speech.say("; ").join(told) or speech.say("on no day")


def _stretch(press: Press, stretch: Stretch) -> str:
    days = press.words.days(stretch.first, stretch.last)
    return days if stretch.in_force is Answer.YES else press.speech.say("cannot tell: {days}", days=days)
