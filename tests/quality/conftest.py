"""What is measured is drawn by the tween engine."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def compiled(kernels: None) -> None:
    """Begin with compiled kernels."""
