"""Servers on disks that fail them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.outage.disks import Disk, NoMount, mounted

MEGABYTES = 160
"""Twice what a worker wants free before it renders, and more."""


@pytest.fixture
def plug(tmp_path: Path) -> Iterator[Callable[[str], Disk]]:
    """Give what mounts a disk at a folder of this test's; each is unmounted in the end."""
    with ExitStack() as stack:

        def at(name: str) -> Disk:
            try:
                return stack.enter_context(mounted(tmp_path / name, MEGABYTES))
            except NoMount as error:
                pytest.skip(f"no disk can be mounted, run as root: {error}")  # a right, which no installation gives

        yield at
