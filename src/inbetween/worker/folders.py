"""One worker's own folder: several may work below one data folder, and none touches another's files."""

import fcntl
import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def own_folder(top: Path, *, locks: Path, holder: str) -> Iterator[Path]:
    """Give the first numbered folder below ``top`` that no living worker holds, and hold it.

    A worker that starts again thus finds what its predecessor left, checkpoints among it; what dead workers have
    left in other folders is removed. A folder is held by a lock on the file of the same name in ``locks``, which
    says who the ``holder`` is. The kernel lets the lock go with the process, however that ends.
    """
    top.mkdir(parents=True, exist_ok=True)
    locks.mkdir(parents=True, exist_ok=True)
    lock = next(filter(None, (_locked(locks / str(number)) for number in itertools.count())))
    with lock:
        lock.truncate(0)
        lock.write(holder)
        lock.flush()
        folder = top / Path(lock.name).name
        _clear_deserted(top, locks, but=folder)
        folder.mkdir(exist_ok=True)
        yield folder


def _locked(path: Path) -> IO[str] | None:
    """Open and lock the file ``path`` without waiting; ``None`` when somebody else holds it."""
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def _clear_deserted(top: Path, locks: Path, *, but: Path) -> None:
    """Remove every folder that nobody holds, while it is locked. The locks stay: somebody may wait for the file."""
    for folder in top.iterdir():
        if folder != but and (lock := _locked(locks / folder.name)):
            with lock:
                shutil.rmtree(folder, ignore_errors=True)
