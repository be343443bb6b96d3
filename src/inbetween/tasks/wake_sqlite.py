"""The wake of an SQLite file: several processes hear of each other's commits by watching the file itself."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

import structlog

from inbetween.db.database import Database
from inbetween.tasks.wake import LocalWake

LOOK_SECONDS = 0.02
"""How often the file is asked whether somebody has committed: 2.5 us each, with the waking 0.4 % of a core."""

_RETRY_SECONDS = 1.0

_log = structlog.get_logger()


class FileWake(LocalWake):
    """A wake for every process that has the file open, whoever writes: nothing is sent, the commit is the news.

    It does not know what was committed, so every commit rings and has the watched tasks looked at.
    """

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database
        self._closed, self._starting = threading.Event(), threading.Lock()
        self._thread: threading.Thread | None = None

    def wait(self, timeout: float) -> None:
        """Return at the next ring, at the next commit of anybody, or after ``timeout`` seconds."""
        self._start()
        super().wait(timeout)

    @contextmanager
    def watching(self, task_id: str, look: Callable[[], None]) -> Iterator[None]:
        """Call ``look`` meanwhile whenever anybody has committed something."""
        self._start()
        with super().watching(task_id, look):
            yield

    def close(self) -> None:
        """Watch no more."""
        self._closed.set()
        if self._thread:
            self._thread.join()

    def _start(self) -> None:
        """Begin to watch with the first who wants to hear: an API without a worker never does."""
        with self._starting:
            if self._thread is None and not self._closed.is_set():
                self._thread = threading.Thread(target=self._watch, name="wake", daemon=True)
                self._thread.start()

    def _watch(self) -> None:
        while not self._closed.is_set():
            try:
                with self._database.dedicated() as connection:
                    self._compare(cast("sqlite3.Connection", connection))
            except sqlite3.Error:
                _log.warning("the database cannot be watched, workers poll", exc_info=True)
                self._closed.wait(_RETRY_SECONDS)

    def _compare(self, connection: sqlite3.Connection) -> None:
        """Look whenever the file's version, which changes with every commit of another connection, has changed."""
        seen = None
        while not self._closed.wait(LOOK_SECONDS):
            version = connection.execute("PRAGMA data_version").fetchone()
            if version != seen:
                seen = version
                self.look_at_all()
