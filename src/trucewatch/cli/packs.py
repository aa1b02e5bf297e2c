"""`trucewatch packs`: what packs there are, what is in them, whether one is sound, and a new one from GeoNames."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trucewatch.packs.folder import PackContent

Name = Annotated[str, typer.Argument(metavar="NAME", help="A built-in pack, or the path of a pack's folder.")]


def packs_app() -> typer.Typer:
    """The commands below `packs`."""
    app = typer.Typer()
    app.callback(invoke_without_command=True)(_help_if_bare)
    app.command("list")(list_packs)
    app.command("show")(show)
    app.command("check")(check)
    app.command("build")(build)
    return app


def _help_if_bare(context: typer.Context) -> None:
    """List, show, check and build packs of regional knowledge."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def list_packs() -> None:
    """List the built-in packs."""
    from trucewatch.packs.loader import builtin_packs, resolve

    for folder in resolve(builtin_packs()):
        info = folder.info
        typer.echo(f"{info.name:16}{info.title:28}version {info.version:8}{info.licence}")


def show(name: Name) -> None:
    """Show what a pack holds, and whom to credit for it."""
    from trucewatch.packs.loader import read_pack

    for line in _described(read_pack(name)):
        typer.echo(line)


def check(name: Name) -> None:
    """Check a pack and list every fault with file, line and remedy."""
    from trucewatch.packs.check import check_pack
    from trucewatch.packs.loader import read_pack
    from trucewatch.places.segment import compile_rows

    faults = check_pack(name)
    for fault in faults:
        typer.echo(str(fault), err=True)
    if faults:
        raise typer.Exit(2)
    content = read_pack(name)
    for file in content.gazetteers:
        compile_rows(file.path, file.path.read_bytes())
    typer.echo(f"{content.info.name}: sound ({len(content.actors)} actors, {len(content.gazetteers)} gazetteer files)")


def build(
    geonames: Annotated[Path, typer.Option("--geonames", metavar="XX.zip", help="A country's dump from geonames.org.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder of the new pack.")],
) -> None:
    """Make a country pack from a GeoNames dump that you have downloaded."""
    from trucewatch.packs.build import build_country_pack

    build_country_pack(geonames, out)
    typer.echo(f"{out}: done; use it with --pack {out}")


def _described(content: "PackContent") -> "Iterator[str]":
    info = content.info
    yield f"{info.name}: {info.title}, version {info.version}, {info.licence}"
    yield f"folder: {info.path}"
    for label, words in (("requires", info.requires), ("countries", info.countries)):
        if words:
            yield f"{label}: {', '.join(words)}"
    yield from (f"credit: {line}" for line in info.attribution)
    types = Counter(actor.type.value for actor in content.actors)
    told = ", ".join(f"{number} {kind}" for kind, number in types.most_common())
    yield f"actors: {len(content.actors)}" + (f" ({told})" if told else "")
    yield f"outlets: {len(content.outlets)}"
    yield f"calendar: {len(content.calendar)} events"
    yield f"kinds: {len(content.kinds)}"
    yield f"agreements: {', '.join(file.path.stem for file in content.agreement_files) or 'none'}"
    yield from (f"lexicon: {file.path.stem}" for file in content.lexicons)
    yield from (f"gazetteer: {file.path.name}" for file in content.gazetteers)
    yield from (f"fault: {fault.what}" for fault in content.faults)
