"""A PostgreSQL that is silent, crashes or only reads is told as that, holds nobody for ever, and costs no task."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from inbetween.db import patience
from inbetween.db.database import Database
from inbetween.db.outage import in_doubt, is_outage
from inbetween.db.schema import usages
from tests.outage.asking import AWAY, by_address, submitted, told
from tests.outage.clusters import Cluster
from tests.outage.test_disks import rendering, until
from tests.postgresql import fresh_database
from tests.relay import relayed_postgresql
from tests.running import SUBMIT, serving


@pytest.fixture
def cluster(postgresql_server: str, missing_tool: Callable[[str], NoReturn]) -> Iterator[Cluster]:
    """Give the processes of the server of this session, and a fresh database on it."""
    with fresh_database(postgresql_server) as url:
        try:
            yield Cluster(url)
        except OSError as error:
            missing_tool(f"the PostgreSQL of TEST_DATABASE_URL is not of this machine: {error}")


@pytest.fixture
def database(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setattr(patience, "ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(patience, "CONNECT_SECONDS", 2)  # no driver waits less
    with closing(Database(cluster.url)) as database:
        database.migrate()
        database.check()
        yield database


def failure_of(ask: Callable[[], object]) -> SQLAlchemyError:
    """Return what kept the database from answering."""
    with pytest.raises(SQLAlchemyError) as told:
        ask()
    assert is_outage(told.value)
    return told.value


def test_of_many_who_ask_a_silent_server_one_tries_and_the_others_are_told_at_once(
    database: Database, cluster: Cluster
) -> None:
    with cluster.silent():
        failure_of(database.check)
        with ThreadPoolExecutor(8) as threads:
            failures = list(threads.map(lambda _: str(failure_of(database.check)), range(8)))
    assert sum("another caller is trying" in failure for failure in failures) == 7
    database.check()


def test_a_commit_that_a_silent_server_does_not_confirm_is_in_doubt(database: Database, cluster: Cluster) -> None:
    with ExitStack() as outage:

        def write() -> None:
            with database.transaction() as tx:
                tx.connection.exec_driver_sql("UPDATE buckets SET next_micros = 0")
                outage.enter_context(cluster.silent())

        assert in_doubt(failure_of(write))


def test_every_connection_ends_by_itself_when_its_other_end_is_gone(postgresql_url: str) -> None:
    with relayed_postgresql(postgresql_url) as (_, url), closing(Database(url)) as database, ExitStack() as stack:
        kinds = (database.transaction(), database.reading())
        drivers = [stack.enter_context(kind).connection.connection.driver_connection for kind in kinds]
        for driver in (*drivers, stack.enter_context(database.dedicated())):
            with socket.socket(fileno=os.dup(driver.fileno())) as line:
                assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 8_000
                assert line.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
                assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) < 10


def test_a_server_that_is_only_slow_says_so_and_keeps_its_connections(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as tx:
        tx.connection.exec_driver_sql("SET statement_timeout = '50ms'")
        with pytest.raises(SQLAlchemyError, match="statement timeout") as told:
            tx.connection.exec_driver_sql("SELECT pg_sleep(1)")
        tx.connection.rollback()
    assert is_outage(told.value)
    assert not in_doubt(told.value)


def test_a_server_that_only_reads_is_an_outage(database: Database) -> None:
    with database.transaction() as tx:
        name = tx.connection.exec_driver_sql("SELECT current_database()").scalar_one()
        tx.connection.exec_driver_sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    database.close()  # sessions learn of it when they begin
    assert "read-only" in str(failure_of(database.check))


@pytest.mark.slow
def test_a_server_that_is_silent_or_crashes_costs_no_task(tmp_path: Path, cluster: Cluster) -> None:
    with serving(tmp_path, INBETWEEN_ENGINE="still", INBETWEEN_DATABASE=cluster.url) as server:
        tasks = [submitted(server)]
        server.wait_for(tasks[0], "SUCCEEDED")
        tasks.append(server.render())
        rendering(server, tasks[-1])
        asked = [
            ("POST", SUBMIT, by_address()),
            ("POST", f"/api/v1/tasks/{tasks[-1]}/cancel", None),
            ("GET", "/api/v1/tasks", None),
            *[("GET", f"/api/v1/tasks/{tasks[0]}", None)] * 20,
        ]
        with cluster.silent():
            with ThreadPoolExecutor(len(asked)) as threads:
                answers = list(threads.map(lambda one: told(server, *one), asked))
            assert set(answers) == {AWAY}
            until(server, database=False)
            assert told(server, "GET", "/healthz").status == 200
        until(server, database=True)
        server.wait_for(tasks[-1], "SUCCEEDED")
        tasks.append(server.render("480P"))
        cluster.crash()
        time.sleep(3)  # what /readyz told before the crash is remembered for two seconds
        until(server, database=True, store=True, worker=True)
        tasks.append(submitted(server))
        for task in tasks:
            server.wait_for(task, "SUCCEEDED")
        listed = server.ask("GET", "/api/v1/tasks?page_size=100")[1]["data"]
        assert sorted(task["task_id"] for task in listed) == sorted(tasks)
    with closing(Database(cluster.url)) as database, database.reading() as tx:
        assert sorted(tx.connection.execute(select(usages.c.task_id)).scalars()) == sorted(tasks)
