"""At most six incidents by a rule that is printed with them; and what was reported of all that terms ask for besides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from trucewatch.model.count import Effect
from trucewatch.model.finding import Kept
from trucewatch.publications.incidents.settled import total_of
from trucewatch.publications.report.content import Entries, Footnotes, Line, Row, Run, Section, Table, Text
from trucewatch.publications.report.entries import VIOLENCE, range_of
from trucewatch.publications.report.said import article_words
from trucewatch.publications.report.speech import strong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.model.finding import Upkeep
    from trucewatch.model.incident import Incident
    from trucewatch.publications.report.content import Quote
    from trucewatch.publications.report.press import Press

MOST = 6
_FOOTNOTES = 4
_FAMILIES = frozenset({VIOLENCE, "harm"})
_ACTS = ("patrol", "patrol_suspended", "withdrawal", "deployment", "talks")
_ACCESS = ("aid", "access")


def notable(press: Press) -> Section:
    """The incidents chosen, each with footnotes, and the rule."""
    say = press.speech.say
    rule = say(
        "At most six acts of violence or harm, chosen by one rule: most people reported killed (by the lowest figure told), then injured, then most independent origins, then the earliest. Incidents that a person discounted are left out. The rule says nothing of which incident matters most."
    )
    numbered: list[Quote] = []
    entries = []
    for one in chosen(press):
        notes = _footnotes(press, one, len(numbered))
        numbered += notes
        entries.append(press.desk.short(one, notes))
    return Section(
        id="notable",
        title=say("Notable incidents"),
        blocks=(
            Text(line=(Run(rule),), is_note=True),
            Entries(entries=tuple(entries), otherwise=say("No act of violence or harm is reported in this period.")),
            Footnotes(quotes=tuple(numbered)),
        ),
    )


def chosen(press: Press) -> list[Incident]:
    """The notable incidents, by the rule."""
    found = [one for one in press.counted if one.family in _FAMILIES]
    return sorted(found, key=_weight)[:MOST]


def _weight(incident: Incident) -> tuple[int, int, int]:
    """Sorts the heaviest first; what is equal stays in the order of days."""
    killed, injured = (_least(incident, effect) for effect in (Effect.KILLED, Effect.INJURED))
    return -killed, -injured, -len(incident.origins)


def _least(incident: Incident, effect: Effect) -> int:
    total = total_of(incident, effect)
    return range_of(total)[0] if total else 0


def _footnotes(press: Press, incident: Incident, before: int) -> list[Quote]:
    """The first quotes, with the first denial among them; the others stand in the annex."""
    quotes = list(press.desk.quotes(incident))
    denied = [quote for quote in quotes if quote.claim in incident.denials]
    told = [quote for quote in quotes if quote.claim not in incident.denials]
    room = _FOOTNOTES - len(denied[:1])
    return [
        replace(quote, id=f"note-{number}", number=number, back=f"notable-{incident.code}")
        for number, quote in enumerate((*told[:room], *denied[:1]), start=before + 1)
    ]


def provisions(press: Press) -> Section:
    """Deadlines, duties and thresholds period by period; then acts that terms commonly ask for."""
    say = press.speech.say
    head = (say("Article"), say("Days"), say("As reported"), say("Reported by"), say("Reason"))
    upkeep = Table(
        caption=say("Deadlines, duties and thresholds of agreements on file"),
        head=tuple((Run(one),) for one in head),
        rows=tuple(_upkeep_rows(press)),
        is_wide=True,
        otherwise=say("No agreement on file asks for anything that would have been due in this period."),
    )
    acts = Table(
        caption=say("Patrols, withdrawals, talks and access"),
        head=tuple((Run(one),) for one in (say("What"), say("Incidents"))),
        rows=tuple(_act_rows(press)),
        numbers=frozenset({1}),
    )
    note = Text(line=(Run(say("No report is neither a breach nor a fulfilment.")),), is_note=True)
    return Section(id="provisions", title=say("Other provisions"), blocks=(upkeep, acts, note))


def _upkeep_rows(press: Press) -> Iterator[Row]:
    terms = ("", "")
    for _, alike in groupby(enumerate(press.edition.upkeep), key=_alike):
        run = [one for _, one in alike]
        one = replace(run[0], last=run[-1].last)
        if (one.agreement, one.by) != terms:
            terms = (one.agreement, one.by)
            yield Row(cells=(_terms(press, one),), is_group=True)
        codes = (*one.met, *one.missed)
        about = f"{press.agreements.get(one.agreement, one.agreement)} · {article_words(press.words, one.article)}"
        told: Line = (press.lists.number(codes, f"{about} · {press.words.days(one.first, one.last)}"),) if codes else ()
        state = press.speech.term(one.state)
        shown: Line = (Run(state),) if one.state is Kept.NO_REPORT else (strong(state),)
        reason = (press.speech.english(one.reason),)
        cells = (
            (Run(article_words(press.words, one.article)),),
            (Run(press.words.days(one.first, one.last)),),
            shown,
            told,
            reason,
        )
        yield Row(cells=cells)


def _terms(press: Press, one: Upkeep) -> Line:
    agreement = press.agreement(one.agreement)
    if not one.by:
        return (agreement,)
    return press.speech.told("{terms}, as {claimant} dates it", terms=agreement, claimant=press.words.claimant(one.by))


def _alike(numbered: tuple[int, Upkeep]) -> Upkeep | int:
    """What periods of one run have in common; a period with incidents is a run by itself."""
    number, one = numbered
    return number if one.met or one.missed else replace(one, first=date.min, last=date.min)


def _act_rows(press: Press) -> Iterator[Row]:
    """A row a kind: how many are reported, or that there is no report; access only where some kind tells of it."""
    say, kinds = press.speech.say, press.edition.kinds
    access = [kind for kind in sorted(kinds) if kind.startswith(_ACCESS)]
    for kind in (*_ACTS, *access):
        found = [one for one in press.counted if one.kind.value == kind]
        told = press.words.kind(kind)
        yield Row(cells=((Run(told),), press.number(found, told) if found else (Run(say("no report")),)))
    if not access:
        told = say("access for aid")
        yield Row(cells=((Run(told),), (Run(say("not looked for: no kind of incident on file tells of it")),)))
