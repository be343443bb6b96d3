"""Who does tasks is known to every process on the database, and for no longer than is true."""

import pytest

from inbetween.db.database import Database
from inbetween.tasks import workers
from inbetween.tasks.workers import Presence
from tests.clocks import HandClock
from tests.verbs import LEASE

FIRST, SECOND = (Presence(name=name, place="here") for name in ("z first", "a second"))


def tell(database: Database, presence: Presence) -> None:
    with database.transaction() as tx:
        workers.tell(tx, presence, lease=LEASE)


def leave(database: Database, presence: Presence) -> None:
    with database.transaction() as tx:
        workers.leave(tx, presence)


def found(database: Database) -> tuple[bool, str | None]:
    with database.reading() as tx:
        return workers.any_alive(tx), workers.senior(tx)


@pytest.fixture(autouse=True)
def both(database: Database, clock: HandClock) -> None:
    tell(database, FIRST)
    clock.advance(1)
    tell(database, SECOND)


def test_the_senior_worker_is_the_one_that_started_first(database: Database, clock: HandClock) -> None:
    assert found(database) == (True, FIRST.name)
    clock.advance(1)
    tell(database, FIRST)
    assert found(database) == (True, FIRST.name)


def test_a_worker_that_leaves_is_gone_at_once(database: Database) -> None:
    leave(database, FIRST)
    assert found(database) == (True, SECOND.name)
    leave(database, SECOND)
    assert found(database) == (False, None)


def test_a_worker_that_fell_silent_is_gone_with_its_lease(database: Database, clock: HandClock) -> None:
    clock.advance(LEASE - 1)
    assert found(database) == (True, SECOND.name)
    clock.advance(1)
    assert found(database) == (False, None)


def test_a_worker_that_was_only_late_is_the_youngest_once_it_was_forgotten(
    database: Database, clock: HandClock
) -> None:
    clock.advance(LEASE - 1)
    tell(database, SECOND)
    with database.transaction() as tx:
        workers.forget_gone(tx)
    clock.advance(1)
    tell(database, FIRST)
    assert found(database) == (True, SECOND.name)
