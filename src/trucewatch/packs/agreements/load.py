"""All agreements are read together, for they name one another; one faulty file and none is handed on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from trucewatch.packs.agreements.files import TermsFile, TermsFiles
from trucewatch.packs.agreements.ground import Ground
from trucewatch.packs.agreements.names import Names
from trucewatch.packs.agreements.sheet import read_sheet
from trucewatch.packs.agreements.zones import read_zone, refuse_circles
from trucewatch.packs.errors import MAX_FAULTS, Fault, PackError
from trucewatch.packs.schema import FaultList, describe, items
from trucewatch.packs.yamlfile import all_located

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from trucewatch.model.agreement import Agreement, Zone
    from trucewatch.packs.errors import Trail
    from trucewatch.packs.merged import Packs


class TermsError(PackError):
    """Agreements cannot be used."""

    hint = "`trucewatch agreements check` lists them"


def load_agreements(packs: Packs, extra: Sequence[Path] = ()) -> Mapping[str, Agreement]:
    """The agreements of the packs and of further files by id, in the order of ids; they are parsed anew at each call.

    `extra` are agreement files, or folders that hold them (`*.yaml`, `agreements/*.yaml`, and shared zones in
    `zones/*.yaml`). Raises PackError with every fault (file, line, remedy), at most `MAX_FAULTS`.
    """
    shelf = Shelf.of(packs, TermsFiles.of(packs, extra))
    if shelf.faults.faults:
        raise TermsError(*told(shelf.faults.faults))
    return dict(sorted(shelf.agreements.items()))


def check_terms(packs: Packs, paths: Collection[Path]) -> list[Fault]:
    """The faults of those of the packs' agreement and zone files that are named, without lines."""
    found = faults_by_file(Shelf.of(packs, TermsFiles.of(packs)), paths)
    return [fault for faults in found.values() for fault in faults]


def faults_by_file(shelf: Shelf, paths: Collection[Path]) -> dict[Path, list[Fault]]:
    """The faults of each of the named files; of one that has no other fault, what the gazetteers have against it."""
    own = {path.resolve(): list[Fault]() for path in paths}
    names = {path: path.resolve() for path in {fault.path for fault in shelf.faults.faults}}
    for fault in shelf.faults.faults:
        own.get(names[fault.path], []).append(fault)
    sound = {path for path, faults in own.items() if not faults}
    if sound:
        told_before = len(shelf.faults.faults)
        shelf.check_ground()
        for fault in shelf.faults.faults[told_before:]:
            if (path := fault.path.resolve()) in sound:
                own[path].append(fault)
    return {path: own[path.resolve()] for path in paths}


@dataclass(slots=True, kw_only=True)
class Shelf:
    """What all files together say, and all their faults, in the order of files."""

    packs: Packs
    zones: dict[str, Zone] = field(default_factory=dict)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    faults: FaultList = field(default_factory=FaultList)
    _seen: dict[tuple[str, str], tuple[Path, Trail]] = field(default_factory=dict)

    @classmethod
    def of(cls, packs: Packs, files: TermsFiles) -> Shelf:
        """Read everything; raises PackError where a lexicon of the packs cannot be used."""
        shelf = cls(packs=packs, faults=FaultList(faults=list(files.strangers)))
        ids = shelf._read_zones(shelf._data(files.zones))
        shelf._read_agreements(shelf._data(files.agreements), ids)
        return shelf

    def _data(self, files: Sequence[TermsFile]) -> list[tuple[Path, Any]]:
        """The plain data of every file that can be parsed."""
        found = []
        for file in files:
            try:
                found.append((file.path, file.data()))
            except PackError as error:
                self.faults.faults.extend(error.faults)
        return found

    def _read_zones(self, files: list[tuple[Path, Any]]) -> frozenset[str]:
        """Read shared zones; gives the ids of all, faulty ones too, so that uses of them are no faults as well."""
        listed = [(path, index, item) for path, data in files for index, item in enumerate(self._list(path, data))]
        ids = frozenset(word for _path, _index, item in listed if (word := _id(item)))
        for path, index, item in listed:
            self._once("zone", _id(item), path, (index, "id"))
            zone = read_zone(item, path, (index,), self.faults)
            if zone is not None:
                self.zones[zone.id] = zone
                if zone.within and zone.within not in ids:
                    what, remedy = f"there is no zone {zone.within[:60]!r}", "name a zone of a pack's zones/*.yaml"
                    self.faults.add(path, (index, "within"), what, remedy, (zone.within, ids))
        parents = {zone.id: zone.within for zone in self.zones.values()}
        refuse_circles([(path, (index,), item) for path, index, item in listed], parents, self.faults)
        return ids

    def _read_agreements(self, files: list[tuple[Path, Any]], zones: frozenset[str]) -> None:
        names = Names.of(self.packs, zones, frozenset(word for _path, data in files if (word := _id(data))))
        for path, data in files:
            self._once("agreement", _id(data), path, ("id",))
            places = {_id(item): index for index, item in enumerate(items(data, "zones"))}
            for name in sorted(
                places.keys() - zones
            ):  # doubles in one file, and with shared zones, are told where it is read
                self._once("zone", name, path, ("zones", places[name], "id"))
            agreement = read_sheet(data, path, names, self.zones, self.faults)
            if agreement is not None:
                self.agreements[agreement.id] = agreement

    def check_ground(self) -> None:
        """Note units that no gazetteer has and shapes off their countries, for all that is sound so far; raises OSError."""
        ground = Ground.of(self.packs)
        countries: dict[str, dict[str, None]] = {}
        zones = dict(self.zones)
        for agreement in self.agreements.values():
            zones.update(agreement.zones)
            for name in agreement.zones:
                countries.setdefault(name, {}).update(dict.fromkeys(agreement.countries))
        for zone in zones.values():
            path, (*above, _key) = self._seen["zone", zone.id]
            for index, what, remedy in ground.unknown_units(zone):
                self.faults.add(path, (*above, "units", index), what, remedy)
            if (off := ground.far_from(zone, tuple(countries.get(zone.id, ())))) is not None:
                self.faults.add(path, tuple(above), *off)

    def _list(self, path: Path, data: Any) -> list[Any]:
        if data is None or isinstance(data, list):
            return data or []
        self.faults.add(path, (), f"expected a list of zones, found {describe(data)}", "begin each with '- id: …'")
        return []

    def _once(self, what: str, name: str, path: Path, trail: Trail) -> None:
        """Note an id that stands already elsewhere."""
        first, at = self._seen.setdefault((what, name), (path, trail))
        if name and (first, at) != (path, trail):
            remedy = "choose another id; what one file has said, another does not redefine"
            self.faults.add(path, trail, f"the {what} id {name!r} stands already in {first}", remedy)


def _id(data: Any) -> str:
    found = data.get("id") if isinstance(data, dict) else None
    return found if isinstance(found, str) else ""


def told(faults: Sequence[Fault]) -> list[Fault]:
    """The faults with their lines, file by file as they came, in each by line."""
    files = {path: place for place, path in enumerate(dict.fromkeys(fault.path for fault in faults))}
    found = all_located(faults[:MAX_FAULTS])
    return sorted(found, key=lambda fault: (files[fault.path], fault.line or 0))
