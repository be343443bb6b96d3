"""An installation under attack: its folders, its variables, and the parts whose processes stand in it."""

import os
import shutil
import socket
import time
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash import armed
from tests.crash.lay import Steps
from tests.crash.processes import ROOT, Nursery, Watched, marked
from tests.crash.steps import API, API_AT_THE_STORE, CHILD, WORKER, WORKER_AT_THE_STORE, merged
from tests.crash.witness import call_witness

LEASE_SECONDS = 1
"""The least that may be set: a campaign waits for many leases."""


_KEY_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where the objects lie as files, as a directory shows them: each is its key and ``suffix``."""

    folder: Path
    suffix: str = ""

    def keys(self) -> list[str]:
        """Return the key of every object."""
        # Folders may go meanwhile: a walk passes over them.
        listed = [Path(top, name) for top, _, names in os.walk(self.folder) for name in names]
        found = [path.relative_to(self.folder) for path in listed if path.name.endswith(self.suffix)]
        return [path.as_posix().removesuffix(self.suffix) for path in found if path.parts[0] != ".incoming"]

    def path(self, key: str) -> Path | None:
        """Return the file of an object, if it is there."""
        path = self.folder / f"{key}{self.suffix}"
        return path if path.is_file() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A process that an installation consists of: its name in the table, its command, and what is killed between.

    Each point of ``steps`` must be died at.
    """

    name: str
    argv: tuple[str, ...]
    steps: Steps


def together(port: int) -> list[Part]:
    """Return the parts of an installation that is one process."""
    return [Part(name="server", argv=("serve", "--port", str(port)), steps=merged(WORKER, API, CHILD))]


def apart(port: int) -> list[Part]:
    """Return the parts of an installation whose API and two workers are processes of their own."""
    api = Part(name="API", argv=_api(port), steps=API)
    worker = Part(name="worker", argv=("worker",), steps=merged(WORKER, CHILD))
    return [api, worker, worker]


def machines(port: int) -> list[Part]:
    """Return the same parts where they share no disk; what is killed between is only what the bucket changes."""
    api = Part(name="API", argv=_api(port), steps=API_AT_THE_STORE)
    worker = Part(name="worker", argv=("worker",), steps=WORKER_AT_THE_STORE)
    return [api, worker, worker]


def _api(port: int) -> tuple[str, ...]:
    return ("serve", "--no-worker", "--port", str(port))


@dataclass(kw_only=True)
class House:
    """Data folders and a database. Its folder is named in the environment of every process, of engine children too.

    With ``bucket`` the parts share no disk: each has a data folder of its own, and the objects are files of a store.
    """

    name: str
    folder: Path
    database: str
    nursery: Nursery
    parted: Callable[[int], list[Part]]
    engine: str
    bucket: Shelf | None = None
    more: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    parts: Sequence[Part] = ()
    port: int = 0
    standing: dict[int, Watched] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.port = _free_port()
        self.parts = self.parted(self.port)
        self.temporary.mkdir(parents=True)
        self.key = self._fresh_key()
        call_witness(self.database)

    def _fresh_key(self) -> str:
        """Create a key as an operator does, and the tables with it."""
        told = self.folder / "key"
        creating = self.nursery.born("key", ["keys", "create", "--quiet"], self.variables(0), told)
        assert creating.ended_within(_KEY_SECONDS)
        creating.close()
        return told.read_text().split()[-1]

    def data_of(self, number: int) -> Path:
        """Return the data folder of a part."""
        return self.folder / (f"data-{number}" if self.bucket else "data")

    @property
    def datas(self) -> list[Path]:
        """Every data folder."""
        return sorted({self.data_of(number) for number in range(len(self.parts))})

    @property
    def shelf(self) -> Shelf:
        """Where the objects are files."""
        return self.bucket or Shelf(folder=self.data_of(0) / "objects")

    @property
    def temporary(self) -> Path:
        """The folder for temporary files of all processes but the engine children."""
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

    def variables(self, number: int) -> dict[str, str]:
        """Return the environment of a process of a part, which dies at no point."""
        own = {
            "INBETWEEN_DATA": str(self.data_of(number)),
            "INBETWEEN_DATABASE": self.database,
            "INBETWEEN_ENGINE": self.engine,
            "INBETWEEN_LEASE_SECONDS": str(LEASE_SECONDS),
            "INBETWEEN_TEST_AIDS": "1",
            "INBETWEEN_FETCH_ALLOW": "127.0.0.1",
            "TMPDIR": str(self.temporary),
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        }
        kept = ("PATH", "HOME", "LANG", "INBETWEEN_CACHE")
        return {name: os.environ[name] for name in kept if name in os.environ} | own | self.more

    def start(self, number: int, targets: Mapping[str, int] | None = None, *, hold: str = "") -> Watched:
        """Start a part, to die at ``targets``, each after that many passes, and to stop at ``hold``."""
        part = self.parts[number]
        points = armed.as_variables(self.hits, targets, hold) if targets else {}
        variables = self.variables(number) | points
        if before := self.standing.get(number):
            before.close()
        self.standing[number] = self.nursery.born(part.name, part.argv, variables, self.log)
        return self.standing[number]

    def stand(self, but: Container[int] = ()) -> None:
        """Start every part that does not stand, to die at no point."""
        for number in range(len(self.parts)):
            if number not in but and (number not in self.standing or self.standing[number].ended_within(0)):
                self.start(number)

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
        for pid in marked(self.folder):
            Watched(pid).kill()

    def clear(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
