"""Where a task's files lie while it is done."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from inbetween.domain.task import Task

_SCRATCH = "scratch"

ROOM_BYTES = 64 * 2**20
"""What a task needs beside its inputs: twice the largest video that the tests make, 15 seconds of noise in 1080P."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The folders of one attempt. ``scratch`` outlives it: the engine's checkpoints serve the next attempt.

    ``outgoing`` is for files on their way to the store.
    """

    inputs: Path
    output: Path
    outgoing: Path
    scratch: Path


@contextmanager
def desk_of(task: Task, folder: Path) -> Iterator[Desk]:
    """Lay out the folders of this attempt below ``folder``; at the end all but the scratch is gone."""
    home = folder / task.id
    attempt = home / str(task.attempt)
    shutil.rmtree(attempt, ignore_errors=True)
    desk = Desk(
        inputs=attempt / "inputs", output=attempt / "output", outgoing=attempt / "outgoing", scratch=home / _SCRATCH
    )
    try:
        for part in (desk.inputs, desk.output, desk.outgoing, desk.scratch):
            part.mkdir(parents=True, exist_ok=True)
        yield desk
    finally:
        shutil.rmtree(attempt, ignore_errors=True)


def has_room(folder: Path) -> bool:
    """Say whether a task could be done below ``folder``: files can be written there, and a video would fit."""
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b".")
        return shutil.disk_usage(folder).free >= ROOM_BYTES
    except OSError:
        return False


def clear(task_id: str, folder: Path) -> None:
    """Remove everything of a task that has ended."""
    shutil.rmtree(folder / task_id, ignore_errors=True)
