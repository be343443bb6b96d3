"""An engine of a few bytes, and what can go wrong with it."""

import threading
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from inbetween.db.database import Database
from inbetween.db.schema import usages
from inbetween.domain.errors import Cancelled
from inbetween.domain.task import Draft, Task
from inbetween.worker.loop import Worker
from inbetween.worker.order import Made, Order, Reporter
from inbetween.worker.workshop import Workshop
from tests.verbs import Queue

Start = Callable[[Workshop], Worker]
Step = Callable[[Order, Reporter], Made]


def video_of(order: Order) -> Made:
    """Write a few bytes as the video, and as its preview, and measure them."""
    order.video.write_bytes(b"video of " + order.paths["first_frame"].read_bytes())
    order.preview.write_bytes(b"preview")
    return Made(
        path=order.video,
        width=624,
        height=624,
        fps=order.spec.fps,
        frames=150,
        duration_seconds=5.0,
        sound=False,
        size_bytes=order.video.stat().st_size,
        engine="tiny",
        seed=order.spec.seed,
        timings={"render": 0.1},
        end_frames={},
        motion={},
        warnings={},
        rectangles={},
        notes=[],
        engine_measurements={},
    )


def succeed(order: Order, reporter: Reporter) -> Made:
    """Make the video at once."""
    return video_of(order)


class TinyPool:
    """A pool of one engine that takes the next of its ``steps`` for each order, and succeeds after the last."""

    def __init__(self, *steps: Step) -> None:
        self.steps = list(steps)
        self.orders: list[Order] = []
        self.begun, self.closed = threading.Event(), threading.Event()
        self._started = False

    def start(self) -> None:
        self._started = True

    def make(self, order: Order, reporter: Reporter) -> Made:
        self.orders.append(order)
        self.begun.set()
        return (self.steps.pop(0) if self.steps else succeed)(order, reporter)

    def ready(self) -> bool:
        return self._started and not self.closed.is_set()

    def close(self) -> None:
        self.closed.set()


def eventually(question: Callable[[], Any], seconds: float = 10.0) -> None:
    """Ask until the answer is yes."""
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, "It did not happen."
        time.sleep(0.005)


def done(queue: Queue, draft: Draft) -> Task:
    """Submit a task and wait until it has ended."""
    return ended(queue, queue.submit(draft))


def ended(queue: Queue, task: Task) -> Task:
    eventually(lambda: queue.see(task.id).ended_at is not None)
    return queue.see(task.id)


def bills(database: Database) -> list[str]:
    with database.reading() as tx:
        return list(tx.connection.execute(select(usages.c.task_id)).scalars())


def kept(shop: Workshop) -> list[str]:
    return [stored.key for stored in shop.objects.listing("results")]


def fail(error: Exception) -> Callable[[Order, Reporter], Made]:
    def step(order: Order, reporter: Reporter) -> Made:
        (order.scratch / "latents").write_bytes(b"x")
        raise error

    return step


def wait_until_cancelled(order: Order, reporter: Reporter) -> Made:
    eventually(reporter.cancelled)
    raise Cancelled


def database_failure() -> OperationalError:
    return OperationalError("SELECT", {}, Exception("the database is away"))


def failing(verb: Callable[..., Any], times: int, error: Exception | None = None) -> Callable[..., Any]:
    """Let a verb fail so many times before it works."""
    left = [times]

    def sometimes(*args: Any, **options: Any) -> Any:
        if left[0]:
            left[0] -= 1
            raise error or database_failure()
        return verb(*args, **options)

    return sometimes
