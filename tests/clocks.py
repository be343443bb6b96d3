"""A clock that moves when a test says so."""

from sqlalchemy import Connection

from inbetween.domain.clock import Millis


class HandClock:
    """Stands still at ``now`` (2027-01-15 08:00 UTC at first) until it is advanced."""

    def __init__(self, now: Millis = 1_800_000_000_000) -> None:
        self.now = now

    def read(self, connection: Connection) -> Millis:
        """Return the instant that the test chose, whatever the database thinks."""
        return self.now

    def advance(self, milliseconds: Millis) -> None:
        """Let time pass."""
        self.now += milliseconds
