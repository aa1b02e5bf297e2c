"""A workspace is a folder with settings, a ledger and the originals; nothing outside it is ever written."""

from __future__ import annotations

import getpass
import json
import os
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from trucewatch.ledger.errors import LedgerError
from trucewatch.ledger.open import open_ledger
from trucewatch.ledger.originals import Originals
from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Self

    from trucewatch.ledger.store import Ledger

SETTINGS = "trucewatch.toml"
LEDGER = "ledger.db"
ORIGINALS = "originals"
AGREEMENTS = "agreements"
PROFILES = "profiles"
AUTHOR = "TRUCEWATCH_AUTHOR"
_KEYS = frozenset({"packs", "ledger", "author", "timezone"})
_SETTINGS_FORM = """\
# Settings of this workspace. The folder may be moved or copied as a whole while nothing is at work in it.

# Packs whose places, parties and outlets are known to the reader; an empty list means all built-in packs.
packs = {packs}

# The ledger: a file beside this one, or the URL of a PostgreSQL database.
ledger = {ledger}

# Who adds and decides here where no name is given with --by; empty means the name you are logged in with.
author = {author}

# The time zone of the days in reports and on the site, as Asia/Damascus; empty means that of the country, where it has one.
timezone = {timezone}
"""


class NoWorkspaceError(TrucewatchError):
    """A folder that holds no workspace."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder}: no workspace here ({SETTINGS} is missing); make one with `trucewatch init`, or name one with -w"
        )


class WorkspaceExistsError(TrucewatchError):
    """A folder that already is a workspace, or holds what one would be made of."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: is there already and stays as it is; choose another folder")


class WorkspaceUnwritableError(TrucewatchError):
    """A folder where no workspace can be made."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"{path}: cannot be made ({error.strerror or error}); choose another folder or free some space"
        )


class SettingsError(TrucewatchError):
    """Settings that cannot be understood."""

    def __init__(self, path: Path, what: object) -> None:
        super().__init__(f"{path}: {what}; mend it by hand, a new one is made by `trucewatch init` elsewhere")


class NoAuthorError(TrucewatchError):
    """Nobody to write down as the author."""

    def __init__(self) -> None:
        super().__init__(f"say who you are with --by NAME, in ${AUTHOR} or in {SETTINGS}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `trucewatch.toml` says."""

    packs: tuple[str, ...] = ()
    ledger: str = LEDGER
    author: str = ""
    timezone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """An open workspace; close it, or use it in a `with` block.

    Files that its people put into the folder `agreements` beside the ledger count like those of its packs, and files in
    `profiles` go before the profiles that come with the program.
    """

    folder: Path
    settings: Settings
    ledger: Ledger
    originals: Originals

    @property
    def packs(self) -> tuple[str | Path, ...] | None:
        """The packs to load, paths taken from the workspace's folder; `None` for all built-in ones."""
        return tuple(_pack(self.folder, name) for name in self.settings.packs) or None

    @property
    def agreements(self) -> Path:
        """Where the workspace's own agreements lie, a file each, and zones that they share in `zones`; it need not exist."""
        return self.folder / AGREEMENTS

    @property
    def own_agreements(self) -> tuple[Path, ...]:
        """That folder, where there is one."""
        return (self.agreements,) if self.agreements.is_dir() else ()

    def author(self, name: str | None = None) -> str:
        """Who acts: the given name, else that of the environment, the settings or the login; raises NoAuthorError."""
        for found in (name, os.environ.get(AUTHOR), self.settings.author, _login()):
            if found and found.strip():
                return " ".join(found.split())
        raise NoAuthorError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.ledger.close()


def make_workspace(folder: Path, *, packs: Sequence[str] = (), ledger: str = LEDGER, author: str = "") -> Workspace:
    """A new workspace in a folder, which is made where it is missing. The settings are written last.

    Raises WorkspaceExistsError, WorkspaceUnwritableError, PackError and LedgerError.
    """
    from trucewatch.packs.loader import load_packs

    path = folder / SETTINGS
    if path.exists():
        raise WorkspaceExistsError(path)
    load_packs([_pack(folder, name) for name in packs] or None)
    settings = Settings(packs=tuple(packs), ledger=ledger, author=author)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ORIGINALS).mkdir(exist_ok=True)
    except OSError as error:
        raise WorkspaceUnwritableError(folder, error) from None
    try:
        opened = open_ledger(_where(folder, settings), create=True)
    except LedgerError:
        for made in (folder / ORIGINALS, folder):
            with suppress(OSError):
                made.rmdir()
        raise
    try:
        _write_settings(path, settings)
    except OSError as error:
        opened.close()
        raise WorkspaceUnwritableError(path, error) from None
    return Workspace(folder=folder, settings=settings, ledger=opened, originals=Originals(folder / ORIGINALS))


def open_workspace(folder: Path) -> Workspace:
    """The workspace in a folder; raises NoWorkspaceError, SettingsError and LedgerError."""
    path = folder / SETTINGS
    if not path.is_file():
        raise NoWorkspaceError(folder)
    settings = _read_settings(path)
    ledger = open_ledger(_where(folder, settings))
    return Workspace(folder=folder, settings=settings, ledger=ledger, originals=Originals(folder / ORIGINALS))


def _where(folder: Path, settings: Settings) -> str | Path:
    return settings.ledger if "://" in settings.ledger else folder / settings.ledger


def _pack(folder: Path, name: str) -> str | Path:
    """A pack's folder is named from the workspace's; the name of a built-in pack stays a name."""
    inside = folder / name
    return inside.resolve() if inside.is_dir() else name


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def settings_text(settings: Settings) -> str:
    """The settings as a file for people; JSON's strings and lists of strings are TOML's, too."""
    values = {
        "packs": list(settings.packs),
        "ledger": settings.ledger,
        "author": settings.author,
        "timezone": settings.timezone,
    }
    return _SETTINGS_FORM.format(**{name: json.dumps(value) for name, value in values.items()})


def _write_settings(path: Path, settings: Settings) -> None:
    unfinished = path.with_suffix(".new")
    unfinished.write_text(settings_text(settings), encoding="utf-8")
    unfinished.replace(path)


def _read_settings(path: Path) -> Settings:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(path, error) from None
    unknown = sorted(data.keys() - _KEYS)
    if unknown:
        raise SettingsError(path, f"{unknown[0]!r} is no setting (there are {', '.join(sorted(_KEYS))})")
    packs = data.get("packs", [])
    if not isinstance(packs, list) or not all(isinstance(name, str) for name in packs):
        raise SettingsError(path, "`packs` must be a list of names")
    for name in ("ledger", "author", "timezone"):
        if not isinstance(data.get(name, ""), str):
            raise SettingsError(path, f"`{name}` must be a text")
    zone = data.get("timezone", "")
    if zone and zone not in available_timezones():
        raise SettingsError(path, f"{zone!r} is no time zone such as Asia/Damascus")
    return Settings(
        packs=tuple(packs), ledger=data.get("ledger") or LEDGER, author=data.get("author", ""), timezone=zone
    )
