"""One agreement for a monitor: its articles in its own words and in ours, and beside every date, party and zone who says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model.agreement import Role
from trucewatch.publications.agreements.standing import standing_words
from trucewatch.publications.agreements.strip import KEY, strip_lines
from trucewatch.publications.agreements.words import (
    article_facts,
    cited,
    claimant,
    date_notes,
    moment_words,
    names_of,
    party_words,
    register_words,
    zone_words,
)
from trucewatch.publications.columns import GAP, side_by_side
from trucewatch.publications.findings.words import quoted
from trucewatch.publications.table import row, wrapped
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from trucewatch.model.agreement import Agreement, TermsSource
    from trucewatch.model.finding import Tested
    from trucewatch.publications.agreements.standing import Standing
    from trucewatch.publications.table import Look

    Rows = Iterator[tuple[str, str]]

LABEL = 12
_INDENT = 4
_UNDER = " "
_NAMES = 6
_ROLES = tuple(Role)
_ARGUMENT = "an argument that a party makes, never a clearance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked about an agreement besides its text, and the answers.

    `standings` are how it stood `at` a moment; `inside` is for each zone (by id) whether `place` lies in it; `months` are
    the marks of each (year, month) by claimant.
    """

    at: str = ""
    standings: Sequence[Standing] = ()
    place: str = ""
    inside: Sequence[tuple[str, Tested]] = ()
    months: Sequence[tuple[str, Mapping[tuple[int, int], str]]] = ()


def agreement_show(agreement: Agreement, look: Look, *, names: Mapping[str, str], asked: Asked) -> Iterator[str]:
    """All there is to show of an agreement; `names` are actors' by id."""
    yield from _title(f"{line(agreement.short)} ({line(agreement.id)})", look)
    yield from wrapped(line(agreement.name), look.columns)
    yield from _rows(_about(agreement), look)
    yield from _answers(agreement, asked, names, look)
    parts = (
        ("parties", _parties(agreement, names)),
        ("articles", _articles(agreement, names)),
        ("exceptions that the terms make", _carveouts(agreement, names)),
    )
    for title, rows in parts:
        yield from _part(title, rows, look)
    yield from _dates(agreement, names, look)
    yield from _part("zones", ((zone.id, zone_words(zone, agreement.zones)) for zone in agreement.zones.values()), look)
    yield from _strips(asked, names, look)
    yield from _listed("not checked", map(line, agreement.unchecked), look)
    yield from _part("sources", (pair for source in agreement.sources for pair in _source(source)), look)
    yield ""


def _about(agreement: Agreement) -> Rows:
    others = [line(name) for name in agreement.names if name != agreement.name]
    more = f"; and {len(others) - _NAMES} more in its file" if len(others) > _NAMES else ""
    yield "also called", "; ".join(others[:_NAMES]) + more
    yield "register", register_words(agreement.register)
    yield "places", f"{', '.join(map(line, agreement.countries))}; time zone {line(agreement.timezone)}"
    yield "based on", ", ".join(map(line, agreement.based_on))
    yield "supersedes", ", ".join(map(line, agreement.supersedes))
    yield "note", line(agreement.note)
    yield "file", line(agreement.path)


def _answers(agreement: Agreement, asked: Asked, names: Mapping[str, str], look: Look) -> Iterator[str]:
    """How it stood then, and whether the place lies in its zones."""
    if asked.at:
        rows = (standing_words(one, names) for one in asked.standings)
        yield from _listed(f"on {line(asked.at)}", rows, look)
    if asked.place:
        zones = agreement.zones
        told = (
            f"{line(zones[id_].name if id_ in zones else id_)}: {tested.answer}, {line(tested.reason)}"
            for id_, tested in asked.inside
        )
        yield from _listed(f"is {line(asked.place)} inside?", told, look)


def _parties(agreement: Agreement, names: Mapping[str, str]) -> Rows:
    above = ""
    for party in sorted(agreement.parties, key=lambda party: _ROLES.index(party.role)):
        yield _UNDER if party.role == above else str(party.role), party_words(party, names)
        above = party.role


def _articles(agreement: Agreement, names: Mapping[str, str]) -> Rows:
    for article in agreement.articles:
        yield article.number, quoted([article.quote]) or "(no words of the text)"
        yield _UNDER, line(article.paraphrase)
        yield "", article_facts(article, agreement, names)


def _carveouts(agreement: Agreement, names: Mapping[str, str]) -> Rows:
    for carveout in agreement.carveouts:
        yield carveout.id, f"{quoted([carveout.quote])} {line(carveout.paraphrase)}{cited(carveout.sources)}".strip()
        targets = f"speaks of {names_of(carveout.targets, names)}" if carveout.targets else ""
        words = f"goes with the words {quoted(carveout.words)}" if carveout.words else ""
        yield "", "; ".join(filter(None, (targets, words, _ARGUMENT)))


def _dates(agreement: Agreement, names: Mapping[str, str], look: Look) -> Iterator[str]:
    """A table of what happened when, by whose account, on which sources; notes stand below each."""
    yield ""
    yield look.bold("dates")
    room = look.columns - _INDENT - LABEL - 2 * GAP
    widths = (LABEL - GAP, room // 2, room - room // 2)
    yield from side_by_side(("what", "when", "as dated by"), widths, indent=_INDENT, styles=(look.faint,) * 3)
    for one in agreement.dates:
        whose = claimant(one.by, names) + cited(one.sources)
        yield from side_by_side((str(one.what), moment_words(one.at), whose), widths, indent=_INDENT)
        yield from row("", date_notes(one), look, label=LABEL)


def _strips(asked: Asked, names: Mapping[str, str], look: Look) -> Iterator[str]:
    for index, (by, months) in enumerate(asked.months):
        yield ""
        whose = f", as {claimant(by, names)} dates it" if by else ""
        yield from _title(f"in force by month{whose}", look)
        if not index:
            yield from row("", KEY, look, label=0)
        yield from strip_lines(months, look, label=LABEL)


def _source(source: TermsSource) -> Rows:
    yield source.id, ", ".join(filter(None, map(line, (source.title, source.publisher, source.date))))
    yield "", line(source.url)


def _title(words: str, look: Look) -> Iterator[str]:
    yield from (look.bold(part) for part in wrapped(words, look.columns))


def _part(title: str, rows: Rows, look: Look) -> Iterator[str]:
    """A heading and its rows; nothing where there are none."""
    told = [(name, value) for name, value in rows if value]
    if told:
        yield ""
        yield from _title(title, look)
        yield from _rows(told, look)


def _listed(title: str, values: Iterable[str], look: Look) -> Iterator[str]:
    """A heading and a bullet a value; nothing where there are none."""
    told = [*values]
    if told:
        yield ""
        yield from _title(title, look)
        for value in told:
            yield from row("-", value, look, label=2)


def _rows(rows: Rows | Sequence[tuple[str, str]], look: Look) -> Iterator[str]:
    """Each under its name; a name that is longer than its column stands on a line of its own."""
    for name, value in rows:
        shown = line(name) if name.strip() else name
        if value and len(shown) >= LABEL:
            yield from (f"{' ' * _INDENT}{part}" for part in wrapped(shown, look.columns - _INDENT))
            shown = _UNDER
        yield from row(shown, value, look, label=LABEL)
