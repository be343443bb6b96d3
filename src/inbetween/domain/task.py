"""A task: one asynchronous run, as its row tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from inbetween.domain.clock import Millis
from inbetween.domain.errors import Fault
from inbetween.domain.scope import Scope
from inbetween.domain.spec import VideoSpec
from inbetween.domain.usage import Usage

ANYBODYS = ""
"""The offer of a task that names none: one that was refused needs no engine, and an older version wrote none down."""


class Status(StrEnum):
    """The states of a row. UNKNOWN is only ever an answer for a row that we do not have."""

    PENDING = "PENDING"
    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    CANCELED = "CANCELED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A task that was accepted and is about to be written.

    ``refusal`` is set instead of ``spec`` when validation speaks late: the worker then settles the task FAILED.
    ``group`` is the path that the caller used (``image2video`` or ``video-generation``). ``offer`` and ``retry_of``: as
    in ``Task``.
    """

    scope: Scope
    key_id: str
    request_id: str
    model: str
    group: str
    orig_prompt: str | None
    spec: VideoSpec | None
    refusal: Fault | None
    retry_of: str | None = None
    offer: str = ANYBODYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One row. ``attempt`` fences it: a settle with another number changes nothing.

    ``worker`` is who has it, or had it last; ``causes`` says of each of its ``strikes`` what it was for. ``retry_of``
    is the id of the ended task that this one does again. ``offer`` names what renders it (``offers.Offer``): every
    attempt's worker serves that one, whichever it is.
    """

    id: str
    scope: Scope
    key_id: str
    request_id: str
    model: str
    group: str
    orig_prompt: str | None
    spec: VideoSpec | None
    refusal: Fault | None
    status: Status
    attempt: int
    strikes: int
    causes: tuple[str, ...]
    worker: str | None
    lease_until: Millis | None
    submitted_at: Millis
    scheduled_at: Millis | None
    ended_at: Millis | None
    expires_at: Millis | None
    stage: str | None
    progress: float
    code: str | None
    message: str | None
    actual_prompt: str | None
    object_key: str | None
    usage: Usage | None
    engine: str | None
    measurements: Mapping[str, Any] | None
    retry_of: str | None
    offer: str
    expected_at: Millis | None

    def left(self, now: Millis) -> Millis | None:
        """Return how long until the video of the running attempt is expected, ``None`` where nobody can tell.

        An instant that has passed tells nothing either: the work is late, and by how much will be seen.
        """
        return self.expected_at - now if self.expected_at is not None and self.expected_at > now else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Success:
    """How a task ended well: settled with its usage in one transaction."""

    object_key: str
    usage: Usage
    engine: str
    actual_prompt: str | None
    measurements: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """How a task ended badly."""

    code: str
    message: str
    engine: str | None = None


Outcome: TypeAlias = Success | Failure
