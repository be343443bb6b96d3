"""How many wrong keys an address may try, by the rule of ``accounts.rates`` (GCRA), in memory.

Nobody guesses 128 random bits; what this keeps away is the noise of scanners and of clients that were forgotten with a
revoked key. One process counts for itself, and forgets when it restarts.
"""

import time
from collections.abc import Callable

from inbetween.api.gate.addresses import block_of
from inbetween.domain.clock import Millis

PER_MINUTE = 20
MOST_ADDRESSES = 10_000
"""That are remembered, 150 bytes each; beyond it the one that has been quiet longest is forgotten."""

_MINUTE = 60_000_000  # microseconds


class Strangers:
    """Lives in the event loop. ``per_minute`` wrong keys are answered as such at once and again in every minute."""

    def __init__(self, per_minute: int = PER_MINUTE, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with nobody known; 0 per minute means without a limit."""
        self._per_minute = per_minute
        self._clock = clock
        self._full_at: dict[str, int] = {}

    def __len__(self) -> int:
        """Return how many addresses are remembered."""
        return len(self._full_at)

    def tried(self, host: str) -> Millis | None:
        """Count a wrong key from ``host``: ``None``, or the milliseconds until the next one is answered as such."""
        if not self._per_minute:
            return None
        now, step, block = int(self._clock() * 1e6), _MINUTE // self._per_minute, block_of(host)
        full_at = max(self._full_at.pop(block, now), now)
        wait = full_at - now - (self._per_minute - 1) * step
        # Put last, so that the first one is always the one that has been quiet longest.
        self._full_at[block] = full_at if wait > 0 else full_at + step
        if len(self._full_at) > MOST_ADDRESSES:
            del self._full_at[next(iter(self._full_at))]
        return -(-wait // 1000) if wait > 0 else None
