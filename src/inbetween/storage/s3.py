"""Objects in a bucket of S3, or of a store that speaks its language. It needs the extra ``s3``.

Endpoint, region and credentials are what obstore finds in the standard ``AWS_*`` variables, or in the metadata of
the machine. A store that cannot be reached is told as ``StoreDown`` within some twenty seconds, by every verb.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import obstore
from obstore.exceptions import BaseError, PreconditionError
from obstore.store import S3Store

from inbetween.storage.objects import CHUNK_BYTES, ObjectMissing, Stored, StoreDown, checked_key, is_key

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig

PART_BYTES = 5 * 2**20
"""What a larger file is sent in: the least that S3 takes. One part must go within ``SILENCE_SECONDS``."""

PARTS_AT_ONCE = 2
"""Ten MiB in memory per file on its way in; two parts fill a line to a store nearby."""

SILENCE_SECONDS = 10
"""How long an answer, or the next bytes of one, may take."""

RETRIES = 3
RETRY_SECONDS = 10
"""A failed request is sent again so often, and not when so long has passed since the first one."""

# The limit of a whole answer is far off: a caller on a slow line takes a video as slowly as he can.
# Plain HTTP is for who writes http:// into the endpoint, as for a store on the same machine.
_CLIENT: "ClientConfig" = {
    "allow_http": True,
    "connect_timeout": timedelta(seconds=3),
    "read_timeout": timedelta(seconds=SILENCE_SECONDS),
    "timeout": timedelta(hours=6),
}
_RETRY: "RetryConfig" = {"max_retries": RETRIES, "retry_timeout": timedelta(seconds=RETRY_SECONDS)}
_NOWHERE = "no-such-folder"


class S3Objects:
    """Objects below ``prefix`` in ``bucket``, which exists. Any number of processes and machines may share them."""

    def __init__(self, bucket: str, prefix: str = "") -> None:
        self._store = S3Store(
            bucket,
            prefix=prefix or None,
            # Not every store has the call that deletes many at once, and nothing here needs it.
            config={"disable_bulk_delete": True},
            client_options=_CLIENT,
            retry_config=_RETRY,
        )

    def keep(self, key: str, source: Path) -> None:
        """Send the file ``source`` in parts and then remove it; the object appears when its last part is there."""
        checked_key(key)
        source.stat()  # a file that is not there is no fault of the store
        with _answering():
            obstore.put(self._store, key, source, chunk_size=PART_BYTES, max_concurrency=PARTS_AT_ONCE)
        source.unlink()

    def put(self, key: str, content: bytes) -> None:
        """Send ``content`` in one request."""
        with _answering():
            obstore.put(self._store, checked_key(key), content, use_multipart=False)

    def bring(self, key: str, target: Path) -> None:
        """Fetch the object into the file ``target``."""
        checked_key(key)
        target.unlink(missing_ok=True)
        with self._finding(key):
            answer = obstore.get(self._store, key)
        try:
            with target.open("wb") as file:
                file.writelines(_chunks(answer))
        except BaseException:
            target.unlink(missing_ok=True)
            raise

    def open(self, key: str) -> "_Opened":
        """Ask for the size; each part is a request of its own, for what the object was now."""
        checked_key(key)
        with self._finding(key):
            facts = obstore.head(self._store, key)
        return _Opened(self._store, key, size=facts["size"], version=facts["e_tag"])

    def size(self, key: str) -> int | None:
        """Ask the store."""
        checked_key(key)
        with suppress(ObjectMissing), self._finding(key):
            return obstore.head(self._store, key)["size"]
        return None

    def remove(self, key: str) -> None:
        """Delete the object."""
        checked_key(key)
        with suppress(ObjectMissing), self._finding(key):
            obstore.delete(self._store, key)

    def listing(self, folder: str) -> Iterator[Stored]:
        """List what lies below ``folder``, a thousand keys per request; what is no object of ours is left out."""
        checked_key(folder)
        with _answering():
            for batch in obstore.list(self._store, folder):
                for facts in batch:
                    if is_key(facts["path"]):
                        yield Stored(
                            key=facts["path"],
                            size_bytes=facts["size"],
                            modified_at=int(facts["last_modified"].timestamp() * 1000),
                        )

    @contextmanager
    def _finding(self, key: str) -> Iterator[None]:
        """Tell an object that is not there from a bucket that is not: the store answers both with 404."""
        with _answering():
            try:
                yield
            except FileNotFoundError:
                next(iter(obstore.list(self._store, _NOWHERE)), None)
                raise ObjectMissing(key) from None


class _Opened:
    """An object as it was when its size was asked for."""

    def __init__(self, store: S3Store, key: str, *, size: int, version: str | None) -> None:
        self.size = size
        self._store = store
        self._key = key
        self._version = version

    def part(self, start: int, stop: int) -> Iterator[bytes]:
        """Ask for these bytes; the answer comes piece by piece, even when the object is removed meanwhile."""
        if start == stop:
            return iter(())
        options: obstore.GetOptions = {"range": (start, stop), "if_match": self._version}
        with _answering():
            try:
                return _chunks(obstore.get(self._store, self._key, options=options))
            except (FileNotFoundError, PreconditionError):
                raise ObjectMissing(self._key) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave; a part that was not read to its end is dropped with its connection."""


@contextmanager
def _answering() -> Iterator[None]:
    """Tell everything that a store does not do as ``StoreDown``, in the first line of its own words."""
    try:
        yield
    except (BaseError, FileNotFoundError) as error:
        raise StoreDown(str(error).partition("\n")[0]) from None


def _chunks(answer: "obstore.GetResult") -> Iterator[bytes]:
    with _answering():
        yield from answer.stream(min_chunk_size=CHUNK_BYTES)
