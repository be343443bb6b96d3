"""How lists, instants and durations are written on a terminal."""

import sys
import time

from rich.console import Console
from rich.table import Table

from inbetween.domain.clock import SECOND, Millis

_PIPE_COLUMNS = 1_000
_ID_COLUMNS = 36


def console() -> Console:
    """Return what writes to standard output: for a pipe nothing is cut to the width of a terminal that is not there."""
    return Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else _PIPE_COLUMNS)


def table(*heads: str) -> Table:
    """Return an empty table without lines. Its first column holds ids: a narrow terminal cuts the others."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for number, head in enumerate(heads):
        made.add_column(head, no_wrap=True, min_width=None if number else _ID_COLUMNS)
    return made


def moment(instant: Millis | None) -> str:
    """Write an instant in this machine's time zone, to the second."""
    return "-" if instant is None else time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(instant / SECOND))


def span(duration: Millis) -> str:
    """Write a duration in the one or two units that matter."""
    if duration < 10 * SECOND:
        return f"{duration / SECOND:.1f} s"
    minutes, seconds = divmod(duration // SECOND, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"
