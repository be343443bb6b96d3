"""One worker's own folder: several may work below one data folder, and none touches another's files."""

import fcntl
import itertools
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


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


def place(locks: Path) -> str:
    """Return what tells this folder of locks, as this kernel keeps them, from every other one.

    On a folder of the network another machine's locks may not be seen, so each start of a machine is another place.
    """
    try:
        kernel = _BOOT_ID.read_text().strip()
    except OSError:
        kernel = socket.gethostname()
    facts = locks.stat()
    return f"{kernel} {facts.st_dev}:{facts.st_ino}"


def living(locks: Path) -> frozenset[str]:
    """Return the names of those who hold a folder now; of whom else was in this place, nobody lives."""
    return frozenset(path.read_text() for path in locks.iterdir() if _is_held(path))


def _is_held(path: Path) -> bool:
    with path.open() as file:
        try:
            # Shared, so that two who look at once do not take each other for a holder.
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


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
