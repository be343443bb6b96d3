"""A database of the first version becomes a present one without losing a row, on SQLite and on PostgreSQL."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, Table, insert, inspect, select

from inbetween.accounts import keys
from inbetween.db import migrations
from inbetween.db.database import Database
from inbetween.db.schema import metadata, usages
from inbetween.domain.errors import OperatorError
from inbetween.domain.scope import Caller
from inbetween.domain.task import Status
from inbetween.domain.usage import Usage
from inbetween.storage import uploads
from inbetween.tasks import store
from tests.clocks import HandClock
from tests.samples import SCOPE
from tests.verbs import Queue

HOME = {"region": SCOPE.region, "account": SCOPE.account}
MODEL = "wan2.2-kf2v-flash"
NOW = HandClock().now
SECRET = "sk-" + "0" * 32
SPEC_OF_OLD = {
    "model": MODEL,
    "family": "kf2v",
    "media": [
        {"kind": "first_frame", "source": "https://a.test/1"},
        {"kind": "last_frame", "source": "object:inputs/2"},
    ],
    "prompt": "一只猫",
    "negative_prompt": "",
    "resolution": "480P",
    "seconds": 5,
    "fps": 30,
    "seed": 7,
    "prompt_extend": True,
    "watermark": False,
}
"""What the first version promised, in the words of its rows."""


def task(task_id: str, **changes: Any) -> dict[str, Any]:
    """Return a task's row as the first version wrote it."""
    fixed = {"id": task_id, "key_id": "key-1", "request_id": "request-1", "model": MODEL, "group": "image2video"}
    words = {"orig_prompt": json.dumps("一只猫"), "spec": json.dumps(SPEC_OF_OLD), "refusal": None}
    state = {"status": "PENDING", "attempt": 0, "strikes": 0, "submitted_at": NOW - 10, "progress": 0.0}
    return HOME | fixed | words | state | changes


ENDED = {
    "status": "SUCCEEDED",
    "attempt": 1,
    "scheduled_at": NOW - 9,
    "ended_at": NOW - 5,
    "expires_at": NOW + 1000,
    "progress": 1.0,
    "object_key": "results/ended/1.mp4",
    "usage": json.dumps({"model": MODEL, "resolution": "480P", "seconds": 5, "videos": 1}),
    "engine": "tween",
    "measurements": json.dumps({"psnr": 41.5}),
}
ROWS: dict[str, list[dict[str, Any]]] = {
    "tasks": [
        task("waiting"),
        task("running", status="RUNNING", attempt=1, worker="w", lease_until=NOW + 1000, scheduled_at=NOW - 9),
        task("ended", **ENDED),
        task("failed", status="FAILED", attempt=1, ended_at=NOW - 5, expires_at=NOW + 9, code="A", message='"b"'),
    ],
    "keys": [HOME | {"id": "key-1", "name": "first", "digest": keys._digest(SECRET), "created_at": NOW}],
    "uploads": [
        HOME
        | {"wire_key": "a", "model": MODEL, "object_key": "uploads/a", "size_bytes": 1}
        | {"created_at": NOW, "expires_at": NOW + 1000}
    ],
    "usages": [
        HOME
        | {"task_id": "ended", "key_id": "key-1", "model": MODEL, "resolution": "480P"}
        | {"seconds": 5, "videos": 1, "written_at": NOW - 5}
    ],
    "buckets": [HOME | {"model": MODEL, "next_micros": NOW * 1000}],
}


def tables_of(connection: Connection) -> dict[str, Table]:
    """Return the tables as they are in the database, whatever this version thinks."""
    names = set(inspect(connection).get_table_names()) - {"alembic_version"}
    return {name: Table(name, MetaData(), autoload_with=connection) for name in names}


@pytest.fixture
def upgraded(empty_url: str) -> Iterator[Database]:
    """Give a database that the first version filled and this one has opened."""
    database = Database(empty_url, HandClock())
    with database.transaction() as tx:
        migrations.upgrade(tx.connection, "0001")
        tables = tables_of(tx.connection)
        assert tables.keys() == ROWS.keys()
        for name, rows in ROWS.items():
            for row in rows:
                tx.connection.execute(insert(tables[name]), row)
    database.migrate()
    yield database
    database.close()


MANY = 3_000


def many_tasks() -> list[dict[str, Any]]:
    """Return tasks of the first version in every state."""
    states: list[dict[str, Any]] = [
        {},
        {"status": "RUNNING", "attempt": 2, "strikes": 1, "worker": "w", "lease_until": NOW + 1000},
        ENDED,
        {"status": "FAILED", "attempt": 3, "ended_at": NOW, "code": "A", "message": '"b"'},
        {"status": "CANCELED", "ended_at": NOW, "expires_at": NOW + 1},
    ]
    return [task(f"task-{number:04}", submitted_at=NOW - number, **states[number % 5]) for number in range(MANY)]


def test_a_filled_database_moves_forward_once_however_many_processes_start(empty_url: str) -> None:
    houses = [Database(empty_url, HandClock()) for _ in range(3)]  # one each, as processes have
    with houses[0].transaction() as tx:
        migrations.upgrade(tx.connection, "0001")
        old = tables_of(tx.connection)
        rows = [dict.fromkeys(old["tasks"].c.keys()) | row for row in many_tasks()]
        tx.connection.execute(insert(old["tasks"]), rows)
    with ThreadPoolExecutor(len(houses)) as threads:
        list(threads.map(Database.migrate, houses))
    with houses[1].reading() as tx:
        assert migrations.is_current(tx.connection)
        found = tx.connection.execute(select(tables_of(tx.connection)["tasks"]).order_by("id")).mappings().all()
    assert len(found) == MANY
    assert all(row.items() <= now.items() for row, now in zip(rows, found, strict=True))
    waiting = MANY // 5
    assert Queue(houses[2]).page(store.Wanted(status=Status.PENDING)).total == waiting
    assert Queue(houses[2]).claim() is not None
    for house in houses:
        house.close()


def test_a_migration_that_fails_leaves_the_old_tables(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(empty_url, HandClock())
    with database.transaction() as tx:
        migrations.upgrade(tx.connection, "0001")
        before = tables_of(tx.connection).keys()

    def upgrade_and_break(connection: Connection) -> None:
        upgrade(connection)
        raise RuntimeError("the machine went down")

    upgrade = migrations.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "upgrade", upgrade_and_break)
        with pytest.raises(RuntimeError):
            database.migrate()
    with database.reading() as tx:
        assert tables_of(tx.connection).keys() == before
        assert migrations.stored_revision(tx.connection) == "0001"
    database.migrate()
    database.close()


def test_an_older_program_says_that_the_database_is_newer(empty_url: str) -> None:
    database = Database(empty_url, HandClock())
    database.migrate()
    with database.transaction() as tx:
        tx.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(OperatorError) as told:
        database.migrate()
    assert told.value.message == (
        "The database has revision 9999, which this version does not know; install the newer Inbetween that wrote it."
    )
    database.close()


def test_every_row_is_there_as_it_was(upgraded: Database) -> None:
    with upgraded.reading() as tx:
        tables = tables_of(tx.connection)
        assert tables.keys() == metadata.tables.keys()
        for name, rows in ROWS.items():
            found = [row._asdict() for row in tx.connection.execute(select(tables[name]))]
            assert len(found) == len(rows)
            assert all(any(old.items() <= row.items() for row in found) for old in rows), name


def test_its_tasks_go_on(upgraded: Database) -> None:
    queue = Queue(upgraded)
    ended = queue.see("ended")
    assert (ended.status, ended.usage) == (Status.SUCCEEDED, Usage(model=MODEL, resolution="480P", seconds=5))
    assert [task.id for task in queue.page().lines] == ["waiting", "running", "failed", "ended"]
    taken = queue.take()
    assert taken.id == "waiting"
    assert taken.spec is not None
    assert (taken.spec.prompt, taken.spec.effect, taken.spec.sound) == ("一只猫", None, False)
    assert queue.settle(taken)


def test_its_keys_uploads_and_ledger_hold(upgraded: Database) -> None:
    with upgraded.reading() as tx:
        assert keys.authenticate(tx, SECRET) == Caller(key_id="key-1", scope=SCOPE)
        assert uploads.find(tx, SCOPE, "a", MODEL) is not None
        billed = tx.connection.execute(select(usages)).one()
    assert (billed.task_id, billed.seconds, billed.input_seconds, billed.sound) == ("ended", 5, 0, False)
