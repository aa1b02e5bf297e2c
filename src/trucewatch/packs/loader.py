"""Packs are loaded in the order of their needs, `world` first; a later pack adds to a record of an earlier one.

Where two packs know one id, lists are joined and single values are those of the later pack; within one pack an id
may stand only once.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from trucewatch.packs.errors import Fault, PackError, did_you_mean
from trucewatch.packs.folder import PackFolder
from trucewatch.packs.merged import Packs, merge
from trucewatch.packs.yamlfile import located

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.packs.folder import PackContent

PackName: TypeAlias = str | Path

BASE = "world"
_DATA = Path(__file__).parent / "data"
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def builtin_packs() -> tuple[str, ...]:
    """The names of the packs that come with the program, the base first."""
    found = sorted(path.parent.name for path in _DATA.glob("*/pack.yaml"))
    return (BASE, *(name for name in found if name != BASE))


def load_packs(names: Sequence[PackName] | None = None) -> Packs:
    """The merged view of the named packs, of the base and of all that they require; all built-in packs by default.

    A name is that of a built-in pack; anything else is the path of a folder. Raises PackError, which names file,
    line and remedy, for a pack that is missing or has any fault.
    """
    folders = resolve(builtin_packs() if names is None else names)
    contents = [folder.read() for folder in folders]
    faults = [fault for content in contents for fault in content.faults]
    if faults:
        raise PackError(located(faults[0]), *faults[1:])
    return merge(contents)


def read_pack(name: PackName) -> PackContent:
    """What one pack says by itself, faults included; raises PackError where there is no such pack."""
    return resolve([name])[-1].read()


def resolve(names: Sequence[PackName]) -> list[PackFolder]:
    """The folders of the named packs and of what they require, in loading order; raises PackError."""
    given = [_find(name) for name in (BASE, *names)]
    known: dict[str, PackFolder] = {}
    for folder in given:
        _refuse_double_name(folder, known.setdefault(folder.info.name, folder))
    order: dict[str, PackFolder] = {}
    for folder in given:
        _place(folder, known, order, ())
    return list(order.values())


def _find(name: PackName) -> PackFolder:
    if isinstance(name, str) and name in builtin_packs():
        return PackFolder.open(_DATA / name, builtin=True)
    path = Path(name)
    if path.is_dir():
        return PackFolder.open(path.resolve(), builtin=False)
    what = "this is no folder" if path.exists() else f"there is no pack {str(name)!r}"
    remedy = (
        f"give the path of a pack's folder or the name of a built-in pack: {did_you_mean(path.name, builtin_packs())}"
    )
    raise PackError(Fault(path=path, what=what, remedy=remedy))


def _refuse_double_name(folder: PackFolder, other: PackFolder) -> None:
    if other.path != folder.path or (not folder.info.builtin and folder.info.name in builtin_packs()):
        what = f"the name {folder.info.name!r} is that of another pack"
        fault = Fault(path=folder.path / "pack.yaml", what=what, remedy="choose another name", trail=("name",))
        raise PackError(located(fault))


def _place(
    folder: PackFolder, known: dict[str, PackFolder], order: dict[str, PackFolder], above: tuple[str, ...]
) -> None:
    """Put what the folder requires, then the folder itself, at the end of the order."""
    name = folder.info.name
    if name in order:
        return
    for index, needed in enumerate(folder.info.requires):
        trail = ("requires", index)
        if needed in (*above, name):
            what = f"{name!r} and {needed!r} require each other"
            fault = Fault(path=folder.path / "pack.yaml", what=what, remedy="take one of the two out", trail=trail)
            raise PackError(located(fault))
        _place(_needed(folder, needed, known, index), known, order, (*above, name))
    order[name] = folder


def _needed(folder: PackFolder, name: str, known: dict[str, PackFolder], index: int) -> PackFolder:
    """A required pack: one that was named too, a built-in one, or the folder of that name beside this one."""
    if name in known:
        return known[name]
    beside = folder.path.parent / name
    if name in builtin_packs():
        found = PackFolder.open(_DATA / name, builtin=True)
    elif not folder.info.builtin and (beside / "pack.yaml").is_file():
        found = PackFolder.open(beside, builtin=False)
    else:
        fault = Fault(
            path=folder.path / "pack.yaml",
            what=f"the required pack {name!r} is nowhere to be found",
            remedy=f"put its folder beside this one, or name it too with --pack; {did_you_mean(name, builtin_packs())}",
            trail=("requires", index),
        )
        raise PackError(located(fault))
    known[name] = found
    return found
