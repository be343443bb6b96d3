"""A PostgreSQL server that is stopped or killed under whoever uses it."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from sqlalchemy import create_engine, make_url


class Cluster:
    """The processes of the server behind ``url``, which runs on this machine."""

    def __init__(self, url: str) -> None:
        self.url = url
        engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
        with engine.connect() as connection:
            folder = Path(connection.exec_driver_sql("SHOW data_directory").scalar_one())
        engine.dispose()
        self._first = psutil.Process(int((folder / "postmaster.pid").read_text().split()[0]))

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Stop every process for a while: connections stay open, new ones are taken, and nobody answers."""
        stopped = [self._first, *self._first.children(recursive=True)]
        for process in stopped:
            process.suspend()
        try:
            yield
        finally:
            for process in stopped:
                process.resume()

    def crash(self) -> None:
        """Kill one session: the server ends all others, and takes nobody before it has recovered."""
        sessions = [child for child in self._first.children() if "idle" in " ".join(child.cmdline())]
        os.kill(sessions[-1].pid, signal.SIGKILL)
