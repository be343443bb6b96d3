"""An installation under attack: its folders, its variables, and the parts whose processes stand in it."""

import os
import shutil
import socket
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import text

from tests.crash import armed
from tests.crash.lay import Steps
from tests.crash.processes import ROOT, Nursery, Watched, marked
from tests.crash.steps import API, CHILD, WORKER, merged
from tests.crash.witness import call_witness, looking

REAL_SHARE = 0.25
"""Share of the ended tasks that the real engine should have made; ``still`` makes the rest at a third of the cost."""

LEASE_SECONDS = 1
"""The least that may be set: a campaign waits for many leases."""


_KEY_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A process that an installation consists of: its name in the table, its command, and the steps it takes."""

    name: str
    argv: tuple[str, ...]
    steps: Steps
    has_engine: bool = True


def together(port: int) -> list[Part]:
    """Return the parts of an installation that is one process."""
    return [Part(name="server", argv=("serve", "--port", str(port)), steps=merged(API, WORKER, CHILD))]


def apart(port: int) -> list[Part]:
    """Return the parts of an installation whose API and two workers are processes of their own."""
    api = Part(name="API", argv=("serve", "--no-worker", "--port", str(port)), steps=API, has_engine=False)
    worker = Part(name="worker", argv=("worker",), steps=merged(WORKER, CHILD))
    return [api, worker, worker]


@dataclass(kw_only=True)
class House:
    """A data folder and a database. ``mark`` is in the environment of every process, of engine children too."""

    name: str
    folder: Path
    database: str
    nursery: Nursery
    parted: Callable[[int], list[Part]]
    real_share: float = REAL_SHARE
    key: str = ""
    parts: Sequence[Part] = ()
    port: int = 0
    standing: dict[int, Watched] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.port = _free_port()
        self.parts = self.parted(self.port)
        for part in (self.data, self.mark):
            part.mkdir(parents=True)
        self.key = self._fresh_key()
        call_witness(self.database)

    def _fresh_key(self) -> str:
        """Create a key as an operator does, and the tables with it."""
        told = self.folder / "key"
        creating = self.nursery.born(["keys", "create", "--quiet"], self.variables("still"), told)
        assert creating.ended_within(_KEY_SECONDS)
        creating.close()
        return told.read_text().split()[-1]

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    @property
    def mark(self) -> Path:
        """The folder for temporary files; its name is the mark."""
        return self.folder / "tmp"

    @property
    def hits(self) -> Path:
        """The file of kill points that were died at."""
        return self.folder / "hits"

    @property
    def log(self) -> Path:
        """What all processes print."""
        return self.folder / "log"

    @property
    def base(self) -> str:
        """Where the API listens."""
        return f"http://127.0.0.1:{self.port}"

    def variables(self, engine: str) -> dict[str, str]:
        """Return the environment of a process that dies at no point."""
        own = {
            "INBETWEEN_DATA": str(self.data),
            "INBETWEEN_DATABASE": self.database,
            "INBETWEEN_ENGINE": engine,
            "INBETWEEN_LEASE_SECONDS": str(LEASE_SECONDS),
            "INBETWEEN_TEST_AIDS": "1",
            "INBETWEEN_FETCH_ALLOW": "127.0.0.1",
            "TMPDIR": str(self.mark),
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        kept = ("PATH", "HOME", "LANG", "INBETWEEN_CACHE")
        return {name: os.environ[name] for name in kept if name in os.environ} | own

    def start(self, number: int, targets: Mapping[str, int] | None = None) -> Watched:
        """Start a part, to die at ``targets``, each after that many passes."""
        part = self.parts[number]
        points = armed.as_variables(self.hits, targets) if targets else {}
        engine = self._next_engine() if part.has_engine else "tween"
        self.standing[number] = self.nursery.born(part.argv, self.variables(engine) | points, self.log)
        return self.standing[number]

    def stand(self) -> None:
        """Start every part that does not stand."""
        for number in range(len(self.parts)):
            if number not in self.standing or self.standing[number].ended_within(0):
                self.start(number)

    def _next_engine(self) -> str:
        """Return the real engine until it has its share of the tasks that have ended."""
        if not self.real_share:
            return "still"
        with looking(self.database) as connection:
            ends = connection.execute(text("SELECT engine FROM tasks WHERE ended_at IS NOT NULL")).scalars().all()
        return "tween" if ends.count("tween") < self.real_share * max(len(ends), 1) else "still"

    def answers_within(self, seconds: float) -> bool:
        """Wait until the API takes connections."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", self.port)) == 0:
                    return True
            time.sleep(0.02)
        return False

    def close(self) -> None:
        """Leave no process of it."""
        for pid in marked(self.mark):
            Watched(pid).kill()

    def clear(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
