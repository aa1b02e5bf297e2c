"""The annex: every incident and every source of the edition, and the lists that the report's numbers lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.publications.report.content import Entries, Row, Run, Section, Table, Text
from trucewatch.publications.report.limits import LANGUAGES
from trucewatch.publications.report.speech import code, name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from trucewatch.model.incident import Incident
    from trucewatch.publications.edition import ReportSource
    from trucewatch.publications.report.content import Line
    from trucewatch.publications.report.press import Press


def incidents(press: Press) -> tuple[Section, Section, Section]:
    """All incidents of the period by day; those only partly in it; those without a date."""
    say, edition = press.speech.say, press.edition
    return (
        _listed(press, "incidents", say("All incidents of the period"), "", edition.incidents),
        _listed(
            press,
            "straddling",
            say("Incidents only partly in the period"),
            say("Reported for days of which only a part lies, or may lie, in the period. They are in no count above."),
            edition.straddling,
        ),
        _listed(
            press,
            "undated",
            say("Incidents without a date"),
            say("Reported without any date that the words would fix. They are in no count above, and on no day."),
            edition.undated,
        ),
    )


def _listed(press: Press, id_: str, title: str, lead: str, found: Iterable[Incident]) -> Section:
    told = tuple(press.desk.entry(one, press.lists.order[one.code] + 1) for one in found)
    entries = Entries(entries=told, otherwise=press.speech.say("None is reported."))
    intro = (Text(line=(Run(lead),)),) if lead and entries.entries else ()
    return Section(id=id_, title=title, blocks=(*intro, entries), is_annex=True)


def sources(press: Press) -> Section:
    """Every report that the edition rests on, with when it was received and the hash of its bytes."""
    say = press.speech.say
    head = (
        say("Source"),
        say("Published"),
        say("Received ({zone})", zone=press.zone_name),
        say("Language"),
        say("Claims"),
        say("SHA-256 of the bytes received"),
    )
    table = Table(
        caption=say("Reports that this edition rests on"),
        head=tuple((Run(one),) for one in head),
        rows=tuple(_source(press, one) for one in press.edition.sources),
        numbers=frozenset({4}),
        is_wide=True,
        otherwise=say("This edition rests on no report."),
    )
    return Section(id="sources", title=say("All sources"), blocks=(table,), is_annex=True)


def _source(press: Press, one: ReportSource) -> Row:
    speech = press.speech
    told: list[Line] = [(name(text),) for text in (one.outlet, one.title, one.file) if text]
    language = speech.term(LANGUAGES.get(one.language, one.language)) or speech.say("not known")
    cells = (
        (*speech.joined(told), Run(" "), code(one.report)),
        (Run(press.words.when(one.published)),),
        (Run(press.clock(one.received)),),
        (Run(language),),
        (Run(f"{one.claims:,}"),),
        (code(one.sha256),),
    )
    return Row(cells=cells, id=f"s-{one.report}")


def lists(press: Press) -> Section:
    """The incidents behind every number; to be made when all numbers are."""
    say = press.speech.say
    lead = say("Each number of incidents in this report leads to one of these lists, each code to its incident.")
    return Section(
        id="lists",
        title=say("Lists behind the numbers"),
        blocks=(Text(line=(Run(lead),)), press.lists.made()),
        is_annex=True,
    )
