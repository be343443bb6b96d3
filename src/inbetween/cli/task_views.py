"""How ``inbetween tasks`` writes tasks."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from inbetween.cli.tables import moment, span, table
from inbetween.domain.clock import Millis
from inbetween.domain.task import Status, Task
from inbetween.tasks.overview import Entry
from inbetween.tasks.store import STRIKES

_LIVE = frozenset({Status.PENDING, Status.RUNNING})


def listed(entries: Sequence[Entry], now: Millis) -> RenderableType:
    """Return a list as a table."""
    made = table("TASK", "ACCOUNT", "MODEL", "STATUS", "TRY", "STRIKES", "SUBMITTED", "TOOK", "WHAT")
    for entry in entries:
        begun, end = entry.scheduled_at, entry.ended_at or now
        made.add_row(
            entry.id,
            entry.account,
            entry.model,
            entry.status.value,
            str(entry.attempt),
            str(entry.strikes),
            moment(entry.submitted_at),
            "-" if begun is None else span(max(end - begun, 0)),
            entry.code or (f"{entry.stage} {entry.progress:.0%}" if entry.stage else ""),
        )
    return made


def told(task: Task) -> dict[str, Any]:
    """Return a task as JSON values; instants are epoch milliseconds."""
    return asdict(task)


def shown(task: Task, now: Millis) -> RenderableType:
    """Return all of a task, a line each; what is absent has none."""
    made = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    made.add_column(no_wrap=True)
    made.add_column(overflow="fold")
    for name, value in _lines(task, now):
        if value:
            made.add_row(name, Text(value))
    return made


def _lines(task: Task, now: Millis) -> Iterator[tuple[str, str]]:
    yield "task", task.id
    yield "status", task.status.value
    yield "error", f"{task.code}: {task.message}" if task.code else ""
    yield from _history(task, now)
    yield "submitted", f"{moment(task.submitted_at)} by account {task.scope.account}, key {task.key_id}"
    yield "begun", moment(task.scheduled_at) if task.scheduled_at else ""
    yield "ended", moment(task.ended_at) if task.ended_at else ""
    yield "forgotten", moment(task.expires_at) if task.expires_at else ""
    yield "request", task.request_id
    yield "retry of", task.retry_of or ""
    yield from _promise(task)
    yield "video", task.object_key or ""
    for name, value in (task.measurements or {}).items():
        yield name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _history(task: Task, now: Millis) -> Iterator[tuple[str, str]]:
    """Tell who has worked on the task, and what has become of it."""
    yield "attempts", f"{task.attempt}, {task.strikes} of {STRIKES} strikes"
    for cause in task.causes:
        yield "strike", cause
    yield "worker", task.worker or ""
    if task.status in _LIVE and task.stage:
        yield "stage", f"{task.stage}, {task.progress:.0%}{_left(task, now)}"
    if task.lease_until is not None:
        left = task.lease_until - now
        yield "lease", f"ends in {span(left)} unless the worker beats" if left > 0 else f"over for {span(-left)}"


def _left(task: Task, now: Millis) -> str:
    left = task.left(now)
    return "" if left is None else f", about {span(left)} left"


def _promise(task: Task) -> Iterator[tuple[str, str]]:
    yield "model", task.model
    yield "offer", task.offer
    yield "engine", task.engine or ""
    if task.spec:
        spec = task.spec
        yield "video", f"{spec.resolution}, {spec.seconds} s, {spec.fps} frames a second, seed {spec.seed}"
        yield "prompt", spec.prompt
        for entry in spec.media:
            yield entry.kind, entry.source.partition("?")[0]  # callers' signatures stay out of terminals
