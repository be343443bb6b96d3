"""Every open connection: how many there are, whose, and which of them keep the server waiting."""

from collections import Counter
from typing import Protocol

from inbetween.api import denials
from inbetween.api.gate.addresses import Proxies, block_of
from inbetween.api.gate.limits import Limits
from inbetween.domain.errors import Denial


class Guest(Protocol):
    """A connection as the gate knows it."""

    def tick(self) -> None:
        """Notice that a second has passed."""


class Gate:
    """Counts connections and tells them the time. Lives in the event loop; nothing here blocks."""

    def __init__(self, limits: Limits | None = None, proxies: Proxies | None = None) -> None:
        self.limits = limits or Limits()
        self.proxies = proxies or Proxies()
        self._guests: dict[Guest, str | None] = {}
        self._per_block: Counter[str] = Counter()

    def __len__(self) -> int:
        """Return how many connections are open, those included that are being sent away."""
        return len(self._guests)

    @property
    def overrun(self) -> bool:
        """Whether there are twice as many as may be: then nobody is answered any more, only cut off."""
        return len(self._guests) > 2 * self.limits.connections

    def enter(self, guest: Guest, host: str | None) -> Denial | None:
        """Count a connection from ``host`` and say why it cannot stay, if so. It is counted until it leaves."""
        block = None if host is None or host in self.proxies else block_of(host)
        self._guests[guest] = block
        if block is not None:
            self._per_block[block] += 1
            if self._per_block[block] > self.limits.connections_per_address:
                return denials.too_many_connections()
        return denials.crowded() if len(self._guests) > self.limits.connections else None

    def leave(self, guest: Guest) -> None:
        """Forget a connection."""
        block = self._guests.pop(guest, None)
        if block is not None:
            self._per_block[block] -= 1
            if not self._per_block[block]:
                del self._per_block[block]

    def tick(self) -> None:
        """Tell every connection that a second has passed."""
        for guest in tuple(self._guests):
            guest.tick()
