"""When an agreement was in force, a year a line and a character a month; a month that is in doubt looks like doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trucewatch.publications.table import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from trucewatch.publications.table import Look

WHOLE, PART, DOUBT, NOT = "#", "+", "?", "."
KEY = "a year a line, a mark a month: # in force, + part of the month, ? cannot tell, . not in force"
_MONTHS = 12
_INDENT = 4


def strip_lines(months: Mapping[tuple[int, int], str], look: Look, *, label: int) -> Iterator[str]:
    """The marks of (year, month) in order; months that are not told are blank."""
    years = [year for year, _ in months]
    for year in range(min(years, default=1), max(years, default=0) + 1):
        marks = "".join(months.get((year, month), " ") for month in range(1, _MONTHS + 1))
        quarters = " ".join(marks[at : at + 3] for at in range(0, _MONTHS, 3)).rstrip()
        yield cut(f"{' ' * _INDENT}{year:<{label}}{quarters}", look.columns)
