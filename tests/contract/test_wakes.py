"""Every wake keeps its word: news reaches whoever waits, in this process or in another, and none is slept through."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass

import pytest
from structlog.testing import capture_logs

from inbetween.db import patience
from inbetween.db.database import Database
from inbetween.tasks import wake_postgresql
from inbetween.tasks.wake import LocalWake, Wake
from inbetween.tasks.wake_postgresql import PostgresWake
from inbetween.tasks.wake_sqlite import FileWake
from tests.clocks import HandClock
from tests.relay import relayed_postgresql
from tests.verbs import Queue

LONG = 60.0


@dataclass
class Pair:
    """Two ends of a wake: as two processes on one database have them, or one end twice."""

    here: Wake
    there: Wake
    queue: Queue

    def submit(self) -> str:
        """Do there what an API does: commit, and ring."""
        task_id = self.queue.submit().id
        self.there.ring()
        return task_id

    def stop(self, task_id: str) -> None:
        """Do there what an API does: commit, and tell."""
        assert self.queue.cancel(task_id)
        self.there.stop(task_id)


@pytest.fixture(params=["in one process", "on one file", "over PostgreSQL"])
def pair(request: pytest.FixtureRequest, clock: HandClock) -> Iterator[Pair]:
    with ExitStack() as stack:
        if request.param == "in one process":
            wake = LocalWake()
            yield Pair(here=wake, there=wake, queue=Queue(request.getfixturevalue("sqlite_database")))
            return
        kind, adapter = {
            "on one file": ("sqlite_database", FileWake),
            "over PostgreSQL": ("postgresql_database", PostgresWake),
        }[request.param]
        database: Database = request.getfixturevalue(kind)
        here, there = (adapter(database) for _ in range(2))
        stack.callback(here.close)
        stack.callback(there.close)
        settle_down(here)
        yield Pair(here=here, there=there, queue=Queue(database))


def settle_down(wake: Wake) -> None:
    """Wait for the ring with which a wake begins, since something may have happened before it listened."""
    wake.wait(LONG)


def asleep(wake: Wake) -> threading.Thread:
    """Return a thread that sleeps until a ring."""
    thread = threading.Thread(target=wake.wait, args=(LONG,), daemon=True)
    thread.start()
    return thread


def wakes(thread: threading.Thread) -> bool:
    """Say whether the thread wakes long before it would by itself."""
    thread.join(LONG / 4)
    return not thread.is_alive()


def eventually(question: Callable[[], bool]) -> None:
    """Ask until the answer is yes."""
    end = time.monotonic() + LONG / 4
    while not question():
        assert time.monotonic() < end, "It did not happen."
        time.sleep(0.005)


def test_a_submit_wakes_whoever_waits(pair: Pair) -> None:
    sleeper = asleep(pair.here)
    pair.submit()
    assert wakes(sleeper)


def test_a_submit_before_the_wait_is_not_slept_through(pair: Pair) -> None:
    pair.submit()
    assert wakes(asleep(pair.here))


def test_many_rings_wake_once_and_the_next_wait_sleeps(pair: Pair) -> None:
    pair.here.ring()
    pair.here.ring()
    pair.here.wait(LONG)
    begun = time.monotonic()
    pair.here.wait(0.05)
    assert time.monotonic() - begun >= 0.05


def test_a_wait_without_a_ring_ends_by_itself(pair: Pair) -> None:
    pair.here.wait(0.001)


def test_a_watched_task_is_looked_at_when_it_is_stopped(pair: Pair) -> None:
    task_id, looked = pair.submit(), threading.Event()
    with pair.here.watching(task_id, looked.set):
        pair.stop(task_id)
        assert looked.wait(LONG / 4)


def test_a_task_that_is_watched_no_more_is_not_looked_at(pair: Pair) -> None:
    task_id, looked = pair.submit(), threading.Event()
    with pair.here.watching(task_id, looked.set):
        pass
    looked.clear()
    sleeper = asleep(pair.here)
    pair.stop(task_id)
    pair.submit()
    assert wakes(sleeper)
    assert not looked.is_set()


def test_nobody_minds_a_stop_of_what_nobody_does(pair: Pair) -> None:
    pair.there.stop("no-such-task")


@pytest.mark.parametrize("adapter", [FileWake, PostgresWake])
def test_a_closed_wake_leaves_no_thread(adapter: type[FileWake] | type[PostgresWake], request: pytest.FixtureRequest):
    database = request.getfixturevalue("sqlite_database" if adapter is FileWake else "postgresql_database")
    wake = adapter(database)
    settle_down(wake)
    wake.close()
    assert "wake" not in {thread.name for thread in threading.enumerate()}


def test_news_is_sent_before_a_wake_is_closed(postgresql_database: Database) -> None:
    listener, speaker = PostgresWake(postgresql_database), PostgresWake(postgresql_database)
    looked = threading.Event()
    settle_down(listener)
    with listener.watching("task", looked.set):
        looked.clear()
        speaker.stop("task")
        speaker.close()
        assert looked.wait(LONG / 4)
    listener.close()


def test_a_broken_line_is_mended_and_what_it_missed_is_looked_for(postgresql_database: Database) -> None:
    with capture_logs() as logs:
        wake = PostgresWake(postgresql_database)
        settle_down(wake)
        looked = threading.Event()
        with wake.watching("task", looked.set):
            with postgresql_database.transaction() as tx:
                tx.connection.exec_driver_sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            wake.ring()
            assert looked.wait(LONG / 4)
        wake.close()
    assert [line["event"] for line in logs] == ["wake channel is down, workers poll"]


def test_news_comes_again_over_a_line_that_a_firewall_has_dropped(
    postgresql_database: Database, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wake_postgresql, "CHECK_SECONDS", 0.1)
    monkeypatch.setattr(patience, "ANSWER_SECONDS", 0.3)
    speaker = PostgresWake(postgresql_database)
    with capture_logs() as logs, relayed_postgresql(postgresql_url) as (relay, url), closing(Database(url)) as far:
        listener, looked = PostgresWake(far), threading.Event()
        settle_down(listener)
        relay.forget()
        eventually(lambda: [line["event"] for line in logs] == ["wake channel is down, workers poll"])
        settle_down(listener)
        with listener.watching("task", looked.set):
            looked.clear()
            speaker.stop("task")
            assert looked.wait(LONG / 4)
        listener.close()
    speaker.close()


def test_a_database_that_is_away_holds_up_neither_news_nor_the_end(tmp_path_factory: pytest.TempPathFactory) -> None:
    with capture_logs() as logs:
        wake = PostgresWake(Database(f"postgresql://nobody@/none?host={tmp_path_factory.mktemp('nowhere')}"))
        wake.ring()
        wake.stop("task")
        wake.wait(LONG)
        eventually(lambda: bool(logs))
        wake.close()
    assert "wake" not in {thread.name for thread in threading.enumerate()}


def test_whoever_writes_into_the_file_wakes_the_workers(sqlite_database: Database) -> None:
    wake = FileWake(sqlite_database)
    settle_down(wake)
    sleeper = asleep(wake)
    Queue(sqlite_database).submit()
    assert wakes(sleeper)
    wake.close()


def test_an_empty_claim_wakes_nobody(sqlite_database: Database) -> None:
    wake = FileWake(sqlite_database)
    settle_down(wake)
    Queue(sqlite_database).claim()
    begun = time.monotonic()
    wake.wait(0.2)
    assert time.monotonic() - begun >= 0.2
    wake.close()
