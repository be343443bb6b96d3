"""A data folder with a database in it, and what runs verbs."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from inbetween.db.database import Database
from tests.forked import Forks, forking
from tests.verbs import Queue


@pytest.fixture(scope="session")
def forks() -> Iterator[Forks]:
    """Give a process that runs verbs in forks of its own."""
    with forking() as forks:
        yield forks


@pytest.fixture
def run(forks: Forks, tmp_path: Path) -> Callable[..., CompletedProcess[str]]:
    """Give what runs a verb in a process of its own, in the test's folder."""

    def run(*arguments: str | Path, **variables: str) -> CompletedProcess[str]:
        return forks.run(arguments, folder=tmp_path, environment={**os.environ, **variables})

    return run


@pytest.fixture
def queue(migrated_file: Path, tmp_path: Path) -> Iterator[Queue]:
    """Give a queue on the database's own clock, in a data folder."""
    (tmp_path / "inbetween.db").write_bytes(migrated_file.read_bytes())
    database = Database(f"sqlite:///{tmp_path}/inbetween.db")
    yield Queue(database)
    database.close()
