"""An end that a client's author asks for, to see how the client takes it. Only where the operator allows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inbetween.domain.errors import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """How a task should go: after ``slow_seconds`` of RUNNING fail with ``failure``, or be made and maybe ``expire``.

    A task that expires has its lifetime over as soon as it has ended: its id is then UNKNOWN.
    """

    slow_seconds: float = 0.0
    failure: Fault | None = None
    expire: bool = False

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Rehearsal":
        """Read a rehearsal back from its fields."""
        failure = row["failure"]
        return cls(**{**row, "failure": Fault(**failure) if failure else None})
