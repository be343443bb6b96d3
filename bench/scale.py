"""What a poll and a list cost in a small table and in a large one: ``python -m bench scale``.

Both tables are asked in turn, call by call, so that a noisy moment hits both. The account that asks has ``RECENT``
tasks of the last day in either table. The large one holds older tasks of it besides, ten days old and all of one day,
and tasks of other accounts. PostgreSQL is the server of ``TEST_DATABASE_URL``, else one from pip that lives for the
run. Takes 2 GB in the folder for temporary files.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import (
    BigInteger,
    Insert,
    Text,
    case,
    cast,
    create_engine,
    func,
    insert,
    literal,
    make_url,
    select,
    true,
)

from inbetween.accounts import keys
from inbetween.db.database import Database
from inbetween.db.schema import tasks
from inbetween.domain.clock import DAY, SECOND, Millis, new_id
from inbetween.domain.task import Status
from inbetween.tasks import store
from inbetween.tasks.store import Wanted
from tests.postgresql import NoServer, fresh_database, running_server
from tests.samples import DRAFT, SCOPE, SPEC, SUCCESS

RECENT = 100
ROWS = 1_000_000
OTHERS = 100_000
LONG_AGO: Millis = 10 * DAY
BATCH = 100_000
RUNS = 1_000
FEW_RUNS = 5
POLLED = 1_000
OTHER_MODEL = "wan2.1-kf2v-plus"
PROMPT = "a black cat looks up, then jumps onto the roof; the camera follows it slowly. " * 3
MEASURED = {"frames": 150, "fitted": {"first_frame": [0, 0, 832, 468]}, "stages": {"analyse": 0.61, "draw": 1.2}}
FRESH_ID = {"sqlite": func.lower(func.hex(func.randomblob(16))), "postgresql": cast(func.gen_random_uuid(), Text)}


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A filled database, the ids of some of its tasks, and the instant up to which it was filled."""

    database: Database
    secret: str
    ids: list[str]
    now: Millis

    def poll(self) -> None:
        """Do what the API does for a poll: check the key and read the row."""
        with self.database.reading() as tx:
            assert keys.authenticate(tx, self.secret)
            assert store.find(tx, SCOPE, random.choice(self.ids))

    def page(self, *, age: Millis = 0, **wishes: Any) -> None:
        """Do what the API does for a list call over the day before ``age``: check the key, count, read a page."""
        end = self.now - age
        with self.database.reading() as tx:
            assert keys.authenticate(tx, self.secret)
            assert store.page(tx, SCOPE, Wanted(start=end - DAY, end=end, **wishes)).total


ASKED: dict[str, Callable[[House], None]] = {
    "poll of any task of the account": House.poll,
    "list, first page of 10": House.page,
    "list, a model and a status, first page": lambda house: house.page(model=OTHER_MODEL, status=Status.SUCCEEDED),
    "list, last page": lambda house: house.page(page_no=RECENT // 10),
}
ASKED_OF_A_CROWD: dict[str, Callable[[House], None]] = {
    "count alone": lambda house: house.page(age=LONG_AGO, page_no=ROWS),
    "first page of 10": lambda house: house.page(age=LONG_AGO),
    "a model and a status, first page": lambda house: house.page(
        age=LONG_AGO, model=OTHER_MODEL, status=Status.SUCCEEDED
    ),
    "page 80,000": lambda house: house.page(age=LONG_AGO, page_no=80_000),
}


def first_task(database: Database) -> tuple[str, Millis]:
    """Let a task succeed, and return its id and the instant."""
    draft = replace(DRAFT, orig_prompt=PROMPT, spec=replace(SPEC, prompt=PROMPT))
    with database.transaction() as tx:
        store.submit(tx, draft, task_id=new_id())
        task = store.claim(tx, worker="bench", lease=30 * SECOND, keep=None)
        assert task
        assert store.settle(tx, task, replace(SUCCESS, measurements=MEASURED), keep=100 * DAY)
        return task.id, tx.now


def copies(of: str, numbers: range, *, fresh_id: Any, account: Any, submitted_at: Any) -> Insert:
    """Return the statement that copies a task once per number; ``account`` and ``submitted_at`` follow from that."""
    series = select(literal(numbers.start, BigInteger).label("n")).cte("series", recursive=True)
    series = series.union_all(select(series.c.n + 1).where(series.c.n < numbers.stop - 1))
    changed = {
        "id": fresh_id,
        "account": account(series.c.n),
        "submitted_at": submitted_at(series.c.n),
        "model": case((series.c.n % 10 == 0, OTHER_MODEL), else_=tasks.c.model),
    }
    columns = [changed.get(column.name, column) for column in tasks.c]
    copied = select(*columns).select_from(tasks.join(series, true())).where(tasks.c.id == of)
    return insert(tasks).from_select(list(tasks.c.keys()), copied)


def fill(database: Database, of: str, count: int, *, end: Millis, others: bool = False) -> None:
    """Write ``count`` copies of a task, submitted evenly over the day before ``end``."""

    def account(number: Any) -> Any:
        return literal("other-").concat(cast(number % 100, Text)) if others else literal(SCOPE.account)

    for start in range(0, count, BATCH):
        with database.transaction() as tx:
            statement = copies(
                of,
                range(start, min(count, start + BATCH)),
                fresh_id=FRESH_ID[tx.connection.dialect.name],
                account=account,
                submitted_at=lambda number: literal(end, BigInteger) - number * (DAY // count),
            )
            tx.connection.execute(statement)


def vacuum(url: str) -> None:
    """Do what PostgreSQL does by itself a while after so many rows."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("VACUUM ANALYZE tasks")
    engine.dispose()


@contextmanager
def filled(url: str, rows: int) -> Iterator[House]:
    """Give a database with so many tasks, ``RECENT`` of them of the last day."""
    with closing(Database(url)) as database:
        database.migrate()
        with database.transaction() as tx:
            secret = keys.create(tx, scope=SCOPE, name="bench").secret
        first, now = first_task(database)
        fill(database, first, RECENT - 1, end=now)
        if rows > RECENT:
            fill(database, first, rows - RECENT - OTHERS, end=now - LONG_AGO)
            fill(database, first, OTHERS, end=now, others=True)
        if url.startswith("postgresql"):
            vacuum(url)
        with database.reading() as tx:
            mine = select(tasks.c.id).where(tasks.c.account == SCOPE.account)
            ids = tx.connection.execute(mine.order_by(func.random()).limit(POLLED)).scalars().all()
        yield House(database=database, secret=secret, ids=list(ids), now=now)


def milliseconds(ask: Callable[[House], None], houses: tuple[House, ...], runs: int) -> list[float]:
    """Ask the houses in turn and return the median of each."""
    taken: list[list[float]] = [[] for _ in houses]
    for _ in range(runs + 1):
        for house, times in zip(houses, taken, strict=True):
            started = time.perf_counter()
            ask(house)
            times.append((time.perf_counter() - started) * 1000)
    return [median(times[1:]) for times in taken]


def report(name: str, small: House, large: House) -> None:
    """Print the rows of one kind of database."""
    for what, ask in ASKED.items():
        few, many = milliseconds(ask, (small, large), RUNS)
        print(f"| {name} | {what} | {few:.2f} | {many:.2f} | {many / few:.2f} |")
    for what, ask in ASKED_OF_A_CROWD.items():
        (crowd,) = milliseconds(ask, (large,), FEW_RUNS)
        print(f"| {name} | list over a day of {ROWS - RECENT - OTHERS:,} own tasks: {what} | | {crowd:.0f} | |")


@contextmanager
def server() -> Iterator[str | None]:
    """Give the URL of a PostgreSQL server, or ``None`` where there is none."""
    with ExitStack() as stack:
        try:
            yield os.environ.get("TEST_DATABASE_URL") or stack.enter_context(running_server())
        except NoServer as error:
            print(f"\nPostgreSQL was not measured: {error}.")
            yield None


def main() -> None:
    """Print the table."""
    print("\n## A small table and a large one (`python -m bench scale`)\n")
    print(f"| | | {RECENT} rows, ms | {ROWS:,} rows, ms | ratio |\n| --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        urls = [f"sqlite:///{Path(folder)}/{name}.db" for name in ("small", "large")]
        with filled(urls[0], RECENT) as small, filled(urls[1], ROWS) as large:
            report("SQLite", small, large)
    with server() as root:
        if root is None:
            return
        with (
            fresh_database(root) as one,
            fresh_database(root) as other,
            filled(one, RECENT) as small,
            filled(other, ROWS) as large,
        ):
            report("PostgreSQL", small, large)


if __name__ == "__main__":
    main()
