"""Mutated pictures to a real server, inside requests as clients send them."""

import base64
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bench.fuzz import corpus
from tests.running import SUBMIT, Running, serving

MOST_WAITING = 20

SIDES = (400, 380)
"""What the model takes, so that many get past the header's check and into the worker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What a server answered; ``lives`` is whether it does so afterwards, ``left`` what lies in its work folder."""

    ends: Counter[str]
    lives: bool
    left: int

    @property
    def well(self) -> bool:
        """Whether nothing failed that should not."""
        return self.lives and not self.left and not any(end.startswith("5") for end in self.ends)

    def __str__(self) -> str:
        told = ", ".join(f"{count} {end}" for end, count in sorted(self.ends.items()))
        return f"A server: {told}; it lives: {self.lives}; left behind: {self.left}"


def serve_some(data: Path, count: int, chance: random.Random) -> Served:
    """Submit ``count`` mutated pictures, wait until every accepted task has ended, and look at what is left."""
    data.mkdir()
    files, ends, waiting = corpus.pictures(SIDES), Counter[str](), list[str]()
    with serving(data, INBETWEEN_ENGINE="still") as server:
        for _ in range(count):
            status, answer = server.ask("POST", SUBMIT, _body(corpus.mutated(chance.choice(files), chance)))
            if status == 200:
                waiting.append(answer["output"]["task_id"])
            else:
                ends[f"{status} {answer['code']}"] += 1
            if len(waiting) >= MOST_WAITING:
                _wait(server, waiting, ends)
        _wait(server, waiting, ends)
        lives = server.ask("GET", "/healthz")[0] == 200
    left = [path for path in (data / "work").rglob("*") if path.is_file()]
    return Served(ends=ends, lives=lives, left=len(left))


def _wait(server: Running, waiting: list[str], ends: Counter[str]) -> None:
    for task in waiting:
        ends[server.wait_for(task, "SUCCEEDED", "FAILED", seconds=300)] += 1
    waiting.clear()


def _body(content: bytes) -> dict[str, object]:
    url = "data:image/png;base64," + base64.b64encode(content).decode()
    return {
        "model": "wan2.2-kf2v-flash",
        "input": {"first_frame_url": url, "last_frame_url": url},
        "parameters": {"resolution": "480P"},
    }
