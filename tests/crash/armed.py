"""What happens at a kill point: nothing, or the process dies there and then, or stops until it is let go on.

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

HITS, TARGETS, HOLD = "CRASH_HITS", "CRASH_TARGETS", "CRASH_HOLD"
VARIABLES = (HITS, TARGETS, HOLD)

_BETWEEN = "\t"


def disarm() -> None:
    """Let every point be passed."""
    setattr(builtins, HERE, lambda name: None)


def arm(variables: Mapping[str, str], *, who: str) -> None:
    """Die from now on, as ``who``, at the targets that ``variables`` name; without them at none."""
    if TARGETS in variables:
        targets = json.loads(variables[TARGETS])
        setattr(builtins, HERE, _Armed(Path(variables[HITS]), targets, hold=variables[HOLD], who=who))


def as_variables(hits: Path, targets: Mapping[str, int], hold: str = "") -> dict[str, str]:
    """Return the variables of a life whose processes die when they pass a target that many times.

    At the point ``hold`` a process stops once, as by SIGSTOP.
    """
    before = hits_in(hits)
    told = json.dumps({name: [before[name], passes] for name, passes in targets.items()})
    return {HITS: str(hits), TARGETS: told, HOLD: hold}


def hits_in(path: Path) -> Counter[str]:
    """Return how often each point was died at."""
    return Counter(line.partition(_BETWEEN)[0] for line in _lines_of(path))


def dead_in(path: Path) -> Counter[str]:
    """Return how often who died at a point."""
    return Counter(line.partition(_BETWEEN)[2] for line in _lines_of(path))


def _lines_of(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


class _Armed:
    """The call that is laid, in a process that should die."""

    def __init__(self, path: Path, targets: Mapping[str, tuple[int, int]], *, hold: str, who: str) -> None:
        hits = hits_in(path)
        self._passes = {name: passes for name, (before, passes) in targets.items() if hits[name] == before}
        self._hold, self._who = hold, who
        # Opened now: the walls of an engine child may not let it open a file later.
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._dying = threading.Lock()

    def __call__(self, name: str) -> None:
        if name == self._hold:
            self._hold = ""
            os.kill(os.getpid(), signal.SIGSTOP)
        if name not in self._passes:
            return
        with self._dying:
            self._passes[name] -= 1
            if self._passes[name] == 0:
                os.write(self._file, f"{name}{_BETWEEN}{self._who}\n".encode())
                os.kill(os.getpid(), signal.SIGKILL)
                signal.pause()  # one death, one hit: nobody else comes in here
