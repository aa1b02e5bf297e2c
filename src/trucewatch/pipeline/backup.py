"""A backup is one archive that unpacks into a workspace; it is whole or not there, and never takes another file's place."""

from __future__ import annotations

import io
import tarfile
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from trucewatch.ledger.errors import LedgerError, OriginalAlteredError
from trucewatch.ledger.whole import new_file
from trucewatch.model.errors import TrucewatchError
from trucewatch.pipeline.workspace import LEDGER, ORIGINALS, PROFILES, SETTINGS, settings_text

if TYPE_CHECKING:
    from trucewatch.pipeline.workspace import Workspace


class BackupError(TrucewatchError):
    """An archive that cannot be written."""

    def __init__(self, path: Path, what: object) -> None:
        super().__init__(f"{path}: {what}; nothing was written there")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """How many reports an archive holds, its size in bytes, and the originals that are not as they were received."""

    reports: int
    size: int
    damaged: tuple[LedgerError, ...]


def back_up(workspace: Workspace, target: Path) -> Backup:
    """Write the archive; raises BackupError and LedgerError. What is damaged goes in as it is.

    The ledger's copy is taken first: whatever report it knows has its original on disk by then.
    """
    try:
        with (
            new_file(target) as draft,
            tempfile.TemporaryDirectory(dir=target.absolute().parent, prefix=".trucewatch-") as folder,
            tarfile.open(draft, "w") as archive,
        ):
            copy = Path(folder) / LEDGER
            workspace.ledger.backup(str(copy))
            _add_settings(archive, workspace)
            archive.add(copy, LEDGER)
            own = (*workspace.agreements.rglob("*.yaml"), *(workspace.folder / PROFILES).glob("*.yaml"))
            for path in sorted(own):
                archive.add(path, path.relative_to(workspace.folder).as_posix())
            reports, damaged = _add_originals(archive, workspace)
    except FileExistsError:
        raise BackupError(target, "is there already; name another file") from None
    except OSError as error:
        raise BackupError(target, error.strerror or error) from None
    return Backup(reports=reports, size=target.stat().st_size, damaged=damaged)


def _add_settings(archive: tarfile.TarFile, workspace: Workspace) -> None:
    """The settings, with the ledger where the archive has it."""
    content = settings_text(replace(workspace.settings, ledger=LEDGER)).encode()
    member = tarfile.TarInfo(SETTINGS)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


def _add_originals(archive: tarfile.TarFile, workspace: Workspace) -> tuple[int, tuple[LedgerError, ...]]:
    damaged: list[LedgerError] = []
    kept = 0
    with workspace.ledger.reading_view() as view:
        reports = list(view.reports())
    for report in reports:
        path = workspace.originals.path(report.sha256)
        try:
            workspace.originals.get(report.sha256)
        except LedgerError as error:
            damaged.append(error)
            if not isinstance(error, OriginalAlteredError):
                continue
        archive.add(path, f"{ORIGINALS}/{path.relative_to(workspace.originals.folder).as_posix()}")
        kept += 1
    return kept, tuple(damaged)
