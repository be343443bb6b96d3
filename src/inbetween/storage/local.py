"""Objects as files in one folder."""

import errno
import os
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from uuid import uuid4

from inbetween.storage.objects import CHUNK_BYTES, ObjectMissing, Stored, StoreDown, checked_key, is_key

# A leading dot cannot occur in a key, so nothing unfinished is ever listed or opened.
_INCOMING = ".incoming"
# Arrivals take seconds; one a day old was left by a process that died.
_STALE_SECONDS = 86_400
_NO_LINK = frozenset({errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP})


class LocalObjects:
    """Objects below ``folder``, which is created. Any number of processes may share it.

    What arrives by ``keep`` from the same filesystem is renamed, never copied; what leaves by ``bring`` is a
    hard link where that is possible.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._incoming = folder / _INCOMING
        self._incoming.mkdir(parents=True, exist_ok=True)
        self._drop_stale_arrivals()

    def keep(self, key: str, source: Path) -> None:
        """Move the file ``source`` in; one from another filesystem is copied first, then removed."""
        target = self._path(key)
        self._insist_on_being_here()
        _sync(source)
        try:
            _place(source, target, self._folder)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            self._adopt_copy(source, target)

    def put(self, key: str, content: bytes) -> None:
        """Write ``content`` beside the objects, then rename it into place."""
        target = self._path(key)
        with _Arrival(self._incoming) as arrival:
            arrival.write_bytes(content)
            _sync(arrival)
            _place(arrival, target, self._folder)

    def bring(self, key: str, target: Path) -> None:
        """Hard-link the object to ``target``, or copy it to another filesystem."""
        source = self._path(key)
        target.unlink(missing_ok=True)
        if source.is_symlink():
            raise ObjectMissing(key)
        try:
            _link_or_copy(source, target)
        except OSError as error:
            raise self._cause(key, source, error) from error

    def open(self, key: str) -> "_Opened":
        """Open the file; a later ``remove`` takes its name, not its bytes."""
        path = self._path(key)
        try:
            return _Opened(open(path, "rb", opener=_no_link))
        except OSError as error:
            raise self._cause(key, path, error) from error

    def size(self, key: str) -> int | None:
        """Ask the filesystem."""
        try:
            facts = self._path(key).lstat()
        except (FileNotFoundError, NotADirectoryError):
            self._insist_on_being_here()
            return None
        return facts.st_size if stat.S_ISREG(facts.st_mode) else None

    def remove(self, key: str) -> None:
        """Unlink the file and the folders that it leaves empty."""
        path = self._path(key)
        self._insist_on_being_here()
        with suppress(IsADirectoryError, NotADirectoryError):
            path.unlink(missing_ok=True)
        self._prune(path.parent)

    def listing(self, folder: str) -> Iterator[Stored]:
        """Walk the files below ``folder``; one that vanishes meanwhile, or that is no object of ours, is left out."""
        top = self._path(folder)
        self._insist_on_being_here()
        for path in sorted(top.rglob("*")):
            key = path.relative_to(self._folder).as_posix()
            try:
                facts = path.lstat()
            except FileNotFoundError:
                continue
            # A network file system and a file browser leave files of their own: .nfs0042, .DS_Store.
            if stat.S_ISREG(facts.st_mode) and is_key(key):
                yield Stored(
                    key=key,
                    size_bytes=facts.st_size,
                    modified_at=facts.st_mtime_ns // 1_000_000,
                )

    def _path(self, key: str) -> Path:
        return self._folder / checked_key(key)

    def _insist_on_being_here(self) -> None:
        """Tell a disk that is not mounted, whose folder is there and empty, from a store without the object.

        Raises:
            StoreDown: it is not.
        """
        if not self._incoming.is_dir():
            raise StoreDown(errno.ENODEV, f"the object store is not mounted at {self._folder}")

    def _cause(self, key: str, path: Path, error: OSError) -> Exception:
        if path.is_file() and not path.is_symlink():
            return error
        self._insist_on_being_here()
        return ObjectMissing(key)

    def _drop_stale_arrivals(self) -> None:
        oldest = time.time() - _STALE_SECONDS
        for arrival in self._incoming.iterdir():
            with suppress(FileNotFoundError):
                if arrival.stat().st_mtime < oldest:
                    arrival.unlink()

    def _adopt_copy(self, source: Path, target: Path) -> None:
        with _Arrival(self._incoming) as arrival:
            shutil.copyfile(source, arrival)
            _sync(arrival)
            _place(arrival, target, self._folder)
        source.unlink()

    def _prune(self, folder: Path) -> None:
        while folder != self._folder:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent


class _Opened:
    """An open file of which one part is read at a time."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = os.fstat(file.fileno()).st_size

    def part(self, start: int, stop: int) -> Iterator[bytes]:
        """Read piece by piece."""
        self._file.seek(start)
        while piece := self._file.read(min(CHUNK_BYTES, stop - self._file.tell())):
            yield piece

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


class _Arrival:
    """A fresh path for an object on its way in; nothing is left there afterwards."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / uuid4().hex

    def __enter__(self) -> Path:
        return self._path

    def __exit__(self, *_: object) -> None:
        self._path.unlink(missing_ok=True)


def _place(source: Path, target: Path, top: Path) -> None:
    """Rename ``source`` to ``target`` and make the name durable, below the existing folder ``top``."""
    # Another process may prune the folder between mkdir and replace when it removes the last object in it.
    for last in (False, False, True):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            source.replace(target)
            break
        except FileNotFoundError:
            if last or not source.exists():
                raise
    folder = target.parent
    while folder != top:
        _sync(folder)
        folder = folder.parent
    _sync(top)


def _sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk itself."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _no_link(path: str, flags: int) -> int:
    """Open a file, but not through a symbolic link: nothing here makes one, and a planted one leads elsewhere."""
    return os.open(path, flags | os.O_NOFOLLOW)


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError as error:
        if error.errno not in _NO_LINK:
            raise
        shutil.copyfile(source, target)
