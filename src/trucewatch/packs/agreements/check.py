"""A check reads given files together with all that a build loads, and says of each whether a build would take it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from trucewatch.packs.agreements.files import AGREEMENTS, ZONES, TermsFile, TermsFiles
from trucewatch.packs.agreements.load import Shelf, faults_by_file, told
from trucewatch.packs.errors import Fault, PackError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from trucewatch.packs.merged import Packs


def check_agreement(path: Path, packs: Packs, extra: Sequence[Path] = ()) -> list[Fault]:
    """The faults of one agreement file, in the order of its lines; an empty list for a sound one. See `check_files`."""
    return check_files([path], packs, extra)[path]


def check_files(paths: Sequence[Path], packs: Packs, extra: Sequence[Path] = ()) -> Mapping[Path, list[Fault]]:
    """The faults of each of the files, and of those in the folders among them, at most `MAX_FAULTS` each, with lines.

    What they refer to may be in the packs, in `extra` (see `load_agreements`) or in one another. A folder stands among the
    results where it is at fault itself. Raises PackError where a lexicon of the packs cannot be used, and OSError.
    """
    loaded = TermsFiles.of(packs, extra)
    known = {file.path.resolve() for file in loaded.all}
    files = loaded
    asked: dict[Path, None] = {}
    refused: dict[Path, list[Fault]] = {}
    for path in paths:
        given = _given(path, packs)
        asked.update(dict.fromkeys(file.path for file in given.all))
        for fault in given.strangers:
            refused.setdefault(fault.path, []).append(fault)
        files = _joined(files, given, known)
        known |= {file.path.resolve() for file in given.all}
    found = faults_by_file(Shelf.of(packs, files), asked) if asked else {}
    return {**{path: told(faults) for path, faults in found.items()}, **refused}


def _given(path: Path, packs: Packs) -> TermsFiles:
    """The files that a path stands for; those of the packs are left out."""
    bare = replace(packs, agreement_files=(), zone_files=())
    if path.is_dir():
        found = TermsFiles.of(bare, [path])
        if found.all or found.strangers:
            return found if path.name != ZONES else _as_zones(found)
        remedy = f"put *.yaml files there, or into its folders {AGREEMENTS} and {ZONES}"
        return TermsFiles(strangers=(Fault(path=path, what="this folder holds no agreement", remedy=remedy),))
    file = TermsFile(path=path)
    if path.suffix == ".yml":
        return TermsFiles(strangers=(Fault(path=path, what="this ending is not read", remedy="rename it to .yaml"),))
    if path.is_file() and path.name in {AGREEMENTS, ZONES}:
        what, remedy = "this is a plain file, where a folder is looked for", "rename it, and put it into such a folder"
        return TermsFiles(strangers=(Fault(path=path, what=what, remedy=remedy),))
    return TermsFiles(zones=(file,)) if _is_list(file) else TermsFiles(agreements=(file,))


def _as_zones(found: TermsFiles) -> TermsFiles:
    """A folder `zones` given by itself holds lists of zones."""
    lists = tuple(file for file in found.agreements if _is_list(file))
    others = tuple(file for file in found.agreements if file not in lists)
    return replace(found, agreements=others, zones=(*found.zones, *lists))


def _is_list(file: TermsFile) -> bool:
    """Whether the file holds a list, as one of shared zones does."""
    try:
        return isinstance(file.data(), list)
    except PackError:
        return False  # told where it is read


def _joined(files: TermsFiles, given: TermsFiles, known: set[Path]) -> TermsFiles:
    """The files and those given that are not among them yet."""
    new = {file for file in given.all if file.path.resolve() not in known}
    return replace(
        files,
        agreements=(*files.agreements, *(file for file in given.agreements if file in new)),
        zones=(*files.zones, *(file for file in given.zones if file in new)),
    )
