"""An agreement as plain JSON values under the names that its file uses; moments in UTC beside the file's own words."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.model.agreement import Agreement
    from trucewatch.model.finding import Tested
    from trucewatch.publications.agreements.lines import Listed
    from trucewatch.publications.agreements.show import Asked
    from trucewatch.publications.agreements.standing import Standing
    from trucewatch.publications.as_json import Json


def agreement_json(agreement: Agreement, asked: Asked) -> Json:
    """All of an agreement, with `in_force` and `inside` where a moment or a place was asked about."""
    told: Json = dict(_plain(agreement).items())
    if asked.at:
        told["in_force"] = {"at": asked.at, "as_dated_by": _standings(asked.standings)}
    if asked.place:
        zones = [{"zone": id_, **_tested(tested)} for id_, tested in asked.inside]
        told["inside"] = {"place": asked.place, "zones": zones}
    return told


def listed_json(one: Listed, at: str) -> Json:
    """An agreement as the list has it."""
    agreement = one.agreement
    return {
        "id": agreement.id,
        "short": agreement.short,
        "name": agreement.name,
        "countries": list(agreement.countries),
        "dates": _plain(agreement.dates),
        "in_force": {"at": at, "as_dated_by": _standings(one.standings)},
    }


def _standings(standings: Sequence[Standing]) -> list[Json]:
    return [{"by": one.by or None, **_tested(one.tested)} for one in standings]


def _tested(tested: Tested) -> Json:
    return {"answer": str(tested.answer), "reason": tested.reason}


def _plain(value: Any) -> Any:
    """Frozen values as JSON has them: mappings by field, tuples as lists, times in UTC (ISO 8601), empty text as null."""
    if is_dataclass(value) and not isinstance(value, type):
        return {spec.name: _plain(getattr(value, spec.name)) for spec in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value)
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    if hasattr(value, "items"):
        return {str(key): _plain(part) for key, part in value.items()}
    return None if value == "" else value
