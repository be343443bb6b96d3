"""Whatever workers, callers and time do in whatever order, the rows agree with a model of twenty lines."""

from dataclasses import dataclass

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from inbetween.db.database import Database
from inbetween.db.schema import tasks, usages
from inbetween.domain.task import Status, Task
from inbetween.tasks.store import STRIKES
from tests.clocks import HandClock
from tests.conftest import wipe
from tests.samples import FAILURE, SUCCESS
from tests.verbs import KEEP, LEASE, Queue


@dataclass
class Expected:
    """What a row should say."""

    submitted_at: int
    status: Status = Status.PENDING
    attempt: int = 0
    strikes: int = 0
    lease_until: int = 0


class Machine(RuleBasedStateMachine):
    """Runs the store beside its model. ``held`` are the attempts of all workers, stale ones too."""

    def __init__(self, database: Database, clock: HandClock) -> None:
        super().__init__()
        wipe(database)
        self.queue = Queue(database)
        self.clock = clock
        self.rows: dict[str, Expected] = {}
        self.held: list[Task] = []

    def pick(self, choice: int) -> tuple[Task, Expected, bool]:
        task = self.held[choice % len(self.held)]
        row = self.rows[task.id]
        return task, row, row.status == Status.RUNNING and row.attempt == task.attempt

    @rule()
    def submit(self) -> None:
        task = self.queue.submit()
        self.rows[task.id] = Expected(self.clock.now)
        self.clock.advance(1)  # So that the order of claims is one.

    @rule()
    def claim(self) -> None:
        expected = None
        for row in self.rows.values():
            if row.status == Status.RUNNING and row.lease_until <= self.clock.now:
                row.status = Status.PENDING
                row.strikes += 1
        for task_id, row in sorted(self.rows.items(), key=lambda item: item[1].submitted_at):
            if row.status != Status.PENDING:
                continue
            row.attempt += 1
            if row.strikes >= STRIKES:
                row.status = Status.FAILED
                continue
            row.status, row.lease_until = Status.RUNNING, self.clock.now + LEASE
            expected = task_id
            break
        claimed = self.queue.claim()
        assert (claimed and claimed.id) == expected
        if claimed:
            self.held.append(claimed)

    @precondition(lambda self: self.held)
    @rule(choice=st.integers(0, 20))
    def beat(self, choice: int) -> None:
        task, row, owned = self.pick(choice)
        assert self.queue.beat(task) is owned
        if owned:
            row.lease_until = self.clock.now + LEASE

    @precondition(lambda self: self.held)
    @rule(choice=st.integers(0, 20), well=st.booleans())
    def settle(self, choice: int, well: bool) -> None:
        task, row, owned = self.pick(choice)
        assert self.queue.settle(task, SUCCESS if well else FAILURE) is owned
        if owned:
            row.status = Status.SUCCEEDED if well else Status.FAILED

    @precondition(lambda self: self.held)
    @rule(choice=st.integers(0, 20), strike=st.booleans())
    def release(self, choice: int, strike: bool) -> None:
        task, row, owned = self.pick(choice)
        assert self.queue.release(task, strike=strike) is owned
        if owned:
            row.status = Status.PENDING
            row.strikes += strike

    @precondition(lambda self: self.rows)
    @rule(choice=st.integers(0, 20), force=st.booleans())
    def cancel(self, choice: int, force: bool) -> None:
        task_id, row = list(self.rows.items())[choice % len(self.rows)]
        can = row.status == Status.PENDING or (force and row.status == Status.RUNNING)
        assert self.queue.cancel(task_id, force=force) is can
        if can:
            row.status = Status.CANCELED

    @rule(milliseconds=st.sampled_from([1, LEASE // 2, LEASE, 3 * LEASE]))
    def pass_time(self, milliseconds: int) -> None:
        self.clock.advance(milliseconds)

    @rule()
    def outlive_everything(self) -> None:
        self.clock.advance(KEEP)
        ended = {task_id for task_id, row in self.rows.items() if row.status not in (Status.PENDING, Status.RUNNING)}
        assert all(self.queue.find(task_id) is None for task_id in ended)
        assert set(self.queue.forget_expired()) == ended
        self.rows = {task_id: row for task_id, row in self.rows.items() if task_id not in ended}
        self.held = [task for task in self.held if task.id not in ended]

    @invariant()
    def the_rows_say_what_the_model_says(self) -> None:
        with self.queue.database.reading() as tx:
            found = tx.connection.execute(select(tasks)).all()
            billed = set(tx.connection.execute(select(usages.c.task_id)).scalars())
        assert {(row.id, row.status, row.attempt, row.strikes) for row in found} == {
            (task_id, row.status, row.attempt, row.strikes) for task_id, row in self.rows.items()
        }
        succeeded = {task_id for task_id, row in self.rows.items() if row.status == Status.SUCCEEDED}
        assert billed & self.rows.keys() == succeeded


def test_no_order_of_events_breaks_the_task_machine(sqlite_database: Database, clock: HandClock) -> None:
    run_state_machine_as_test(
        lambda: Machine(sqlite_database, clock),
        settings=settings(derandomize=True, database=None, deadline=None, max_examples=60, stateful_step_count=40),
    )
