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
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy.exc import TimeoutError as NoTurn

from inbetween.db.outage import is_outage

if TYPE_CHECKING:
    from inbetween.db.database import Transaction

MOST_TOGETHER = 64
"""Verbs in one transaction: others wait for its locks, on PostgreSQL those of other processes too."""

LONGEST_WAIT = 10.0
"""Seconds until a verb begins. Then its caller has gone, or had better hear that the database is away."""

_DEADLOCK = "40P01"  # SQLSTATE deadlock_detected

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked(Generic[Result]):
    """A verb that waits for its turn, and who waits for its end."""

    verb: Callable[["Transaction"], Result]
    order: tuple[str, ...]
    told: Future[Result] = field(default_factory=Future)
    since: float = field(default_factory=monotonic)


class _Line:
    """Those who wait, and the thread that attends to them. It starts with the first."""

    def __init__(
        self, open_connection: Callable[[], AbstractContextManager["Transaction"]], patience: float = LONGEST_WAIT
    ) -> None:
        self._open = open_connection
        self._patience = patience
        self._waiting: SimpleQueue[_Asked[Any] | None] = SimpleQueue()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def ask(self, verb: Callable[["Transaction"], Result], *, order: tuple[str, ...] = ()) -> Future[Result]:
        """Run ``verb`` soon; one whose future was cancelled in time, or that has waited too long, is never run."""
        asked = _Asked(verb=verb, order=order)
        self._waiting.put(asked)
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=type(self).__name__, daemon=True)
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
            if wanted := [asked for asked in batch if self._is_wanted(asked)]:
                self._attend(wanted)

    def _is_wanted(self, asked: _Asked[Any]) -> bool:
        if not asked.told.set_running_or_notify_cancel():
            return False
        if monotonic() - asked.since <= self._patience:
            return True
        asked.told.set_exception(NoTurn(f"others have kept the database for {self._patience:g} s"))
        return False

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
        raise NotImplementedError


class GroupCommit(_Line):
    """Verbs that write, in shared transactions of ``open_connection``; a future ends when its verb is on the disk.

    A verb that raises may run twice, and is undone each time; one that has written nothing, or has undone it, had
    better return what is against it, which disturbs nobody. ``order`` names the rows that it locks: verbs of one
    transaction run in this order, so that two processes do not wait for each other; one that lost a deadlock all the
    same is run once more.
    """

    def _attend(self, batch: Sequence[_Asked[Any]], *, again: bool = True) -> None:
        committing = False
        try:
            with self._open() as tx:
                ends = [asked.verb(tx) for asked in batch]
                committing = True
        except BaseException as error:  # noqa: BLE001 - whatever ends a transaction is the answer of all who shared it
            if committing or (is_outage(error) and not _is_deadlock(error)):
                _fail(batch, error)
            elif len(batch) > 1:
                for asked in batch:
                    self._attend([asked])
            elif again and _is_deadlock(error):
                self._attend(batch, again=False)
            else:
                _fail(batch, error)
            return
        for asked, end in zip(batch, ends, strict=True):
            asked.told.set_result(end)


class GroupReading(_Line):
    """Verbs that read, one after another on one connection: what one of them raises is nobody else's."""

    def _attend(self, batch: Sequence[_Asked[Any]]) -> None:
        try:
            with self._open() as tx:
                for asked in batch:
                    _read(tx, asked)
        except BaseException as error:  # noqa: BLE001 - no connection: nobody can be answered
            _fail([asked for asked in batch if not asked.told.done()], error)


def _read(tx: "Transaction", asked: _Asked[Any]) -> None:
    try:
        asked.told.set_result(asked.verb(tx))
    except Exception as error:
        asked.told.set_exception(error)
        if tx.connection.invalidated:
            raise  # it broke: whoever is next would be told of that connection, not of the database


def _fail(batch: Sequence[_Asked[Any]], error: BaseException) -> None:
    for asked in batch:
        asked.told.set_exception(error)


def _is_deadlock(error: BaseException) -> bool:
    """Say whether another process had a row that this one waited for, and the other way round: it is done by now."""
    return getattr(getattr(error, "orig", None), "sqlstate", None) == _DEADLOCK
