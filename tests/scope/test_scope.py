"""What belongs to one scope does not exist for another."""

import pytest

from inbetween.accounts import keys
from inbetween.db.database import Database
from inbetween.domain.scope import Scope
from inbetween.domain.task import Status
from inbetween.tasks.store import Wanted
from tests.samples import SCOPE, draft
from tests.verbs import Queue

STRANGERS = [
    Scope(region="ap-southeast-1", account="main"),
    Scope(region="cn-beijing", account="other"),
    Scope(region="", account=""),
    Scope(region="cn-beijing", account="main "),
    Scope(region="CN-BEIJING", account="MAIN"),
    Scope(region="%", account="%"),
]


@pytest.fixture(params=STRANGERS, ids=lambda scope: f"{scope.region}/{scope.account}")
def stranger(request: pytest.FixtureRequest) -> Scope:
    return request.param


def test_a_stranger_never_finds_a_task(queue: Queue, stranger: Scope) -> None:
    task = queue.submit()
    assert queue.find(task.id, stranger) is None
    queue.settle(queue.take())
    assert queue.find(task.id, stranger) is None


def test_a_stranger_never_lists_a_task(queue: Queue, stranger: Scope) -> None:
    task = queue.submit()
    own = queue.submit(draft(scope=stranger))
    assert [seen.id for seen in queue.page(scope=stranger).lines] == [own.id]
    assert queue.page(Wanted(task_id=task.id), stranger).total == 0


def test_a_stranger_never_cancels_a_task(queue: Queue, stranger: Scope) -> None:
    task = queue.submit()
    assert not queue.cancel(task.id, stranger)
    assert queue.see(task.id).status == Status.PENDING


def test_a_key_acts_only_in_the_scope_it_was_made_for(database: Database, stranger: Scope) -> None:
    with database.transaction() as tx:
        ours = keys.create(tx, scope=SCOPE, name="ours")
        theirs = keys.create(tx, scope=stranger, name="theirs")
    with database.reading() as tx:
        callers = [keys.authenticate(tx, key.secret) for key in (ours, theirs)]
    assert [caller and caller.scope for caller in callers] == [SCOPE, stranger]
