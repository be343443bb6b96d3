"""Verbs of the store beside a bare durable INSERT on the same database; claims of four workers at once.

python -m bench.store [--json bench/results/store.json]

PostgreSQL is the server of ``TEST_DATABASE_URL``, else one from pip that lives for the run.
"""

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import make_url

from bench import about
from bench.serving import postgresql
from bench.tables import table
from inbetween.accounts import keys, ledger, rates
from inbetween.db.database import Database
from inbetween.domain.clock import HOUR, SECOND, new_id
from inbetween.domain.scope import Scope
from inbetween.tasks import store
from tests.postgresql import fresh_database
from tests.samples import DRAFT, SCOPE, SPEC, SUCCESS

ROW_BYTES = 800
COUNT = 2_000
TOGETHER = 16
"""Submits that wait at the same time, as connections of a load."""

WORKERS = 4
KEYS = 20
OFFERS = ("a14b", "tween")
"""What each worker serves."""

BEHIND = 20_000
"""Older tasks that wait meanwhile for an offer which none of the workers serves."""


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


def submit_in(tx) -> str:
    """Do what the API does for one submit: spend the rate and insert the row."""
    task_id = new_id()
    rates.spend(tx, scope=SCOPE, model=SPEC.model, per_second=1_000_000, burst=1_000_000)
    store.submit(tx, replace(DRAFT, offer="tween"), task_id=task_id)
    return task_id


def submit(database: Database) -> str:
    """Submit in a transaction of its own."""
    with database.transaction() as tx:
        return submit_in(tx)


def submits_together(database: Database, count: int) -> float:
    """Return the submits a second of ``TOGETHER`` callers who each wait for their commit, as the API lets them."""
    started, waiting, asked = time.perf_counter(), set(), 0
    while asked < count or waiting:
        while asked < count and len(waiting) < TOGETHER:
            waiting.add(database.together(submit_in))
            asked += 1
        waiting = wait(waiting, return_when="FIRST_COMPLETED").not_done
    return count / (time.perf_counter() - started)


def poll(database: Database, secret: str, task_id: str) -> None:
    """Do what the API does for one poll: check the key and read the row."""
    with database.reading() as tx:
        assert keys.authenticate(tx, secret)
        assert store.find(tx, SCOPE, task_id)


def claim(database: Database, worker: str = "bench"):
    """Do what a worker does first for a task."""
    with database.transaction() as tx:
        return store.claim(tx, worker=worker, serves=OFFERS, lease=30 * SECOND, keep=24 * HOUR)


def settle(database: Database, task) -> None:
    """Do what a worker does last for a task: settle it with its usage."""
    with database.transaction() as tx:
        assert store.settle(tx, task, SUCCESS, keep=24 * HOUR)
        ledger.write(tx, task, SUCCESS.usage)


def run_one(database: Database) -> None:
    """Do what a worker does to the database for one task."""
    task = claim(database)
    assert task
    settle(database, task)


def verbs(url: str) -> Iterator[tuple[str, float]]:
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
    yield f"submit (rate + row), {TOGETHER} wait together", submits_together(database, COUNT)
    yield "poll (key + ended task), 1 thread", per_second(lambda: poll(database, secret, task_id), COUNT)
    yield "claim + settle + usage, 1 thread", per_second(lambda: run_one(database), COUNT // 2)
    database.close()


def claims(url: str) -> dict:
    """Let four worker processes claim and settle the tasks of twenty accounts; return rates and latencies.

    They are for two offers. Older tasks of a third one wait meanwhile: a claim must not walk over them.
    """
    database = Database(url)
    with database.transaction() as tx:
        while store.claim(tx, worker="nobody", serves=OFFERS, lease=HOUR, keep=None):
            pass  # what is left of the other benches is out of the way
    with database.transaction() as tx:
        for _ in range(BEHIND):
            store.submit(tx, replace(DRAFT, offer="elsewhere"), task_id=new_id())
    for number in range(COUNT):
        scope = Scope(region=SCOPE.region, account=f"account-{number % KEYS}")
        draft = replace(DRAFT, scope=scope, offer=OFFERS[number % len(OFFERS)])
        database.together(lambda tx, draft=draft: store.submit(tx, draft, task_id=new_id()))
    database.close()
    command = [sys.executable, "-m", "bench.store", "--drain", url]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    workers = [subprocess.Popen(command, **pipes) for _ in range(WORKERS)]
    for worker in workers:
        assert worker.stdout.readline()  # it is connected
    started = time.perf_counter()
    for worker in workers:
        worker.stdin.write("\n")
        worker.stdin.flush()
    told = [json.loads(worker.communicate()[0]) for worker in workers]
    seconds = time.perf_counter() - started
    claimed, settled = (sorted(one for part in told for one in part[what]) for what in ("claims", "settles"))
    assert len(settled) == COUNT
    return {"per_second": COUNT / seconds, "claim": _quantiles(claimed), "settle": _quantiles(settled)}


def drain(url: str) -> None:
    """Claim and settle until nothing waits, and print what each claim and settle took, in seconds."""
    database, taken = Database(url), {"claims": [], "settles": []}
    database.check()
    print("ready", flush=True)
    sys.stdin.readline()
    while True:
        begun = time.perf_counter()
        task = claim(database, worker=new_id())
        claimed = time.perf_counter()
        if task is None:
            break
        settle(database, task)
        taken["claims"].append(claimed - begun)
        taken["settles"].append(time.perf_counter() - claimed)
    database.close()
    print(json.dumps(taken))


def _quantiles(times: Sequence[float]) -> dict:
    return {"p50_ms": times[len(times) // 2] * 1000, "p99_ms": times[len(times) * 99 // 100] * 1000}


def measured(name: str, url: str) -> dict:
    """Measure one database."""
    found = list(verbs(url))
    bare = found[0][1]
    rows = [{"on": name, "what": what, "per_second": rate, "of_bare": rate / bare} for what, rate in found]
    return {"verbs": rows, "claims": {"on": name} | claims(url)}


def verbs_table(found: dict) -> str:
    """Return the table of single verbs."""
    rows = [(row["on"], row["what"], f"{row['per_second']:,.0f}", f"{row['of_bare']:.2f}") for row in found["verbs"]]
    return table(("", "", "per second", "of the bare INSERT"), rows, words=(0, 1))


def claims_table(found: dict) -> str:
    """Return the table of workers that compete."""
    rows = [
        (row["on"], f"{row['per_second']:,.0f}", *_both(row["claim"]), *_both(row["settle"]), "200 and 30, 600")
        for row in found["claims"]
    ]
    head = (f"{WORKERS} workers, {KEYS} keys", "claim + settle per second", "claim p50, ms", "p99, ms")
    return table((*head, "settle p50, ms", "p99, ms", "must (per second, claim p99), aim"), rows)


def _both(times: dict) -> tuple[str, str]:
    return f"{times['p50_ms']:.1f}", f"{times['p99_ms']:.1f}"


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--drain", metavar="URL", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.drain:
        drain(asked.drain)
        return
    print("\n## The store beside a bare INSERT of the same durability (`python -m bench.store`)\n")
    with tempfile.TemporaryDirectory() as folder, postgresql() as server, fresh_database(server) as url:
        both = [measured("SQLite", f"sqlite:///{Path(folder)}/bench.db"), measured("PostgreSQL", url)]
    found = {"verbs": [row for one in both for row in one["verbs"]], "claims": [one["claims"] for one in both]}
    print(verbs_table(found), claims_table(found), sep="\n\n")
    if asked.json:
        about.write(asked.json, "store", **found)


if __name__ == "__main__":
    main(sys.argv[1:])
