"""The command ``inbetween``: its verbs, and how an error becomes an exit code."""

import sys
from typing import Annotated

import typer

from inbetween import __version__
from inbetween.cli import backup, doctor, effects, generate, keys, plan, restore, serve, tasks, top, wan, worker
from inbetween.domain.errors import Cancelled, InbetweenError, OperatorError, Refusal, TaskFailure

BAD_INPUT = 2
FAILED = 1
INTERRUPTED = 130  # as in __main__, which also takes a Ctrl-C before this file is loaded

app = typer.Typer(
    name="inbetween",
    help="Two pictures in, a video out: the Wan image-to-video API on your own machine.",
    epilog="\b\nExample: inbetween generate first.png last.png -o out.mp4\nExample: inbetween serve --port 8000",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command(name="generate", epilog=generate.EXAMPLES)(generate.generate)
app.command(name="effects", epilog=effects.EXAMPLES)(effects.effects)
app.command(name="plan", epilog=plan.EXAMPLES)(plan.plan)
app.command(name="serve", epilog=serve.EXAMPLES)(serve.serve)
app.command(name="worker", epilog=worker.EXAMPLES)(worker.worker)
app.command(name="top", epilog=top.EXAMPLES)(top.top)
app.command(name="backup", epilog=backup.EXAMPLES)(backup.backup)
app.command(name="restore", epilog=restore.EXAMPLES)(restore.restore)
app.command(name="doctor", epilog=doctor.EXAMPLES)(doctor.doctor)
app.add_typer(keys.app, name="keys")
app.add_typer(tasks.app, name="tasks")
app.add_typer(wan.app, name="wan")


def _version(asked: bool) -> None:
    """Print the version and stop."""
    if asked:
        print(f"inbetween {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Two pictures in, a video out: the Wan image-to-video API on your own machine."""


def exit_code(error: InbetweenError) -> int:
    """Return the exit code of an error: 2 for what the caller can mend, 130 interrupted, 1 for a failed render."""
    if isinstance(error, Cancelled):
        return INTERRUPTED
    if isinstance(error, Refusal | OperatorError):
        return BAD_INPUT
    return BAD_INPUT if isinstance(error, TaskFailure) and error.code.startswith("Invalid") else FAILED


def run() -> None:
    """Run the command line; an error is one sentence on standard error and an exit code."""
    try:
        app()
    except InbetweenError as error:
        print(f"inbetween: {error.message}", file=sys.stderr)
        sys.exit(exit_code(error))
