"""The tween engine, in this process."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def compiled(kernels: None) -> None:
    """Begin with compiled kernels."""
