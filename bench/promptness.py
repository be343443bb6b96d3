"""How soon workers hear: of a task, of a stop, of another's death: ``python -m bench.promptness``.

Real processes with the engine ``still``, on an otherwise idle installation; leases of an hour, so that no beat and no
lease helps. PostgreSQL is the server of ``TEST_DATABASE_URL``, else one from pip that lives for the run.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.serving import postgresql
from tests.postgresql import fresh_database
from tests.running import Running, serving, working

TASKS = 20
STOPS = 5
KILLS = 3
SETTINGS = {"INBETWEEN_ENGINE": "still", "INBETWEEN_LEASE_SECONDS": "3600", "INBETWEEN_TEST_AIDS": "1"}
MUST = {"one process": 0.3, "processes on one file": 0.3, "processes on PostgreSQL": 1.0}


def details(server: Running, task_id: str) -> dict[str, Any]:
    """Return everything about a task."""
    return server.ask("GET", f"/inbetween/v1/tasks/{task_id}")[1]


def instant(told: Mapping[str, str], name: str) -> float:
    """Return an instant of the database's clock in seconds."""
    return datetime.fromisoformat(told[name]).timestamp()


def pick_ups(server: Running) -> list[float]:
    """Return the seconds from submit to RUNNING of tasks that come to an idle worker."""
    found = []
    for _ in range(TASKS):
        task_id = server.render(prompt="[inbetween: fail=InternalError.Algo]")
        server.wait_for(task_id, "FAILED")
        told = details(server, task_id)
        found.append(instant(told, "scheduled_at") - instant(told, "submitted_at"))
    return found


def stops(server: Running) -> list[float]:
    """Return the seconds from a forced cancel of a render until its worker has begun with the next task."""
    found = []
    for _ in range(STOPS):
        rendered = server.render()
        while details(server, rendered).get("stage") not in ("render", "encode"):
            time.sleep(0.01)
        following = server.render(prompt="[inbetween: fail=InternalError.Algo]")
        server.ask("POST", f"/api/v1/tasks/{rendered}/cancel?force=true")
        server.wait_for(following, "FAILED")
        stopped = details(server, rendered)
        assert stopped["status"] == "CANCELED", stopped["status"]
        found.append(instant(details(server, following), "scheduled_at") - instant(stopped, "ended_at"))
    return found


def rescues(server: Running, data: Path, settings: Mapping[str, str]) -> list[float]:
    """Return the seconds from a SIGKILL of a worker in mid-task until another has the task."""
    found = []
    for _ in range(KILLS):
        with working(data, exit_code=-9, **settings) as killed:
            task_id = server.render(prompt="[inbetween: slow=3]")
            server.wait_for(task_id, "RUNNING")
            with working(data, **settings):
                killed.kill()
                begun = time.monotonic()
                while details(server, task_id)["attempt"] < 2:
                    time.sleep(0.005)
                found.append(time.monotonic() - begun)
                server.ask("POST", f"/api/v1/tasks/{task_id}/cancel?force=true")
                killed.wait()
    return found


@contextmanager
def houses() -> Iterator[list[tuple[str, dict[str, str], bool]]]:
    """Give what is measured: its name, its settings, and whether the worker is a process of its own."""
    with ExitStack() as stack:
        kinds = [("one process", SETTINGS, False), ("processes on one file", SETTINGS, True)]
        url = stack.enter_context(fresh_database(stack.enter_context(postgresql())))
        kinds.append(("processes on PostgreSQL", SETTINGS | {"INBETWEEN_DATABASE": url}, True))
        yield kinds


def line(name: str, what: str, seconds: list[float], must: float) -> str:
    """Return one row of the table, in milliseconds."""
    middle, most = statistics.median(seconds) * 1000, max(seconds) * 1000
    return f"| {name} | {what} | {middle:.0f} | {most:.0f} | {must * 1000:.0f} | {len(seconds)} |"


def main() -> None:
    """Print the table."""
    print("| | | median ms | most ms | must ms | of |\n| --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as top, houses() as kinds:
        for number, (name, settings, apart) in enumerate(kinds):
            data = Path(top) / str(number)
            data.mkdir()
            with serving(data, *(["--no-worker"] if apart else []), **settings) as server:
                with ExitStack() as stack:
                    if apart:
                        stack.enter_context(working(data, **settings))
                    print(line(name, "submit to RUNNING", pick_ups(server), MUST[name]), flush=True)
                    print(line(name, "forced cancel to the next RUNNING", stops(server), 1.0), flush=True)
                if apart:
                    print(line(name, "SIGKILL to the next attempt", rescues(server, data, settings), 5.0), flush=True)


if __name__ == "__main__":
    main()
