"""How much memory large bodies may take together."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext

from inbetween.api import denials

MEBIBYTE = 2**20
FREE_BYTES = MEBIBYTE // 4
"""Of a body that costs nothing: it is a JSON body without pictures, and connections are counted anyway."""

DEFAULT_BYTES = 256 * MEBIBYTE
WAIT_SECONDS = 15.0
"""For which a body waits unread: longer than it takes to be done with those before it, shorter than clients wait."""


class Budget:
    """Bytes of large bodies that are read or worked on at once. Who comes over it waits, in order, and unread.

    Lives in the event loop. A body counts from before its first byte to after its answer, whatever has arrived of it.
    While it is worked on, at most twice as much again is needed, in as many threads as ``Threads.bodies`` has.
    """

    def __init__(self, most: int = DEFAULT_BYTES, wait_seconds: float = WAIT_SECONDS) -> None:
        self._most = self.left = most
        self._wait_seconds = wait_seconds
        self._waiting: deque[tuple[int, asyncio.Future[None]]] = deque()

    def room(self, size: int) -> AbstractAsyncContextManager[None]:
        """Return a context in which ``size`` bytes may be held; small ones are free.

        Raises:
            Denial: 503 on entry, too many others hold theirs for too long.
        """
        return nullcontext() if size <= FREE_BYTES else self._taken(min(size, self._most))

    @asynccontextmanager
    async def _taken(self, size: int) -> AsyncIterator[None]:
        await self._take(size)
        try:
            yield
        finally:
            self.left += size
            self._serve()

    async def _take(self, size: int) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((size, turn))
        self._serve()
        try:
            await asyncio.wait_for(asyncio.shield(turn), self._wait_seconds)
        except TimeoutError:
            self._step_back(size, turn)
            raise denials.crowded() from None
        except asyncio.CancelledError:
            self._step_back(size, turn)
            raise

    def _step_back(self, size: int, turn: asyncio.Future[None]) -> None:
        """Leave the queue, or give back what was granted meanwhile."""
        if turn.done():
            self.left += size
        else:
            self._waiting.remove((size, turn))
        self._serve()

    def _serve(self) -> None:
        """Let in whoever is first, as long as there is room."""
        while self._waiting and self._waiting[0][0] <= self.left:
            size, turn = self._waiting.popleft()
            self.left -= size
            turn.set_result(None)
