"""An incident in one row of a list: what is reported in a few words, with every disputed value named as such."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.model.count import Effect
from trucewatch.model.finding import Result
from trucewatch.model.incident import Grade
from trucewatch.publications.incidents.settled import total_of
from trucewatch.publications.incidents.summary import iso_days
from trucewatch.publications.incidents.words import has_dissent, parties, spots
from trucewatch.publications.words import count_words, label, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from trucewatch.model.incident import Incident
    from trucewatch.model.time import DateInterval
    from trucewatch.publications.edition import Edition
    from trucewatch.publications.findings.stated import Stated

NO_PLACE, NO_ACTOR, NO_TOLL = "place not told", "not attributed", "no toll told"
_VIOLENCE = "violence"
_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Words for the cells of a list; `results` are those of its findings, gravest first, `doubts` what others tell otherwise."""

    code: str
    page: str
    day: str
    kind: str
    place: str
    who: str
    toll: str
    grade: str
    results: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    may_lie_outside: bool = False


def all_incidents(edition: Edition) -> Iterator[Incident]:
    """Those of the period, those that may lie outside it, and those without a date, in this order."""
    yield from edition.incidents
    yield from edition.straddling
    yield from edition.undated


def row_of(incident: Incident, edition: Edition, found: Iterable[Stated], *, straddles: bool = False) -> Row:
    """The row of one incident with the findings on it."""
    results = {told.finding.result for told in found}
    return Row(
        code=line(incident.code),
        page=page_of(incident.code),
        day=day_words(incident.when.value),
        kind=kind_words(incident.kind.value, edition.kinds),
        place=spots(incident.where.value) or NO_PLACE,
        who=_who(incident),
        toll=_toll(incident),
        grade=str(incident.happened),
        results=tuple(str(result) for result in Result if result in results),
        doubts=tuple(_doubts(incident)),
        may_lie_outside=straddles,
    )


def day_words(when: DateInterval) -> str:
    """ISO days: "2025-02-01", "2025-02", "2025-02-01 to 2025-02-05", "2025-02-01 or later", "undated"."""
    days = iso_days(when)
    if when.last is None and when.first is not None:
        return f"{when.first} or later"
    if when.first is None and when.last is not None:
        return f"{when.last} or before"
    return f"{when.first} to {when.last}" if ".." in days else days


def kind_words(kind: str, kinds: Mapping[str, str]) -> str:
    """The label of a kind of act."""
    return line(kinds.get(kind, "") or label(kind))


def safe_name(id_: str) -> str:
    """An id as the name of a file: any other character than letters, digits, `-` and `_` becomes its number."""
    return "".join(char if char in _SAFE else f".{ord(char):x}" for char in id_) or "none"


def page_of(code: str) -> str:
    """The address of an incident within the site, for good."""
    return f"incidents/{safe_name(code)}.html"


def _who(incident: Incident) -> str:
    """All who are said to have done it, rivals side by side, the grade first where it is not borne out, so that no cut takes it away."""
    rivals = (held.value for held in incident.actors.others if held.bearing == "dissent")
    names = " / ".join(dict.fromkeys(filter(None, map(parties, (incident.actors.value, *rivals)))))
    if not names:
        return NO_ACTOR if incident.family == _VIOLENCE else ""
    borne_out = incident.who in {None, Grade.CORROBORATED, Grade.ACKNOWLEDGED}
    denied = ", with a denial" if incident.denials else ""
    grade = "" if borne_out else f"{incident.who}: "
    role = "attributed to" if incident.family == _VIOLENCE else "parties:"
    return f"{grade}{role} {names}{denied}"


def _toll(incident: Incident) -> str:
    told = [
        f"{effect} {count_words(settled.value)}"
        for effect in Effect
        if (settled := total_of(incident, effect)) is not None
    ]
    return f"reported {', '.join(told)}" if told else (NO_TOLL if incident.family == _VIOLENCE else "")


def _doubts(incident: Incident) -> Iterator[str]:
    fields = (("what", incident.kind), ("date", incident.when), ("place", incident.where), ("who", incident.actors))
    yield from (name for name, settled in fields if has_dissent(settled))
    if any(has_dissent(settled) for settled in incident.totals.values()):
        yield "toll"
