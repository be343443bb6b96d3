"""Every count and time that a process of ours keeps about itself; a scrape reads them.

Labels come from closed sets (models and engines of the catalogue, codes of faults, addresses of the route table), never
from a caller: each new value of a label is a series that a scraper keeps for ever.
"""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST as TEXT_FORMAT

from inbetween import __version__

__all__ = ["TEXT_FORMAT", "Meters"]

_HTTP_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Bounds of the classes of HTTP latency: a poll takes some milliseconds, a create with two pictures up to a second."""

_RENDER_SECONDS = (0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0, 640.0, 1800.0)
"""Bounds of the classes of attempts and waits: a small film takes a second, one on large weights many minutes."""


# It would be a second series beside each, of when that began.
disable_created_metrics()  # type: ignore[no-untyped-call]


class Meters:
    """One process's own counts. Every method may be called by any thread."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._gauge("build_info", "The version that runs.", "version").labels(__version__).set(1)
        self._submitted = self._counter("tasks_submitted", "Tasks accepted.", "model")
        self._claimed = self._counter("task_claims", "Attempts begun.", "model")
        self._waited = self._histogram("task_wait_seconds", "From submit to the first attempt.", "model")
        self._ended = self._counter("attempts_ended", "Attempts, by how they ended.", "model", "engine", "end")
        self._took = self._histogram("attempt_seconds", "What attempts took, from claim to settled.", "model", "engine")
        self._lapsed = self._counter("leases_ended", "Leases that ended under an attempt, or with its worker.", "model")
        self._failed = self._counter("task_failures", "Tasks settled FAILED.", "code")
        self._queue = self._gauge("queue_tasks", "Tasks that have not ended.", "status")
        self._oldest = self._gauge("queue_oldest_seconds", "Age of the longest waiting task.")
        self._stranded = self._gauge("queue_stranded_tasks", "Waiting tasks of an offer that no living worker serves.")
        self._requests = Histogram(
            "inbetween_http_request_seconds",
            "From a request's first byte to its answer's last.",
            ["method", "route", "status"],
            buckets=_HTTP_SECONDS,
            registry=self._registry,
        )

    def submitted(self, *, model: str) -> None:
        """Count a task that was written."""
        self._submitted.labels(model).inc()

    def claimed(self, *, model: str, waited: float | None) -> None:
        """Count an attempt that begins; ``waited`` are the seconds since its submit when it is the first."""
        self._claimed.labels(model).inc()
        if waited is not None:
            self._waited.labels(model).observe(waited)

    def ended(self, *, model: str, engine: str, end: str, code: str | None, seconds: float) -> None:
        """Count an attempt that ended as ``end``: ``success``, ``failure`` with its ``code``, ``given_back`` to the
        queue, or ``lost``: another attempt has the task, or nobody could write the end down."""
        self._ended.labels(model, engine, end).inc()
        self._took.labels(model, engine).observe(seconds)
        if code:
            self._failed.labels(code).inc()

    def given_up(self, *, code: str) -> None:
        """Count a task that is settled FAILED without another attempt."""
        self._failed.labels(code).inc()

    def lapsed(self, *, model: str) -> None:
        """Count an attempt whose lease ended, or whose worker died."""
        self._lapsed.labels(model).inc()

    def answered(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answer; ``route`` is the address in the table of routes, with its placeholders."""
        self._requests.labels(method, route, status).observe(seconds)

    def queue(self, *, waiting: float, running: float, oldest_seconds: float) -> None:
        """Say how the queue stands at a scrape; NaN where nobody could be asked."""
        self._queue.labels("PENDING").set(waiting)
        self._queue.labels("RUNNING").set(running)
        self._oldest.set(oldest_seconds)

    def stranded(self, tasks: float) -> None:
        """Say how many tasks wait at a scrape that nobody who lives could take; NaN where nobody could be asked."""
        self._stranded.set(tasks)

    def exposition(self) -> bytes:
        """Return everything in the text format of Prometheus."""
        return generate_latest(self._registry)

    def _gauge(self, name: str, about: str, *labels: str) -> Gauge:
        return Gauge(f"inbetween_{name}", about, labels, registry=self._registry)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(f"inbetween_{name}", about, labels, registry=self._registry)

    def _histogram(self, name: str, about: str, *labels: str) -> Histogram:
        return Histogram(f"inbetween_{name}", about, labels, buckets=_RENDER_SECONDS, registry=self._registry)
