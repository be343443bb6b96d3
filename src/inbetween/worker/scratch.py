"""Keyed bytes of a task: in a folder that outlives an attempt, in the store of all machines, or in a process."""

import re
from pathlib import Path

from inbetween.storage import names
from inbetween.storage.objects import ObjectMissing, Objects

SUFFIX = ".scratch"
_NOTHING = "_"


def name_of(key: str) -> str:
    """Return the name of a file, or of an object, for any ``key``: no two have the same."""
    escaped = re.sub(rb"[^a-z0-9-]", lambda found: b"_" + found[0].hex().encode(), key.encode()).decode()
    return f"{escaped or _NOTHING}{SUFFIX}"


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
        return self._folder / name_of(key)


class ObjectScratch:
    """Keyed bytes of a task as objects: what ``put`` has returned from, an attempt on any machine finds.

    Both verbs raise ``OSError`` when the store does not do its work.
    """

    def __init__(self, task_id: str, objects: Objects) -> None:
        self._folder = names.scratch_of(task_id)
        self._objects = objects

    def get(self, key: str) -> bytes | None:
        """Return what was stored under ``key``, or ``None``."""
        try:
            with self._objects.open(self._key(key)) as opened:
                return b"".join(opened.part(0, opened.size))
        except ObjectMissing:
            return None

    def put(self, key: str, value: bytes) -> None:
        """Store ``value`` whole under ``key``."""
        self._objects.put(self._key(key), value)

    def _key(self, key: str) -> str:
        return f"{self._folder}/{name_of(key)}"


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
