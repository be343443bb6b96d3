"""Small disks of their own, which can be full, read-only or gone under whoever uses them."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BALLAST = "ballast"


class NoMount(Exception):
    """Nothing can be mounted here; the message says why."""


class Disk:
    """A disk in memory, mounted at ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, but: int = 0) -> None:
        """Leave no byte, or so many."""
        descriptor = os.open(self.folder / BALLAST, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            for size in (2**20, 2**9):
                _write_until_full(descriptor, size)
            os.truncate(descriptor, os.fstat(descriptor).st_size - but)
        finally:
            os.close(descriptor)

    def empty(self) -> None:
        """Give the room back."""
        (self.folder / BALLAST).unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Let nobody write for a while."""
        _run("mount", "-o", "remount,ro", str(self.folder))
        try:
            yield
        finally:
            _run("mount", "-o", "remount,rw", str(self.folder))

    def files(self) -> set[str]:
        """Return every file but the ballast and the database, whose log comes and goes."""
        found = (path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file())
        return {
            str(path) for path in found if path.name != BALLAST and not path.name.startswith(("inbetween.db", "log"))
        }

    @contextmanager
    def unplugged(self) -> Iterator[None]:
        """Take it away for a while: what is left is an empty folder."""
        aside = self.folder.with_name(f"{self.folder.name}-aside")
        aside.mkdir()
        _run("mount", "--bind", str(self.folder), str(aside))
        _run("umount", "--lazy", str(self.folder))
        try:
            yield
        finally:
            _run("mount", "--bind", str(aside), str(self.folder))
            _run("umount", str(aside))


@contextmanager
def mounted(folder: Path, megabytes: int) -> Iterator[Disk]:
    """Mount a disk of so many megabytes at ``folder`` for a while.

    Raises:
        NoMount: whoever runs this may not mount.
    """
    folder.mkdir(exist_ok=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=700", "inbetween-test", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise NoMount(made.stderr.strip())
    try:
        yield Disk(folder)
    finally:
        _run("umount", "--lazy", str(folder))


def _write_until_full(descriptor: int, size: int) -> None:
    try:
        while True:
            os.write(descriptor, bytes(size))
    except OSError:
        return


def _run(*command: str) -> None:
    subprocess.run(command, check=True)
