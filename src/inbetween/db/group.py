"""Group commit: short transactions that wait at the same time share one, and so the disk's one answer.

A commit waits for the disk, and the next one would wait for it and then for the disk again. One thread takes
everybody who came meanwhile into its next transaction; nobody hears of success before the commit. Where one of them
raises, all are undone and each runs once more by itself: that is rare, and a savepoint around each verb would cost
everybody two more round trips on PostgreSQL.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from operator import attrgetter
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from inbetween.db.outage import is_outage

if TYPE_CHECKING:
    from inbetween.db.database import Transaction

MOST_TOGETHER = 64
"""Verbs in one transaction: others wait for its locks, on PostgreSQL those of other processes too."""

_DEADLOCK = "40P01"  # SQLSTATE deadlock_detected

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked(Generic[Result]):
    """A verb that waits for its turn, and who waits for its end."""

    verb: Callable[["Transaction"], Result]
    order: tuple[str, ...]
    told: Future[Result] = field(default_factory=Future)


class GroupCommit:
    """A thread that runs verbs in shared transactions of ``open_transaction``. It starts with the first verb."""

    def __init__(self, open_transaction: Callable[[], AbstractContextManager["Transaction"]]) -> None:
        self._open = open_transaction
        self._waiting: SimpleQueue[_Asked[Any] | None] = SimpleQueue()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def ask(self, verb: Callable[["Transaction"], Result], *, order: tuple[str, ...] = ()) -> Future[Result]:
        """Run ``verb`` in a transaction that others may share; the future ends when it is committed, or undone.

        A verb that raises may run twice, and is undone each time; one that has written nothing had better return what
        is against it, which disturbs nobody. ``order`` names the rows that it locks: verbs of one transaction run in
        this order, so that two processes do not wait for each other. A future that was cancelled in time is never run.
        """
        asked = _Asked(verb=verb, order=order)
        self._waiting.put(asked)
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="commits", daemon=True)
                self._thread.start()
        return asked.told

    def close(self) -> None:
        """Run what was asked, then end the thread."""
        with self._starting:
            thread, self._thread = self._thread, None
        if thread:
            self._waiting.put(None)
            thread.join()

    def _work(self) -> None:
        while batch := self._next():
            self._attend([asked for asked in batch if asked.told.set_running_or_notify_cancel()])

    def _next(self) -> list[_Asked[Any]]:
        """Wait for a verb and return it with everybody who waits too; nothing at the end."""
        batch: list[_Asked[Any]] = []
        while not batch or (len(batch) < MOST_TOGETHER and not self._waiting.empty()):
            asked = self._waiting.get()
            if asked is None:
                if batch:
                    self._waiting.put(None)
                break
            batch.append(asked)
        return sorted(batch, key=attrgetter("order"))

    def _attend(self, batch: Sequence[_Asked[Any]]) -> None:
        """Run a batch in one transaction and tell everybody how it ended."""
        committing = False
        try:
            with self._open() as tx:
                ends = [asked.verb(tx) for asked in batch]
                committing = True
        except BaseException as error:  # noqa: BLE001 - whatever ends a transaction is the answer of all who shared it
            if len(batch) > 1 and not committing and not _is_away(error):
                for asked in batch:
                    self._attend([asked])
            else:
                for asked in batch:
                    asked.told.set_exception(error)
            return
        for asked, end in zip(batch, ends, strict=True):
            asked.told.set_result(end)


def _is_away(error: BaseException) -> bool:
    """Say whether whoever tries again would wait for nothing; who lost a deadlock to another process would not."""
    return is_outage(error) and getattr(getattr(error, "orig", None), "sqlstate", None) != _DEADLOCK
