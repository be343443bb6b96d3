"""A server to exchange bodies with."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from inbetween.db.database import Database
from tests.clocks import HandClock
from tests.served import Server, serve


@pytest.fixture
def serving(tmp_path: Path, sqlite_database: Database, clock: HandClock) -> Iterator[Callable[..., Server]]:
    """Give what starts a server with some settings changed."""
    with ExitStack() as stack:

        def start(**changes: Any) -> Server:
            return stack.enter_context(serve(tmp_path, sqlite_database, clock, **changes))

        yield start


@pytest.fixture
def server(serving: Callable[..., Server]) -> Server:
    """Give a server with the default settings."""
    return serving()
