"""How a render talks to a person or to a pipe."""

import json
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from inbetween.cli.tables import span
from inbetween.domain.clock import SECOND
from inbetween.domain.errors import InbetweenError
from inbetween.worker.forecast import Forecast


class Watch:
    """The reporter of a render on the command line: draws the bar, and turns Ctrl-C into a soft cancel."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._line = bar.add_task("starting", total=1.0)
        self._stop = threading.Event()
        self._forecast: Forecast | None = None

    def foresee(self, forecast: Forecast) -> None:
        """Let ``forecast`` hear the progress, for the bar to show how long it will still take."""
        self._forecast = forecast

    def progress(self, stage: str, fraction: float, preview: Path | None = None) -> None:  # noqa: ARG002  no place for it
        """Show the stage and how much of the whole is done."""
        if self._forecast:
            self._forecast.heard(stage, fraction)
        self._bar.update(self._line, description=stage, completed=fraction)

    def left(self) -> str:
        """Return how long it will still take, in words; nothing while nobody can tell."""
        seconds = self._forecast.left() if self._forecast else None
        return "" if seconds is None else f"about {span(round(seconds * SECOND))} left"

    def cancelled(self) -> bool:
        """Say whether Ctrl-C was pressed."""
        return self._stop.is_set()

    def interrupt(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002  the signature of a handler
        """Ask the render to stop; a second time stops at once."""
        if self._stop.is_set():
            raise KeyboardInterrupt
        self._stop.set()


class _Left(ProgressColumn):
    """How long it will still take: counted down between two words of progress too."""

    watch: Watch | None = None

    def render(self, task: Task) -> Text:  # noqa: ARG002  there is one
        """Return the cell."""
        return Text(self.watch.left() if self.watch else "")


class Terminal:
    """Standard output carries the result alone; everything else goes to standard error."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._errors = Console(stderr=True, highlight=False)

    @contextmanager
    def progress(self) -> Iterator[Watch]:
        """Show a progress bar when standard error is a terminal; Ctrl-C and SIGTERM stop the render softly."""
        left = _Left()
        columns = (TextColumn("{task.description:<9}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), left)
        with Progress(*columns, console=self._errors, disable=not self._errors.is_terminal, transient=True) as bar:
            watch = left.watch = Watch(bar)
            before = {number: signal.signal(number, watch.interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
            try:
                yield watch
            finally:
                for number, handler in before.items():
                    signal.signal(number, handler)

    def note(self, sentence: str) -> None:
        """Tell something that was done differently than one might expect."""
        self._errors.print(f"note: {sentence}", markup=False, soft_wrap=True)

    def warning(self, sentence: str) -> None:
        """Tell something that is wrong with the result."""
        self._errors.print(f"warning: {sentence}", markup=False, soft_wrap=True)

    def result(self, told: Mapping[str, Any]) -> None:
        """Print the result: one JSON object, one line for a person, or the bare path for a pipe."""
        if self._as_json:
            print(json.dumps(told, ensure_ascii=False))
        elif sys.stdout.isatty():
            size = f"{told['width']}x{told['height']}, {told['frames']} frames, {told['duration_seconds']:g} s"
            print(f"{told['path']}  {size}, made in {told['wall_seconds']:.1f} s by {told['engine']}")
        else:
            print(told["path"])

    def failed(self, error: InbetweenError) -> None:
        """With ``--json``, say the error as an object too; the sentence on standard error follows in any case."""
        if self._as_json:
            print(json.dumps({"error": {"code": error.code, "message": error.message}}, ensure_ascii=False))
