"""What is asked often goes by an index, however large its table grows, on SQLite and on PostgreSQL."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, insert

from inbetween.db.database import Database, Transaction
from inbetween.db.schema import replays as replays_table
from inbetween.db.schema import tasks
from inbetween.domain.clock import DAY
from inbetween.domain.scope import Scope
from inbetween.domain.task import Status
from inbetween.tasks import replays, store
from inbetween.tasks.row import of_draft, of_outcome
from inbetween.tasks.store import Wanted
from tests.clocks import HandClock
from tests.samples import DRAFT, SCOPE, SUCCESS
from tests.verbs import KEEP, LEASE

NOW = HandClock().now
ACCOUNT = Scope(region=SCOPE.region, account="account-7")
ROWS = 600
EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}
COSTLY = re.compile(r"SCAN \w+$|TEMP B-TREE|Seq Scan|Sort", re.MULTILINE)
"""What a plan of either database says that reads a whole table, or puts what it found into order."""


def row(number: int) -> dict[str, Any]:
    """Return one of ``ROWS`` tasks: of twenty accounts, an hour between any two of one account, a few unfinished."""
    ended = of_outcome(SUCCESS) | {"ended_at": NOW, "expires_at": NOW + KEEP}
    waiting = dict.fromkeys(ended) | {"status": "PENDING", "progress": 0.0}
    return (
        of_draft(DRAFT)
        | {"id": f"task-{number}", "attempt": 0, "strikes": 0, "account": f"account-{number % 20}"}
        | {"submitted_at": NOW - number // 20 * DAY // 24}
        | (waiting if number % 100 == 0 else ended)
    )


@pytest.fixture
def grown(database: Database) -> Database:
    """Give a database with many rows, of whose numbers its planner knows."""
    with database.transaction() as tx:
        tx.connection.execute(insert(tasks), [row(number) for number in range(ROWS)])
        keys = ({"digest": f"{number}", "account": f"{number}"} for number in range(ROWS))
        same = {"region": SCOPE.region, "body_digest": "", "task_id": "", "expires_at": NOW + DAY}
        tx.connection.execute(insert(replays_table), [same | key for key in keys])
        if tx.connection.dialect.name == "postgresql":
            tx.connection.exec_driver_sql("ANALYZE tasks, replays")
    return database


def plans(database: Database, ask: Callable[[Transaction], object]) -> list[str]:
    """Return how the database goes about each statement of ``ask``."""
    with database.transaction() as tx:
        said: list[tuple[str, Any]] = []

        def listen(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
            said.append((statement, parameters))

        event.listen(tx.connection, "before_cursor_execute", listen)
        ask(tx)
        event.remove(tx.connection, "before_cursor_execute", listen)
        explain = EXPLAIN[tx.connection.dialect.name]
        steps = [tx.connection.exec_driver_sql(f"{explain} {sql}", given).all() for sql, given in said]
        return ["\n".join(step[-1] for step in plan) for plan in steps]


def check(database: Database, ask: Callable[[Transaction], object], index: str) -> None:
    """Require that every statement of ``ask`` goes by ``index``, reads no whole table and puts nothing into order."""
    found = plans(database, ask)
    assert found
    for plan in found:
        assert index in plan
        assert not COSTLY.search(plan), plan


def test_a_poll_goes_by_the_primary_key_whoever_asks(grown: Database) -> None:
    primary = {"sqlite": "sqlite_autoindex_tasks_1", "postgresql": "tasks_pkey"}[grown._writers.dialect.name]
    for account in ("account-7", "account of whom the planner knows nothing"):
        scope = Scope(region=SCOPE.region, account=account)
        check(grown, lambda tx, scope=scope: store.find(tx, scope, "task-7"), primary)  # type: ignore[misc]


def test_a_list_is_counted_and_read_in_the_order_of_its_index(grown: Database) -> None:
    for wishes in (
        {},
        {"page_no": 2},
        {"model": DRAFT.model, "status": Status.SUCCEEDED},
        {"key_id": DRAFT.key_id, "status": Status.PENDING},
    ):
        wanted = Wanted(start=NOW - DAY, end=NOW, **wishes)
        check(grown, lambda tx, wanted=wanted: store.page(tx, ACCOUNT, wanted), "ix_tasks_listing")  # type: ignore[misc]


def test_a_list_is_counted_without_a_look_at_the_rows(grown: Database) -> None:
    wanted = Wanted(start=NOW - DAY, end=NOW, model=DRAFT.model, status=Status.PENDING, key_id=DRAFT.key_id)
    count, *_ = plans(grown, lambda tx: store.page(tx, ACCOUNT, wanted))
    assert "COVERING INDEX ix_tasks_listing" in count or "Index Only Scan using ix_tasks_listing" in count


def test_a_claim_and_what_is_over_go_by_indexes_of_their_own(grown: Database) -> None:
    check(grown, lambda tx: store.claim(tx, worker="w", serves={"a", "b"}, lease=LEASE, keep=KEEP), "ix_tasks_claim")
    check(grown, lambda tx: store.expired(tx, limit=100), "ix_tasks_expiry")
    check(grown, replays.forget_expired, "ix_replays_expiry")
