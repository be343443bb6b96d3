"""What happens before a body means anything."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from starlette.types import Message

from inbetween.api.rings import Envelope, LastResort
from tests.served import KEYFRAMES, TASKS, Server, refusal


def exchange(app: Any, headers: dict[str, str], receive: Callable[[], Message]) -> list[Message]:
    """Send a bare POST to an ASGI application and return what it sent back."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "server": ("video.test", 80),
        "path": KEYFRAMES,
        "raw_path": KEYFRAMES.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    sent: list[Message] = []

    async def given() -> Message:
        return receive()

    async def taken(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, given, taken))
    return sent


def never() -> Message:
    raise AssertionError("the body was read")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-length": "999999999999"}, 413),
        ({"content-length": "9" * 500}, 413),
        ({"content-type": "text/plain"}, 415),
        ({}, 401),
        ({"authorization": "Bearer wrong"}, 401),
        ({"authorization": "right"}, 403),
    ],
)
def test_a_body_is_not_read_before_everything_before_it_is_right(
    server: Server, headers: dict[str, str], status: int
) -> None:
    if headers.get("authorization") == "right":
        headers = {"authorization": f"Bearer {server.key}"}
    sent = exchange(server.api, {"host": "video.test", "content-type": "application/json"} | headers, never)
    assert sent[0]["status"] == status


def test_a_client_that_leaves_in_its_body_is_no_error(server: Server) -> None:
    headers = {
        "host": "video.test",
        "content-type": "application/json",
        "authorization": f"Bearer {server.key}",
        "x-dashscope-async": "enable",
    }
    sent = exchange(server.api, headers, lambda: {"type": "http.disconnect"})
    assert sent == []
    assert server.queue.page().total == 0


def test_what_nobody_expected_is_a_500_of_the_contract(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("inbetween.tasks.store.find", broken)
    answer = server.get(f"{TASKS}/x")
    assert refusal(answer) == (
        500,
        "InternalError",
        "An internal error has occured, please try again later or contact service support.",
    )


def test_an_answer_that_breaks_off_closes_the_connection() -> None:
    async def half(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("half")

    with pytest.raises(RuntimeError, match="half"):
        exchange(Envelope(LastResort(half)), {}, never)


def test_every_answer_has_a_request_id_of_its_own(server: Server) -> None:
    ids = {server.get(TASKS).headers["x-request-id"] for _ in range(3)}
    assert len(ids) == 3
