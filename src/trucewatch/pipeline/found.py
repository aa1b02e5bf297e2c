"""Which findings a user asks for, in the ledger's terms; a word that nothing knows is refused, never taken as "none found"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from trucewatch.dates.given import as_interval
from trucewatch.ledger.values import FindingQuery
from trucewatch.model.finding import Result
from trucewatch.packs.errors import did_you_mean
from trucewatch.pipeline.named import incident_named
from trucewatch.pipeline.search import BackwardsError, UnknownWordError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from trucewatch.ledger.store import View
    from trucewatch.model.agreement import Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedFindings:
    """Which findings a user asks for, in the user's words."""

    result: str | None = None
    agreement: str | None = None
    article: str | None = None
    incident: str | None = None
    first: str | None = None
    last: str | None = None
    limit: int | None = None


def finding_query(view: View, wanted: WantedFindings, named: Callable[[str], Agreement]) -> FindingQuery:
    """The query that a user means; `named` gives an agreement by what it is called, and is asked only where it must be.

    Raises UnknownWordError, BackwardsError and PublishedError, what `incident_named` raises, and what `named` does.
    """
    first, last = days_between(wanted.first, wanted.last)
    query = FindingQuery(
        result=None if wanted.result is None else _result(wanted.result),
        first=first,
        last=last,
        code=None if wanted.incident is None else incident_named(view, wanted.incident).code,
        limit=wanted.limit,
    )
    if wanted.agreement is not None:
        query = replace(query, agreement=_agreement(view, wanted.agreement, named))
    if wanted.article is not None:
        query = replace(query, article=_article(view, query.agreement, wanted.article, named))
    return query


def days_between(first: str | None, last: str | None) -> tuple[str | None, str | None]:
    """The first and the last day that are meant, as ISO text; raises PublishedError and BackwardsError."""
    begin, end = as_interval(first), as_interval(last)
    low, high = begin.first if begin else None, end.last if end else None
    if low and high and low > high:
        raise BackwardsError(str(low), str(high))
    return low.isoformat() if low else None, high.isoformat() if high else None


def period_of(view: View, first: str | None, last: str | None) -> tuple[date, date] | None:
    """The days that are meant, else those from the ledger's first finding to its last; `None` where it has none.

    Raises PublishedError and BackwardsError.
    """
    low, high = days_between(first, last)
    if low is None or high is None:
        found = [day for row in view.findings(FindingQuery(), brief=True) for day in (row.first, row.last) if day]
        low, high = low or min(found, default=high), high or max(found, default=low)
    if low is None or high is None:
        return None
    begin, end = sorted((date.fromisoformat(low), date.fromisoformat(high)))
    return begin, end


def tally(view: View, query: FindingQuery) -> Mapping[Result, int]:
    """How many of the findings that fit came to what, whatever the query's limit."""
    wanted = [Result(query.result)] if query.result else Result
    return {result: view.count_findings(replace(query, result=str(result))) for result in wanted}


def _result(words: str) -> str:
    result = " ".join(words.casefold().replace("-", " ").replace("_", " ").split())
    if result not in set(Result):
        raise UnknownWordError(words, "result", did_you_mean(result, map(str, Result)))
    return result


def _agreement(view: View, words: str, named: Callable[[str], Agreement]) -> str:
    """An id that findings have, else what the register makes of it: loading that takes longer than any list."""
    known = words.strip()
    return known if view.count_findings(FindingQuery(agreement=known)) else named(words).id


def _article(view: View, agreement: str | None, words: str, named: Callable[[str], Agreement]) -> str:
    number = words.strip()
    if not view.count_findings(FindingQuery(agreement=agreement, article=number)):
        if agreement is None:
            raise UnknownWordError(words, "article of any finding", "name its agreement, too, with --agreement ID")
        numbers = [article.number for article in named(agreement).articles]
        if number not in numbers:
            remedy = f"there are: {', '.join(numbers)}; see `trucewatch agreements show {agreement}`"
            raise UnknownWordError(words, f"article of {agreement}", remedy)
    return number
