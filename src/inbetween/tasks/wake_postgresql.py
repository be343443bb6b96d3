"""The wake of a PostgreSQL database: LISTEN and NOTIFY, over as many machines as reach it."""

import selectors
import socket
import threading
from contextlib import suppress
from typing import TypeAlias, cast

import psycopg
import structlog

from inbetween.db.database import Database
from inbetween.tasks.wake import LocalWake

Line: TypeAlias = psycopg.Connection[tuple[object, ...]]

_CHANNEL = "inbetween"
_WORK = ""
"""The payload of a ring; any other is the id of a stopped task."""

_LISTEN = f"LISTEN {_CHANNEL}"
_NOTIFY = "SELECT pg_notify(%s, news) FROM unnest(%s::text[]) AS news"

MERGE_SECONDS = 0.005
"""Rings that come within so long of the last are sent as one, since every NOTIFY is a commit."""

CHECK_SECONDS = 5.0
"""After so long without a word the connection is tried: one that a firewall has dropped says nothing. With the wait for
an answer (``db.patience``) nobody is deaf for longer than 13 s."""

_RETRY_SECONDS = 0.5
_CLOSING_SECONDS = 2.0

_log = structlog.get_logger()


class PostgresWake(LocalWake):
    """A wake for every process on the database: within this one at once, to the others by NOTIFY.

    One thread hears and sends, on a connection of its own. It sends after the commit and not inside the transaction of
    a submit: PostgreSQL puts commits that notify in a row, each with its fsync, and what fails there fails the submit.
    """

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database
        self._unsent: dict[str, None] = {}  # a set that keeps its order
        self._sending = threading.Lock()
        self._closed, self._down = threading.Event(), False
        self._bell, self._rope = socket.socketpair()
        self._rope.setblocking(False)
        self._thread = threading.Thread(target=self._work, name="wake", daemon=True)
        self._thread.start()

    def ring(self) -> None:
        """Tell everybody who waits, here and elsewhere, that there is work."""
        super().ring()
        self._send(_WORK)

    def stop(self, task_id: str) -> None:
        """Tell whoever does this task, here or elsewhere, that it was stopped."""
        super().stop(task_id)
        self._send(task_id)

    def close(self) -> None:
        """Send what is not sent yet, unless the database is away, and hang up."""
        self._closed.set()
        self._pull()
        self._thread.join(_CLOSING_SECONDS)
        if not self._thread.is_alive():
            self._bell.close()
            self._rope.close()

    def _send(self, news: str) -> None:
        with self._sending:
            self._unsent[news] = None
        self._pull()

    def _pull(self) -> None:
        """Wake the thread; a socket that is full or closed has done so."""
        with suppress(OSError):
            self._rope.send(b".")

    def _work(self) -> None:
        """Keep up a connection until the end; meanwhile the others poll."""
        while True:
            try:
                with self._database.dedicated() as connection:
                    self._converse(cast("Line", connection))
            except (psycopg.Error, OSError) as error:
                self._tell_once(error)
            if self._closed.wait(_RETRY_SECONDS):
                return

    def _converse(self, line: Line) -> None:
        """Hear and send until the end, or until the connection breaks."""
        line.autocommit = True
        own = line.info.backend_pid
        line.add_notify_handler(lambda told: None if told.pid == own else self._hear(told.payload))
        line.execute(_LISTEN)
        line.execute("SET synchronous_commit = off")  # news need not outlive a power cut, so it waits for no disk
        self._down = False
        self.look_at_all()  # whatever was told before is missed
        with selectors.DefaultSelector() as ears:
            ears.register(line, selectors.EVENT_READ)
            ears.register(self._bell, selectors.EVENT_READ)
            self._exchange(line)
            while not self._closed.is_set():
                ears.select(CHECK_SECONDS)
                self._exchange(line)

    def _tell_once(self, error: Exception) -> None:
        """Log that the channel is down, once for each time that it goes down."""
        if not self._down:
            _log.warning("wake channel is down, workers poll", reason=str(error).partition("\n")[0])
        self._down = True

    def _exchange(self, line: Line) -> None:
        """Send what is unsent; the answer brings along what there is to hear."""
        with self._sending:
            news, self._unsent = list(self._unsent), {}
            self._silence()
        if not news:
            line.execute("SELECT 1")
            return
        line.execute(_NOTIFY, [_CHANNEL, news])
        self._closed.wait(MERGE_SECONDS)

    def _silence(self) -> None:
        """Take in every pull of the rope."""
        with suppress(BlockingIOError):
            while self._bell.recv(4096, socket.MSG_DONTWAIT):
                pass

    def _hear(self, news: str) -> None:
        if news == _WORK:
            super().ring()
        else:
            super().stop(news)
