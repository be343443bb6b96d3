"""Head and body of an answer leave in one piece, and nothing is lost or overtaken."""

import asyncio
from asyncio import Transport
from collections.abc import Awaitable, Callable

from inbetween.api.gate.joined import MOST_JOINED, Joined


class Wire(Transport):
    """Notes what reaches the connection, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[bytes] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.noted.append(bytes(data))

    def get_write_buffer_size(self) -> int:
        return sum(map(len, self.noted))

    def close(self) -> None:
        self.noted.append(b"<closed>")

    def abort(self) -> None:
        self.noted.append(b"<aborted>")

    def write_eof(self) -> None:
        self.noted.append(b"<eof>")


def noted(act: Callable[[Joined], Awaitable[None]]) -> list[bytes]:
    async def run() -> list[bytes]:
        wire = Wire()
        await act(Joined(wire, asyncio.get_running_loop()))
        return wire.noted

    return asyncio.run(run())


def test_what_is_written_in_one_turn_leaves_in_one_piece() -> None:
    async def answer(transport: Joined) -> None:
        transport.write(b"head ")
        transport.write(bytearray(b"body"))
        await asyncio.sleep(0)
        transport.write(b"next")
        await asyncio.sleep(0)

    assert noted(answer) == [b"head body", b"next"]


def test_what_was_written_leaves_before_the_connection_closes() -> None:
    async def answer(transport: Joined) -> None:
        transport.write(b"bye")
        transport.close()
        await asyncio.sleep(0)

    assert noted(answer) == [b"bye", b"<closed>"]


def test_what_was_written_leaves_before_the_end_is_said() -> None:
    async def answer(transport: Joined) -> None:
        transport.write(b"bye")
        transport.write_eof()

    assert noted(answer) == [b"bye", b"<eof>"]


def test_an_aborted_connection_sends_nothing_more() -> None:
    async def answer(transport: Joined) -> None:
        transport.write(b"never mind")
        transport.abort()
        await asyncio.sleep(0)

    assert noted(answer) == [b"<aborted>"]


def test_a_large_answer_does_not_wait_for_the_turn_to_end() -> None:
    async def answer(transport: Joined) -> None:
        transport.write(b"head")
        transport.write(bytes(MOST_JOINED))
        transport.write(b"tail")
        assert transport.get_write_buffer_size() == len(b"head") + MOST_JOINED + len(b"tail")
        await asyncio.sleep(0)

    assert list(map(len, noted(answer))) == [len(b"head") + MOST_JOINED, len(b"tail")]
