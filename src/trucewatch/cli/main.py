"""Whatever happens, the user sees one plain line and an exit code: 0 done, 1 our fault, 2 theirs, 130 interrupted.

A command's module loads what it works with only when the command runs, so that `--help` answers at once.
"""

import os
import sys
from pathlib import Path
from typing import Annotated, TextIO

import typer

from trucewatch.cli.agreements import agreements_app
from trucewatch.cli.build import build, status
from trucewatch.cli.decide import decide_app
from trucewatch.cli.demo import demo
from trucewatch.cli.evaluate import evaluate
from trucewatch.cli.examples import help_of
from trucewatch.cli.findings import findings_app
from trucewatch.cli.keep import add, backup, init, verify
from trucewatch.cli.leaks import leaks
from trucewatch.cli.lists import claims, incidents, log, reports
from trucewatch.cli.packs import packs_app
from trucewatch.cli.places import places
from trucewatch.cli.publish import publish
from trucewatch.cli.read import read
from trucewatch.cli.report import report
from trucewatch.cli.show import export, show
from trucewatch.cli.why import why
from trucewatch.model.errors import TrucewatchError

_COMMANDS = {
    "Reading": (read, why, places, evaluate, demo),
    "A ledger": (init, add, build, status, reports, claims, incidents, show, log, verify, backup),
    "Publishing": (report, publish, export, leaks),
}
OUR_FAULT = 1
THEIR_FAULT = 2
INTERRUPTED = 130
TRACE = "TRUCEWATCH_TRACE"


def main() -> None:
    """The command `trucewatch`."""
    sys.exit(run(sys.argv[1:]))


def run(args: list[str]) -> int:
    """Run one command line and give its exit code; errors are told on the error stream, a closed pipe is not."""
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _guarded(args)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # Typer leaves this way, too, and only when the pipe is closed
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _nowhere() -> TextIO:
    """Where output goes that the caller has closed before it began."""
    return Path(os.devnull).open("w", encoding="utf-8")


def build_app() -> typer.Typer:
    """The command tree."""
    app = typer.Typer(
        name="trucewatch",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback(invoke_without_command=True)(_about)
    for panel, commands in _COMMANDS.items():
        for command in commands:
            app.command(command.__name__, rich_help_panel=panel, **help_of(command.__name__))(command)
    for name, group in (("decide", decide_app()), ("agreements", agreements_app()), ("findings", findings_app())):
        app.add_typer(group, name=name)
    app.add_typer(packs_app(), name="packs")
    return app


def _guarded(args: list[str]) -> int:
    try:
        code = build_app()(args, prog_name="trucewatch", standalone_mode=False)
    except TrucewatchError as error:
        return _tell(str(error), THEIR_FAULT)
    except typer.TyperException as error:
        return _tell(f"{error.format_message()} (try `trucewatch --help`)", THEIR_FAULT)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        return _tell(f"{error.filename or 'the system'}: {error.strerror or error}", THEIR_FAULT)
    except Exception as error:
        if os.environ.get(TRACE):
            raise
        what = f"{type(error).__name__}: {error}"
        return _tell(f"something in trucewatch itself went wrong ({what}); set {TRACE}=1 to see where", OUR_FAULT)
    return code if isinstance(code, int) else 0


def _about(
    context: typer.Context,
    workspace: Annotated[  # noqa: ARG001 - commands find it in the context
        Path | None,
        typer.Option("--workspace", "-w", metavar="DIR", help="The workspace's folder, for all its commands."),
    ] = None,
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Read reports of a conflict into claims, claims into a cited ledger of incidents, and that into what you publish."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"trucewatch {installed('trucewatch')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _tell(message: str, code: int) -> int:
    """One line on the error stream, with nothing in it that a terminal would obey."""
    words = " ".join(message.split())
    shown = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in words)
    typer.echo(f"trucewatch: {shown}", err=True)
    return code
