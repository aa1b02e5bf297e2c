"""The typed Python interface: the same values as the command line's, and nothing is loaded before it is used."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, overload

from trucewatch.model.errors import TrucewatchError
from trucewatch.model.time import DateHow, DateInterval, DatePrecision

if TYPE_CHECKING:
    import pandas as pd

    from trucewatch.model.document import Reading
    from trucewatch.model.time import DateInterval as Published

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_RANGE = ".."
_DECEMBER = 12


class PublishedError(TrucewatchError):
    """A publication date that cannot be understood."""

    def __init__(self, words: str) -> None:
        super().__init__(f"{words!r} is no date; write 2020-09-20, 2020-09, 2020 or FIRST..LAST")


class MissingPandasError(TrucewatchError):
    """pandas, an optional library, is not installed."""

    def __init__(self) -> None:
        super().__init__("data frames need pandas; install the extra `frames`: pip install 'trucewatch[frames]'")


@dataclass(frozen=True, slots=True)
class Readings(Sequence["Reading"]):
    """What was read, a reading a file in the order of the files."""

    values: tuple[Reading, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Reading: ...
    @overload
    def __getitem__(self, index: slice) -> Readings: ...
    def __getitem__(self, index: int | slice) -> Reading | Readings:
        return Readings(self.values[index]) if isinstance(index, slice) else self.values[index]

    def __len__(self) -> int:
        return len(self.values)

    def records(self) -> list[dict[str, object]]:
        """The public records (`trucewatch/1`), one a file."""
        from trucewatch.publications.record import record_of

        return [record_of(reading) for reading in self.values]

    def to_pandas(self) -> pd.DataFrame:
        """One row a claim; dates as days, tolls as nullable whole numbers. Raises MissingPandasError without pandas."""
        try:
            import pandas as pd
        except ImportError:
            raise MissingPandasError from None
        from trucewatch.publications.rows import COLUMNS, DATES, NUMBERS, rows_of

        frame = pd.DataFrame(list(rows_of(self.values)), columns=list(COLUMNS))
        days = {name: pd.to_datetime(frame[name]) for name in DATES}
        numbers = {name: frame[name].astype("Int64") for name in NUMBERS}
        return frame.assign(**days, **numbers)


def read(
    paths: str | Path | Sequence[str | Path],
    *,
    packs: Sequence[str | Path] | None = None,
    published: str | date | Published | None = None,
    jobs: int = 1,
) -> Readings:
    """Read files, and all files in folders, into claims.

    `packs` are names of built-in packs or folders (all built-in ones by default); `published` is the date of all
    reports where their own words do not matter; `jobs` processes share the work. A file that cannot be read comes as a
    reading with an issue and no text. Raises MissingPathError, PackError and PublishedError, all TrucewatchErrors.
    """
    from trucewatch.pipeline import read_paths

    named = [paths] if isinstance(paths, (str, Path)) else paths
    when = as_interval(published)
    return Readings(tuple(read_paths([Path(path) for path in named], packs=packs, published=when, jobs=jobs)))


def as_interval(published: str | date | Published | None) -> DateInterval | None:
    """A publication date as an interval; raises PublishedError."""
    if published is None or isinstance(published, DateInterval):
        return published
    words = published.isoformat()[:10] if isinstance(published, date) else published.strip()
    begin, _, end = words.partition(_RANGE)
    first, first_precision = _ends(begin, words)
    last, last_precision = _ends(end or begin, words)
    if first[0] > last[1]:
        raise PublishedError(words)
    precision = first_precision if first_precision is last_precision and not end else DatePrecision.RANGE
    return DateInterval(first=first[0], last=last[1], precision=precision, how=DateHow.STATED)


def _ends(words: str, whole: str) -> tuple[tuple[date, date], DatePrecision]:
    """The first and last day of "2020-09-20", "2020-09" or "2020"."""
    found = _DATE.fullmatch(words.strip())
    if found is None:
        raise PublishedError(whole)
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if day and month and year:
            return (date(year, month, day),) * 2, DatePrecision.DAY
        if month and year:
            return (date(year, month, 1), date(year, month, monthrange(year, month)[1])), DatePrecision.MONTH
        return (date(year or 0, 1, 1), date(year or 0, _DECEMBER, 31)), DatePrecision.YEAR
    except ValueError:
        raise PublishedError(whole) from None
