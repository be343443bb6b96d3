"""Steady load for long: whole tasks through HTTP at a share of what the server can do; what grows, what fails.

python -m bench.soak --minutes 60 [--share 0.5] [--engine still] [--json bench/results/soak.json] [--plot soak.svg]

A task is a submit with two pictures in its body, polls until it has ended, and the download of its video. First the
capacity is measured: tasks a second while eight callers each begin the next task when the last is done. Then tasks
begin at even intervals. Rows and files live ten minutes, so that they are forgotten as fast as they come.
"""

import argparse
import base64
import io
import statistics
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from bench import about
from bench.serving import SUBMIT, Served, body, serving, status
from bench.tables import table

CALLERS = 8
CAPACITY_SECONDS = 30.0
SAMPLE_SECONDS = 5.0
POLL_SECONDS = 0.25
LONGEST_TASK = 120.0
"""Seconds from submit to its end; a task that takes longer counts as lost."""

SETTLING = 0.1
"""Share of the samples at the start that are left out: caches fill, kernels and pools are built."""

ENDS = 0.1
"""Share of the rest whose medians at its start and end are compared."""


@dataclass
class Tally:
    """What became of the tasks, told by many threads."""

    ends: Counter = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, end: str) -> None:
        """Count one."""
        with self.lock:
            self.ends[end] += 1


def picture(colour: str) -> str:
    """Return a small picture as a data URL."""
    buffer = io.BytesIO()
    Image.new("RGB", (416, 416), colour).save(buffer, "PNG")
    return f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}"


PICTURES = (picture("teal"), picture("orange"))


def one_task(served: Served, tally: Tally) -> None:
    """Do what a caller does for one video, and count how it ended."""
    try:
        tally.add(_watched(served))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is counted
        tally.add(f"{type(error).__name__}: {error}"[:120])


def _watched(served: Served) -> str:
    task_id = served.ask(SUBMIT, body(pictures=PICTURES))["output"]["task_id"]
    deadline = time.monotonic() + LONGEST_TASK
    while time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
        told = served.ask(f"/api/v1/tasks/{task_id}")["output"]
        if told["task_status"] == "SUCCEEDED":
            with urllib.request.urlopen(told["video_url"]) as video:
                return "SUCCEEDED" if video.read(12)[4:8] == b"ftyp" else "no video"
        if told["task_status"] not in ("PENDING", "RUNNING"):
            return told["task_status"]
    return "lost"


def capacity(served: Served, seconds: float) -> float:
    """Return the tasks a second of callers who each begin the next one when the last is done."""
    tally, until = Tally(), time.monotonic() + seconds

    def call() -> None:
        while time.monotonic() < until:
            one_task(served, tally)

    started = time.monotonic()
    with ThreadPoolExecutor(CALLERS) as callers:
        for _ in range(CALLERS):
            callers.submit(call)
    return tally.ends["SUCCEEDED"] / (time.monotonic() - started)


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for listed in tasks for child in listed.read_text(encoding="ascii").split()]


def sample(pid: int, started: float) -> dict:
    """Return what the server and its engine's process hold now."""
    engine = max((status(child, "VmRSS") for child in children(pid)), default=0)
    return {
        "seconds": time.monotonic() - started,
        "server_mb": status(pid, "VmRSS") / 1024,
        "child_mb": engine / 1024,
        "files": len(list(Path(f"/proc/{pid}/fd").iterdir())),
        "threads": status(pid, "Threads"),
    }


def soak(served: Served, per_second: float, seconds: float) -> tuple[list[dict], Tally]:
    """Begin tasks at even intervals and take samples meanwhile; a line a minute is printed."""
    tally, samples = Tally(), []
    started = time.monotonic()
    with ThreadPoolExecutor(64) as callers:
        for number in range(max(1, round(per_second * seconds))):
            due = started + number / per_second
            while (now := time.monotonic()) < due:
                time.sleep(min(due - now, 0.05))
            callers.submit(one_task, served, tally)
            if now - started >= len(samples) * SAMPLE_SECONDS:
                samples.append(sample(served.process.pid, started))
                if len(samples) % round(60 / SAMPLE_SECONDS) == 1:
                    print(line(samples[-1], tally), flush=True)
    return [*samples, sample(served.process.pid, started)], tally


def line(now: dict, tally: Tally) -> str:
    """Return what is told once a minute."""
    return (
        f"{now['seconds'] / 60:4.0f} min: server {now['server_mb']:.1f} MB, engine {now['child_mb']:.1f} MB, "
        f"{now['files']} files, {now['threads']} threads; {dict(tally.ends)}"
    )


def growth(samples: Sequence[dict], name: str) -> float:
    """Return by how many per cent a number grew, the first minutes apart."""
    settled = [one[name] for one in samples[int(len(samples) * SETTLING) :]]
    part = max(1, int(len(settled) * ENDS))
    before, after = statistics.median(settled[:part]), statistics.median(settled[-part:])
    return (after / before - 1) * 100 if before else 0.0


def plot(path: Path, samples: Sequence[dict]) -> None:
    """Draw memory, files and threads over minutes."""
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(2, 1, sharex=True, figsize=(8, 5), layout="constrained")
    minutes = [one["seconds"] / 60 for one in samples]
    for axis, names, unit in ((axes[0], ("server_mb", "child_mb"), "MB"), (axes[1], ("files", "threads"), "")):
        for name in names:
            axis.plot(minutes, [one[name] for one in samples], label=name.removesuffix("_mb"))
        axis.set_ylabel(unit)
        axis.set_ylim(bottom=0)
        axis.legend()
    axes[1].set_xlabel("minutes")
    figure.savefig(path)


def told(found: dict) -> str:
    """Return the table of a soak."""
    grew, ends = found["growth"], found["ends"]
    minutes = found["samples"][-1]["seconds"] / 60
    head = (
        "minutes",
        "share of capacity",
        "tasks",
        "failures",
        "server, %",
        "engine, %",
        "files, %",
        "threads, %",
        "must, aim",
    )
    names = ("server_mb", "child_mb", "files", "threads")
    numbers = (f"{minutes:.0f}", f"{found['share']:.2f}", f"{sum(ends.values()):,}", found["failures"])
    return table(head, [(*numbers, *(f"{grew[name]:+.1f}" for name in names), "0 failures; < 5, < 1")])


def main(arguments: Sequence[str] = ()) -> None:
    """Measure the capacity, keep up a share of it, and tell what grew and what failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--engine", default="still", choices=("still", "tween"))
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path)
    asked = parser.parse_args(arguments)
    variables = {"INBETWEEN_ENGINE": asked.engine, "INBETWEEN_RATES": "0", "INBETWEEN_KEEP": "10m"}
    with serving(embedded=True, accounts=1, variables=variables) as served:
        can = capacity(served, CAPACITY_SECONDS)
        print(f"Capacity: {can:.2f} tasks a second; {asked.share:.0%} of it for {asked.minutes:g} minutes.", flush=True)
        samples, tally = soak(served, can * asked.share, asked.minutes * 60)
    grew = {name: growth(samples, name) for name in ("server_mb", "child_mb", "files", "threads")}
    failures = sum(tally.ends.values()) - tally.ends["SUCCEEDED"]
    print(f"{sum(tally.ends.values())} tasks, {failures} failures: {dict(tally.ends)}")
    print("Growth, %: " + ", ".join(f"{name.removesuffix('_mb')} {value:+.1f}" for name, value in grew.items()))
    if asked.plot:
        plot(asked.plot, samples)
    if asked.json:
        told = {"capacity": can, "share": asked.share, "engine": asked.engine, "ends": dict(tally.ends)}
        about.write(asked.json, "soak", **told, growth=grew, failures=failures, samples=samples)


if __name__ == "__main__":
    main(sys.argv[1:])
