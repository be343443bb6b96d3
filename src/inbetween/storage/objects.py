"""What every object store here promises.

A key is ours, never a caller's text: lower-case ASCII segments such as ``results/<task id>/1.mp4``. An object is
whole or absent: no reader sees half of one, not even after a power cut.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from inbetween.domain.clock import Millis

_KEY = re.compile(r"[a-z0-9_-][a-z0-9._-]*(/[a-z0-9_-][a-z0-9._-]*)*", re.ASCII)
_KEY_LIMIT = 512
CHUNK_BYTES = 2**18
"""What is in memory at once of an object that is read."""


class ObjectMissing(LookupError):
    """There is no object under this key."""


class StoreDown(OSError):
    """The store cannot be asked, is full, or denies us; nothing is known of its objects, which may all be there."""


class BadKey(ValueError):
    """A key that no object of ours can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """An object in a listing."""

    key: str
    size_bytes: int
    modified_at: Millis


def checked_key(key: str) -> str:
    """Return ``key`` if it is a legal one: at most 512 of ``a-z 0-9 . _ - /``, no segment empty or with a leading dot.

    Raises:
        BadKey: it is not; such a key can only come from a caller who tries to reach something else.
    """
    if not is_key(key):
        raise BadKey(f"{key!r} is not an object key.")
    return key


def is_key(key: str) -> bool:
    """Say whether an object of ours can have this key."""
    return len(key) <= _KEY_LIMIT and _KEY.fullmatch(key) is not None


class Opened(Protocol):
    """An object that is read, as it was when it was opened. Leave it as a context manager."""

    size: int

    def part(self, start: int, stop: int) -> Iterator[bytes]:
        """Return the bytes from ``start`` to before ``stop``, in pieces of about ``CHUNK_BYTES``.

        A part outlives a ``remove`` and a replacement of the object. It is asked for at once and read as it is taken.

        Raises:
            ObjectMissing: the object was removed or replaced before this part was asked for, where that matters.
        """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Objects(Protocol):
    """A store of whole objects. Every verb blocks; every verb raises ``BadKey`` for an illegal key.

    Every verb raises ``OSError`` when the store does not do its work: it is full, read-only, denies us, or is away
    (``StoreDown``). Only a store that answers says that there is no object.
    """

    def keep(self, key: str, source: Path) -> None:
        """Move the file ``source`` in under ``key``, durably; what was there before is replaced at once."""

    def put(self, key: str, content: bytes) -> None:
        """Store ``content`` under ``key``, durably; what was there before is replaced at once."""

    def bring(self, key: str, target: Path) -> None:
        """Make the object readable at the path ``target``; it must not be written to there.

        Raises:
            ObjectMissing: there is none.
        """

    def open(self, key: str) -> Opened:
        """Open the object for reading.

        Raises:
            ObjectMissing: there is none.
        """

    def size(self, key: str) -> int | None:
        """Return the size in bytes, or ``None`` when there is no such object."""

    def remove(self, key: str) -> None:
        """Delete the object; one that is already gone is fine."""

    def listing(self, folder: str) -> Iterator[Stored]:
        """Yield what lies below the key ``folder``, folder by folder."""
