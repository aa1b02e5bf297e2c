"""`trucewatch read`: reports in, claims out; one bad file never stops the rest, and what is printed is never executed."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.model.errors import TrucewatchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from trucewatch.model.document import Reading
    from trucewatch.publications.as_json import Json

    Output = Callable[[Reading], None]

_STDOUT = Path("-")
_NOTHING_READ = 2

Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Reports: text files, saved pages, folders.")]
Packs = Annotated[
    list[str] | None,
    typer.Option("--pack", metavar="NAME", help="A built-in pack or a pack's folder; all built-in ones by default."),
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="When all these reports were published: 2020-09-20, 2020-09, 2020 or FIRST..LAST."
    ),
]


class OneStdoutError(TrucewatchError):
    """Two outputs that both want the standard output."""

    def __init__(self) -> None:
        super().__init__(
            "only one of --jsonl, --incidents and --findings can have the output (-); name a file for the others"
        )


def read(
    paths: Paths,
    pack: Packs = None,
    published: Published = None,
    jsonl: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the public record, a line a report; - for stdout.")
    ] = None,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write one page that shows it all.")] = None,
    incidents: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Link what is read, and write a line an incident; - for stdout."),
    ] = None,
    findings: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Test what is read against ceasefire terms, a line a finding; - for stdout."),
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="How many processes share the work.")] = 1,
) -> None:
    """Read reports into claims, each with the words it rests on.

    Exit code 0 where anything was read, 2 where nothing was.
    """
    from trucewatch.cli.screen import tell_issues, was_read, with_progress
    from trucewatch.dates.given import as_interval
    from trucewatch.pipeline import read_paths
    from trucewatch.reports.receive import find_files

    shown = [path for path in (jsonl, incidents, findings) if path == _STDOUT]
    if len(shown) > 1:
        raise OneStdoutError
    readings = read_paths(paths, packs=pack, published=as_interval(published), jobs=jobs)
    found = read_any = False
    kept: list[Reading] = []
    with ExitStack() as files:
        outputs = _outputs(files, jsonl, html, table=not shown)
        if incidents or findings:
            outputs.append(kept.append)
        for reading in with_progress(readings, lambda: sum(1 for _ in find_files(paths)), "reports"):
            found = True
            read_any = was_read(reading) or read_any
            tell_issues(reading)
            for output in outputs:
                output(reading)
    if incidents or findings:
        _write_linked(kept, pack, incidents, findings)
    if not read_any:
        what = "no report could be read" if found else "no file was found"
        typer.echo(f"trucewatch: {what}; name text files or saved pages in English, or folders of them", err=True)
        raise typer.Exit(_NOTHING_READ)


def _outputs(files: ExitStack, jsonl: Path | None, html: Path | None, *, table: bool) -> "list[Output]":
    """Where each reading goes; files are closed with the stack, whatever ends the run."""
    from trucewatch.publications.jsonl import JsonlWriter, write_line
    from trucewatch.publications.record import record_of

    outputs: list[Output] = [_print_table] if table else []
    if jsonl == _STDOUT:
        sys.stdout.flush()
        outputs.append(lambda reading: write_line(sys.stdout.buffer, record_of(reading)))
    elif jsonl:
        outputs.append(files.enter_context(JsonlWriter(jsonl)).add)
    if html:
        from trucewatch.publications.page import PageWriter

        outputs.append(files.enter_context(PageWriter(html)).add)
    return outputs


def _write_linked(
    readings: "list[Reading]", pack: list[str] | None, incidents: Path | None, findings: Path | None
) -> None:
    """What the readings come to: incidents, what terms say of them, or both."""
    from trucewatch.packs import load_packs
    from trucewatch.pipeline.in_memory import incidents_of
    from trucewatch.publications.incidents.record import incident_record

    packs = load_packs(pack)
    linked = incidents_of(readings, packs)
    if incidents:
        _write_lines(map(incident_record, linked), incidents)
    if findings:
        from trucewatch.pipeline.in_memory import findings_of
        from trucewatch.publications.findings.record import stated_record

        _write_lines(map(stated_record, findings_of(linked, packs)), findings)


def _write_lines(records: "Iterable[Json]", path: Path) -> None:
    from trucewatch.publications.jsonl import JsonlWriter, write_line

    if path == _STDOUT:
        sys.stdout.flush()
        for record in records:
            write_line(sys.stdout.buffer, record)
        return
    with JsonlWriter(path) as writer:
        for record in records:
            writer.write(record)


def _print_table(reading: "Reading") -> None:
    """A file without text has only issues, and these are told elsewhere."""
    if not reading.document.text:
        return
    from trucewatch.cli.screen import look_of_stdout
    from trucewatch.publications.table import table_lines

    typer.echo("\n".join(table_lines(reading, look_of_stdout())))
