"""A worker tells the others that it does tasks, and learns whether it is the senior of them."""

import time
from collections.abc import Callable
from threading import Event

import structlog
from sqlalchemy.exc import SQLAlchemyError

from inbetween.domain.clock import SECOND
from inbetween.tasks import workers
from inbetween.tasks.workers import Presence
from inbetween.worker.workshop import Workshop

_log = structlog.get_logger()

NEWS_SECONDS = 1.0
"""How late the others learn at most that a worker stopped doing tasks, or does them again."""

_SIGNS_PER_LEASE = 3


class SignOfLife:
    """Renews the row of one worker while it ``serves`` some offers, and takes it back when there are none."""

    def __init__(self, shop: Workshop, presence: Presence, *, serves: Callable[[], frozenset[str]]) -> None:
        self._shop = shop
        self._presence = presence
        self._serves = serves
        self._told, self._given = frozenset[str](), 0.0

    def give_until(self, stopped: Event) -> None:
        """Give a sign three times per lease, and when something changed, until ``stopped``; then say good-bye."""
        interval = self._shop.lease / SECOND / _SIGNS_PER_LEASE
        while not stopped.wait(min(NEWS_SECONDS, interval)):
            if self._serves() != self._told or time.monotonic() - self._given >= interval:
                self.give()
        self.give()

    def give(self) -> None:
        """Tell once what is; a database that does not take it is told the next time."""
        self._told, self._given = self._serves(), time.monotonic()
        try:
            with self._shop.database.transaction() as tx:
                if self._told:
                    workers.tell(tx, self._presence, serves=self._told, lease=self._shop.lease)
                else:
                    workers.leave(tx, self._presence)
        except SQLAlchemyError:
            _log.warning("sign of life failed", exc_info=True)

    def is_senior(self) -> bool:
        """Say whether no living worker started earlier."""
        with self._shop.database.reading() as tx:
            return workers.senior(tx) == self._presence.name
