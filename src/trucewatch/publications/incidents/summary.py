"""A list of incidents: each whole in one line for pipes, or in a few short ones for people; doubt is marked in every one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from trucewatch.language.phrases import counted
from trucewatch.model.count import Effect
from trucewatch.model.incident import Grade
from trucewatch.model.time import DatePrecision
from trucewatch.publications.incidents.settled import total_of
from trucewatch.publications.incidents.words import has_dissent, parties, reports_of, spots
from trucewatch.publications.table import columns_of, cut, row, wrapped
from trucewatch.publications.words import count_words, label, line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from trucewatch.model.incident import Incident, Settled
    from trucewatch.model.time import DateInterval
    from trucewatch.publications.table import Look

BAR = " | "
_BAR_IN_TEXT = "¦"
_COLUMNS = ("day", "kind", "place", "who", "toll", "grade", "reports/origins")
_KEY = "“?” one origin names them; “*” others tell otherwise; all as reported"
_CODE, _DAY, _KIND, _PLACE = 11, 10, 16, 26
_SHORTEST = 8


class Row(Protocol):
    """An incident as the ledger lists it; `summary` is what `incident_summary` gave. Days are ISO text."""

    @property
    def code(self) -> str:
        """The public code."""

    @property
    def first(self) -> str | None:
        """The first day; `None` where it is open or not told."""

    @property
    def last(self) -> str | None:
        """The last day, likewise."""

    @property
    def summary(self) -> str:
        """The stored line."""


def incident_summary(incident: Incident) -> str:
    """An incident without its code as one line of cells: day, kind, place, who, toll, grade, reports/origins.

    The cells are divided by ` | `, which stands nowhere else.
    """
    cells = (
        iso_days(incident.when.value) + _star(incident.when),
        label(incident.kind.value) + _star(incident.kind),
        (spots(incident.where.value) or "place not told") + _star(incident.where),
        _who(incident),
        _toll(incident),
        str(incident.happened),
        f"{len(reports_of(incident))}/{len(incident.origins)}",
    )
    return BAR.join(map(bar_free, cells))


def bar_free(text: str) -> str:
    """The text as one neutral line without the bar that divides cells."""
    return line(text).replace("|", _BAR_IN_TEXT)


def _star(settled: Settled[Any]) -> str:
    return "*" if has_dissent(settled) else ""


def iso_days(when: DateInterval) -> str:
    """ISO days that sort: 2025-02-01, 2025-02, 2025, 2025-02-01..05, 2025-02-01..2025-03-02, 2025-02-01.., undated."""
    if not when.is_known:
        return "undated"
    first, last = (day.isoformat() if day else "" for day in (when.first, when.last))
    if first == last:
        return first
    if when.precision is DatePrecision.MONTH and first[:7] == last[:7]:
        return first[:7]
    if when.precision is DatePrecision.YEAR and first[:4] == last[:4]:
        return first[:4]
    return f"{first}..{last[8:] if first[:7] == last[:7] else last}"


def _who(incident: Incident) -> str:
    """Who is said to have done it; a rival stands beside, and the mark comes first so that cutting cannot take it away."""
    actors = incident.actors
    named = [actors.value, *(held.value for held in actors.others if held.bearing == "dissent")]
    names = " / ".join(dict.fromkeys(filter(None, map(parties, named)))) or "not named"
    mark = {Grade.CONTESTED: "contested: ", Grade.DISCOUNTED: "discounted: ", Grade.SINGLE_SOURCE: "? "}
    return mark.get(incident.who, "") + names if incident.who else names


def _toll(incident: Incident) -> str:
    """The killed and the injured, or else whatever other toll is told."""
    told: list[str] = []
    for effect in Effect:
        settled = total_of(incident, effect)
        if settled and (effect in {Effect.KILLED, Effect.INJURED} or not told):
            told.append(f"{count_words(settled.value)} {effect}{_star(settled)}")
    return ", ".join(told) or "no toll told"


def list_lines(rows: Iterable[Row], look: Look, *, total: int | None = None, one_line: bool = False) -> Iterator[str]:
    """A header, the incidents in their order, and how many there are; `total` counts those that fit with no limit.

    `one_line` is for pipes: a whole incident a line, nothing cut. For people, undated incidents stand under a heading.
    """
    yield look.faint(BAR.join(("code", *_COLUMNS)) if one_line else cut(_KEY, look.columns))
    shown, undated = 0, False
    for incident in rows:
        shown += 1
        if not one_line and not undated and incident.first is None and incident.last is None:
            undated = True
            yield look.bold("day not known")
        if one_line:
            yield f"{line(incident.code)}{BAR}{line(incident.summary)}"
        else:
            yield from _block(incident, look)
    more = (shown if total is None else total) - shown
    rest = f"; {more:,} more: narrow the search or raise --limit" if more > 0 else ""
    for part in wrapped(f"{counted(shown, 'incident')}{rest}", look.columns):
        yield look.faint(part)


def _block(incident: Row, look: Look) -> Iterator[str]:
    """Code, day, kind, place and toll; then grade, reports and who, wrapped where they must be."""
    code, cells = line(incident.code), line(incident.summary).split(BAR)
    if len(cells) != len(_COLUMNS):
        yield cut(f"{code}  {line(incident.summary)}", look.columns)
        return
    day, kind, place, who, toll, grade, reports = cells
    head = f"{code:{_CODE}}  "
    told = f"{day:{_DAY}}  {kind:{_KIND}}  "
    room = look.columns - columns_of(head + told + toll) - 2
    where = cut(place, max(_SHORTEST, room))
    where += " " * (min(_PLACE, room) - columns_of(where))
    yield look.bold(head) + cut(f"{told}{where}  {toll}", look.columns - columns_of(head))
    yield from row("", BAR.join((grade, _reports(reports), who)), look, label=len(head) - 4)


def _reports(cell: str) -> str:
    reports, _, origins = cell.partition("/")
    if not (reports.isdecimal() and origins.isdecimal()):
        return cell
    return f"{counted(int(reports), 'report')}, {counted(int(origins), 'origin')}"
