"""How long a task is away after a SIGKILL, and how long a child outlives its parent: ``python -m tests.crash.numbers``.

Measured from the signal to what can be seen from outside, the end of the child and the next attempt of the task, with
processes as a user starts them and the lease that is set by default.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.crash.processes import Watched
from tests.postgresql import running_cluster
from tests.running import Running, serving, working
from tests.s3.bucket import running_bucket

LEASE_SECONDS = 30.0
"""The default."""

STILL = {"INBETWEEN_ENGINE": "still"}
_KILLED = -9
_GLANCE = 0.005
_PATIENCE = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """Some measurements of one thing in seconds, what they must not pass, and what they aim for."""

    name: str
    must: float
    aim: float
    seconds: Sequence[float]

    @property
    def line(self) -> str:
        """Return what is printed."""
        median, worst = statistics.median(self.seconds), max(self.seconds)
        bounds = f"must {self.must:g} s, aim {self.aim:g} s"
        return f"{self.name:66} median {median:7.3f} s, worst {worst:7.3f} s of {len(self.seconds):2}; {bounds}"


def orphans(times: int) -> Number:
    """Kill a server in the middle of a render, and see how long its engine child lives on."""
    found = []
    for _ in range(times):
        with _fresh() as data, serving(data, exit_code=_KILLED, **STILL) as server:
            _rendering(server)
            (child,) = map(Watched, server.children())
            begun = time.monotonic()
            server.process.kill()
            assert child.ended_within(_PATIENCE), "the child lives on"
            found.append(time.monotonic() - begun)
    return Number(name="engine child gone after the SIGKILL of its server", must=1.0, aim=0.1, seconds=found)


def restarted(times: int) -> Number:
    """Kill a server with a worker in it and start it again at once; its start is part of what is measured."""
    found = []
    for _ in range(times):
        with _fresh() as data:
            with serving(data, exit_code=_KILLED, **STILL) as server:
                task_id = _rendering(server)
                begun = time.monotonic()
                server.process.kill()
            with serving(data, **STILL) as server:
                _second_attempt(server, task_id)
                found.append(time.monotonic() - begun)
                server.ask("POST", f"/api/v1/tasks/{task_id}/cancel?force=true")
    return Number(name="task back, one process on SQLite that is started again", must=32.0, aim=5.0, seconds=found)


def taken_over(times: int) -> Number:
    """Kill one of two workers of one machine."""
    with running_cluster() as cluster, _fresh() as data:
        settings = STILL | {"INBETWEEN_DATABASE": cluster.url}
        found = [_taken_over(data, data, settings) for _ in range(times)]
    return Number(name="task back, another worker on the machine, PostgreSQL", must=32.0, aim=5.0, seconds=found)


def elsewhere(times: int) -> Number:
    """Kill one of two workers that share no disk: nobody knows of its death, only that it falls silent."""
    with running_cluster() as cluster, _fresh() as data, _fresh() as other, running_bucket(data / "s3") as bucket:
        settings = STILL | {"INBETWEEN_DATABASE": cluster.url, "INBETWEEN_OBJECTS": bucket.url} | bucket.variables
        found = [_taken_over(data, other, settings) for _ in range(times)]
    return Number(name="task back, another worker without a shared disk", must=32.0, aim=32.0, seconds=found)


def _taken_over(data: Path, other: Path, settings: dict[str, str]) -> float:
    with ExitStack() as stack:
        server = stack.enter_context(serving(data, "--no-worker", **settings))
        victim = stack.enter_context(working(data, exit_code=_KILLED, **settings))
        task_id = _rendering(server)
        stack.enter_context(working(other, **settings))
        begun = time.monotonic()
        victim.kill()
        _second_attempt(server, task_id)
        seconds = time.monotonic() - begun
        server.ask("POST", f"/api/v1/tasks/{task_id}/cancel?force=true")
        return seconds


def _rendering(server: Running) -> str:
    """Submit a task and return it once its frames are being made."""
    task_id, end = server.render(), time.monotonic() + _PATIENCE
    while _details(server, task_id).get("stage") not in ("render", "encode"):
        assert time.monotonic() < end, "nothing is rendered"
        time.sleep(_GLANCE)
    return task_id


def _second_attempt(server: Running, task_id: str) -> None:
    end = time.monotonic() + _PATIENCE
    while _details(server, task_id).get("attempt", 0) < 2:
        assert time.monotonic() < end, "the task does not come back"
        time.sleep(_GLANCE)


def _details(server: Running, task_id: str) -> dict[str, object]:
    return server.ask("GET", f"/inbetween/v1/tasks/{task_id}")[1]


@contextmanager
def _fresh() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="inbetween-crash-") as folder:
        yield Path(folder)


def main() -> int:
    """Measure, print, and return 0 when every number is within its bound."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash.numbers")
    parser.add_argument(
        "--times", type=int, default=10, help="how often each is measured; a lease is waited for thrice"
    )
    parser.add_argument("--json", type=Path, help="write the numbers to a file, too")
    asked = parser.parse_args()
    numbers = []
    for measure, times in ((orphans, asked.times), (restarted, asked.times), (taken_over, asked.times), (elsewhere, 3)):
        numbers.append(measure(min(times, asked.times)))
        sys.stdout.write(f"{numbers[-1].line}\n")
        sys.stdout.flush()
    if asked.json:
        asked.json.write_text(json.dumps([asdict(number) for number in numbers], indent=1) + "\n")
    return 0 if all(max(number.seconds) <= number.must for number in numbers) else 1


if __name__ == "__main__":
    sys.exit(main())
