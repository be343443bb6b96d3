"""Submits and polls a second on both databases, beside a bare FastAPI echo; from submit to RUNNING; start and memory.

python -m bench.service [--json bench/results/service.json] [--rounds N] [--seconds S]
"""

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from bench import about
from bench.load import load
from bench.serving import Served, body, echo, postgresql, request, serving
from bench.tables import table
from tests.postgresql import fresh_database

LATENCIES = 30
"""Tasks whose way to RUNNING is timed, one at a time."""

MUSTS = {
    ("SQLite", "submit"): "1,000 and 30, 3,000",
    ("PostgreSQL", "submit"): "1,000 and 60, 3,000",
    ("SQLite", "poll"): "2,000 and 40, 6,000",
    ("PostgreSQL", "poll"): "2,000 and 40, 6,000",
}
"""Per second and p99 in ms that must be, per second that is aimed for."""


def measured(server: str, rounds: int, seconds: float) -> dict:
    """Load every server in turn, round by round, and return the medians; ``server`` is PostgreSQL's URL."""
    with ExitStack() as stack:
        bare = stack.enter_context(echo())
        ours = {
            "SQLite": stack.enter_context(serving(embedded=False)),
            "PostgreSQL": stack.enter_context(serving(stack.enter_context(fresh_database(server)), embedded=False)),
        }
        found = [_round(bare, ours, seconds) for _ in range(rounds)]
        start = {"ready": ours["SQLite"].ready_seconds, "idle_mb": ours["SQLite"].idle_mb}
    return {"start": start, "loads": _medians(found), "busy": _busy(rounds, seconds), "running": _running(server)}


def _round(bare: int, ours: dict[str, Served], seconds: float) -> list[dict]:
    found = [
        {"on": "echo", "what": "submit"} | load(bare, [request("POST", "/echo", content=body())], seconds=seconds),
        {"on": "echo", "what": "poll"} | load(bare, [request("GET", "/echo")], seconds=seconds),
    ]
    for name, served in ours.items():
        task_id = served.submit()
        found.append({"on": name, "what": "poll"} | load(served.port, served.polls(task_id), seconds=seconds))
        found.append({"on": name, "what": "submit"} | load(served.port, served.submits(), seconds=seconds))
        time.sleep(1.0)  # the accounts' rates are full again
    return found


def _busy(rounds: int, seconds: float) -> list[dict]:
    """Load a server whose own worker claims and settles the same tasks meanwhile, as fast as it can."""
    with serving(embedded=True) as served:
        found = []
        for _ in range(rounds):
            found.append([{"on": "SQLite", "what": "submit"} | load(served.port, served.submits(), seconds=seconds)])
            time.sleep(1.0)
    return _medians(found)


def _medians(rounds: Sequence[Sequence[dict]]) -> list[dict]:
    numbers = ("per_second", "p50_ms", "p99_ms")
    return [
        {"on": same[0]["on"], "what": same[0]["what"]}
        | {number: statistics.median(one[number] for one in same) for number in numbers}
        for same in zip(*rounds, strict=True)
    ]


def _running(server: str) -> list[dict]:
    """Time how long a task waits for an idle worker: in the server on a file, in a process beside it on PostgreSQL."""
    with serving(embedded=True, accounts=LATENCIES) as served:
        found = [{"on": "SQLite, worker in the server"} | _waits(served)]
    with fresh_database(server) as url, serving(url, embedded=False, beside=True, accounts=LATENCIES) as served:
        return [*found, {"on": "PostgreSQL, worker in another process"} | _waits(served)]


def _waits(served: Served) -> dict:
    waits = sorted(_wait(served, turn) for turn in range(LATENCIES))
    return {"p50_ms": waits[len(waits) // 2], "worst_ms": waits[-1]}


def _wait(served: Served, turn: int) -> float:
    """Submit a task, let it end, and return the milliseconds from submit to RUNNING by the database's clock."""
    task_id = served.submit(turn=turn)
    while (told := served.ask(f"/inbetween/v1/tasks/{task_id}", turn=turn))["status"] in ("PENDING", "RUNNING"):
        time.sleep(0.02)
    time.sleep(0.1)
    begun, asked = (datetime.fromisoformat(told[name]) for name in ("scheduled_at", "submitted_at"))
    return (begun - asked).total_seconds() * 1000


def loads(found: dict) -> str:
    """Return the table of submits and polls beside the echo."""
    bare = {row["what"]: row["per_second"] for row in found["loads"] if row["on"] == "echo"}
    rows = [
        (*_cells(row), f"{row['per_second'] / bare[row['what']]:.2f}", MUSTS.get((row["on"], row["what"]), ""))
        for row in found["loads"]
    ]
    busy = [("SQLite, its worker busy", *_cells(row)[1:], "", "") for row in found["busy"]]
    head = ("", "", "per second", "p50, ms", "p99, ms", "of the echo", "must (per second and p99), aim")
    return table(head, [*rows, *busy], words=(0, 1))


def _cells(row: dict) -> tuple[str, ...]:
    return row["on"], row["what"], f"{row['per_second']:,.0f}", f"{row['p50_ms']:.1f}", f"{row['p99_ms']:.1f}"


def waits(found: dict) -> str:
    """Return the table of the ways to RUNNING."""
    rows = [
        (row["on"], f"{row['p50_ms']:.0f}", f"{row['worst_ms']:.0f}", must)
        for row, must in zip(found["running"], ("300, 50", "1,000, 50"), strict=True)
    ]
    return table(("submit to RUNNING, idle", "p50, ms", f"worst of {LATENCIES}, ms", "must, aim"), rows)


def start(found: dict) -> str:
    """Return the sentence about the start."""
    told = found["start"]
    return (
        f"Start to the first answer: {told['ready']:.2f} s. Idle memory of the API process: {told['idle_mb']:.0f} MB."
    )


def main(arguments: Sequence[str] = ()) -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3.0)
    asked = parser.parse_args(arguments)
    with postgresql() as server:
        found = measured(server, asked.rounds, asked.seconds)
    print("\n## Submits and polls (`python -m bench.service`)\n")
    print(loads(found), waits(found), start(found), sep="\n\n")
    if asked.json:
        about.write(asked.json, "service", **found)


if __name__ == "__main__":
    main(sys.argv[1:])
