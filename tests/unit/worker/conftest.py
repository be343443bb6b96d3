"""A small workshop in which everything is real but the engine."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from inbetween.db.database import Database
from inbetween.domain.spec import MediaEntry
from inbetween.domain.task import Draft
from inbetween.media.fetch import Fetcher
from inbetween.prompts.rewrite import Verbatim
from inbetween.storage.local import LocalObjects
from inbetween.tasks.wake import LocalWake
from inbetween.worker.loop import Worker
from inbetween.worker.workshop import Workshop
from tests.samples import DRAFT, EVERYTHING, SPEC
from tests.served import offering
from tests.unit.worker.tiny import TinyPool
from tests.verbs import KEEP, Queue


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[Any]]:
    """Give what was logged meanwhile, as structures."""
    with capture_logs() as entries:
        yield entries  # type: ignore[misc]


@pytest.fixture
def queue(sqlite_database: Database) -> Queue:
    """Give the verbs of the queue."""
    return Queue(sqlite_database)


@pytest.fixture
def pool() -> TinyPool:
    """Give a pool that succeeds."""
    return TinyPool()


@pytest.fixture
def shop(sqlite_database: Database, tmp_path: Path, pool: TinyPool) -> Workshop:
    """Give a workshop; its beats come every 20 ms."""
    (tmp_path / "work").mkdir()
    return Workshop(
        database=sqlite_database,
        objects=LocalObjects(tmp_path / "objects"),
        fetcher=Fetcher(["127.0.0.0/8"], 5),
        pool=pool,
        rewriter=Verbatim(),
        wake=LocalWake(),
        folder=tmp_path / "work",
        offers=offering("tiny", EVERYTHING),
        mark="AI生成",
        keep=KEEP,
        lease=60,
        poll_seconds=0.01,
    )


@pytest.fixture
def draft(shop: Workshop) -> Draft:
    """Give a task whose two pictures came inside the request."""
    shop.objects.put("inputs/first", b"first")
    shop.objects.put("inputs/last", b"last")
    media = (
        MediaEntry(kind="first_frame", source="object:inputs/first"),
        MediaEntry(kind="last_frame", source="object:inputs/last"),
    )
    return replace(DRAFT, spec=replace(SPEC, media=media))


@pytest.fixture
def at_work() -> Iterator[Callable[[Workshop], Worker]]:
    """Give what starts a worker; every one is drained in the end."""
    workers: list[Worker] = []

    def start(shop: Workshop) -> Worker:
        workers.append(Worker(shop))
        workers[-1].start()
        return workers[-1]

    yield start
    for worker in workers:
        worker.drain()
