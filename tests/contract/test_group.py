"""Group commit: verbs that wait together share a transaction, and none of them notices."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoTurn

from inbetween.db.database import Database, Transaction
from inbetween.db.group import MOST_TOGETHER, GroupCommit, GroupReading
from inbetween.domain.clock import new_id
from inbetween.tasks import store
from tests.samples import DRAFT, SCOPE

PATIENCE = 10.0
"""Seconds that a future may take on a busy machine."""


Group = GroupCommit | GroupReading


class Disk:
    """A door to the database that counts transactions, and can hold one up or break its commit."""

    def __init__(self, database: Database) -> None:
        self.database, self.transactions = database, 0
        self.may_commit = threading.Event()
        self.may_commit.set()
        self.broken: Exception | None = None

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        self.transactions += 1
        with self.database.transaction() as tx:
            yield tx
            self.may_commit.wait(PATIENCE)
            if self.broken:
                raise self.broken


@pytest.fixture
def disk(database: Database) -> Disk:
    return Disk(database)


@pytest.fixture
def group(disk: Disk) -> Iterator[GroupCommit]:
    group = GroupCommit(disk.transaction)
    yield group
    disk.may_commit.set()
    group.close()


def submitting(task_id: str) -> Callable[[Transaction], str]:
    def verb(tx: Transaction) -> str:
        store.submit(tx, DRAFT, task_id=task_id)
        return task_id

    return verb


@contextmanager
def held_up(disk: Disk, group: Group) -> Iterator[None]:
    """Hold up another's commit meanwhile, so that whoever asks has company."""
    disk.may_commit.clear()
    begun = threading.Event()
    group.ask(lambda _: begun.set())
    assert begun.wait(PATIENCE)
    yield
    disk.may_commit.set()


def together(disk: Disk, group: Group, *verbs: Callable[[Transaction], object]) -> list[Future[object]]:
    """Let verbs wait together, and wait for their ends."""
    with held_up(disk, group):
        asked = [group.ask(verb) for verb in verbs]
    assert not wait(asked, PATIENCE).not_done
    return asked


def lost(sqlstate: str | None) -> OperationalError:
    """Return what the driver says of a connection, a file or a lock that was lost."""
    cause = Exception("lost")
    cause.sqlstate = sqlstate  # type: ignore[attr-defined]  # as psycopg's errors have it
    return OperationalError("INSERT", {}, cause)


def written(disk: Disk, task_id: str) -> bool:
    with disk.database.reading() as tx:
        return store.find(tx, SCOPE, task_id) is not None


def test_verbs_that_wait_together_share_one_transaction(disk: Disk, group: GroupCommit) -> None:
    ids = [new_id() for _ in range(8)]
    told = together(disk, group, *map(submitting, ids))
    assert [future.result() for future in told] == ids
    assert all(written(disk, task_id) for task_id in ids)
    assert disk.transactions == 2


def test_a_transaction_has_an_end_however_many_wait(disk: Disk, group: GroupCommit) -> None:
    told = together(disk, group, *(submitting(new_id()) for _ in range(MOST_TOGETHER + 1)))
    assert all(written(disk, str(future.result())) for future in told)
    assert disk.transactions == 3


def test_nobody_hears_of_success_before_the_commit(disk: Disk, group: GroupCommit) -> None:
    disk.may_commit.clear()
    ran = threading.Event()
    task_id = new_id()

    def verb(tx: Transaction) -> None:
        store.submit(tx, DRAFT, task_id=task_id)
        ran.set()

    told = group.ask(verb)
    assert ran.wait(PATIENCE)
    assert not told.done()
    assert not written(disk, task_id)
    disk.may_commit.set()
    told.result(PATIENCE)
    assert written(disk, task_id)


def test_a_refused_verb_undoes_itself_alone(disk: Disk, group: GroupCommit) -> None:
    before, refused, after = new_id(), new_id(), new_id()

    def refuse(tx: Transaction) -> None:
        store.submit(tx, DRAFT, task_id=refused)
        raise PermissionError("not you")

    told = together(disk, group, submitting(before), refuse, submitting(after))
    assert isinstance(told[1].exception(), PermissionError)
    assert [written(disk, task_id) for task_id in (before, refused, after)] == [True, False, True]


def test_a_verb_that_the_database_refuses_undoes_itself_alone(disk: Disk, group: GroupCommit) -> None:
    twice, other = new_id(), new_id()
    told = together(disk, group, submitting(twice), submitting(twice), submitting(other))
    assert told[0].result() == twice
    assert isinstance(told[1].exception(), IntegrityError)
    assert written(disk, other)


def test_whom_the_database_refuses_in_company_tries_once_more_alone(disk: Disk, group: GroupCommit) -> None:
    task_id, tries = new_id(), []

    def deadlocked_at_first(tx: Transaction) -> str:
        store.submit(tx, DRAFT, task_id=task_id)
        tries.append(task_id)
        if len(tries) == 1:
            raise lost("40P01")
        return task_id

    told = together(disk, group, submitting(new_id()), deadlocked_at_first)
    assert told[1].result() == task_id
    assert written(disk, task_id)
    assert len(tries) == 2


@pytest.mark.parametrize(("losses", "runs", "ends_well"), [(1, 2, True), (9, 2, False)])
def test_whom_a_deadlock_hits_alone_tries_once_more(
    losses: int, runs: int, ends_well: bool, disk: Disk, group: GroupCommit
) -> None:
    tries: list[None] = []

    def deadlocked(_: Transaction) -> None:
        tries.append(None)
        if len(tries) <= losses:
            raise lost("40P01")

    assert (group.ask(deadlocked).exception(PATIENCE) is None) is ends_well
    assert len(tries) == runs


def test_a_database_that_is_away_is_asked_once_for_all(disk: Disk, group: GroupCommit) -> None:
    tries, away = [], lost(None)

    def lose(_: Transaction) -> None:
        tries.append(None)
        raise away

    told = together(disk, group, submitting(new_id()), lose, lose)
    assert [future.exception() for future in told] == [away] * 3
    assert len(tries) == 1


def test_a_commit_that_fails_is_everybodys_answer(disk: Disk, group: GroupCommit) -> None:
    ids = [new_id() for _ in range(3)]
    group.ask(lambda _: None).result(PATIENCE)
    disk.broken = lost(None)
    told = together(disk, group, *map(submitting, ids))
    assert disk.transactions == 3
    assert all(isinstance(future.exception(), DBAPIError) for future in told)
    assert not any(written(disk, task_id) for task_id in ids)


def test_a_verb_that_nobody_waits_for_any_more_is_not_run(disk: Disk, group: GroupCommit) -> None:
    task_id = new_id()
    with held_up(disk, group):
        told = group.ask(submitting(task_id))
        assert told.cancel()
    group.close()
    assert not written(disk, task_id)


def test_who_has_waited_too_long_is_told_and_not_run(disk: Disk) -> None:
    group, task_id = GroupCommit(disk.transaction, patience=-1.0), new_id()
    told = group.ask(submitting(task_id))
    group.close()
    assert isinstance(told.exception(), NoTurn)
    assert not written(disk, task_id)


def test_readers_share_a_connection_and_what_one_raises_is_nobody_elses(disk: Disk) -> None:
    group, task_id = GroupReading(disk.transaction), new_id()
    group.ask(submitting(task_id)).result(PATIENCE)
    transactions = disk.transactions

    def refuse(_: Transaction) -> None:
        raise PermissionError("not you")

    def find(tx: Transaction) -> bool:
        return store.find(tx, SCOPE, task_id) is not None

    told = together(disk, group, find, refuse, find)
    group.close()
    assert [told[0].result(), told[2].result()] == [True, True]
    assert isinstance(told[1].exception(), PermissionError)
    assert disk.transactions == transactions + 2


def test_readers_behind_a_connection_that_broke_are_told_that_the_database_is_away(disk: Disk) -> None:
    away, asked = OperationalError("", None, Exception()), threading.Event()

    def breaking(tx: Transaction) -> None:
        assert tx.now
        asked.wait(PATIENCE)
        tx.connection.invalidate()
        raise away

    group = GroupReading(disk.database.reading)
    held = group.ask(lambda _: asked.wait(PATIENCE))
    told = [group.ask(breaking), group.ask(lambda tx: tx.now)]
    asked.set()
    wait([held, *told], PATIENCE)
    group.close()
    assert [future.exception(0) for future in told] == [away, away]


def test_without_a_connection_every_reader_is_told(disk: Disk) -> None:
    away = lost(None)

    @contextmanager
    def nowhere() -> Iterator[Transaction]:
        raise away
        yield

    group = GroupReading(nowhere)
    told = [group.ask(lambda tx: tx.now) for _ in range(3)]
    group.close()
    assert [future.exception() for future in told] == [away] * 3


def test_verbs_run_in_the_order_of_what_they_lock(disk: Disk, group: GroupCommit) -> None:
    ran: list[str] = []
    with held_up(disk, group):
        told = [group.ask(lambda _, name=name: ran.append(name), order=(name,)) for name in ("c", "a", "b")]
    wait(told, PATIENCE)
    assert ran == ["a", "b", "c"]


def test_what_was_asked_before_the_end_is_done(disk: Disk, group: GroupCommit) -> None:
    told = [group.ask(submitting(new_id())) for _ in range(5)]
    group.close()
    assert all(future.done() for future in told)
