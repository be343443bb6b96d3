"""Keyed bytes of a task: in a folder that outlives an attempt, or in a process."""

from pathlib import Path
from urllib.parse import quote


class FolderScratch:
    """Keyed bytes as files of one folder. A file appears whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """Return what was stored under ``key``, or ``None``."""
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, key: str, value: bytes) -> None:
        """Store ``value`` whole under ``key``."""
        write_whole(self._path(key), value)

    def _path(self, key: str) -> Path:
        return self._folder / f"{quote(key, safe='')}.scratch"


class MemoryScratch:
    """Keyed bytes of a process: a child that is killed while it warms up leaves no folder."""

    def __init__(self) -> None:
        self._stored: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """Return what was stored under ``key``, or ``None``."""
        return self._stored.get(key)

    def put(self, key: str, value: bytes) -> None:
        """Store ``value`` under ``key``."""
        self._stored[key] = value


def write_whole(path: Path, value: bytes) -> None:
    """Write a file so that no reader ever sees a part of it."""
    part = path.with_suffix(".part")
    part.write_bytes(value)
    part.replace(path)
