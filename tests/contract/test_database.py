"""The database keeps its promises on SQLite and on PostgreSQL."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, func, insert, inspect, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from inbetween.db import migrations
from inbetween.db.clock import DatabaseClock
from inbetween.db.database import Database
from inbetween.db.schema import buckets, metadata, tasks
from inbetween.domain.errors import OperatorError
from tests.clocks import HandClock
from tests.verbs import Queue


@pytest.fixture
def empty_database(empty_url: str) -> Iterator[Database]:
    database = Database(empty_url)
    yield database
    database.close()


ROW = {"region": "cn-beijing", "account": "main", "model": "wan2.2-kf2v-flash", "next_micros": 0}
ONE_MORE = update(buckets).values(next_micros=buckets.c.next_micros + 1)


def stored(database: Database) -> int | None:
    """Return the number in the one row, or ``None`` without it."""
    with database.reading() as tx:
        return tx.connection.execute(select(buckets.c.next_micros)).scalar_one_or_none()


def test_what_a_transaction_wrote_is_read_afterwards(database: Database) -> None:
    with database.transaction() as tx:
        tx.connection.execute(insert(buckets), ROW)
    assert stored(database) == 0


def test_an_exception_takes_everything_back(database: Database) -> None:
    with suppress(RuntimeError), database.transaction() as tx:
        tx.connection.execute(insert(buckets), ROW)
        raise RuntimeError
    assert stored(database) is None


def test_reading_sees_nothing_that_is_not_committed(database: Database) -> None:
    with database.transaction() as tx:
        tx.connection.execute(insert(buckets), ROW)
        assert stored(database) is None


def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError), database.reading() as tx:
        tx.connection.execute(insert(buckets), ROW)


def test_a_transaction_inside_another_on_sqlite_fails_instead_of_hanging(sqlite_database: Database) -> None:
    with pytest.raises(DBAPIError), sqlite_database.transaction(), sqlite_database.transaction():
        pass


def test_writers_of_many_threads_lose_no_update(database: Database) -> None:
    with database.transaction() as tx:
        tx.connection.execute(insert(buckets), ROW)

    def count(_: int) -> None:
        with database.transaction() as tx:
            tx.connection.execute(ONE_MORE)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(count, range(40)))
    assert stored(database) == 40


def test_writers_of_two_processes_lose_no_update(empty_url: str) -> None:
    houses = [Database(empty_url), Database(empty_url)]
    houses[0].migrate()
    with houses[0].transaction() as tx:
        tx.connection.execute(insert(buckets), ROW)

    def count(number: int) -> None:
        with houses[number % 2].transaction() as tx:
            tx.connection.execute(ONE_MORE)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(count, range(40)))
    assert stored(houses[0]) == 40
    for house in houses:
        house.close()


def test_a_commit_on_sqlite_is_on_the_disk_before_it_returns(sqlite_database: Database) -> None:
    with sqlite_database.transaction() as tx:
        modes = [tx.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
    assert modes == ["wal", 2]  # 2 is FULL.


def test_the_instant_of_a_transaction_is_read_once(database: Database, clock: HandClock) -> None:
    with database.transaction() as tx:
        first = tx.now
        clock.advance(1)
        assert tx.now == first
    with database.reading() as tx:
        assert tx.now == first + 1


def test_the_clock_of_the_database_tells_epoch_milliseconds(database: Database) -> None:
    with database.reading() as tx:
        assert abs(DatabaseClock().read(tx.connection) - time.time() * 1000) < 60_000


def test_check_is_silent_when_the_database_answers(database: Database) -> None:
    database.check()


def test_check_raises_when_it_does_not(tmp_path: Path) -> None:
    with pytest.raises(DBAPIError):
        Database(f"sqlite:///{tmp_path}/nowhere/a.db").check()


@pytest.mark.parametrize("url", ["", "mysql://host/db", "sqlite://", "sqlite:///:memory:", "sqlite:///"])
def test_a_database_that_we_cannot_use_is_refused_in_one_sentence(url: str) -> None:
    with pytest.raises(OperatorError, match="database URL"):
        Database(url)


def test_a_database_that_does_not_work_is_told_in_one_sentence_without_its_password(tmp_path: Path) -> None:
    (tmp_path / "inbetween.db").write_bytes(b"not a database, but a text of more than a hundred bytes" * 20)
    for url in (f"sqlite:///{tmp_path}/inbetween.db", "postgresql://me:secret@127.0.0.1:1/inbetween"):
        with closing(Database(url)) as database, pytest.raises(OperatorError) as told:
            database.migrate()
        assert told.value.message.startswith("The database ")
        assert "secret" not in told.value.message
        assert "\n" not in told.value.message


def test_migrating_makes_exactly_the_tables_of_the_schema(empty_database: Database) -> None:
    empty_database.migrate()
    with empty_database.reading() as tx:
        assert compare_metadata(MigrationContext.configure(tx.connection), metadata) == []
        inspector = inspect(tx.connection)
        checks = {check["name"] for check in inspector.get_check_constraints("tasks")}
        indexes = {index["name"] for table in metadata.tables for index in inspector.get_indexes(table)}
    assert checks == {f"ck_tasks_{name}" for name in ("status", "lease", "end", "usage", "counts", "progress")}
    assert indexes == {index.name for table in metadata.tables.values() for index in table.indexes}


def test_the_sql_of_the_migrations_is_the_sql_of_the_schema_on_sqlite(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/migrated.db")
    database.migrate()
    database.close()
    created = create_engine(f"sqlite:///{tmp_path}/created.db")
    metadata.create_all(created)
    created.dispose()
    assert definitions(tmp_path / "migrated.db") == definitions(tmp_path / "created.db")


def definitions(path: Path) -> set[str]:
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE tbl_name <> 'alembic_version'")
        found = {" ".join(sql.split()) for (sql,) in rows if sql}
    engine.dispose()
    return found


def test_migrating_twice_changes_nothing(empty_database: Database) -> None:
    empty_database.migrate()
    with empty_database.transaction() as tx:
        tx.connection.execute(insert(buckets), ROW)
    empty_database.migrate()
    assert stored(empty_database) == 0


def test_processes_that_start_together_migrate_once(empty_url: str) -> None:
    start = threading.Barrier(4)

    def begin(_: int) -> int:
        database = Database(empty_url)  # An own database each, as processes have.
        start.wait()
        database.migrate()
        with database.reading() as tx:
            count = tx.connection.execute(select(func.count()).select_from(tasks)).scalar_one()
        database.close()
        return count

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(begin, range(4))) == [0, 0, 0, 0]


def test_opening_a_new_file_waits_for_one_who_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    writer = sqlite3.connect(path, check_same_thread=False)
    writer.executescript("CREATE TABLE other (a); BEGIN IMMEDIATE;")
    done = threading.Timer(0.05, writer.close)  # SQLite itself does not wait when it switches to its log.
    done.start()
    database = Database(f"sqlite:///{path}")
    database.migrate()
    database.check()
    database.close()
    done.join()


def test_a_start_with_current_tables_loads_no_machinery(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    Database(url).migrate()
    code = (
        "import sys, inbetween.accounts.keys, inbetween.tasks.store, inbetween.db.database as d\n"
        f"d.Database({url!r}).migrate()\n"
        "print(sorted({'alembic', 'psycopg', 'mako'} & sys.modules.keys()))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert loaded.strip() == "[]"


def test_the_known_head_is_the_newest_migration() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert scripts.get_current_head() == migrations.HEAD


@pytest.mark.parametrize(
    "nonsense",
    [
        {"status": "DONE"},
        {"status": "RUNNING"},
        {"status": "SUCCEEDED", "ended_at": 1},
        {"ended_at": 1},
        {"progress": 1.5},
        {"attempt": -1},
    ],
)
def test_a_row_that_makes_no_sense_is_refused_by_the_table(queue: Queue, nonsense: dict[str, object]) -> None:
    queue.submit()
    with pytest.raises(IntegrityError), queue.database.transaction() as tx:
        tx.connection.execute(update(tasks).values(nonsense))
