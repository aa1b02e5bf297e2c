"""A date is an interval: never narrower than the words it came from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from trucewatch.model.span import Span


class DatePrecision(StrEnum):
    """How fine the words are, not how wide the interval happens to be."""

    TIME = "time"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    UNKNOWN = "unknown"


class DateHow(StrEnum):
    """How the interval was got from the words."""

    STATED = "stated"
    WEEKDAY = "weekday"
    RELATIVE = "relative"
    DATELINE = "dateline"
    METADATA = "metadata"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInterval:
    """Inclusive days; `None` at either end is open. `rule` and `anchor` say how it came about.

    `clock` keeps the words of an hour ("14:00 Moscow time") where the text gives one.
    """

    first: date | None = None
    last: date | None = None
    precision: DatePrecision = DatePrecision.UNKNOWN
    how: DateHow = DateHow.UNKNOWN
    evidence: tuple[Span, ...] = ()
    rule: str = ""
    anchor: str = ""
    clock: str = ""

    @property
    def is_day(self) -> bool:
        """Whether the words fix one single day."""
        return self.first is not None and self.first == self.last

    @property
    def is_known(self) -> bool:
        """Whether at least one end is fixed."""
        return self.first is not None or self.last is not None

    def overlaps(self, other: DateInterval) -> bool:
        """Whether some day could lie in both; an open end reaches for ever."""
        starts_in_time = self.first is None or other.last is None or self.first <= other.last
        return starts_in_time and (other.first is None or self.last is None or other.first <= self.last)

    def citing(self, *evidence: Span) -> DateInterval:
        """The same interval, resting on these words."""
        return replace(self, evidence=evidence)


UNKNOWN_DATE = DateInterval()
