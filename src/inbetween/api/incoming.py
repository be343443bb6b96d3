"""Where uploads lie on their way in."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def incoming(place: Path) -> Iterator[Path]:
    """Give an empty folder in ``place`` for uploads on their way in; a server that was killed leaves half of one."""
    folder = place / "incoming"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
