"""Counts of what was reported: each leads to its incidents, none counts what is undated, in part outside, or discounted."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from trucewatch.model.count import Effect
from trucewatch.model.finding import Result
from trucewatch.model.incident import Bearing, Grade
from trucewatch.publications.report.content import Line, Row, Run, Section, Table, Text
from trucewatch.publications.report.entries import range_of
from trucewatch.publications.report.said import article_words
from trucewatch.publications.report.speech import apart, name
from trucewatch.publications.tallies import tells_no_lowest, toll_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trucewatch.model.incident import Incident
    from trucewatch.publications.report.press import Press

_KINDS_SHOWN = 5
_ACTORS_SHOWN = 4
_TOLLS = (Effect.KILLED, Effect.INJURED)


def summary(press: Press) -> Section:
    """Five to ten lines: incidents, the commonest kinds, tolls, and what was found."""
    say = press.speech.say
    rows = (*_kind_rows(press), *_toll_rows(press), _finding_row(press))
    head = (say("Reported"), say("Incidents"), say("Previous period"))
    table = Table(
        caption=say(
            "Incidents reported in the period, and in the period of the same length before it{before}",
            before=_before(press),
        ),
        head=tuple((Run(one),) for one in head),
        rows=rows,
        numbers=frozenset({1, 2}),
    )
    return Section(id="summary", title=say("Summary"), blocks=(table, *_aside(press)))


def _before(press: Press) -> str:
    first, last = press.edition.first, press.edition.last
    if not (first and last) or press.edition.previous is None:
        return ""
    length = last - first + timedelta(days=1)
    if first - date.min < length:
        return ""
    return f" ({press.words.days(first - length, last - length)})"


def _kind_rows(press: Press) -> Iterator[Row]:
    say, previous = press.speech.say, press.edition.previous
    total = say("All incidents reported")
    before = None if previous is None else sum(previous.values())
    yield _row(press, (Run(total),), press.counted, total, before)
    by_kind: dict[str, list[Incident]] = defaultdict(list)
    for one in press.counted:
        by_kind[one.kind.value].append(one)
    order = sorted(
        {*by_kind, *(previous or {})}, key=lambda kind: (-len(by_kind[kind]), -(previous or {}).get(kind, 0), kind)
    )
    for kind in order[:_KINDS_SHOWN]:
        yield _row(
            press, (Run(press.words.kind(kind)),), by_kind[kind], press.words.kind(kind), _previous(previous, kind)
        )
    rest = order[_KINDS_SHOWN:]
    if rest:
        others = [one for kind in rest for one in by_kind[kind]]
        old = None if previous is None else sum(previous.get(kind, 0) for kind in rest)
        yield _row(press, (Run(say("other kinds")),), others, say("other kinds"), old)


def _previous(previous: Mapping[str, int] | None, kind: str) -> int | None:
    return None if previous is None else previous.get(kind, 0)


def _row(
    press: Press, title: Line, incidents: list[Incident] | tuple[Incident, ...], told: str, before: int | None
) -> Row:
    old = press.speech.say("not known") if before is None else f"{before:,}"
    return Row(cells=(title, press.number(incidents, told), (Run(old),)))


def _uncompared(press: Press, title: Line, incidents: list[Incident], told: str) -> Row:
    """A row of what is not counted for the period before."""
    say = press.speech.say
    old = say("not known") if press.edition.previous is None else say("not compared")
    return Row(cells=(title, press.number(incidents, told), (Run(old),)))


def _toll_rows(press: Press) -> Iterator[Row]:
    """People reported killed and injured: the least of every incident added up, the most where no report leaves it open."""
    speech = press.speech
    for effect in _TOLLS:
        told = [(one, total) for one in press.counted if (total := toll_of(one, effect))]
        if not told:
            continue
        ranges = [range_of(total) for _, total in told]
        low, highs = sum(least for least, _ in ranges), [most for _, most in ranges]
        parts = {"effect": speech.term(f"reported {effect}"), "low": f"{low:,}"}
        if None in highs:
            title = speech.told("{effect}: lowest figures together {low}, no upper figure told", **parts)
        elif sum(filter(None, highs)) == low:
            title = speech.told("{effect}: figures together {low}", **parts)
        else:
            high = f"{sum(filter(None, highs)):,}"
            title = speech.told("{effect}: lowest figures together {low}, highest {high}", high=high, **parts)
        about = speech.say("a toll told: {effect}", effect=parts["effect"])
        yield _uncompared(press, title, [one for one, _ in told], about)


def _finding_row(press: Press) -> Row:
    found = {
        told.finding.incident
        for told in press.edition.findings
        if told.finding.result in {Result.INCONSISTENT, Result.POSSIBLY}
    }
    title = press.speech.say("inconsistent or possibly inconsistent with terms in force, as reported")
    return _uncompared(press, (Run(title),), [one for one in press.counted if one.code in found], title)


def _aside(press: Press) -> Iterator[Text]:
    """What stands outside the counts."""
    speech, edition = press.speech, press.edition
    yield from (_note(press, one) for one in _cautions(press))
    yield from _without_lowest(press)
    if edition.straddling:
        yield Text(
            line=speech.told(
                "Not counted: {number} reported for days of which only a part lies, or may lie, in the period.",
                number=press.whole(edition.straddling, "straddling"),
            ),
            is_note=True,
        )
    if edition.undated:
        yield Text(
            line=speech.told(
                "Not counted: {number} reported without any date.", number=press.whole(edition.undated, "undated")
            ),
            is_note=True,
        )
    if press.discounted:
        title = speech.say("discounted by a person")
        yield Text(
            line=speech.told(
                "Not counted: {number} discounted by a person; they stand in the annex with their reasons.",
                number=press.number(press.discounted, title),
            ),
            is_note=True,
        )


def _cautions(press: Press) -> Iterator[str]:
    """What counts and sums are not."""
    say = press.speech.say
    yield say(
        "Counts are of incidents reported, not of what happened: what nobody reported is not counted, and one event whose tellings could not be joined is counted more than once."
    )
    yield say(
        "Figures of people are sums of the lowest, and of the highest, figures reported of each incident. The same people may be counted twice, where one event is told in two incidents; so no sum is a lower or an upper bound."
    )
    if press.edition.previous is not None:
        yield say("Of the period before, incidents are counted by kind only: people and findings are not compared.")


def _without_lowest(press: Press) -> Iterator[Text]:
    """Incidents that tell of killed or injured people without a figure that could be added."""
    speech = press.speech
    for effect in _TOLLS:
        left = [one for one in press.counted if tells_no_lowest(one, effect)]
        if left:
            told = speech.say("no lowest figure told: {effect}", effect=speech.term(f"reported {effect}"))
            yield Text(
                line=speech.told(
                    "Not in the sum, for no lowest figure is told: {effect}, {number}.",
                    effect=speech.term(f"reported {effect}"),
                    number=press.number(left, told),
                ),
                is_note=True,
            )


def _note(press: Press, words: str) -> Text:
    del press
    return Text(line=(Run(words),), is_note=True)


def breakdown(press: Press) -> Section:
    """Governorate by kind by reported actor."""
    say = press.speech.say
    columns = _columns(press)
    head = (say("Governorate and kind"), *(title for title, _ in columns), say("All"))
    table = Table(
        caption=say("Incidents reported, by governorate, kind and reported actor"),
        head=tuple((name(one),) for one in head),
        rows=tuple(_unit_rows(press, columns)),
        numbers=frozenset(range(1, len(head))),
        is_wide=True,
        otherwise=say("No incident is reported in this period."),
    )
    notes = (
        say("An empty cell means that no such incident is reported."),
        say(
            "An incident that is reported in several governorates, or attributed to several parties, counts under each; so rows and columns can add up to more than their total. Where reports differ about who did it, it counts under every party named."
        ),
    )
    return Section(
        id="breakdown",
        title=say("By governorate, kind and reported actor"),
        blocks=(table, *(_note(press, one) for one in notes)),
    )


Column = tuple[str, frozenset[str]]


def _columns(press: Press) -> list[Column]:
    """The actors most often named, all others, and nobody: each with the codes of its incidents."""
    by_actor: dict[str, set[str]] = defaultdict(set)
    nobody: set[str] = set()
    for one in press.counted:
        named = actors_of(press, one)
        for actor in named:
            by_actor[actor].add(one.code)
        if not named:
            nobody.add(one.code)
    order = sorted(by_actor, key=lambda actor: (-len(by_actor[actor]), actor))
    columns = [(actor, frozenset(by_actor[actor])) for actor in order[:_ACTORS_SHOWN]]
    rest = order[_ACTORS_SHOWN:]
    if rest:
        columns.append((press.speech.say("other parties"), frozenset().union(*(by_actor[actor] for actor in rest))))
    return [*columns, (press.speech.say("not attributed"), frozenset(nobody))]


def actors_of(press: Press, incident: Incident) -> tuple[str, ...]:
    """Names of the parties that an incident is attributed to: by any report, where reports differ."""
    rivals = [held.value for held in incident.actors.others if held.bearing is Bearing.DISSENT]
    named = [incident.actors.value, *(rivals if incident.who is Grade.CONTESTED else [])]
    return tuple(dict.fromkeys(press.words.actor(actor).text for actors in named for actor in actors))


def _unit_rows(press: Press, columns: list[Column]) -> Iterator[Row]:
    """A group a governorate, a row a kind; the last row has all."""
    by_unit: dict[str, list[Incident]] = defaultdict(list)
    for one in press.counted:
        for unit in press.units(one):
            by_unit[unit].append(one)
    for unit in sorted(by_unit, key=lambda unit: (not unit, -len(by_unit[unit]), unit)):
        told = unit or press.speech.say("place not told")
        yield Row(cells=((name(told),),), is_group=True)
        kinds = Counter(one.kind.value for one in by_unit[unit])
        for kind, _ in sorted(kinds.items(), key=lambda one: (-one[1], one[0])):
            those = [one for one in by_unit[unit] if one.kind.value == kind]
            yield _counts(press, press.words.kind(kind), those, columns, told)
        if len(kinds) > 1:
            yield _counts(press, press.speech.say("all kinds"), by_unit[unit], columns, told)
    if len(by_unit) > 1:
        every = press.speech.say("All governorates")
        yield Row(cells=((Run(every),),), is_group=True)
        yield _counts(press, press.speech.say("all kinds"), list(press.counted), columns, every)


def _counts(press: Press, title: str, incidents: list[Incident], columns: list[Column], unit: str) -> Row:
    cells = (
        press.cell([one for one in incidents if one.code in codes], f"{apart(unit)} · {title} · {apart(actor)}")
        for actor, codes in columns
    )
    return Row(cells=((Run(title),), *cells, press.number(incidents, f"{apart(unit)} · {title}")))


def tested(press: Press) -> Section:
    """Findings by article and result, counted by incident."""
    say = press.speech.say
    counted = {one.code: one for one in press.counted}
    by_terms: dict[tuple[str, str, str], dict[Result, dict[str, Incident]]] = {}
    for told in press.edition.findings:
        found = told.finding
        if found.incident in counted:
            row = by_terms.setdefault((found.agreement, found.article, found.by), {})
            row.setdefault(found.result, {})[found.incident] = counted[found.incident]
    table = Table(
        caption=say("Incidents reported, by what the terms in force say of them"),
        head=tuple((Run(one),) for one in (say("Article"), *map(press.speech.term, Result))),
        rows=tuple(_tested_rows(press, by_terms)),
        numbers=frozenset(range(1, len(Result) + 1)),
        is_wide=True,
        otherwise=say("No incident of this period was tested against an agreement."),
    )
    note = say(
        "A finding says how a reported incident stands to the words of an article, by five tests: time, place, actor, act, exception. It is no judgment that the incident took place, and no legal advice. The tests of each incident stand with it in the annex."
    )
    return Section(id="findings", title=say("Findings by article"), blocks=(table, _note(press, note)))


def _tested_rows(
    press: Press, by_terms: Mapping[tuple[str, str, str], Mapping[Result, Mapping[str, Incident]]]
) -> Iterator[Row]:
    above = ""
    for (agreement, article, by), results in sorted(by_terms.items()):
        if agreement != above:
            above = agreement
            yield Row(cells=((press.agreement(agreement),),), is_group=True)
        told = article_words(press.words, article)
        title: Line = (Run(told),)
        if by:
            claimant = press.words.claimant(by)
            title = press.speech.told("{terms}, as {claimant} dates it", terms=told, claimant=claimant)
            told = "".join(run.text for run in title)
        about = f"{press.agreements.get(agreement, agreement)} · {told}"
        cells = (
            press.cell(list(results.get(result, {}).values()), f"{about} · {press.speech.term(result)}")
            for result in Result
        )
        yield Row(cells=(title, *cells))
