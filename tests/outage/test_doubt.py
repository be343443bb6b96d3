"""A transaction whose end nobody knows: what its rows may name stays."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from inbetween.db import patience
from inbetween.db.database import Database, Transaction
from inbetween.tasks import store
from tests.clocks import HandClock
from tests.relay import relayed_postgresql
from tests.served import Server, body, data_url, picture, serve
from tests.unit.worker.tiny import eventually
from tests.wire.test_idempotency import count, send, told
from tests.wire.test_uploads import certificate, form_of, multipart, post


def broken() -> OperationalError:
    """Return the error of a connection that broke."""
    return OperationalError("COMMIT", {}, Exception("server closed the connection"), connection_invalidated=True)


def full() -> OperationalError:
    """Return the error of a disk that is full: the transaction is surely undone."""
    return OperationalError("COMMIT", {}, Exception("database or disk is full"))


@pytest.fixture
def failing(server: Server, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Give what lets every later transaction end with an error, committed all the same or not."""
    transaction = Database.transaction

    def fail(error: OperationalError, *, committed: bool) -> None:
        @contextmanager
        def ending(database: Database) -> Iterator[Transaction]:
            with transaction(database) as tx:
                yield tx
                if not committed:
                    raise error
            raise error

        monkeypatch.setattr(Database, "transaction", ending)
        database = server.front.database
        monkeypatch.setattr(database._commits, "_open", partial(ending, database))
        monkeypatch.setattr("inbetween.api.enrol._is_written", nobody_knows)

    return fail


async def nobody_knows(*_: object) -> bool:
    """Answer for a database that is still away."""
    return False


def kept(server: Server) -> int:
    return len([stored for folder in ("inputs", "uploads") for stored in server.front.objects.listing(folder)])


@pytest.mark.parametrize("committed", [True, False])
def test_the_pictures_of_a_submit_in_doubt_stay(committed: bool, server: Server, failing: Callable[..., None]) -> None:
    failing(broken(), committed=committed)
    answer = server.create(body(first_frame_url=data_url(picture())))
    assert (answer.status_code, answer.json()["code"], answer.headers["retry-after"]) == (503, "ModelUnavailable", "5")
    assert kept(server) == 1


def test_the_pictures_of_a_submit_that_surely_failed_go(server: Server, failing: Callable[..., None]) -> None:
    failing(full(), committed=False)
    assert server.create(body(first_frame_url=data_url(picture()))).status_code == 503
    assert kept(server) == 0


def test_the_file_of_an_upload_in_doubt_stays(server: Server, failing: Callable[..., None]) -> None:
    fields = form_of(certificate(server), "cat.png")
    failing(broken(), committed=True)
    assert post(server, multipart(fields)).status_code == 503
    assert kept(server) == 1
    assert list(server.front.scratch.iterdir()) == []


@pytest.fixture
def late(
    postgresql_database: Database,
    postgresql_url: str,
    tmp_path: Path,
    clock: HandClock,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[tuple[Server, ExitStack]]:
    """Give a server whose commits of tasks reach the database once the stack is closed."""
    monkeypatch.setattr(patience, "ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(patience, "CONNECT_SECONDS", 2)  # no driver waits less
    submit, outage = store.submit, ExitStack()

    def then_silence(*arguments: Any, **options: Any) -> None:
        submit(*arguments, **options)
        outage.enter_context(relay.silent())

    with (
        relayed_postgresql(postgresql_url) as (relay, url),
        closing(Database(url, clock)) as database,
        serve(tmp_path, database, clock) as server,
    ):
        monkeypatch.setattr(store, "submit", then_silence)
        yield server, outage


def test_a_task_whose_caller_heard_503_is_found_by_its_key_when_its_commit_arrives_late(
    late: tuple[Server, ExitStack],
) -> None:
    server, outage = late
    assert send(server).status_code == 503
    outage.close()
    eventually(lambda: count(server) == 1)
    task_id, status = told(send(server))
    assert (status, count(server)) == ("PENDING", 1)
    assert server.queue.take().id == task_id
