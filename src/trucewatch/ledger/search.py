"""How incidents are searched for: first the codes, from indexes alone and in order; the long texts only of what is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from trucewatch.ledger.near import box_around
from trucewatch.ledger.rows import UNDATED, pack
from trucewatch.ledger.schema import INCIDENTS, TERMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection, Select, TableClause
    from sqlalchemy.sql.selectable import FromClause

    from trucewatch.ledger.values import IncidentQuery

Term = tuple[str, str]


def codes_of(query: IncidentQuery, terms: Sequence[Term]) -> Select[Any]:
    """Code (and point, if the query asks what is near) of all that may fit, in order; `terms` are its terms, rarest first.

    The query's limit is not in it, nor the exact distance.
    """
    source, conditions, day, code = _source(query, terms)
    point = (INCIDENTS.c.lat, INCIDENTS.c.lon) if query.near else ()
    return select(code, *point).select_from(source).where(*conditions).order_by(day, code)


def count_of(query: IncidentQuery, terms: Sequence[Term]) -> Select[Any]:
    """How many there are of these."""
    source, conditions, *_ = _source(query, terms)
    return select(func.count()).select_from(source).where(*conditions)


def rarest_first(connection: Connection, terms: Sequence[Term]) -> list[Term]:
    """The terms, each once, in the order of how many incidents have them."""
    once = list(dict.fromkeys(terms))
    if len(once) > 1:
        having = {term: select(func.count()).select_from(TERMS).where(*_has(TERMS, term)) for term in once}
        counts = {term: connection.execute(count).scalar_one() for term, count in having.items()}
        once.sort(key=lambda term: counts[term])
    return once


def _source(
    query: IncidentQuery, terms: Sequence[Term]
) -> tuple[FromClause, list[ColumnElement[bool]], ColumnElement[str], ColumnElement[str]]:
    """Where to look, on what conditions, and the columns of day and code."""
    conditions = _conditions(query)
    if not terms:
        return INCIDENTS, conditions, INCIDENTS.c.day, INCIDENTS.c.code
    rarest, *others = terms
    first = TERMS.alias()
    source = first.join(INCIDENTS, INCIDENTS.c.code == first.c.code) if conditions else first
    conditions += _has(first, rarest)
    conditions += [_has_too(first, other) for other in others]
    return source, conditions, first.c.day, first.c.code


def _has_too(first: FromClause, other: Term) -> ColumnElement[bool]:
    """That the incident has another term: one look into the key for each, which no planner can turn into a bad join."""
    more = TERMS.alias()
    same = (more.c.day == first.c.day, more.c.code == first.c.code)
    return select(more.c.code).where(*_has(more, other), *same).scalar_subquery() == first.c.code


def _has(table: FromClause | TableClause, term: Term) -> list[ColumnElement[bool]]:
    return [table.c.field == pack(term[0]), table.c.value == pack(term[1])]


def _conditions(query: IncidentQuery) -> list[ColumnElement[bool]]:
    """What narrows the incidents, but for terms and the exact distance."""
    found: list[ColumnElement[bool]] = []
    if query.first is not None or query.last is not None:
        found.append(INCIDENTS.c.day < UNDATED)
    if query.first is not None:
        found.append(INCIDENTS.c.last.is_(None) | (INCIDENTS.c.last >= query.first))
    if query.last is not None:
        found.append(INCIDENTS.c.first.is_(None) | (INCIDENTS.c.first <= query.last))
    if query.kind is not None:
        found.append(INCIDENTS.c.kind == pack(query.kind))
    if query.grade is not None:
        found.append(INCIDENTS.c.grade == pack(query.grade))
    if query.near is not None:
        found += _box(query.near)
    return found


def _box(near: tuple[float, float, float]) -> list[ColumnElement[bool]]:
    box = box_around(*near)
    west, east = INCIDENTS.c.lon >= box.west, INCIDENTS.c.lon <= box.east
    return [INCIDENTS.c.lat.between(box.south, box.north), (west | east) if box.wraps else (west & east)]
