"""Processes seen from outside: their end without a race, their children, and who still bears a campaign's mark."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]


class Watched:
    """A process of somebody else's. The descriptor names it even when its number is given to another."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        try:
            self._descriptor: int | None = os.pidfd_open(pid)
        except ProcessLookupError:
            self._descriptor = None

    def ended_within(self, seconds: float) -> bool:
        """Wait for its end so long, and say whether it came; a zombie has ended."""
        if self._descriptor is None:
            return True
        return bool(select.select([self._descriptor], [], [], seconds)[0])

    def send(self, number: signal.Signals) -> None:
        """Send a signal; one that is gone hears nothing."""
        if self._descriptor is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._descriptor, number)

    def kill(self) -> bool:
        """Kill it, and say whether it was there to be killed."""
        here = not self.ended_within(0)
        self.send(signal.SIGKILL)
        return here

    def terminate(self) -> None:
        """Ask it to end in order."""
        self.send(signal.SIGTERM)

    def children(self) -> list[Self]:
        """Return its children."""
        with suppress(FileNotFoundError, ProcessLookupError):
            listed = [path.read_text() for path in Path(f"/proc/{self.pid}/task").glob("*/children")]
            return [type(self)(int(pid)) for pids in listed for pid in pids.split()]
        return []

    def is_stopped(self) -> bool:
        """Say whether it stands still, as after SIGSTOP."""
        with suppress(FileNotFoundError, ProcessLookupError):
            return Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
        return False

    def close(self) -> None:
        """Let go of the descriptor."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


class Nursery:
    """Where victims come from; see ``tests.crash.victim``."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def born(self, who: str, argv: Sequence[str], environment: Mapping[str, str], log: Path) -> Watched:
        """Start ``inbetween`` with ``argv`` and only these variables; it is called ``who`` where it dies."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = {"who": who, "argv": argv, "environment": dict(environment), "log": str(log)}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return Watched(int(self._process.stdout.readline()))


@contextmanager
def nursery(*engines: str) -> Iterator[Nursery]:
    """Give a nursery that has loaded ``engines``; who was born there is the caller's to end."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.crash.victim", *engines],
        cwd=ROOT,
        env=os.environ | _of_a_child() | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        yield Nursery(process)


def _of_a_child() -> dict[str, str]:
    """Return the variables of an engine child that are read before it could be forked."""
    kernels = {"NUMBA_CACHE_DIR": f"{os.environ['INBETWEEN_CACHE']}/numba"} if "INBETWEEN_CACHE" in os.environ else {}
    return kernels | {"MALLOC_ARENA_MAX": "2", "PYTHONHASHSEED": "0"}


def marked(mark: Path) -> list[int]:
    """Return the processes whose environment names ``mark``."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if os.fsencode(mark) in path.read_bytes() and int(path.parent.name) != os.getpid():
                found.append(int(path.parent.name))
    return found
