"""``inbetween top``: what waits, what runs and what has just ended, as it changes."""

import json
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.text import Text
from sqlalchemy.exc import SQLAlchemyError

from inbetween import settings
from inbetween.app import open_database
from inbetween.cli.options import Data
from inbetween.cli.tables import console, span, table
from inbetween.db.database import Database
from inbetween.domain.clock import HOUR, MINUTE, SECOND, Millis
from inbetween.domain.task import Status, Task
from inbetween.tasks import census

EXAMPLES = "\b\nExample: inbetween top\nExample: inbetween top --once\nExample: inbetween top --json"

_MOST_RUNNING, _MOST_ENDED = 20, 8
"""Lines of a list, so that the whole fits on a screen."""

_BAR_WIDTH = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at the database, at the instant ``at``. The two counts are of tasks that ended since then."""

    at: Millis
    queue: census.Queue
    running: list[Task]
    ended: list[Task]
    last_minute: Mapping[Status, int]
    last_hour: Mapping[Status, int]


def top(
    every: Annotated[float, typer.Option(min=0.1, help="Seconds between two looks.")] = 1.0,
    once: Annotated[bool, typer.Option("--once", help="Look once, as when the output is no terminal.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Look once and print one JSON object.")] = False,
    data: Data = None,
) -> None:
    """Show the queue, the running tasks and the last that ended, until Ctrl-C."""
    with open_database(settings.read(data=data)) as database:
        if as_json:
            print(json.dumps(told(look(database)), ensure_ascii=False))
        elif once or not sys.stdout.isatty():
            console().print(shown(look(database)))
        else:
            _watch(database, every)


def _watch(database: Database, every: float) -> None:
    with Live(shown(look(database)), screen=True, auto_refresh=False) as live:
        try:
            while True:
                time.sleep(every)
                live.update(_shown_now(database), refresh=True)
        except KeyboardInterrupt:
            return


def _shown_now(database: Database) -> RenderableType:
    """Return a look, or that there is none: who watches through an outage wants to see its end."""
    try:
        return shown(look(database))
    except SQLAlchemyError as error:
        return Text(f"The database does not answer ({type(error).__name__}); asking on.")


def look(database: Database) -> Look:
    """Read everything that is shown."""
    with database.reading() as tx:
        return Look(
            at=tx.now,
            queue=census.queue(tx),
            running=census.running(tx, limit=_MOST_RUNNING),
            ended=census.last_ended(tx, limit=_MOST_ENDED),
            last_minute=census.ended_since(tx, tx.now - MINUTE),
            last_hour=census.ended_since(tx, tx.now - HOUR),
        )


def told(seen: Look) -> dict[str, Any]:
    """Return a look as JSON values; times are seconds."""
    return {
        "at": seen.at / SECOND,
        "waiting": seen.queue.waiting,
        "running": seen.queue.running,
        "oldest_seconds": seen.queue.oldest_age / SECOND,
        "stranded": dict(seen.queue.stranded),
        "ended_in_last_minute": {status.value: count for status, count in seen.last_minute.items()},
        "ended_in_last_hour": {status.value: count for status, count in seen.last_hour.items()},
        "running_tasks": [
            {
                "task_id": task.id,
                "model": task.model,
                "attempt": task.attempt,
                "stage": task.stage,
                "progress": task.progress,
                "left_seconds": _seconds(task.left(seen.at)),
                "seconds": _since_claim(task, seen.at) / SECOND,
            }
            for task in seen.running
        ],
        "ended_tasks": [
            {
                "task_id": task.id,
                "model": task.model,
                "status": task.status.value,
                "code": task.code,
                "seconds": _since_claim(task, _end(task)) / SECOND,
                "ago_seconds": (seen.at - _end(task)) / SECOND,
            }
            for task in seen.ended
        ],
    }


def shown(seen: Look) -> RenderableType:
    """Return a look as tables."""
    return Group(_summary(seen), Text(), _running(seen), Text(), _ended(seen))


def _summary(seen: Look) -> RenderableType:
    clock = time.strftime("%H:%M:%S", time.localtime(seen.at / SECOND))
    oldest = f" (the oldest for {span(seen.queue.oldest_age)})" if seen.queue.waiting else ""
    counts = f"{seen.queue.waiting} waiting{oldest}, {seen.queue.running} running"
    ends = f"last minute: {_ends(seen.last_minute)}   last hour: {_ends(seen.last_hour)}"
    stranded = (f"{count} waiting for {offer}, which no worker serves" for offer, count in seen.queue.stranded.items())
    return Text("\n".join((f"{clock}  {counts}", *stranded, ends)))


def _running(seen: Look) -> RenderableType:
    made = table("RUNNING", "MODEL", "TRY", "STAGE", "", "", "LEFT", "FOR")
    for task in seen.running:
        bar = ProgressBar(total=1.0, completed=task.progress, width=_BAR_WIDTH)
        since = span(_since_claim(task, seen.at))
        left = task.left(seen.at)
        share, expected = f"{task.progress:.0%}", "-" if left is None else span(left)
        made.add_row(task.id, task.model, str(task.attempt), task.stage or "-", bar, share, expected, since)
    return made


def _ended(seen: Look) -> RenderableType:
    made = table("ENDED", "MODEL", "TRY", "END", "TOOK", "AGO")
    for task in seen.ended:
        end = task.status.value if task.code is None else f"{task.status.value} {task.code}"
        took, ago = span(_since_claim(task, _end(task))), span(seen.at - _end(task))
        made.add_row(task.id, task.model, str(task.attempt), end, took, ago)
    return made


def _ends(counts: Mapping[Status, int]) -> str:
    words = {Status.SUCCEEDED: "succeeded", Status.FAILED: "failed", Status.CANCELED: "canceled"}
    return ", ".join(f"{counts[status]} {word}" for status, word in words.items() if counts.get(status)) or "none ended"


def _seconds(duration: Millis | None) -> float | None:
    return None if duration is None else duration / SECOND


def _end(task: Task) -> Millis:
    return task.ended_at or task.submitted_at


def _since_claim(task: Task, instant: Millis) -> Millis:
    """Return how long before ``instant`` the first attempt began; 0 when there was none."""
    return 0 if task.scheduled_at is None else max(instant - task.scheduled_at, 0)
