"""The threads that blocking work runs in, so that the event loop only moves bytes."""

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from anyio import CapacityLimiter, to_thread

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")


class Threads:
    """Four bounded pools, so that a poll never waits for the thread of a commit, a large body or a slow upload.

    They are small because their threads share one interpreter: on two busy cores the p99 of polls with eight readers
    was 1.4 to 1.9 times that with four.
    """

    def __init__(self, *, reads: int = 4, writes: int = 4, bodies: int = 2, files: int = 8) -> None:
        self._reads = CapacityLimiter(reads)
        self._writes = CapacityLimiter(writes)
        self._bodies = CapacityLimiter(bodies)
        self._files = CapacityLimiter(files)

    async def reads(self, function: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        """Run a look-up of rows."""
        return await to_thread.run_sync(function, *arguments, limiter=self._reads)

    async def writes(self, function: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        """Run a transaction: it waits for its turn and for the disk."""
        return await to_thread.run_sync(function, *arguments, limiter=self._writes)

    async def bodies(self, function: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        """Run work on a body of many megabytes: few at a time, since each costs memory and a core."""
        return await to_thread.run_sync(function, *arguments, limiter=self._bodies)

    async def files(self, function: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        """Run reading and writing of files."""
        return await to_thread.run_sync(function, *arguments, limiter=self._files)
