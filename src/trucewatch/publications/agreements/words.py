"""Terms in words: each date with whose it is, each shape with how sure it is, and what is not borne out with a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.language.phrases import counted, listed
from trucewatch.model.agreement import EDITORS, Form, Geometry
from trucewatch.publications.findings.words import form_words
from trucewatch.publications.words import km_words, label, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from trucewatch.model.agreement import Agreement, Article, Moment, TermsDate, TermsParty, Zone

NOT_CHECKED = "not checked"
_GEOMETRY: Mapping[Geometry, str] = {
    Geometry.OFFICIAL: "as published",
    Geometry.DERIVED: "worked out from the text",
    Geometry.APPROXIMATE: "drawn roughly",
    Geometry.NONE: "no shape is known",
}
_REGISTERS = {"pa_x": "PA-X", "un": "UN"}


def names_of(ids: Iterable[str], names: Mapping[str, str]) -> str:
    """Actors' names: "A, B and C"; an id that no pack knows stands as it is."""
    return listed(line(names.get(id_, id_)) for id_ in ids)


def claimant(by: str, names: Mapping[str, str]) -> str:
    """Whose date it is: the actor's name, or who else answers for it."""
    if not by:
        return "the text or all parties"
    return "the editors of this file" if by == EDITORS else line(names.get(by, by))


def moment_words(moment: Moment) -> str:
    """A moment as the file has it, an hour with its time zones and in UTC; a day is some moment of that day.

    As in "2020-03-06 00:01 (Europe/Moscow or Asia/Damascus; 2020-03-05 21:01 – 22:01 UTC)".
    """
    words = line(moment.words)
    if ":" not in words:
        return words
    first, last = (f"{at:%Y-%m-%d %H:%M}" for at in (moment.earliest, moment.latest))
    utc = first if first == last else f"{first} – {last.removeprefix(f'{first[:10]} ')}"
    zones = " or ".join(map(line, moment.zones))
    return f"{words} ({'; '.join(filter(None, (zones, f'{utc} UTC')))})"


def date_notes(one: TermsDate) -> str:
    """What is to be said by the side: until when, the mark, the note."""
    until = f"runs out {moment_words(one.until)}" if one.until else ""
    return "; ".join(filter(None, (until, "" if one.checked else NOT_CHECKED, line(one.note))))


def party_words(party: TermsParty, names: Mapping[str, str]) -> str:
    """An actor, who answers for it, and the note."""
    through = f", through {names_of(party.through, names)}" if party.through else ""
    note = f" ({line(party.note)})" if party.note else ""
    return f"{names_of([party.actor], names)}{through}{note}{cited(party.sources)}"


def cited(sources: Sequence[str]) -> str:
    """Ids of sources in brackets, after a blank."""
    return f" [{', '.join(map(line, sources))}]" if sources else ""


def article_facts(article: Article, agreement: Agreement, names: Mapping[str, str]) -> str:
    """How an article is tested: its form, acts, whom it binds, where, when and with what exceptions."""
    zone = agreement.zones.get(article.zone)
    told = (
        form_words(article.form),
        _kinds("done by" if article.form is not Form.BAN else "of", article.acts),
        _kinds("not done by", article.breaches),
        _kinds("with", article.weapons),
        _kinds("on", article.objects),
        f"binds {names_of(article.binds, names)}" if article.binds else "",
        f"against {names_of(article.against, names)}" if article.against else "",
        f"in {line(zone.name if zone else article.zone)}" if article.zone else "",
        f"from {moment_words(article.begins)}" if article.begins else "",
        f"until {moment_words(article.ends)}" if article.ends else "",
        f"due {moment_words(article.due)}" if article.due else "",
        f"every {counted(article.every_days, 'day')}" if article.every_days else "",
        _quota(article),
        f"exceptions: {', '.join(map(line, article.excepts))}" if article.excepts else "",
        line(article.note),
    )
    return "; ".join(filter(None, told)) + cited(article.sources)


def _kinds(before: str, kinds: Sequence[str]) -> str:
    return f"{before} {', '.join(line(label(kind)) for kind in kinds)}" if kinds else ""


def _quota(article: Article) -> str:
    if not article.counted:
        return ""
    days = "a day" if article.per_days == 1 else f"in {counted(article.per_days, 'day')}"
    return f"at least {article.at_least:,} {line(label(article.counted))} {days}"


def zone_words(zone: Zone, zones: Mapping[str, Zone]) -> str:
    """A zone: where its shape comes from, how far off it may be, and what it is made of."""
    parts = [
        *(f"all of {' > '.join(map(line, unit))}" for unit in zone.units),
        counted(len(zone.polygons), "polygon") if zone.polygons else "",
        *(f"within {km_words(circle.km)} of {circle.lat:g}, {circle.lon:g}" for circle in zone.circles),
        _lines(zone),
    ]
    within = zones.get(zone.within)
    told = (
        f"{line(zone.name)}: {zone.geometry}, {_GEOMETRY[zone.geometry]}",
        f"may be off by {km_words(zone.margin_km)}" if zone.margin_km else "",
        ", ".join(filter(None, parts)),
        f"nowhere outside {line(within.name if within else zone.within)}" if zone.within else "",
        line(zone.note),
    )
    return "; ".join(filter(None, told)) + cited(zone.sources)


def _lines(zone: Zone) -> str:
    if not zone.lines:
        return ""
    surely = f"surely within {km_words(zone.surely_km)} of it" if zone.surely_km else ""
    possibly = (
        "how far it reaches is not said"
        if zone.possibly_km is None
        else f"at most {km_words(zone.possibly_km)} from it"
    )
    return f"{counted(len(zone.lines), 'line')}, {' and '.join(filter(None, (surely, possibly)))}"


def register_words(register: Mapping[str, Sequence[str]]) -> str:
    """Ids by register: "PA-X 2273; UN S/2018/852"."""
    return "; ".join(
        f"{_REGISTERS.get(name, line(name))} {', '.join(map(line, ids))}" for name, ids in register.items()
    )
