"""What "the next day" or "a year earlier" counts from: the last such time the text has spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trucewatch.dates.calendars import unit_of

if TYPE_CHECKING:
    from trucewatch.dates.expressions import TimeMention
    from trucewatch.model.time import DateInterval

_DAYLIKE = frozenset({"day", "night", "hour", "minute", "second"})


@dataclass(slots=True)
class Focus:
    """Follows a text from mention to mention; a new text begins with its day of publication, or with nothing."""

    day: DateInterval | None = None
    period: DateInterval | None = None
    quarter: DateInterval | None = None

    def previous(self, mention: TimeMention) -> DateInterval | None:
        """The interval that this mention may count from: days from a day, years from a quarter where the text is about one."""
        if mention.granularity in _DAYLIKE:
            return self.day
        return self.quarter if mention.granularity == "year" and self.quarter else self.period

    def note(self, mention: TimeMention, interval: DateInterval) -> None:
        """Takes in what the mention was resolved to; a comparison with another year does not move the focus."""
        operation = mention.operation
        compares = operation.name in {"shift", "quarter", "latest-quarter"} and "year" in {
            operation.unit,
            operation.relative_unit,
        }
        if not interval.is_known or mention.kind not in {"date", "time"} or compares:
            return
        self.period = interval
        if interval.is_day:
            self.day = interval
        elif interval.first and (interval.first, interval.last) == unit_of(interval.first, "quarter"):
            self.quarter = interval
