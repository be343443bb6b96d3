"""A warm child process per engine, replaced when it broke, was killed, or has made many videos."""

import os
import sys
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from inbetween.domain import faults
from inbetween.domain.errors import Cancelled, ChildLost, DiskFailed, InbetweenError, OperatorError, TaskFailure
from inbetween.worker.order import Made, Order, Reporter
from inbetween.worker.pools.lifeline import Lifeline, Message, lost

POLL_SECONDS = 0.1
"""How often somebody who waits for the child asks whether the video is still wanted."""

GRACE_SECONDS = 0.7
"""How long a render that should stop may take to. ``tween`` takes 0.2 s; what is deaf is gone within a second."""

LIMIT_SECONDS = 3 * 3600.0
"""After which the vendor fails a task that has no result (specification section 6.1)."""

_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONPATH")
"""The only variables that a child inherits: the parent's hold keys and passwords."""


class ProcessPool:
    """One engine in one child.

    Args:
        engine: name of the engine, or its ``module:Class``.
        memory: most bytes of the child's address space.
        cache: folder of compiled kernels.
        renders_per_child: videos after which a child is replaced, against slow leaks in the libraries.
        grace: seconds between asking a render to stop and killing it.
        limit: most seconds of one order. Native code may hang, and nothing but this would ever end it.
    """

    def __init__(
        self,
        engine: str,
        memory: int,
        cache: Path,
        renders_per_child: int = 200,
        *,
        grace: float = GRACE_SECONDS,
        limit: float = LIMIT_SECONDS,
    ) -> None:
        self._engine, self._memory, self._cache = engine, memory, cache
        self._renders_per_child, self._grace, self._limit = renders_per_child, grace, limit
        # Children die with the thread that started them, so one thread starts them all and lives as long as we do.
        self._starter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="engine child starter")
        self._one_at_a_time = threading.Lock()
        self._gate = threading.Lock()
        self._closed = False
        self._child: Lifeline | None = None
        self._made = self._number = 0

    def start(self) -> None:
        """Start a child, which warms up while nobody waits."""
        with self._gate:
            if self._child is None and not self._closed:
                self._made = 0
                self._child = self._starter.submit(Lifeline, self._command(), self._environment()).result()

    def _command(self) -> list[str]:
        child = ["-P", "-X", "faulthandler", "-m", "inbetween.worker.child"]
        return [
            sys.executable,
            *child,
            f"--engine={self._engine}",
            f"--memory={self._memory}",
            f"--parent={os.getpid()}",
        ]

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        return kept | {
            "NUMBA_CACHE_DIR": str(self._cache / "numba"),
            "MALLOC_ARENA_MAX": "2",  # glibc reserves 64 MB of address space per arena and thread
            "PYTHONHASHSEED": "0",  # the same seed gives the same bytes in every child
        }

    @property
    def pid(self) -> int | None:
        """Process id of the child, if there is one."""
        child = self._child
        return child.pid if child else None

    @property
    def walls(self) -> Mapping[str, bool]:
        """Which walls of ``worker.isolation`` stand around the child; empty until it is ready."""
        child = self._child
        return child.walls if child else {}

    def ready(self) -> bool:
        """Say whether a warm child waits."""
        child = self._child
        return child is not None and child.ready

    def make(self, order: Order, reporter: Reporter) -> Made:
        """Make ``order`` in the child; see ``Pool.make``."""
        with self._one_at_a_time:
            end = time.monotonic() + self._limit
            child = self._warm_child(reporter, end)
            try:
                answer = self._answer(child, order, reporter, end)
            except BaseException:
                self._replace()  # it may still be at work on what nobody wants
                order.discard()
                raise
            self._made += 1
            if self._made >= self._renders_per_child or answer.get("failed", {}).get("kind") == "memory":
                self._replace()
            if "made" in answer:
                return Made.from_json(answer["made"])
            raise _error(answer)

    def _warm_child(self, reporter: Reporter, end: float) -> Lifeline:
        """Return a child that is ready, waiting while it warms up; one that is not by ``end`` is lost."""
        if self._child and self._child.ended:
            self._drop()  # it died while idle, which costs no task an attempt
        self.start()
        child = self._child
        if child is None:
            raise lost("was closed")
        try:
            while not child.ready:
                _stop_if_cancelled(reporter)
                message = child.hear(POLL_SECONDS)
                if message and "failed" in message:
                    raise _error(message)
                if time.monotonic() >= end:
                    raise lost("was not ready in time")
        except (ChildLost, OperatorError):
            self._drop()
            raise
        return child

    def _answer(self, child: Lifeline, order: Order, reporter: Reporter, end: float) -> Message:
        """Send ``order``, pass its progress on, and return how it ended."""
        self._number += 1
        child.say(make=order.to_json(), number=self._number)
        why: InbetweenError = TaskFailure.of(faults.timed_out(self._limit))
        while time.monotonic() < end:
            message = child.hear(POLL_SECONDS)
            if message and ("made" in message or "failed" in message):
                return message
            if message and "progress" in message:
                stage, fraction, preview = message["progress"]
                reporter.progress(stage, fraction, order.preview if preview else None)
            if not isinstance(why, Cancelled) and reporter.cancelled():
                child.say(cancel=self._number)
                why, end = Cancelled(), time.monotonic() + self._grace
        raise why

    def _replace(self) -> None:
        """End the child and start another."""
        self._drop()
        self.start()

    def _drop(self) -> None:
        """End the child; the next ``start`` begins a fresh one."""
        child, self._child = self._child, None
        if child:
            child.end()

    def close(self) -> None:
        """End the child for good; a ``make`` that waits for it raises ``ChildLost``."""
        with self._gate:
            self._closed = True
        self._drop()
        self._starter.shutdown()


def _stop_if_cancelled(reporter: Reporter) -> None:
    if reporter.cancelled():
        raise Cancelled


def _error(message: Message) -> InbetweenError:
    """Return the error that the child told of."""
    told = message["failed"]
    if told["kind"] == "cancelled":
        return Cancelled()
    if told["kind"] == "operator":
        return OperatorError(told["message"])
    failure = DiskFailed if told["kind"] == "disk" else TaskFailure
    return failure(told["code"], told["message"])
