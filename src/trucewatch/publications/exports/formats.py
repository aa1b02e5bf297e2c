"""The one list of formats: what each holds, what it needs, and how an edition is written in it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from trucewatch.model.errors import TrucewatchError
from trucewatch.model.extras import install_line
from trucewatch.publications.exports.about import about_lines, about_text
from trucewatch.publications.exports.book import Book
from trucewatch.publications.exports.saving import is_special, made_folder, save

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from trucewatch.publications.edition import Edition
    from trucewatch.publications.exports.acled import RollUp
    from trucewatch.publications.exports.saving import Saver

ABOUT = "about.txt"
_MAIN = ""


class MissingExtraError(TrucewatchError):
    """A format's optional library is not installed."""

    def __init__(self, name: str, extra: str, package: str) -> None:
        super().__init__(f"{name} needs {package}; install the extra `{extra}`: {install_line(extra)}")


class NoTagsError(TrucewatchError):
    """A format that has no place for HXL tags."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} has no row for HXL tags; use csv or xlsx, or leave them out")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is wanted of a format; `about` are the lines that say what the export is, given what its format adds."""

    book: Book
    about: Callable[[Sequence[str]], Sequence[str]]
    hxl: bool = False
    roll_up: RollUp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The files of an export by name (`""` is the one that was named), and what its format adds to what it is."""

    files: Mapping[str, Saver]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: its name, its files' ending, what it holds, and the extra and library that it needs, if any.

    `is_folder`: it is several tables, a file each, in a folder. `has_tags`: it has a row for HXL tags. `rolls_up`: it
    must be told how incidents are rolled up to ACLED's grain.
    """

    name: str
    ending: str
    holds: str
    make: Callable[[Asked], Made] = field(repr=False)
    extra: str = ""
    package: str = ""
    is_folder: bool = False
    has_tags: bool = False
    rolls_up: bool = False

    def write(
        self, edition: Edition, path: Path, *, hxl: bool = False, roll_up: RollUp | None = None
    ) -> tuple[Path, ...]:
        """Write the edition, and beside it a text that says what it is; returns the files. Same edition, same bytes.

        A format of several tables fills the folder `path`; where `path` has the tables' ending and is no folder, it is
        the table of incidents alone, as it is for a device or a pipe, which gets nothing beside it. Raises MissingExtraError, NoTagsError and UnwritableError; whatever stops it
        leaves what was there.
        """
        if hxl and not self.has_tags:
            raise NoTagsError(self.name)
        with self._needing():
            asked = Asked(book=Book(edition=edition), about=partial(self._about, edition), hxl=hxl, roll_up=roll_up)
            made = self.make(asked)
            files: dict[str, Saver] = {**made.files, ABOUT: partial(_save_text, self._about(edition, made.notes))}
            is_whole = self.is_folder and not is_special(path) and (path.is_dir() or path.suffix.lower() != self.ending)
            if is_whole:
                return _in_folder(path, files)
            main = files[f"incidents{self.ending}" if self.is_folder else _MAIN]
            beside = {} if is_special(path) else {path.with_name(f"{path.name}.{ABOUT}"): files[ABOUT]}
            return save({path: main, **beside})

    def _about(self, edition: Edition, notes: Sequence[str]) -> Sequence[str]:
        return tuple(about_lines(edition, self.holds, notes))

    @contextmanager
    def _needing(self) -> Iterator[None]:
        try:
            yield
        except ModuleNotFoundError as error:
            if not self.extra or (error.name or "").partition(".")[0] != self.package.lower():
                raise
            raise MissingExtraError(self.name, self.extra, self.package) from None


def _in_folder(path: Path, files: Mapping[str, Saver]) -> tuple[Path, ...]:
    """All files in a folder, which is taken away again where nothing could be written."""
    is_new = made_folder(path)
    try:
        return save({path / name: saver for name, saver in files.items()})
    except BaseException:
        if is_new:
            path.rmdir()
        raise


def _save_text(lines: Sequence[str], file: BinaryIO) -> None:
    file.write(about_text(lines))


def _csv(asked: Asked) -> Made:
    from trucewatch.publications.exports.as_csv import csv_files

    return Made(files=csv_files(asked.book, hxl=asked.hxl))


def _xlsx(asked: Asked) -> Made:
    from trucewatch.publications.exports.as_xlsx import xlsx_file

    return Made(files={_MAIN: xlsx_file(asked.book, asked.about(()), hxl=asked.hxl)})


def _jsonl(asked: Asked) -> Made:
    from trucewatch.publications.exports.as_jsonl import jsonl_files

    return Made(files=jsonl_files(asked.book))


def _geojson(asked: Asked) -> Made:
    from trucewatch.publications.exports.as_geojson import geojson_file

    return Made(files={_MAIN: geojson_file(asked.book, asked.about(()))})


def _geoparquet(asked: Asked) -> Made:
    from trucewatch.publications.exports.as_parquet import geoparquet_file

    return Made(files={_MAIN: geoparquet_file(asked.book, asked.about(()))})


def _parquet(asked: Asked) -> Made:
    from trucewatch.publications.exports.as_parquet import parquet_files

    return Made(files=parquet_files(asked.book, asked.about(())))


def _acled(asked: Asked) -> Made:
    from trucewatch.publications.exports.acled import acled_notes, acled_rows
    from trucewatch.publications.exports.as_csv import save_csv
    from trucewatch.publications.exports.columns import fields_of

    if asked.roll_up is None:
        msg = "acled must be told how incidents are rolled up"
        raise TypeError(msg)
    rolled = asked.roll_up(asked.book.edition.incidents)
    saver = partial(save_csv, fields_of("acled"), partial(acled_rows, asked.book, rolled))
    return Made(files={_MAIN: saver}, notes=acled_notes(asked.book, rolled))


def _ucdp(asked: Asked) -> Made:
    from trucewatch.publications.exports.as_csv import save_csv
    from trucewatch.publications.exports.columns import fields_of
    from trucewatch.publications.exports.ucdp import ucdp_notes, ucdp_rows

    saver = partial(save_csv, fields_of("ucdp"), partial(ucdp_rows, asked.book))
    return Made(files={_MAIN: saver}, notes=ucdp_notes(asked.book))


def _followthemoney(asked: Asked) -> Made:
    from trucewatch.publications.exports.ftm import ftm_file

    return Made(files={_MAIN: ftm_file(asked.book)})


def _timelinejs(asked: Asked) -> Made:
    from trucewatch.publications.exports.timelinejs import timeline, timeline_notes

    def saver(file: BinaryIO) -> None:
        file.write(timeline(asked.book))

    return Made(files={_MAIN: saver}, notes=timeline_notes(asked.book))


def _annotations(asked: Asked) -> Made:
    from trucewatch.publications.exports.annotations import annotations_file

    return Made(files={_MAIN: annotations_file(asked.book, asked.about(()))})


_ALL = (
    Format(
        name="csv",
        ending=".csv",
        holds="Tables of incidents, findings and sources as CSV",
        make=_csv,
        is_folder=True,
        has_tags=True,
    ),
    Format(
        name="xlsx",
        ending=".xlsx",
        holds="A workbook of incidents, findings and sources",
        make=_xlsx,
        extra="xlsx",
        package="xlsxwriter",
        has_tags=True,
    ),
    Format(
        name="jsonl",
        ending=".jsonl",
        holds="The public records of incidents, findings and sources, a line each",
        make=_jsonl,
        is_folder=True,
    ),
    Format(name="geojson", ending=".geojson", holds="A map layer of incidents (RFC 7946)", make=_geojson),
    Format(
        name="geoparquet",
        ending=".parquet",
        holds="A map layer of incidents (GeoParquet 1.1)",
        make=_geoparquet,
        extra="parquet",
        package="pyarrow",
    ),
    Format(
        name="parquet",
        ending=".parquet",
        holds="Typed tables of incidents, findings and sources (Parquet)",
        make=_parquet,
        extra="parquet",
        package="pyarrow",
        is_folder=True,
    ),
    Format(
        name="acled",
        ending=".csv",
        holds="Incidents in the columns and codes of ACLED; not ACLED data",
        make=_acled,
        rolls_up=True,
    ),
    Format(
        name="ucdp",
        ending=".csv",
        holds="Deadly incidents in the columns and codes of UCDP GED; not UCDP data",
        make=_ucdp,
    ),
    Format(
        name="followthemoney",
        ending=".ftm.json",
        holds="Entities of FollowTheMoney, a line each",
        make=_followthemoney,
        extra="followthemoney",
        package="followthemoney",
    ),
    Format(name="timelinejs", ending=".json", holds="Dated incidents for TimelineJS3", make=_timelinejs),
    Format(
        name="annotations",
        ending=".jsonld",
        holds="Every quote as a W3C Web Annotation",
        make=_annotations,
    ),
)

FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one in _ALL})
"""All formats, by name."""
