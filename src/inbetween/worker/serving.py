"""Which offers of the model map one worker serves: what is on its machine, was chosen for it, and has not failed it."""

import time
from collections.abc import Collection

from inbetween.offers.offer import Offers

MENDING_SECONDS = 10.0
"""How long nothing is claimed after a disk or the store failed, and nothing for an offer that could not be rendered
here: somebody must mend it, and no task is lost meanwhile."""

_LONGEST_REST = 60
"""So many times that at most: each failure in a row doubles the rest, since a try may load for minutes, and it takes a
task from the workers that could do it."""


class Serving:
    """The offers of one worker, by their names. One thread, which does the tasks, changes it; any may ask.

    Args:
        offers: what the model map says.
        chosen: the names of those that the worker is for; ``None``: all.
    """

    def __init__(self, offers: Offers, chosen: Collection[str] | None = None) -> None:
        self._offers = tuple(offer for offer in offers if chosen is None or offer.name in chosen)
        self._failures: dict[str, int] = {}
        self._again: dict[str, float] = {}
        self._doubted: frozenset[str] = frozenset()

    def names(self) -> frozenset[str]:
        """Return those that others may count on: nothing is known against them."""
        return self._here() - self._doubted

    def claimed(self) -> frozenset[str]:
        """Return those whose tasks it takes: also what has failed, once it has rested."""
        now = time.monotonic()
        return frozenset(name for name in self._here() if self._again.get(name, now) <= now)

    def failed(self, name: str) -> None:
        """Let an offer rest that could not be rendered here."""
        failures = self._failures.get(name, 0)
        self._again[name] = time.monotonic() + MENDING_SECONDS * min(2**failures, _LONGEST_REST)
        self._failures[name] = failures + 1
        self._doubted |= {name}

    def worked(self, name: str) -> None:
        """Forget what was against an offer: it has been rendered."""
        self._failures.pop(name, None)
        self._doubted -= {name}

    def idle(self) -> None:
        """Doubt nothing that has rested: no task waits for it, and the next one will tell."""
        self._doubted -= self.claimed()

    def _here(self) -> frozenset[str]:
        """Return those whose files are on this machine now."""
        return frozenset(offer.name for offer in self._offers if not offer.missing)
