"""Whoever looks for work first gives back what dead and silent workers have left."""

import time
from pathlib import Path

import structlog

from inbetween.db.database import Transaction
from inbetween.domain.task import Task
from inbetween.tasks import store, workers
from inbetween.worker.folders import living
from inbetween.worker.workshop import Workshop

_log = structlog.get_logger()

ROUND_SECONDS = 1.0
"""Least time between two rounds: a claim costs a fraction of a millisecond, and nothing is gained by a round each."""


class Rescue:
    """Ends the leases that are over, and before that those of workers that are known to be dead.

    Known of those of our ``place``: whoever lives there holds a lock, which the kernel lets go with the process and not
    before. So a worker that is only slow, or stopped in a debugger, keeps its lease; and what has died is back within
    a round. Of workers of other places nothing is known but their leases.
    """

    def __init__(self, shop: Workshop, place: str) -> None:
        self._shop, self._place = shop, place
        self._next = 0.0

    def round(self) -> list[Task]:
        """Give tasks back and return them; between two rounds there is nothing to do."""
        if time.monotonic() < self._next:
            return []
        self._next = time.monotonic() + ROUND_SECONDS
        with self._shop.database.transaction() as tx:
            dead = self._dead(tx, self._shop.locks)
            lapsed = store.lapse(tx, dead=dead)
            workers.forget(tx, dead)
        for task in lapsed:
            self._shop.meters.lapsed(model=task.model)
            _log.warning("lease ended", task_id=task.id, request_id=task.request_id, cause=task.causes[-1])
        return lapsed

    def _dead(self, tx: Transaction, locks: Path | None) -> frozenset[str]:
        """Return which workers of this place hold no lock."""
        if locks is None:
            return frozenset()
        # The rows first: who has one by now has held its lock since before.
        told = workers.at(tx, self._place)
        try:
            return told - living(locks) if told else told
        except OSError as error:  # a full table of descriptors, a disk that is away: then the leases alone tell
            _log.warning("nobody can tell which workers live", cause=str(error))
            return frozenset()
