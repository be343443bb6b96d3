"""A warm child process per engine, replaced when it broke, was killed, or has made many videos."""

import json
import os
import sys
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from inbetween.domain import faults
from inbetween.domain.errors import Cancelled, ChildLost, DiskFailed, InbetweenError, OperatorError, TaskFailure
from inbetween.engines import registry
from inbetween.engines.weights import ENTRY, Weights
from inbetween.worker.forecast import LOADING
from inbetween.worker.order import Made, Order, Reporter
from inbetween.worker.pools.answers import Told
from inbetween.worker.pools.lifeline import Lifeline, lost

POLL_SECONDS = 0.1
"""How often somebody who waits for the child asks whether the video is still wanted."""

GRACE_SECONDS = 0.7
"""How long a render that should stop may take to. ``tween`` takes 0.2 s; what is deaf is gone within a second."""

GPU_GRACE_SECONDS = 10.0
"""The same on a GPU: a forward of 14 B weights at 720P may take so long, and a killed child loads them all again."""

LIMIT_SECONDS = 3 * 3600.0
"""After which the vendor fails a task that has no result (specification section 6.1)."""

LOADING_SECONDS = 3600.0
"""How long a child may take until it is warm: 57 GB of weights from a slow disk. No render's time runs meanwhile."""

_REPLACING = frozenset({"memory", "disk"})
"""Failures after which a child is replaced: one has lost its memory, the walls of the other may stand around a folder
that is no longer there."""

_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "PYTHONPATH", "OMP_NUM_THREADS")
"""The only variables that a child inherits: the parent's hold keys and passwords."""

_CACHES = ("TRITON_CACHE_DIR", "TORCHINDUCTOR_CACHE_DIR", "CUDA_CACHE_PATH")
"""Where a GPU's kernels are kept once they are compiled."""


class ProcessPool:
    """One engine in one child.

    Args:
        engine: name of the engine, or its ``module:Class``.
        memory: most bytes of the child's address space; an engine on a GPU has no such bound.
        cache: folder of compiled kernels.
        weights: what the engine loads, where it loads any.
        folder: where the files of all orders are. Here and in ``cache`` alone the child may read and write.
        renders_per_child: videos after which a child is replaced, against slow leaks in the libraries.
        grace: seconds between asking a render to stop and killing it.
        limit: most seconds of one order in a warm child. Native code may hang, and nothing but this would ever end it.
    """

    def __init__(
        self,
        engine: str,
        memory: int,
        cache: Path,
        *,
        folder: Path,
        weights: Weights | None = None,
        renders_per_child: int = 200,
        grace: float = GRACE_SECONDS,
        limit: float = LIMIT_SECONDS,
    ) -> None:
        self._engine, self._memory, self._weights = engine, memory, weights
        self._folder, self._cache = folder, cache / "numba"
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
                for folder in (self._folder, self._cache):
                    with suppress(OSError):  # the child will say so, in its own words
                        folder.mkdir(parents=True, exist_ok=True)  # a wall is built around what is there
                self._child = self._starter.submit(Lifeline, self._command(), self._environment()).result()

    def _command(self) -> list[str]:
        child = ["-P", "-X", "faulthandler", "-m", "inbetween.worker.child"]
        on_gpu = registry.on_gpu(self._engine)
        return [
            sys.executable,
            *child,
            f"--engine={self._engine}",
            "--graphics" if on_gpu else f"--memory={self._memory}",
            f"--parent={os.getpid()}",
            f"--folder={self._folder}",
            f"--cache={self._cache}",
        ]

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        entry = {ENTRY: json.dumps(self._weights.to_json())} if self._weights else {}
        caches = {name: str(self._cache) for name in _CACHES} if registry.on_gpu(self._engine) else {}
        return (
            kept
            | entry
            | caches
            | {
                "NUMBA_CACHE_DIR": str(self._cache),
                "TMPDIR": str(self._folder),
                "MALLOC_ARENA_MAX": "2",  # glibc reserves 64 MB of address space per arena and thread
                "PYTHONHASHSEED": "0",  # the same seed gives the same bytes in every child
            }
        )

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
            child = self._warm_child(reporter, time.monotonic() + LOADING_SECONDS)
            try:
                final = self._end_of(child, order, reporter, time.monotonic() + self._limit)
            except BaseException:
                self._replace()  # it may still be at work on what nobody wants
                order.discard()
                raise
            self._made += 1
            if self._made >= self._renders_per_child or getattr(final, "kind", None) in _REPLACING:
                self._replace()
            if isinstance(final, Told):
                raise _error(final)
            return final

    def _warm_child(self, reporter: Reporter, end: float) -> Lifeline:
        """Return a child that is ready, waiting while it warms up; one that is not by ``end`` is lost."""
        if self._child and self._child.ended:
            self._drop()  # it died while idle, which costs no task an attempt
        self.start()
        child = self._child
        if child is None:
            raise lost("was closed")
        if not child.ready:
            reporter.progress(LOADING, 0.0)
        try:
            while not child.ready:
                _stop_if_cancelled(reporter)
                answer = child.hear(POLL_SECONDS)
                if answer and answer.failed:
                    raise _error(answer.failed)
                if time.monotonic() >= end:
                    raise lost("was not ready in time")
        except (ChildLost, OperatorError):
            self._drop()
            raise
        return child

    def _end_of(self, child: Lifeline, order: Order, reporter: Reporter, end: float) -> Made | Told:
        """Send ``order``, pass its progress on, and return how it ended."""
        self._number += 1
        child.say(make=order.to_json(), number=self._number)
        why: InbetweenError = TaskFailure.of(faults.timed_out(self._limit))
        while time.monotonic() < end:
            answer = child.hear(POLL_SECONDS)
            if answer and (final := answer.made or answer.failed):
                return final
            if answer and answer.progress:
                stage, fraction, previewed = answer.progress
                reporter.progress(stage, fraction, order.preview if previewed else None)
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

    def rest(self) -> None:
        """End the child until the next order, which finds room for its own meanwhile."""
        with self._one_at_a_time:
            self._drop()

    def close(self) -> None:
        """End the child for good; a ``make`` that waits for it raises ``ChildLost``."""
        with self._gate:
            self._closed = True
        self._drop()
        self._starter.shutdown()


def _stop_if_cancelled(reporter: Reporter) -> None:
    if reporter.cancelled():
        raise Cancelled


def _error(told: Told) -> InbetweenError:
    """Return the error that the child told of."""
    if told.kind == "cancelled":
        return Cancelled()
    if told.kind == "operator":
        return OperatorError(told.message)
    failure = DiskFailed if told.kind == "disk" else TaskFailure
    return failure(told.code, told.message)
