"""Everything an agreement's page tells, in words: whose date each date is, and on which days it was in force by whose account."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model.agreement import Role
from trucewatch.model.finding import Answer, Result
from trucewatch.publications.agreements.standing import STATES
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
from trucewatch.publications.findings.words import article_words, quoted
from trucewatch.publications.site.catalogue import agreement_of
from trucewatch.publications.site.rows import page_of
from trucewatch.publications.words import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from trucewatch.model.agreement import Agreement
    from trucewatch.publications.edition import InForce, Stretch
    from trucewatch.publications.site.catalogue import Catalogue

_WIDTH = 100
_CLASSES = {Answer.YES: "yes", Answer.NO: "no", Answer.CANNOT_TELL: "doubt"}
_LEAST_GAP = 20
_DECEMBER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One stretch of the strip, in hundredths of its width."""

    left: float
    width: float
    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How the agreement stood by one claimant's dates."""

    by: str
    start: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """An article with how many incidents' findings came to which result under it."""

    number: str
    quote: str
    paraphrase: str
    facts: str
    results: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementView:
    """The words of one page."""

    id: str
    name: str
    short: str
    about: tuple[tuple[str, str], ...]
    accounts: tuple[Account, ...]
    ticks: tuple[tuple[float, str], ...]
    parties: tuple[tuple[str, tuple[str, ...]], ...]
    dates: tuple[tuple[str, str, str, str], ...]
    articles: tuple[ArticleView, ...]
    carveouts: tuple[tuple[str, str, str], ...]
    zones: tuple[str, ...]
    upkeep: tuple[tuple[str, str, str, str, tuple[tuple[str, str], ...]], ...]
    sources: tuple[tuple[str, str, str], ...]
    unchecked: tuple[str, ...]


def agreement_view(id_: str, known: Catalogue) -> AgreementView:
    """The page's words."""
    accounts, names = known.agreements[id_], known.edition.names
    agreement = agreement_of(accounts)
    first, last = _extent(accounts)
    return AgreementView(
        id=id_,
        name=line(agreement.name),
        short=line(agreement.short or agreement.name),
        about=tuple((title, words) for title, words in _about(agreement, known) if words),
        accounts=tuple(_account(one, first, last, names) for one in accounts),
        ticks=tuple(_ticks(first, last)) if first and last else (),
        parties=tuple(_parties(agreement, names)),
        dates=tuple(
            (str(one.what), moment_words(one.at), claimant(one.by, names) + cited(one.sources), date_notes(one))
            for one in agreement.dates
        ),
        articles=tuple(_articles(agreement, known)),
        carveouts=tuple(
            (quoted([one.quote]), line(one.paraphrase) + cited(one.sources), _targets(one.targets, names))
            for one in agreement.carveouts
        ),
        zones=tuple(zone_words(zone, agreement.zones) for zone in agreement.zones.values()),
        upkeep=tuple(_upkeep(agreement, known)),
        sources=tuple(
            (line(one.id), _source(one.title, one.publisher, one.date), line(one.url)) for one in agreement.sources
        ),
        unchecked=tuple(map(line, agreement.unchecked)),
    )


def _about(agreement: Agreement, known: Catalogue) -> Iterator[tuple[str, str]]:
    yield "register", register_words(agreement.register)
    yield "time zone", line(agreement.timezone)
    yield "based on", ", ".join(_short(other, known) for other in agreement.based_on)
    yield "supersedes", ", ".join(_short(other, known) for other in agreement.supersedes)
    yield "note", line(agreement.note)


def _short(id_: str, known: Catalogue) -> str:
    accounts = known.agreements.get(id_)
    return line(agreement_of(accounts).short or agreement_of(accounts).name) if accounts else line(id_)


def _source(*parts: str) -> str:
    return ", ".join(filter(None, map(line, parts)))


def _targets(targets: Sequence[str], names: Mapping[str, str]) -> str:
    return f"speaks of {names_of(targets, names)}" if targets else ""


def _parties(agreement: Agreement, names: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for role in Role:
        told = tuple(party_words(party, names) for party in agreement.parties if party.role is role)
        if told:
            yield str(role), told


def _articles(agreement: Agreement, known: Catalogue) -> Iterator[ArticleView]:
    for article in agreement.articles:
        seen = {
            (told.finding.incident, told.finding.result)
            for told in known.edition.findings
            if told.finding.agreement == agreement.id and told.finding.article == article.number
        }
        counts = Counter(result for _, result in seen)
        yield ArticleView(
            number=line(article.number),
            quote=quoted([article.quote]),
            paraphrase=line(article.paraphrase),
            facts=article_facts(article, agreement, known.edition.names),
            results=tuple((str(result), counts[result]) for result in Result if counts[result]),
        )


def _upkeep(agreement: Agreement, known: Catalogue) -> Iterator[tuple[str, str, str, str, tuple[tuple[str, str], ...]]]:
    """Article, days, state with reason, whose dates, and the incidents that tell of it."""
    for one in known.edition.upkeep:
        if one.agreement == agreement.id:
            days = one.first.isoformat() if one.first == one.last else f"{one.first} – {one.last}"
            by = claimant(one.by, known.edition.names) if one.by else ""
            told = tuple((line(code), page_of(code)) for code in (*one.met, *one.missed) if code in known.codes)
            yield article_words(one.article), days, f"{one.state}: {line(one.reason)}", by, told


def _extent(accounts: Sequence[InForce]) -> tuple[date | None, date | None]:
    days = [day for one in accounts for stretch in one.days for day in (stretch.first, stretch.last)]
    return min(days, default=None), max(days, default=None)


def _account(one: InForce, first: date | None, last: date | None, names: Mapping[str, str]) -> Account:
    bars = tuple(_bar(stretch, first, last) for stretch in one.days) if first and last else ()
    return Account(by=claimant(one.by, names) if one.by else "", start=line(one.start), bars=bars)


def _bar(stretch: Stretch, first: date, last: date) -> Bar:
    whole = (last - first).days + 1
    return Bar(
        left=round((stretch.first - first).days / whole * _WIDTH, 3),
        width=round(((stretch.last - stretch.first).days + 1) / whole * _WIDTH, 3),
        kind=_CLASSES[stretch.in_force],
        words=f"{stretch.first} to {stretch.last}: {STATES[stretch.in_force]}",
    )


def _ticks(first: date, last: date) -> Iterator[tuple[float, str]]:
    """Where years or, in a short strip, months begin; so few that their names do not touch."""
    whole = (last - first).days + 1
    months = [(year, month) for year in range(first.year, last.year + 1) for month in range(1, _DECEMBER + 1)]
    for chosen in (months, [(year, month) for year, month in months if month == 1]):
        days = [first.replace(year=year, month=month, day=1) for year, month in chosen]
        places = [((day - first).days / whole * _WIDTH, day) for day in days if first <= day <= last]
        if len(places) * _LEAST_GAP <= _WIDTH:
            break
    before: float = -_LEAST_GAP
    for left, day in places:
        if left - before >= _LEAST_GAP:
            before = left
            yield round(left, 3), f"{day:%b %Y}" if chosen is months else str(day.year)
