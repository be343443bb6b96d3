"""A data folder with a database in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from inbetween.db.database import Database
from tests.verbs import Queue


@pytest.fixture
def queue(migrated_file: Path, tmp_path: Path) -> Iterator[Queue]:
    """Give a queue on the database's own clock, in a data folder."""
    (tmp_path / "inbetween.db").write_bytes(migrated_file.read_bytes())
    database = Database(f"sqlite:///{tmp_path}/inbetween.db")
    yield Queue(database)
    database.close()
