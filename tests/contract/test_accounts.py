"""Keys, rates and the ledger, on SQLite and on PostgreSQL."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from inbetween.accounts import keys, ledger, rates
from inbetween.db.database import Database
from inbetween.db.schema import buckets, metadata, usages
from inbetween.domain.scope import Caller, Scope
from inbetween.domain.usage import Usage
from tests.clocks import HandClock
from tests.samples import FAILURE, SCOPE
from tests.verbs import Queue

MODEL = "wan2.2-kf2v-flash"


def make_key(database: Database, name: str = "laptop") -> keys.NewKey:
    with database.transaction() as tx:
        return keys.create(tx, scope=SCOPE, name=name)


def authenticate(database: Database, secret: str) -> Caller | None:
    with database.reading() as tx:
        return keys.authenticate(tx, secret)


def revoke(database: Database, key_id: str) -> bool:
    with database.transaction() as tx:
        return keys.revoke(tx, key_id)


def test_a_key_opens_its_own_scope(database: Database) -> None:
    key = make_key(database)
    assert re.fullmatch(r"sk-[0-9a-f]{32}", key.secret)
    assert authenticate(database, key.secret) == Caller(key_id=key.id, scope=SCOPE)


@pytest.mark.parametrize("secret", ["", "sk-", "sk-" + "0" * 32, "猫", "\x00", "\ud800", "' OR 1=1 --"])
def test_a_secret_that_is_no_key_opens_nothing(database: Database, secret: str) -> None:
    make_key(database)
    assert authenticate(database, secret) is None


def test_no_column_of_any_table_holds_a_secret(database: Database) -> None:
    secret = make_key(database).secret
    with database.reading() as tx:
        rows = [row for table in metadata.sorted_tables for row in tx.connection.execute(select(table))]
    assert rows
    assert not any(part in str(rows) for part in (secret, secret.removeprefix("sk-"), secret[-8:]))


def test_a_revoked_key_opens_nothing(database: Database) -> None:
    key, other = make_key(database), make_key(database)
    assert revoke(database, key.id)
    assert authenticate(database, key.secret) is None
    assert authenticate(database, other.secret) is not None


def test_a_key_is_revoked_once(database: Database) -> None:
    key = make_key(database)
    assert [revoke(database, key.id), revoke(database, key.id), revoke(database, "no-such-key")] == [True, False, False]


def test_the_listing_shows_every_key_and_no_secret(database: Database, clock: HandClock) -> None:
    first = make_key(database, "laptop")
    clock.advance(5)
    second = make_key(database, "phone")
    revoke(database, first.id)
    with database.reading() as tx:
        rows = keys.listing(tx)
    assert [(row.id, row.name, row.scope) for row in rows] == [
        (first.id, "laptop", SCOPE),
        (second.id, "phone", SCOPE),
    ]
    assert [row.revoked_at for row in rows] == [clock.now, None]
    assert rows[1].created_at == rows[0].created_at + 5


def test_only_a_house_that_never_had_a_key_has_none(database: Database) -> None:
    with database.reading() as tx:
        assert not keys.any_key(tx)
    revoke(database, make_key(database).id)
    with database.reading() as tx:
        assert keys.any_key(tx)


def spend(
    database: Database, *, scope: Scope = SCOPE, model: str = MODEL, per_second: int = 2, burst: int = 2
) -> int | None:
    with database.transaction() as tx:
        return rates.spend(tx, scope=scope, model=model, per_second=per_second, burst=burst)


def test_a_burst_is_accepted_and_then_the_rate_holds(database: Database, clock: HandClock) -> None:
    assert [spend(database) for _ in range(3)] == [None, None, 500]
    clock.advance(499)
    assert spend(database) == 1
    clock.advance(1)
    assert [spend(database), spend(database)] == [None, 500]


def test_the_told_wait_is_exactly_long_enough(database: Database, clock: HandClock) -> None:
    for _ in range(20):
        wait = spend(database, per_second=3, burst=1)
        if wait is not None:
            clock.advance(wait - 1)
            assert spend(database, per_second=3, burst=1) is not None
            clock.advance(1)
            assert spend(database, per_second=3, burst=1) is None


def test_a_long_rest_saves_up_no_more_than_a_burst(database: Database, clock: HandClock) -> None:
    spend(database)
    clock.advance(3_600_000)
    assert [spend(database) for _ in range(3)] == [None, None, 500]


def test_a_clock_that_is_set_back_refuses_nobody_for_longer_than_a_minute(database: Database, clock: HandClock) -> None:
    assert [spend(database) for _ in range(3)] == [None, None, 500]
    clock.advance(-3_600_000)
    assert [spend(database) for _ in range(3)] == [None, None, 500]
    clock.advance(-1)  # another machine's transaction, a little earlier
    assert spend(database) == 501


def test_scopes_and_models_do_not_share_a_rate(database: Database) -> None:
    spend(database, per_second=1, burst=1)
    assert spend(database, per_second=1, burst=1) is not None
    assert spend(database, per_second=1, burst=1, model="another") is None
    assert spend(database, per_second=1, burst=1, scope=Scope(region="intl", account="main")) is None
    assert spend(database, per_second=1, burst=1, scope=Scope(region="cn-beijing", account="other")) is None


def test_a_submit_that_is_rolled_back_spends_nothing(database: Database) -> None:
    with suppress(RuntimeError), database.transaction() as tx:
        rates.spend(tx, scope=SCOPE, model=MODEL, per_second=1, burst=1)
        raise RuntimeError
    assert spend(database, per_second=1, burst=1) is None


@pytest.mark.parametrize("per_second", [2, 3, 7])
def test_eight_threads_together_never_exceed_the_rate(database: Database, clock: HandClock, per_second: int) -> None:
    accepted: list[int] = []

    def try_once(_: int) -> None:
        if spend(database, per_second=per_second, burst=2) is None:
            accepted.append(1)

    with ThreadPoolExecutor(8) as threads:
        for _ in range(20):
            list(threads.map(try_once, range(8)))
            clock.advance(50)
    # 20 rounds over 950 ms: the burst, and what flows in meanwhile.
    assert len(accepted) == 2 + per_second * 950 // 1000


def test_a_bucket_is_one_row(database: Database) -> None:
    for _ in range(5):
        spend(database)
    with database.reading() as tx:
        assert len(tx.connection.execute(select(buckets)).all()) == 1


def test_usage_is_written_once_per_task(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    task = queue.take()
    queue.settle(task)
    with queue.database.reading() as tx:
        row = tx.connection.execute(select(usages)).one()
    assert row._asdict() == {
        "task_id": task.id,
        "region": SCOPE.region,
        "account": SCOPE.account,
        "key_id": "key-1",
        "model": MODEL,
        "resolution": "480P",
        "seconds": 5,
        "videos": 1,
        "input_seconds": 0,
        "sound": False,
        "written_at": clock.now,
    }
    with pytest.raises(IntegrityError), queue.database.transaction() as tx:
        ledger.write(tx, task, Usage(model=MODEL, resolution="480P", seconds=5))


def test_a_failed_task_costs_nothing(queue: Queue) -> None:
    queue.submit()
    queue.settle(queue.take(), FAILURE)
    with queue.database.reading() as tx:
        assert tx.connection.execute(select(usages)).all() == []


def test_usage_outlives_its_task(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    task = queue.take()
    queue.settle(task, keep=10)
    clock.advance(10)
    assert queue.forget_expired() == [task.id]
    with queue.database.reading() as tx:
        assert [row.task_id for row in tx.connection.execute(select(usages))] == [task.id]
