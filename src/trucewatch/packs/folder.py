"""One pack's folder: which files it may hold, and what they say; no file outside the folder is ever read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trucewatch.packs import records
from trucewatch.packs.errors import Fault, PackError, did_you_mean
from trucewatch.packs.schema import FaultList, read_record
from trucewatch.packs.values import (
    Actor,
    CalendarEvent,
    Kind,
    Origin,
    Outlet,
    PackFile,
    PackInfo,
)
from trucewatch.packs.yamlfile import located, parse, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from trucewatch.packs.schema import Schema

MAX_FILES = 1_000
_TABLES: dict[str, tuple[Schema, Callable[..., Any]]] = {
    "actors": (records.ACTOR, records.actor),
    "outlets": (records.OUTLET, records.outlet),
    "calendar": (records.EVENT, records.event),
    "kinds": (records.KIND, records.kind),
}
_STEMS = ("pack", *_TABLES)
_FOLDERS = ("actors", "outlets", "calendar", "kinds", "lexicons", "places", "agreements", "zones")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContent:
    """All that one pack says, each record in the order of the files; `faults` are what could not be used."""

    info: PackInfo
    actors: tuple[Actor, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    calendar: tuple[CalendarEvent, ...] = ()
    kinds: tuple[Kind, ...] = ()
    gazetteers: tuple[PackFile, ...] = ()
    lexicons: tuple[PackFile, ...] = ()
    agreement_files: tuple[PackFile, ...] = ()
    zone_files: tuple[PackFile, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFolder:
    """A folder whose `pack.yaml` has been read."""

    path: Path
    info: PackInfo

    @classmethod
    def open(cls, path: Path, *, builtin: bool) -> PackFolder:
        """Read `pack.yaml`; raises PackError where it is missing or faulty."""
        file = path / "pack.yaml"
        if not file.exists():
            raise PackError(Fault(path=path, what="this folder holds no pack.yaml", remedy="add one, or mend the path"))
        faults = FaultList()
        values = read_record(read_inside(file, path), records.INFO, file, (), faults)
        if values is None:
            raise PackError(located(faults.faults[0]), *faults.faults[1:])
        return cls(path=path, info=PackInfo(**values, path=path, builtin=builtin))

    def read(self) -> PackContent:
        """Everything in the folder that is loaded at once; faults are gathered, never raised."""
        faults = FaultList()
        _refuse_strangers(self.path, faults)
        tables: dict[str, Any] = {stem: tuple(self._table(stem, *spec, faults)) for stem, spec in _TABLES.items()}
        return PackContent(
            info=self.info,
            **tables,
            gazetteers=self._files(("places*.tsv", "places*.tsv.gz", "places/*.tsv", "places/*.tsv.gz")),
            lexicons=self._files(("lexicons/*.yaml",)),
            agreement_files=self._files(("agreements/*.yaml",)),
            zone_files=self._files(("zones/*.yaml",)),
            faults=tuple(faults.faults),
        )

    def _files(self, patterns: tuple[str, ...]) -> tuple[PackFile, ...]:
        found = sorted({path for pattern in patterns for path in self.path.glob(pattern)})
        return tuple(PackFile(pack=self.info.name, path=path) for path in found)

    def _table(self, stem: str, schema: Schema, make: Callable[..., Any], faults: FaultList) -> Iterator[Any]:
        """The good records of `stem*.yaml` and `stem/*.yaml`, each id once."""
        seen: dict[str, Origin] = {}
        for file in self._files((f"{stem}.yaml", f"{stem}/*.yaml")):
            origin = Origin(pack=self.info.name, path=file.path, index=0)
            try:
                data = read_inside(file.path, self.path)
            except PackError as error:
                faults.faults.extend(error.faults)
                continue
            for record in records.read_list(data, schema, make, origin, faults):
                at = record.origins[0]
                if record.id in seen:
                    first = seen[record.id]
                    what = f"the id {record.id!r} stands already in {first.path.name}"
                    faults.add(at.path, (at.index, "id"), what, "join the two records, or rename one")
                    continue
                seen[record.id] = at
                yield record


def read_inside(file: Path, folder: Path) -> Any:
    """A YAML file's data, if the file truly lies in the folder."""
    if not file.resolve().is_relative_to(folder.resolve()):
        remedy = "copy the file into the pack instead of linking to it"
        raise PackError(Fault(path=file, what="this file lies outside its pack", remedy=remedy))
    return parse(read_bytes(file), file)


def _refuse_strangers(folder: Path, faults: FaultList) -> None:
    """A misspelt file name must not make a pack silently smaller."""
    for index, path in enumerate(sorted(folder.rglob("*"))):
        if index >= MAX_FILES:
            faults.add(folder, (), f"the pack holds more than {MAX_FILES:,} files", "point at the pack's own folder")
            return
        if path.suffix == ".yml":
            faults.add(path, (), "this ending is not read", "rename it to .yaml")
        if path.suffix == ".yaml" and path.parent == folder and path.stem not in _STEMS:
            faults.add(path, (), f"a pack has no {path.name}", did_you_mean(path.stem, _STEMS))
        if path.suffix == ".yaml" and path.parent.parent == folder and path.parent.name not in _FOLDERS:
            faults.add(path, (), f"a pack has no folder {path.parent.name!r}", did_you_mean(path.parent.name, _FOLDERS))
