"""What the commands of a workspace share: where it is and who acts."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click
import typer

if TYPE_CHECKING:
    from trucewatch.pipeline.workspace import Workspace

Where = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", metavar="DIR", help="The workspace's folder; the current folder by default."),
]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who does this; see `author` in trucewatch.toml.")]


def workspace_at(where: Path | None) -> "Workspace":
    """The workspace named with the command, else before it, else the current folder's; raises NoWorkspaceError."""
    from trucewatch.pipeline.workspace import open_workspace

    context = click.get_current_context(silent=True)
    named = context.find_root().params.get("workspace") if context else None
    return open_workspace(where or named or Path())
