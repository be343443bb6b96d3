"""What the tests of the edge share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from inbetween.api.gate.limits import Limits
from tests.edge.listening import Edge, listening


@pytest.fixture(scope="module")
def running_edge(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[Edge]:
    """Give a server with the limits of production; what is counted by the second passes by hand."""
    with listening(tmp_path_factory.mktemp("edge"), migrated_file, Limits()) as running:
        yield running


@pytest.fixture
def edge(running_edge: Edge) -> Iterator[Edge]:
    """Give that server with nobody connected, and require that nobody is at the end."""
    yield running_edge
    running_edge.until(lambda: len(running_edge.gate) == 0)
