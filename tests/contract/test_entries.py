"""Submits that share a commit: what refuses one of them disturbs none of the others, on SQLite and on PostgreSQL."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from operator import attrgetter

import pytest

from inbetween.api.entry import Entry, Submitted
from inbetween.catalog.models import MODELS
from inbetween.db.database import Database, Transaction
from inbetween.domain.clock import new_id
from inbetween.domain.errors import Denial
from inbetween.domain.task import Status
from inbetween.tasks import store
from inbetween.tasks.replays import Repeatable
from tests.samples import DRAFT, SCOPE

PATIENCE = 20.0


def keyed(name: str, body: bytes = b"{}") -> Repeatable:
    return Repeatable.of(name, body)


@dataclass
class Crowd:
    """Callers whose submits wait together, and how often each was run."""

    database: Database
    runs: dict[str, int]

    def asks(self, repeatable: Repeatable | None = None) -> tuple[str, Future[Submitted | Denial]]:
        task_id = new_id()
        entry = Entry(task_id=task_id, draft=DRAFT, repeatable=repeatable, rated=True)

        def verb(tx: Transaction) -> Submitted | Denial:
            self.runs[task_id] = self.runs.get(task_id, 0) + 1
            return entry.enter(tx)

        return task_id, self.database.together(verb)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Hold up another's commit, so that whoever asks meanwhile has company."""
        begun, ended = threading.Event(), threading.Event()
        self.database.together(lambda _: begun.set() or ended.wait(PATIENCE))
        assert begun.wait(PATIENCE)
        yield
        ended.set()

    def is_written(self, task_id: str) -> bool:
        with self.database.reading() as tx:
            return store.find(tx, SCOPE, task_id) is not None


@pytest.fixture
def crowd(database: Database) -> Crowd:
    return Crowd(database, {})


def test_a_rate_that_refuses_a_call_with_a_key_disturbs_nobody_and_leaves_the_key_fresh(crowd: Crowd) -> None:
    with crowd.waiting():
        asked = [crowd.asks(), crowd.asks(keyed("a")), crowd.asks(keyed("b")), crowd.asks()]
    ends = [told.result(PATIENCE) for _, told in asked]
    assert [isinstance(end, Submitted) for end in ends] == [True, True, False, False]  # two a second
    assert [crowd.is_written(task_id) for task_id, _ in asked] == [True, True, False, False]
    assert set(crowd.runs.values()) == {1}
    _, told = crowd.asks(keyed("b", b"another body"))
    again = told.result(PATIENCE)
    assert isinstance(again, Denial)
    assert again.status == 429  # and not 400: the key is nobody's


def test_a_key_of_another_body_disturbs_nobody(crowd: Crowd) -> None:
    with crowd.waiting():
        asked = [crowd.asks(keyed("a")), crowd.asks(keyed("a", b"another")), crowd.asks(keyed("a")), crowd.asks()]
    first, other, again, fourth = (told.result(PATIENCE) for _, told in asked)
    assert isinstance(other, Denial)
    assert other.status == 400
    assert first == again == Submitted(task_id=asked[0][0], status=Status.PENDING)
    assert fourth == Submitted(task_id=asked[3][0], status=Status.PENDING)
    assert set(crowd.runs.values()) == {1}


def test_those_who_share_a_commit_take_its_buckets_in_one_order_by_whatever_names_they_ask() -> None:
    asked = [Entry(task_id=name, draft=replace(DRAFT, model=name), rated=True) for name in MODELS]
    buckets = [MODELS[entry.draft.model].identity for entry in sorted(asked, key=attrgetter("order"))]
    assert buckets == sorted(buckets)


def test_of_one_bucket_the_keys_are_taken_in_one_order() -> None:
    keys = [keyed(name) for name in "abcd"]
    asked = [Entry(task_id="", draft=DRAFT, repeatable=key, rated=True) for key in keys]
    taken = [entry.repeatable.digest for entry in sorted(asked, key=attrgetter("order")) if entry.repeatable]
    assert taken == sorted(key.digest for key in keys)
