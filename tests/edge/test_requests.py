"""Every hostile request is answered as the table says, in the contract's shape, and the next one is not confused."""

import uuid

import pytest

from tests.edge.hostile import REQUESTS, Hostile, posting
from tests.edge.listening import Edge
from tests.edge.wire import Told, Wire

ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
}


def alive(wire: Wire) -> bool:
    """Say whether the next request on this connection gets its own answer."""
    return wire.get("/healthz").json() == {"status": "ok"} and wire.silent()


def check_shape(told: Told) -> None:
    """Require the headers of every answer, and of an error its one shape."""
    assert ALWAYS.items() <= told.headers.items()
    assert "server" not in told.headers
    if told.status >= 400:
        content = told.json()
        assert set(content) == {"code", "message", "request_id"}
        assert str(uuid.UUID(content["request_id"])) == told.headers["x-request-id"] == content["request_id"]


@pytest.mark.parametrize("hostile", REQUESTS, ids=lambda hostile: hostile.name)
def test_a_hostile_request_is_answered_in_one_way(edge: Edge, hostile: Hostile) -> None:
    with edge.wire() as wire:
        told = wire.send(hostile.sent).answer()
        assert told.status == hostile.status, told
        check_shape(told)
        if hostile.stays:
            assert alive(wire)
        else:
            assert told.headers["connection"] == "close"
            assert wire.ended()


def test_no_hostile_request_is_logged(edge: Edge, caplog: pytest.LogCaptureFixture) -> None:
    for hostile in REQUESTS:
        with edge.wire() as wire:
            wire.send(hostile.sent).answer()
    with edge.wire() as wire:
        assert alive(wire)
    assert [record.message for record in caplog.records] == []


def test_the_next_request_waits_for_its_turn(edge: Edge) -> None:
    with edge.wire() as wire:
        wire.send(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n" * 50)
        assert {wire.answer().body for _ in range(50)} == {b'{"status":"ok"}'}
        assert wire.silent()


def test_garbage_after_a_request_does_not_take_its_answer(edge: Edge) -> None:
    with edge.wire() as wire:
        wire.send(b"GET /api/v1/tasks/x HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer KEY\r\n\r\nGARBAGE\r\n\r\n")
        assert wire.answer().json()["output"]["task_status"] == "UNKNOWN"
        assert wire.ended()


def test_a_client_that_expects_100_is_told_before_it_sends(edge: Edge) -> None:
    head = posting(2, "Expect: 100-continue")
    with edge.wire() as wire:
        assert wire.send(head).answer(head_only=True).status == 100
        assert wire.send(b"{}").answer().status == 400
        assert wire.send(head.replace(b"KEY", b"wrong")).answer().status == 401  # and never invited to send
