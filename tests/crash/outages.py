"""What an installation stands on, killed and started again: PostgreSQL, and an S3 store."""

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.crash.house import Shelf
from tests.crash.processes import Watched
from tests.postgresql import Cluster
from tests.s3.bucket import NAME, Bucket, running_bucket

_GONE_SECONDS = 10.0
_LONGEST_OUTAGE = 1.0
_OBJECT = "._S3rver_object"
"""What the store appends to a key for the name of its file."""


def kill_cluster(cluster: Cluster) -> str:
    """Kill all processes of PostgreSQL, and start it again after a moment."""
    postmaster = Watched(cluster.pid)
    every = [postmaster, *postmaster.children()]
    for process in every:
        process.kill()
    for process in every:
        assert process.ended_within(_GONE_SECONDS), "PostgreSQL does not die"
        process.close()
    time.sleep(random.uniform(0.0, _LONGEST_OUTAGE))
    cluster.revive()
    return "PostgreSQL"


class Store:
    """An S3 server with a bucket, which comes back on its port."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._bucket: Bucket = stack.enter_context(running_bucket(folder))
        self.shelf = Shelf(folder=folder / NAME, suffix=_OBJECT)
        self.variables = self._bucket.variables | {"INBETWEEN_OBJECTS": self._bucket.url}

    def kill(self) -> str:
        """Kill the server, and start it again after a moment."""
        self._bucket.process.kill()
        self._bucket.process.wait()
        time.sleep(random.uniform(0.0, _LONGEST_OUTAGE))
        self._bucket = self._stack.enter_context(running_bucket(self._folder, self._bucket.port))
        return "store"


@contextmanager
def standing_store(folder: Path) -> Iterator[Store]:
    """Give a store whose files lie in ``folder``."""
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        yield Store(folder, stack)
