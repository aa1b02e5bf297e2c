"""What the commands of a workspace share: where it is and who acts."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from trucewatch.pipeline.workspace import Workspace


def _named_before(context: typer.Context, here: Path | None) -> Path | None:
    """The folder named with the command, else the one named before it."""
    before = context.find_root().params.get("workspace")
    return here or (Path(before) if before else None)


Where = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        "-w",
        metavar="DIR",
        help="The workspace's folder; the current folder by default.",
        callback=_named_before,
    ),
]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who does this; see `author` in trucewatch.toml.")]


def workspace_at(where: Path | None) -> "Workspace":
    """The workspace in a folder, else the current folder's; raises NoWorkspaceError."""
    from trucewatch.pipeline.workspace import open_workspace

    return open_workspace(where or Path())
