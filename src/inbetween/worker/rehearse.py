"""Act as the caller asked in a rehearsal: take time, fail, be over as soon as it has ended."""

from inbetween.domain.clock import Millis
from inbetween.domain.errors import Cancelled, TaskFailure
from inbetween.domain.rehearsal import Rehearsal
from inbetween.domain.task import Task
from inbetween.worker.pulse import Pulse


def rehearse(rehearsal: Rehearsal, pulse: Pulse) -> None:
    """Let the time pass that the task should be RUNNING, and fail if it should.

    Raises:
        TaskFailure: as was asked.
        Cancelled: the attempt should stop.
    """
    if pulse.stopped_within(rehearsal.slow_seconds):
        raise Cancelled
    if rehearsal.failure:
        raise TaskFailure.of(rehearsal.failure)


def lifetime(task: Task, keep: Millis | None) -> Millis | None:
    """Return how long the ended task lives: none in a rehearsal of its end, otherwise ``keep``."""
    expires = task.spec and task.spec.rehearsal and task.spec.rehearsal.expire
    return 0 if expires else keep
