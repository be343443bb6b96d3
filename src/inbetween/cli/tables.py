"""How lists, instants and durations are written on a terminal."""

import time

from rich.table import Table

from inbetween.domain.clock import SECOND, Millis


def table(*heads: str) -> Table:
    """Return an empty table without lines."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for head in heads:
        made.add_column(head, no_wrap=True)
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
