"""Time and identity as plain values.

Inside the house an instant is an integer: milliseconds since the Unix epoch, UTC. Only a dialect prints
local time. Production reads the instant from the database inside the transaction (``db.clock``); tests move it.
"""

import uuid
from typing import TypeAlias

Millis: TypeAlias = int
"""Milliseconds since 1970-01-01T00:00:00Z."""

SECOND: Millis = 1_000
MINUTE: Millis = 60 * SECOND
HOUR: Millis = 60 * MINUTE
DAY: Millis = 24 * HOUR


def new_id() -> str:
    """Return a fresh lower-case UUID text: the form of every task and request id."""
    return str(uuid.uuid4())
