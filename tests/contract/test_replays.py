"""The same key names the same task for a day, on SQLite and on PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlalchemy import func, select

from inbetween.db.database import Database
from inbetween.db.schema import replays as table
from inbetween.domain.clock import HOUR, new_id
from inbetween.domain.scope import Scope
from inbetween.tasks import replays, store
from inbetween.tasks.replays import FirstUse, Repeatable
from tests.clocks import HandClock
from tests.samples import DRAFT, SCOPE
from tests.verbs import Queue

ONE = Repeatable.of("aisdk_vid_1", b"{}")


def use(database: Database, task_id: str, repeatable: Repeatable = ONE, scope: Scope = SCOPE) -> FirstUse | None:
    with database.transaction() as tx:
        return replays.use(tx, scope, repeatable, task_id=task_id)


def count(database: Database) -> int:
    with database.reading() as tx:
        return int(tx.connection.execute(select(func.count()).select_from(table)).scalar_one())


def test_a_key_names_the_task_of_its_first_use(database: Database) -> None:
    assert use(database, "first") is None
    again = FirstUse(task_id="first", same_body=True)
    assert [use(database, "second"), use(database, "third")] == [again, again]
    assert count(database) == 1


def test_another_body_is_noticed_and_changes_nothing(database: Database) -> None:
    use(database, "first")
    other = Repeatable.of("aisdk_vid_1", b"{} ")
    assert use(database, "second", other) == FirstUse(task_id="first", same_body=False)
    assert use(database, "third") == FirstUse(task_id="first", same_body=True)


def test_keys_regions_and_accounts_do_not_meet(database: Database) -> None:
    use(database, "first")
    assert use(database, "second", Repeatable.of("aisdk_vid_2", b"{}")) is None
    assert use(database, "third", scope=Scope(region="intl", account=SCOPE.account)) is None
    assert use(database, "fourth", scope=Scope(region=SCOPE.region, account="other")) is None


def test_a_key_is_free_after_its_day_and_no_repetition_prolongs_it(database: Database, clock: HandClock) -> None:
    use(database, "first")
    clock.advance(24 * HOUR - 1)
    assert use(database, "second") == FirstUse(task_id="first", same_body=True)
    clock.advance(1)
    assert use(database, "third", Repeatable.of("aisdk_vid_1", b"another body")) is None
    clock.advance(24 * HOUR - 1)
    assert use(database, "fourth") == FirstUse(task_id="third", same_body=False)
    assert count(database) == 1


def test_a_rollback_gives_the_key_back(database: Database) -> None:
    with suppress(RuntimeError), database.transaction() as tx:
        replays.use(tx, SCOPE, ONE, task_id="first")
        raise RuntimeError
    assert use(database, "second") is None


def test_keys_are_forgotten_after_their_day(database: Database, clock: HandClock) -> None:
    use(database, "first")
    clock.advance(HOUR)
    use(database, "second", Repeatable.of("aisdk_vid_2", b"{}"))
    clock.advance(23 * HOUR)
    with database.transaction() as tx:
        replays.forget_expired(tx)
    with database.reading() as tx:
        assert tx.connection.execute(select(table.c.task_id)).scalars().all() == ["second"]


def test_no_row_tells_a_key(database: Database) -> None:
    use(database, "first")
    with database.reading() as tx:
        assert "aisdk" not in str(tx.connection.execute(select(table)).all())


@pytest.mark.parametrize("taken_over", [False, True])
def test_of_eight_twins_one_writes_the_task_that_all_are_told(queue: Queue, clock: HandClock, taken_over: bool) -> None:
    for number in range(5):
        repeatable, start = Repeatable.of(f"key-{number}", b"{}"), threading.Barrier(8)
        if taken_over:
            use(queue.database, "long ago", repeatable)
            clock.advance(24 * HOUR)

        def submit(_: int, repeatable: Repeatable = repeatable, start: threading.Barrier = start) -> str:
            task_id = new_id()
            start.wait()
            with queue.database.transaction() as tx:
                if first := replays.use(tx, SCOPE, repeatable, task_id=task_id):
                    return first.task_id
                store.submit(tx, DRAFT, task_id=task_id)
                return task_id

        with ThreadPoolExecutor(8) as threads:
            told = set(threads.map(submit, range(8)))
        assert len(told) == 1
        assert queue.find(told.pop())
        assert queue.page().total == number + 1


def test_a_twin_waits_for_the_first_and_takes_its_place_when_it_fails(postgresql_database: Database) -> None:
    waiting = threading.Event()

    def second() -> FirstUse | None:
        with postgresql_database.transaction() as tx:
            assert tx.now
            waiting.set()
            return replays.use(tx, SCOPE, ONE, task_id="second")

    with ThreadPoolExecutor(1) as threads:
        with suppress(RuntimeError), postgresql_database.transaction() as tx:
            replays.use(tx, SCOPE, ONE, task_id="first")
            told = threads.submit(second)
            waiting.wait()
            raise RuntimeError
        assert told.result() is None


def test_a_key_that_is_given_back_is_fresh_and_one_of_another_task_stays(database: Database) -> None:
    with database.transaction() as tx:
        assert replays.use(tx, SCOPE, ONE, task_id="first") is None
        replays.give_back(tx, SCOPE, ONE, task_id="first")
    assert use(database, "second") is None
    with database.transaction() as tx:
        replays.give_back(tx, SCOPE, ONE, task_id="first")
    assert use(database, "third") == FirstUse(task_id="second", same_body=True)
