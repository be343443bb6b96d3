"""What was found a moment ago, for questions that cost something and that anybody may ask."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Found = TypeVar("Found")


class Lately(Generic[Found]):
    """The last answer to one question, asked again when it is older than ``seconds``; never twice at once."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._turn = asyncio.Lock()
        self._found: tuple[float, Found] | None = None

    async def ask(self, question: Callable[[], Awaitable[Found]]) -> Found:
        """Return what ``question`` answers, or answered lately."""
        async with self._turn:
            if self._found is None or self._clock() >= self._found[0]:
                answer = await question()
                self._found = self._clock() + self._seconds, answer
            return self._found[1]
