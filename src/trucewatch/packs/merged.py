"""The merged view of all loaded packs; one id is one record, however many packs had a part in it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from trucewatch.packs.errors import Fault, PackError, Trail, did_you_mean
from trucewatch.packs.folder import read_inside
from trucewatch.packs.values import Actor, CalendarEvent, Kind, Outlet, PackFile, PackInfo
from trucewatch.packs.yamlfile import located

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from trucewatch.packs.folder import PackContent

Record = TypeVar("Record", Actor, Outlet, CalendarEvent, Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packs:
    """What all loaded packs know together, in loading order; agreements and their zones are only named here."""

    infos: tuple[PackInfo, ...]
    actors: Mapping[str, Actor]
    outlets: Mapping[str, Outlet]
    calendar: Mapping[str, CalendarEvent]
    kinds: Mapping[str, Kind]
    gazetteers: tuple[PackFile, ...]
    lexicon_files: tuple[PackFile, ...]
    agreement_files: tuple[PackFile, ...] = ()
    zone_files: tuple[PackFile, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The packs' names in loading order, the base first."""
        return tuple(info.name for info in self.infos)

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO codes of the countries that the packs cover in full."""
        return tuple(dict.fromkeys(code for info in self.infos for code in info.countries))

    @property
    def gazetteer_files(self) -> tuple[tuple[str, Path], ...]:
        """Pairs of pack name and gazetteer file, in loading order."""
        return tuple((file.pack, file.path) for file in self.gazetteers)

    @property
    def lexicon_names(self) -> tuple[str, ...]:
        """The file stems that `lexicon` knows."""
        return tuple(sorted({file.path.stem for file in self.lexicon_files}))

    def lexicon(self, name: str) -> Any:
        """The lists of `lexicons/NAME.yaml` of all packs joined, or their mappings merged; read anew at each call.

        In mappings, lists and mappings under one key are joined likewise; of other values the later pack's stands.
        Raises PackError where no pack has it, or where two packs' forms differ.
        """
        merged: Any = None
        for file, data in self._parts(name):
            merged = data if merged is None else _joined(merged, data, file, ())
        return merged

    def lexicon_error(self, name: str, trail: Trail, what: str, remedy: str) -> PackError:
        """The error to raise for the value at `trail` in what `lexicon(name)` gave, with its true file and line."""
        path, inner = self._locate(name, trail)
        return PackError(located(Fault(path=path, what=what, remedy=remedy, trail=inner)))

    def _parts(self, name: str) -> list[tuple[PackFile, Any]]:
        folders = {info.name: info.path for info in self.infos}
        files = [file for file in self.lexicon_files if file.path.stem == name]
        if not files:
            where = self.infos[-1].path / "lexicons"
            remedy = did_you_mean(name, self.lexicon_names) if self.lexicon_files else "add it"
            raise PackError(Fault(path=where, what=f"no pack has a lexicon {name!r}", remedy=remedy))
        read = [(file, read_inside(file.path, folders[file.pack])) for file in files]
        return [(file, data) for file, data in read if data is not None]

    def _locate(self, name: str, trail: Trail) -> tuple[Path, Trail]:
        parts = self._parts(name)
        for file, data in reversed(parts):
            if trail and isinstance(data, dict) and trail[0] in data:
                return file.path, trail
        skipped = 0
        for file, data in parts:
            if trail and isinstance(data, list) and isinstance(trail[0], int):
                if trail[0] - skipped < len(data):
                    return file.path, (trail[0] - skipped, *trail[1:])
                skipped += len(data)
        return parts[0][0].path, ()


def merge(contents: Sequence[PackContent]) -> Packs:
    """One view of all contents, which are in loading order."""
    return Packs(
        infos=tuple(content.info for content in contents),
        actors=_by_id(record for content in contents for record in content.actors),
        outlets=_by_id(record for content in contents for record in content.outlets),
        calendar=_by_id(record for content in contents for record in content.calendar),
        kinds=_by_id(record for content in contents for record in content.kinds),
        gazetteers=tuple(file for content in contents for file in content.gazetteers),
        lexicon_files=tuple(file for content in contents for file in content.lexicons),
        agreement_files=tuple(file for content in contents for file in content.agreement_files),
        zone_files=tuple(file for content in contents for file in content.zone_files),
    )


def _by_id(records: Iterable[Record]) -> Mapping[str, Record]:
    found: dict[str, Record] = {}
    for record in records:
        found[record.id] = _extended(found[record.id], record) if record.id in found else record
    return MappingProxyType(found)


def _extended(old: Record, new: Record) -> Record:
    """The later record, its lists joined to the earlier one's and its gaps filled from it."""
    changes: dict[str, Any] = {}
    for spec in fields(new):
        before: Any = getattr(old, spec.name)
        after: Any = getattr(new, spec.name)
        if isinstance(after, tuple):
            changes[spec.name] = tuple(dict.fromkeys((*after, *before) if spec.name == "names" else (*before, *after)))
        elif after == "":
            changes[spec.name] = before
    return replace(new, **changes)


def _joined(old: Any, new: Any, file: PackFile, trail: Trail) -> Any:
    if isinstance(old, list) and isinstance(new, list):
        return old + new
    if isinstance(old, dict) and isinstance(new, dict):
        shared = {key: _joined(old[key], new[key], file, (*trail, key)) for key in old.keys() & new.keys()}
        return {**old, **new, **shared}
    if isinstance(old, list | dict) or isinstance(new, list | dict):
        what = "an earlier pack has another form here (list, mapping or single value)"
        raise PackError(located(Fault(path=file.path, what=what, remedy="write it in that form", trail=trail)))
    return new
