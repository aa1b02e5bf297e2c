"""The files that terms are read from: those of packs, and those that folders and single files add; no hidden one is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trucewatch.packs.errors import Fault, PackError
from trucewatch.packs.yamlfile import parse, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from trucewatch.packs.merged import Packs
    from trucewatch.packs.values import PackFile

_OWN = ""  # the pack of files that belong to none
AGREEMENTS, ZONES = "agreements", "zones"
_ENDING, _MISSPELT = ".yaml", ".yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsFile:
    """A file of terms; what belongs to a folder must truly lie in it. A file that was named by itself has no folder."""

    path: Path
    pack: str = _OWN
    folder: Path | None = None

    def content(self) -> bytes:
        """The file's bytes; raises PackError where it lies outside its folder, or cannot be read."""
        if self.folder is not None and not self.path.resolve().is_relative_to(self.folder.resolve()):
            remedy = "copy the file there instead of linking to it"
            raise PackError(Fault(path=self.path, what=f"this file lies outside {self.folder}", remedy=remedy))
        return read_bytes(self.path)

    def data(self) -> Any:
        """The file's plain data; raises PackError."""
        return parse(self.content(), self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsFiles:
    """Agreement files and files of shared zones, in loading order; `strangers` are files that would be passed over."""

    agreements: tuple[TermsFile, ...] = ()
    zones: tuple[TermsFile, ...] = ()
    strangers: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, packs: Packs, extra: Sequence[Path] = ()) -> TermsFiles:
        """Those of the packs, and of further folders and agreement files."""
        folders = {info.name: info.path for info in packs.infos}
        agreements, zones = (
            [TermsFile(path=file.path, pack=file.pack, folder=folders.get(file.pack)) for file in _seen(files)]
            for files in (packs.agreement_files, packs.zone_files)
        )
        strangers: list[Fault] = []
        for path in extra:
            if not path.is_dir():
                agreements.append(TermsFile(path=path))
                continue
            agreements += [TermsFile(path=file, folder=path) for file in _yaml_in(path, path / AGREEMENTS)]
            zones += [TermsFile(path=file, folder=path) for file in _yaml_in(path / ZONES)]
            strangers += _strangers(path)
        return cls(agreements=tuple(agreements), zones=tuple(zones), strangers=tuple(strangers))

    @property
    def all(self) -> tuple[TermsFile, ...]:
        """Every file, zones first, as they are read."""
        return (*self.zones, *self.agreements)


def _seen(files: Iterable[PackFile]) -> Iterator[PackFile]:
    return (file for file in files if not _is_hidden(file.path))


def _yaml_in(*folders: Path) -> list[Path]:
    return sorted(path for folder in folders for path in folder.glob(f"*{_ENDING}") if not _is_hidden(path))


def _is_hidden(path: Path) -> bool:
    """Editors leave locks and drafts beside a file (`.#x.yaml`)."""
    return path.name.startswith(".")


def _strangers(folder: Path) -> Iterator[Fault]:
    for inner in (folder / AGREEMENTS, folder / ZONES):
        if inner.exists() and not inner.is_dir():
            remedy = "rename it, or put its content into a file of such a folder"
            yield Fault(path=inner, what="this is a plain file, where a folder is looked for", remedy=remedy)
    for place in (folder, folder / AGREEMENTS, folder / ZONES):
        for path in sorted(place.glob(f"*{_MISSPELT}")):
            if not _is_hidden(path):
                yield Fault(path=path, what="this ending is not read", remedy=f"rename it to {_ENDING}")
