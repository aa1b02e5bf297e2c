"""A workspace on the bundled reports, and what it exports."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from trucewatch.pipeline.build import build
from trucewatch.pipeline.export import FINDINGS, INCIDENTS, export
from trucewatch.pipeline.intake import add_files
from trucewatch.pipeline.verify import verified
from trucewatch.pipeline.workspace import make_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trucewatch.ledger.values import Damage
    from trucewatch.pipeline.toolbox import Toolbox
    from trucewatch.pipeline.workspace import Workspace

WHO = "A. Tester"
REPORTS = sorted(Path(str(files("trucewatch") / "bundled" / "reports")).iterdir())


def built(folder: Path, tools: Toolbox, reports: Sequence[Path] = tuple(REPORTS), ledger: str = "") -> Workspace:
    """A new workspace with these reports added and built; to be closed."""
    made = make_workspace(folder, ledger=ledger or "ledger.db")
    add(made, reports, tools)
    return made


def add(workspace: Workspace, reports: Sequence[Path], tools: Toolbox) -> None:
    """Add reports and build."""
    for _ in add_files(workspace, reports, who=WHO):
        pass
    build(workspace, who=WHO, toolbox=tools)


def exported(workspace: Workspace, folder: Path) -> bytes:
    """The bytes of the incidents' file, then those of the findings'."""
    export(workspace, folder, who=WHO)
    return b"".join((folder / name).read_bytes() for name in (INCIDENTS, FINDINGS))


def damages(workspace: Workspace) -> list[Damage]:
    """What verifying finds."""
    return [damage for damage in verified(workspace) if damage is not None]
