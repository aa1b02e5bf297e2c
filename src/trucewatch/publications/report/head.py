"""What the report is of and how far it can be relied on: area, period, cut-off, status; then the terms of the period."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from trucewatch.model.finding import Answer
from trucewatch.publications.report.content import STRONG, Bullets, Fact, Facts, Frame, Line, Run, Section, Text
from trucewatch.publications.report.speech import SOURCE, code, name, soft, strong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.publications.edition import InForce, Stretch
    from trucewatch.publications.report.content import Block
    from trucewatch.publications.report.press import Press

_SHOWN = 6


def title_of(press: Press) -> str:
    """The report's title."""
    return press.speech.say("Ceasefire report: {area}", area=press.edition.area or press.speech.say("all areas"))


def status_of(press: Press) -> str:
    """DRAFT or FINAL."""
    return press.speech.say("FINAL") if press.edition.is_final else press.speech.say("DRAFT")


def frame(press: Press) -> Frame:
    """Words around the content. `characters` has places for where a quote starts and ends, `page` for a page's number."""
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
        page=say("Page {number} of {all}", number="{number}", all="{all}"),
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
    )
    return Facts(facts=tuple(Fact(name=title, lines=(line,)) for title, line in facts))


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
    blocks = [
        Bullets(lines=tuple(_accounts(press, list(accounts))))
        for _, accounts in groupby(press.edition.in_force, key=lambda one: one.agreement.id)
    ]
    if not blocks:
        return Section(
            id="agreements",
            title=say("Agreements in force"),
            blocks=(
                Text(
                    line=(
                        Run(
                            say(
                                "No agreement that is on file was in force in this period, as far as it speaks of what was reported."
                            )
                        ),
                    )
                ),
            ),
        )
    note = say(
        "Where parties date an agreement differently, each start is told and tested by itself; none is preferred."
    )
    parts: tuple[Block, ...] = (*blocks, Text(line=(Run(note),), is_note=True))
    return Section(id="agreements", title=say("Agreements in force"), blocks=parts)


def _accounts(press: Press, accounts: list[InForce]) -> Iterator[Line]:
    """A line for each claimant of a start."""
    speech = press.speech
    for one in accounts:
        named = Run(one.agreement.name, style=STRONG, is_name=True, lang="" if speech.language == SOURCE else SOURCE)
        head: Line = (named,)
        if one.by:
            head = speech.told(
                "{agreement}, as {claimant} dates it", agreement=head, claimant=press.words.claimant(one.by)
            )
        start = (
            speech.told("{agreement}: start {start}.", agreement=head, start=speech.english(one.start))
            if one.start
            else head
        )
        yield (*start, Run(" "), soft(_stretches(press, one.days)))


def _stretches(press: Press, days: tuple[Stretch, ...]) -> str:
    """How it stood in the period."""
    speech = press.speech
    told = [_stretch(press, one) for one in days]
    if len(told) > _SHOWN:
        told = [
            *told[:_SHOWN],
            speech.counted(
                "and {number} more stretch of days", "and {number} more stretches of days", len(told) - _SHOWN
            ),
        ]
    return speech.say("In this period: {stretches}.", stretches=speech.say("; ").join(told)) if told else ""


def _stretch(press: Press, stretch: Stretch) -> str:
    say, days = press.speech.say, press.words.days(stretch.first, stretch.last)
    if stretch.in_force is Answer.YES:
        return say("in force {days}", days=days)
    if stretch.in_force is Answer.NO:
        return say("not in force {days}", days=days)
    return say("may have been in force {days}", days=days)
