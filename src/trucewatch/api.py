"""The typed Python interface: the same values as the command line's, and nothing is loaded before it is used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, overload

from trucewatch.dates.given import as_interval
from trucewatch.model.errors import TrucewatchError
from trucewatch.model.extras import install_line

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from trucewatch.model.document import Reading
    from trucewatch.model.incident import Incident
    from trucewatch.model.time import DateInterval


class MissingPandasError(TrucewatchError):
    """pandas, an optional library, is not installed."""

    def __init__(self) -> None:
        super().__init__(f"data frames need pandas; install the extra `frames`: {install_line('frames')}")


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
    published: str | date | DateInterval | None = None,
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


def link(readings: Iterable[Reading], *, packs: Sequence[str | Path] | None = None) -> list[Incident]:
    """The incidents that readings tell of, as `trucewatch read --incidents` gives them; nothing is kept.

    `packs` should be those that the reports were read with. Raises PackError.
    """
    from trucewatch.packs import load_packs
    from trucewatch.pipeline.in_memory import incidents_of

    return incidents_of(readings, load_packs(packs))
