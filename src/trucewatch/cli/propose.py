"""`trucewatch agreements propose`: drafts of accords that reports tell of and no file knows; nothing is put in force by it."""

from pathlib import Path
from typing import Annotated

import typer

from trucewatch.cli.workspace import Where, workspace_at


def propose(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write a file a draft; without it they are printed.")
    ] = None,
    where: Where = None,
) -> None:
    """Draft files for accords that the ledger's claims tell of and that no agreement can be; a person completes them."""
    from trucewatch.language.phrases import counted
    from trucewatch.pipeline.accords import heard, proposed
    from trucewatch.pipeline.findings import Register

    with workspace_at(where) as workspace:
        register = Register.of(workspace)
        with workspace.ledger.reading_view() as view:
            drafts = proposed(heard(view, register.agreements, register.zones), register.packs.actors)
    if out is None:
        typer.echo("\n".join(draft.text for draft in drafts), nl=False)
    else:
        written = sum(_write(out, draft.id, draft.text) for draft in drafts)
        if written < len(drafts):
            typer.echo(f"{counted(len(drafts) - written, 'draft')} left as they are", err=True)
    typer.echo(f"{counted(len(drafts), 'draft')}", err=True)


def _write(folder: Path, name: str, text: str) -> bool:
    """Whether a new file was written; what somebody may be completing is never overwritten."""
    from trucewatch.publications.jsonl import UnwritableError

    path = folder / f"{name}.yaml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(folder, error) from None
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        typer.echo(f"{path}: is there already", err=True)
        return False
    except OSError as error:
        raise UnwritableError(path, error) from None
    typer.echo(path)
    return True
