"""The tiny models, and an honest word where torch is missing."""

import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

HAS_TORCH = importlib.util.find_spec("torch") is not None
_HERE = Path(__file__).parent

# Without torch nothing here can be imported but the test that says so.
collect_ignore = [] if HAS_TORCH else [str(path) for path in _HERE.glob("test_*.py") if path.stem != "test_torch"]


@pytest.fixture(scope="session", autouse=True)
def one_thread() -> None:
    """Compute with one thread: tiny convolutions drown in the waking of threads, ten times slower with two."""
    if HAS_TORCH:
        import torch  # not above: whoever only hands tests out to workers needs none of it

        torch.set_num_threads(1)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Give the folder of the tiny model of a kind; read it only."""
    from tests.wan.tiny import made

    folder = tmp_path_factory.mktemp("wan")
    return cache(lambda kind: made(folder / kind, kind))
