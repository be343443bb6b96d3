"""What an installation stands on, killed and started again: PostgreSQL, and an S3 store."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TypeAlias

from tests.crash.house import Shelf
from tests.crash.processes import Watched
from tests.postgresql import Cluster
from tests.s3.bucket import NAME, Bucket, running_bucket

_GONE_SECONDS = 10.0
_OBJECT = "._S3rver_object"
"""What the store appends to a key for the name of its file."""


Outage: TypeAlias = Callable[[], AbstractContextManager[str]]
"""Kills a thing that an installation stands on, gives its name, and lets it stand again."""


@contextmanager
def without_cluster(cluster: Cluster) -> Iterator[str]:
    """Kill all processes of PostgreSQL, and start it again at the end."""
    postmaster = Watched(cluster.pid)
    every = [postmaster, *postmaster.children()]
    for process in every:
        process.kill()
    for process in every:
        assert process.ended_within(_GONE_SECONDS), "PostgreSQL does not die"
        process.close()
    yield "PostgreSQL"
    cluster.revive()


class Store:
    """An S3 server with a bucket, which comes back on its port."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._bucket: Bucket = stack.enter_context(running_bucket(folder))
        self.shelf = Shelf(folder=folder / NAME, suffix=_OBJECT)
        self.variables = self._bucket.variables | {"INBETWEEN_OBJECTS": self._bucket.url}

    @contextmanager
    def without(self) -> Iterator[str]:
        """Kill the server, and start it again at the end."""
        self._bucket.process.kill()
        self._bucket.process.wait()
        yield "store"
        self._bucket = self._stack.enter_context(running_bucket(self._folder, self._bucket.port))


@contextmanager
def standing_store(folder: Path) -> Iterator[Store]:
    """Give a store whose files lie in ``folder``."""
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        yield Store(folder, stack)
