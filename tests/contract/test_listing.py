"""Tasks are found, listed and forgotten alike on SQLite and on PostgreSQL."""

from collections import Counter
from dataclasses import fields

import pytest
from sqlalchemy import update

from inbetween.db.schema import tasks
from inbetween.domain.errors import Fault
from inbetween.domain.scope import Scope
from inbetween.domain.task import Status
from inbetween.tasks import store, upkeep
from inbetween.tasks.store import Line, Wanted
from tests.clocks import HandClock
from tests.samples import DRAFT, draft
from tests.verbs import KEEP, Queue

UNSTORABLE = ["", "no-such-task", "nul\x00", "half\ud83d", "猫", "%", "x" * 10_000]


@pytest.mark.parametrize("task_id", UNSTORABLE)
def test_an_id_that_is_no_id_finds_nothing(queue: Queue, task_id: str) -> None:
    queue.submit()
    assert queue.find(task_id) is None
    assert not queue.cancel(task_id)
    assert queue.page(Wanted(task_id=task_id)).total == 0
    assert queue.page(Wanted(model=task_id)).total == 0


def test_a_task_ends_with_its_lifetime(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    task = queue.take()
    queue.settle(task, keep=100)
    clock.advance(99)
    assert queue.find(task.id) is not None
    assert queue.forget_expired() == []
    clock.advance(1)
    assert queue.find(task.id) is None
    assert queue.page().total == 0
    assert queue.forget_expired() == [task.id]


def test_a_task_that_is_kept_for_ever_never_expires(queue: Queue, clock: HandClock) -> None:
    queue.submit()
    task = queue.take()
    queue.settle(task, keep=None)
    clock.advance(100 * KEEP)
    assert queue.forget_expired() == []
    assert queue.see(task.id).expires_at is None


def test_an_unfinished_task_does_not_expire(queue: Queue, clock: HandClock) -> None:
    waiting = queue.submit()
    clock.advance(100 * KEEP)
    assert queue.forget_expired() == []
    assert queue.find(waiting.id) is not None


def test_a_task_that_still_lives_cannot_be_forgotten(queue: Queue) -> None:
    task = queue.submit()
    with queue.database.transaction() as tx:
        store.forget(tx, task.id)
    assert queue.find(task.id) is not None


def test_the_longest_dead_are_forgotten_first(queue: Queue, clock: HandClock) -> None:
    for keep in (30, 10, 20):
        queue.submit()
        queue.settle(queue.take(), keep=keep)
    clock.advance(30)
    with queue.database.reading() as tx:
        first = store.expired(tx, limit=2)
    assert [task.expires_at - task.ended_at for task in first if task.expires_at and task.ended_at] == [10, 20]


def test_a_page_shows_the_newest_first(queue: Queue, clock: HandClock) -> None:
    submitted = []
    for _ in range(5):
        submitted.append(queue.submit().id)
        clock.advance(1)
    newest = submitted[::-1]
    pages = [queue.page(Wanted(page_no=number, page_size=2)) for number in (1, 2, 3, 4)]
    assert [[task.id for task in page.lines] for page in pages] == [newest[:2], newest[2:4], newest[4:], []]
    assert {page.total for page in pages} == {5}


def test_tasks_of_one_millisecond_are_paged_without_loss(queue: Queue) -> None:
    submitted = {queue.submit().id for _ in range(7)}
    pages = [queue.page(Wanted(page_no=number, page_size=3)).lines for number in (1, 2, 3)]
    assert Counter(task.id for page in pages for task in page) == Counter(submitted)


def test_a_page_beyond_every_number_is_empty(queue: Queue) -> None:
    queue.submit()
    page = queue.page(Wanted(page_no=10**30, page_size=100))
    assert (page.lines, page.total) == ((), 1)


def test_every_filter_filters(queue: Queue, clock: HandClock) -> None:
    running = queue.submit(draft(model="wan2.1-kf2v-plus"))
    queue.take()
    clock.advance(1_000)
    waiting = queue.submit(draft(key_id="key-2"))
    start = clock.now

    def found(wanted: Wanted) -> list[str]:
        page = queue.page(wanted)
        assert page.total == len(page.lines)
        return [task.id for task in page.lines]

    assert found(Wanted()) == [waiting.id, running.id]
    assert found(Wanted(task_id=running.id)) == [running.id]
    assert found(Wanted(model="wan2.1-kf2v-plus")) == [running.id]
    assert found(Wanted(status=Status.PENDING)) == [waiting.id]
    assert found(Wanted(status=Status.SUCCEEDED)) == []
    assert found(Wanted(key_id="key-2")) == [waiting.id]
    assert found(Wanted(start=start)) == [waiting.id]
    assert found(Wanted(start=start + 1)) == []
    assert found(Wanted(end=start)) == [waiting.id, running.id]
    assert found(Wanted(end=start - 1)) == [running.id]
    assert found(Wanted(start=start - 1_000, end=start - 1_000)) == [running.id]
    assert found(Wanted(status=Status.RUNNING, model=DRAFT.model)) == []


def test_a_line_tells_what_the_task_tells(queue: Queue) -> None:
    queue.submit()
    task = queue.take()
    queue.settle(task)
    (line,) = queue.page().lines
    found = queue.see(task.id)
    assert line == Line(**{field.name: getattr(found, field.name) for field in fields(Line)})


def test_tasks_of_another_scope_are_not_counted(queue: Queue) -> None:
    queue.submit(draft(scope=Scope(region="intl", account="main")))
    queue.submit(draft(scope=Scope(region="cn-beijing", account="other")))
    assert queue.page().total == 0


def test_inputs_inside_requests_are_known_by_their_keys(queue: Queue) -> None:
    task = queue.submit()
    queue.submit(draft(spec=None, refusal=Fault("InvalidParameter", "object: no spec")))
    broken = queue.submit()
    with queue.database.transaction() as tx:
        nonsense = update(tasks).where(tasks.c.id == broken.id).values(spec='{"media": "object:lost"}')
        tx.connection.execute(nonsense)
        assert upkeep.inline_inputs(tx) == {"inputs/last"}
        assert [upkeep.status(tx, task_id) for task_id in (task.id, "no-such-task")] == [Status.PENDING, None]
