"""The threads that blocking work runs in, so that the event loop only moves bytes."""

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from anyio import CapacityLimiter, to_thread

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")


class Threads:
    """Three bounded pools: a slow upload or a large body never keeps a poll waiting for a thread."""

    def __init__(self, *, database: int = 8, bodies: int = 2, files: int = 8) -> None:
        self._database = CapacityLimiter(database)
        self._bodies = CapacityLimiter(bodies)
        self._files = CapacityLimiter(files)

    async def database(self, function: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        """Run short work on rows."""
        return await to_thread.run_sync(function, *arguments, limiter=self._database)

    async def bodies(self, function: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        """Run work on a body of many megabytes: few at a time, since each costs memory and a core."""
        return await to_thread.run_sync(function, *arguments, limiter=self._bodies)

    async def files(self, function: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        """Run reading and writing of files."""
        return await to_thread.run_sync(function, *arguments, limiter=self._files)
