"""How incidents and findings are searched for: first codes or ids, from indexes alone and in order; the long texts only of what is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.ledger.near import box_around
from trucewatch.ledger.rows import UNDATED, pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.ledger.source import Source, Statement
    from trucewatch.ledger.values import FindingQuery, IncidentQuery

Term = tuple[str, str]


def codes_of(query: IncidentQuery, terms: Sequence[Term]) -> Statement:
    """Code (and point, if the query asks what is near) of all that may fit, in order; `terms` are its terms, rarest first.

    The query's limit is not in it, nor the exact distance.
    """
    source, values, listed = _source(query, terms)
    point = ", incidents.lat, incidents.lon" if query.near else ""
    return f"SELECT {listed}.code{point} FROM {source} ORDER BY {listed}.day, {listed}.code", values  # noqa: S608 - our own names


def count_of(query: IncidentQuery, terms: Sequence[Term]) -> Statement:
    """How many there are of these."""
    source, values, _ = _source(query, terms)
    return f"SELECT count(*) FROM {source}", values  # noqa: S608 - our own names


def finding_ids_of(query: FindingQuery) -> Statement:
    """The ids of all findings that fit, in order; the query's limit is not in it."""
    conditions, values = _finding_conditions(query)
    return f"SELECT id FROM findings{_where(conditions)} ORDER BY day, code, id", values  # noqa: S608 - our own names


def finding_count_of(query: FindingQuery) -> Statement:
    """How many there are of these."""
    conditions, values = _finding_conditions(query)
    return f"SELECT count(*) FROM findings{_where(conditions)}", values  # noqa: S608 - our own names


def rarest_first(source: Source, terms: Sequence[Term]) -> list[Term]:
    """The terms, each once, in the order of how many incidents have them."""
    once = list(dict.fromkeys(terms))
    if len(once) > 1:
        sql = "SELECT count(*) FROM terms WHERE field = :field AND value = :value"
        counts = {
            (field, value): source.rows(sql, {"field": pack(field), "value": pack(value)})[0][0]
            for field, value in once
        }
        once.sort(key=lambda term: counts[term])
    return once


def _source(query: IncidentQuery, terms: Sequence[Term]) -> tuple[str, dict[str, object], str]:
    """Where to look and on what conditions, the values for it, and the table that has day and code."""
    conditions, values = _conditions(query)
    if not terms:
        return "incidents" + _where(conditions), values, "incidents"
    source = "terms AS term0" + (" JOIN incidents ON incidents.code = term0.code" if conditions else "")
    for number, (field, value) in enumerate(terms):
        has = f"term{number}.field = :field{number} AND term{number}.value = :value{number}"
        same = f"term{number}.day = term0.day AND term{number}.code = term0.code"
        more = f"EXISTS (SELECT 1 FROM terms AS term{number} WHERE {has} AND {same})"  # noqa: S608 - our own names
        conditions.append(more if number else has)
        values |= {f"field{number}": pack(field), f"value{number}": pack(value)}
    return source + _where(conditions), values, "term0"


def _where(conditions: Sequence[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def _conditions(query: IncidentQuery) -> tuple[list[str], dict[str, object]]:
    """What narrows the incidents, but for terms and the exact distance, and the values for it."""
    found, values = _asked("incidents", query, ("kind", "grade"))
    if query.near is not None:
        box = box_around(*query.near)
        found.append("incidents.lat BETWEEN :south AND :north")
        found.append(f"(incidents.lon >= :west {'OR' if box.wraps else 'AND'} incidents.lon <= :east)")
        values |= {"south": box.south, "north": box.north, "west": box.west, "east": box.east}
    return found, values


def _finding_conditions(query: FindingQuery) -> tuple[list[str], dict[str, object]]:
    return _asked("findings", query, ("result", "agreement", "article", "code"))


def _asked(
    table: str, query: IncidentQuery | FindingQuery, columns: Sequence[str]
) -> tuple[list[str], dict[str, object]]:
    """The conditions that days, and words that a column must have, put on a table, and the values for them."""
    found: list[str] = []
    values: dict[str, object] = {}
    if query.first is not None or query.last is not None:
        found.append(f"{table}.day < :undated")
        values["undated"] = UNDATED
    asked = {
        f"({table}.last IS NULL OR {table}.last >= :first)": ("first", query.first),
        f"({table}.first IS NULL OR {table}.first <= :last)": ("last", query.last),
        **{f"{table}.{column} = :{column}": (column, getattr(query, column)) for column in columns},
    }
    for condition, (name, value) in asked.items():
        if value is not None:
            found.append(condition)
            values[name] = pack(value)
    return found, values
