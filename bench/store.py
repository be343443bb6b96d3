"""Verbs of the store beside a bare durable INSERT on the same database: ``python -m bench.store``.

PostgreSQL is the server of ``TEST_DATABASE_URL``, else one from pip that lives for the run.
"""

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import make_url

from inbetween.accounts import keys, ledger, rates
from inbetween.db.database import Database
from inbetween.domain.clock import HOUR, SECOND, new_id
from inbetween.tasks import store
from tests.postgresql import NoServer, fresh_database, running_server
from tests.samples import DRAFT, SCOPE, SPEC, SUCCESS

ROW_BYTES = 800
COUNT = 2_000


def per_second(act: Callable[[], object], count: int, threads: int = 1) -> float:
    """Return how often a second ``act`` runs when ``threads`` threads share ``count`` runs."""
    act()
    with ThreadPoolExecutor(threads) as pool:
        started = time.perf_counter()
        list(pool.map(lambda _: act(), range(count)))
        return count / (time.perf_counter() - started)


@contextmanager
def sqlite_insert(url: str) -> Iterator[Callable[[], object]]:
    """Give a bare INSERT through sqlite3: WAL, synchronous=FULL, one row in one transaction."""
    connection = sqlite3.connect(f"{make_url(url).database}.bare", isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE bare (row TEXT)")
    yield lambda: connection.execute("INSERT INTO bare VALUES (?)", ("x" * ROW_BYTES,))
    connection.close()


@contextmanager
def postgresql_insert(url: str) -> Iterator[Callable[[], object]]:
    """Give a bare INSERT through psycopg: one row in one transaction."""
    import psycopg

    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS bare (row TEXT)")
        yield lambda: connection.execute("INSERT INTO bare VALUES (%s)", ("x" * ROW_BYTES,))
        connection.execute("DROP TABLE bare")


def submit(database: Database) -> str:
    """Do what the API does for one submit: spend the rate and insert the row, in one transaction."""
    task_id = new_id()
    with database.transaction() as tx:
        rates.spend(tx, scope=SCOPE, model=SPEC.model, per_second=1_000_000, burst=1_000)
        store.submit(tx, DRAFT, task_id=task_id)
    return task_id


def poll(database: Database, secret: str, task_id: str) -> None:
    """Do what the API does for one poll: check the key and read the row."""
    with database.reading() as tx:
        assert keys.authenticate(tx, secret)
        assert store.find(tx, SCOPE, task_id)


def run_one(database: Database) -> None:
    """Do what a worker does to the database for one task: claim, and settle with its usage."""
    with database.transaction() as tx:
        task = store.claim(tx, worker="bench", lease=30 * SECOND, keep=24 * HOUR)
    assert task
    with database.transaction() as tx:
        assert store.settle(tx, task, SUCCESS, keep=24 * HOUR)
        ledger.write(tx, task, SUCCESS.usage)


def measure(url: str) -> Iterator[tuple[str, float]]:
    """Yield what was measured and how often a second it ran."""
    bare = sqlite_insert if url.startswith("sqlite") else postgresql_insert
    with bare(url) as insert:
        yield "bare INSERT, the driver alone", per_second(insert, COUNT)
    database = Database(url)
    database.migrate()
    with database.transaction() as tx:
        secret = keys.create(tx, scope=SCOPE, name="bench").secret
    task_id = submit(database)
    run_one(database)
    yield "submit (rate + row), 1 thread", per_second(lambda: submit(database), COUNT)
    yield "submit (rate + row), 8 threads", per_second(lambda: submit(database), COUNT, threads=8)
    yield "poll (key + ended task), 1 thread", per_second(lambda: poll(database, secret, task_id), COUNT)
    yield "poll (key + ended task), 8 threads", per_second(lambda: poll(database, secret, task_id), COUNT, threads=8)
    yield "claim + settle + usage, 1 thread", per_second(lambda: run_one(database), COUNT // 2)
    yield "claim + settle + usage, 4 threads", per_second(lambda: run_one(database), COUNT // 2, threads=4)
    database.close()


@contextmanager
def postgresql() -> Iterator[str | None]:
    """Give the URL of a fresh PostgreSQL database, or ``None`` where there is no server."""
    with ExitStack() as stack:
        try:
            server = os.environ.get("TEST_DATABASE_URL") or stack.enter_context(running_server())
        except NoServer as error:
            print(f"\nPostgreSQL was not measured: {error}.")
            yield None
        else:
            yield stack.enter_context(fresh_database(server))


def report(name: str, url: str) -> None:
    """Print the rows of one database."""
    bare = 0.0
    for what, rate in measure(url):
        bare = bare or rate
        print(f"| {name} | {what} | {rate:.0f} | {rate / bare:.2f} |")


def main() -> None:
    """Print the table."""
    print("\n## The store beside a bare INSERT of the same durability (`python -m bench.store`)\n")
    print("| | | per second | of the bare INSERT |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        report("SQLite", f"sqlite:///{Path(folder)}/bench.db")
    with postgresql() as url:
        if url is not None:
            report("PostgreSQL", url)


if __name__ == "__main__":
    main()
