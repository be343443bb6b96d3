"""What happens at a kill point: nothing, or the process dies there and then.

A life has targets: points, each with how often it is passed before the process dies at it. All processes of a
campaign share one file of hits; at a point that somebody of this life has died at, nobody of it dies again.
"""

import builtins
import json
import os
import signal
import threading
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tests.crash.lay import HERE

HITS, TARGETS = "CRASH_HITS", "CRASH_TARGETS"
VARIABLES = (HITS, TARGETS)


def disarm() -> None:
    """Let every point be passed."""
    setattr(builtins, HERE, lambda name: None)


def arm(variables: Mapping[str, str]) -> None:
    """Die from now on at the targets that ``variables`` name; without them at none."""
    if TARGETS in variables:
        setattr(builtins, HERE, _Armed(Path(variables[HITS]), json.loads(variables[TARGETS])))


def as_variables(hits: Path, targets: Mapping[str, int]) -> dict[str, str]:
    """Return the variables of a life whose processes die when they pass a target that many times."""
    before = hits_in(hits)
    return {HITS: str(hits), TARGETS: json.dumps({name: [before[name], passes] for name, passes in targets.items()})}


def hits_in(path: Path) -> Counter[str]:
    """Return how often each point was died at."""
    return Counter(path.read_text().splitlines()) if path.exists() else Counter()


class _Armed:
    """The call that is laid, in a process that should die."""

    def __init__(self, path: Path, targets: Mapping[str, tuple[int, int]]) -> None:
        hits = hits_in(path)
        self._passes = {name: passes for name, (before, passes) in targets.items() if hits[name] == before}
        # Opened now: the walls of an engine child may not let it open a file later.
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._dying = threading.Lock()

    def __call__(self, name: str) -> None:
        if name not in self._passes:
            return
        with self._dying:
            self._passes[name] -= 1
            if self._passes[name] == 0:
                os.write(self._file, f"{name}\n".encode())
                os.kill(os.getpid(), signal.SIGKILL)
                signal.pause()  # one death, one hit: nobody else comes in here
