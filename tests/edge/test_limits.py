"""What one client may take, and for how long it may keep the server waiting. Seconds pass by hand."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Self

import pytest

from inbetween.api.gate.budget import Budget
from inbetween.api.gate.limits import Limits
from inbetween.storage.objects import CHUNK_BYTES
from tests.edge.hostile import FORM, posting
from tests.edge.listening import Edge, listening

LIMITS = Limits()
STRANGER = "127.0.0.2"
"""An address of this machine that is no trusted proxy."""


@pytest.mark.parametrize("sent", [b"GET /hea", b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: "])
def test_a_head_that_does_not_come_to_its_end_is_cut_off(edge: Edge, sent: bytes) -> None:
    with edge.wire() as wire:
        wire.send(sent)
        edge.until(lambda: len(edge.gate) == 1)
        for _ in range(LIMITS.head_seconds - 1):
            edge.seconds(1)
            wire.send(b"a")
        assert wire.silent()
        edge.seconds(1)
        told = wire.answer()
        assert (told.status, told.json()["code"]) == (408, "RequestTimeOut")
        assert wire.ended()


def test_a_connection_that_asks_nothing_is_closed_without_a_word(edge: Edge) -> None:
    with edge.wire() as wire:
        edge.until(lambda: len(edge.gate) == 1)
        edge.seconds(LIMITS.head_seconds)
        assert wire.ended()


def test_empty_lines_are_no_request(edge: Edge) -> None:
    with edge.wire() as wire:
        wire.get("/healthz")
        wire.send(b"\r\n" * 10)
        edge.until(lambda: any(guest.timeout_keep_alive_task is None for guest in edge.connections))
        edge.seconds(LIMITS.head_seconds)
        assert wire.ended()


def test_a_client_may_rest_between_its_requests(edge: Edge) -> None:
    with edge.wire() as wire:
        wire.get("/healthz")
        edge.seconds(75)
        assert wire.get("/healthz").status == 200


def test_a_body_that_drips_is_cut_off_and_leaves_no_task(edge: Edge) -> None:
    with edge.wire() as wire:
        wire.send(posting(10_000) + b"{")
        edge.until(lambda: any(guest.cycle for guest in edge.connections))
        edge.seconds(LIMITS.body_grace_seconds)
        assert wire.silent()
        wire.send(b'"')
        edge.seconds(2)
        assert wire.answer().status == 408
        assert wire.ended()


def test_a_body_at_its_pace_may_take_long(edge: Edge) -> None:
    pace = LIMITS.body_bytes_per_second
    with edge.wire() as wire:
        wire.send(posting(pace * 60))
        for second in range(60):
            wire.send(b"x" * pace)
            edge.until(lambda due=pace * (second + 1): any(guest._body_bytes == due for guest in edge.connections))
            edge.seconds(1)
        assert wire.answer().json()["code"] == "BadRequest.IllegalInput"


def test_what_is_too_large_is_told_and_no_longer_read_than_a_client_needs_to_hear_it(edge: Edge) -> None:
    with edge.wire() as wire:
        told = wire.send(posting(2**62)).answer()
        assert (told.status, told.json()["code"]) == (413, "BadRequest.TooLarge")
        wire.send(b"x" * 100_000)
        edge.seconds(LIMITS.linger_seconds)
        assert wire.silent()
        edge.seconds(1)
        assert wire.ended()


def test_a_client_that_reads_nothing_is_cut_off(edge: Edge) -> None:
    edge.front.objects.put("results/x/1.mp4", bytes(8 * 2**20))
    path = edge.front.signer.sign("", "results/x/1.mp4", None)
    with edge.wire() as wire:
        wire.small_window().send(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        edge.until(lambda: any(guest.flow.write_paused for guest in edge.connections))
        edge.seconds(LIMITS.send_seconds + 2)
        edge.until(lambda: len(edge.gate) == 0)


def test_a_slow_reader_gets_the_whole_file(edge: Edge) -> None:
    edge.front.objects.put("results/y/1.mp4", bytes(16 * 2**20))
    path = edge.front.signer.sign("", "results/y/1.mp4", None)
    with edge.wire() as wire:
        wire.send(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        edge.until(lambda: any(guest.flow.write_paused for guest in edge.connections))
        edge.seconds(LIMITS.send_seconds - 2)
        assert len(wire.answer().body) == 16 * 2**20


def test_an_answered_body_is_not_kept_in_memory(edge: Edge) -> None:
    with edge.wire() as wire:
        sent = posting(60_000).replace(b"KEY", b"wrong")
        assert wire.send(sent + b"x" * 60_000).answer().status == 401
        assert wire.get("/healthz").status == 200
        assert all(not guest.cycle.body for guest in edge.connections)


@pytest.mark.parametrize("endless", [b"0\r\n" + b"X: y\r\n" * 9000, b"0\r\nX: " + b"y" * 50_000, b"1;" + b"y" * 50_000])
def test_what_is_sent_instead_of_a_body_has_an_end_and_one_answer(edge: Edge, endless: bytes) -> None:
    head = posting(1).replace(b"Content-Length: 1", b"Transfer-Encoding: chunked") + b"1\r\n{\r\n"
    with edge.wire() as wire:
        wire.send(head)
        edge.until(lambda: any(guest._body_bytes for guest in edge.connections))
        assert wire.send(endless).answer().status == 431
        assert wire.ended()
    with edge.wire() as wire:
        assert wire.send(head.replace(b"KEY", b"wrong")).answer().status == 401
        assert wire.send(endless).ended()


def test_headers_after_a_body_are_no_headers(edge: Edge) -> None:
    with edge.wire() as wire:
        head = posting(1).replace(b"Content-Length: 1", b"Transfer-Encoding: chunked")
        wire.send(head + b"2\r\n{}\r\n0\r\nX-Late: 1\r\n\r\n").answer()
        assert all(name != b"x-late" for guest in edge.connections for name, _ in guest.headers)


def test_one_address_has_its_share_of_connections_and_a_proxy_more(tmp_path: Path, migrated_file: Path) -> None:
    with (
        listening(tmp_path, migrated_file, Limits(connections=6, connections_per_address=2)) as edge,
        ExitStack() as all_,
    ):
        held = [all_.enter_context(edge.wire(STRANGER)) for _ in range(2)]
        assert {wire.get("/healthz").status for wire in held} == {200}
        refused = all_.enter_context(edge.wire(STRANGER)).answer()
        assert (refused.status, refused.json()["code"], refused.headers["retry-after"]) == (429, "Throttling", "5")
        others = [all_.enter_context(edge.wire()) for _ in range(3)]
        assert {wire.get("/healthz").status for wire in others} == {200}
        told = all_.enter_context(edge.wire()).answer()
        assert (told.status, told.json()["code"]) == (503, "ModelUnavailable")
        edge.seconds(LIMITS.parting_seconds + 1)
        edge.until(lambda: len(edge.gate) == 5)
        assert all_.enter_context(edge.wire()).get("/healthz").status == 200
    assert len(edge.gate) == 0
    assert not edge.gate._per_block


def test_a_large_body_waits_for_room_and_polls_do_not(tmp_path: Path, migrated_file: Path) -> None:
    with (
        listening(tmp_path, migrated_file, LIMITS, budget=Budget(2**20, wait_seconds=0.5)) as edge,
        edge.wire() as first,
        edge.wire() as second,
        edge.wire() as third,
    ):
        first.send(posting(2**20) + b"[")
        edge.until(lambda: edge.front.budget.left == 0)
        assert second.send(posting(2**20)).answer().json()["code"] == "ModelUnavailable"
        assert third.get("/api/v1/tasks/x", "Authorization: Bearer KEY").status == 200
        assert third.send(posting(2) + b"{}").answer().json()["code"] == "BadRequest.EmptyModel"
        third.send(posting(2**20) + b"x" * 2**20)
        assert third.silent()
        first.send(b" " * (2**20 - 1))
        assert first.answer().status == 400
        assert third.answer().json()["code"] == "BadRequest.IllegalInput"
        edge.until(lambda: edge.front.budget.left == 2**20)


def test_a_form_that_drips_is_cut_off_and_leaves_no_file(edge: Edge) -> None:
    headers = ("Host: x", "Content-Type: multipart/form-data; boundary=b", "Content-Length: 900")
    with edge.wire() as wire:
        wire.send("\r\n".join([f"POST {FORM} HTTP/1.1", *headers, "", "--b\r\n"]).encode())
        edge.until(lambda: any(guest.cycle for guest in edge.connections))
        edge.seconds(LIMITS.body_grace_seconds + 1)
        assert wire.answer().status == 408
    assert list(edge.front.scratch.iterdir()) == []


class Counted:
    """An object of 64 pieces that counts how many were read, and says when it is closed."""

    size = 64 * CHUNK_BYTES

    def __init__(self) -> None:
        self.read, self.closed = 0, threading.Event()

    def part(self, _start: int, _stop: int) -> Iterator[bytes]:
        for _ in range(64):
            self.read += 1
            yield bytes(CHUNK_BYTES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed.set()


def test_a_video_is_read_no_further_when_its_client_has_gone(edge: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    video, key = Counted(), "results/x/1.mp4"
    monkeypatch.setattr(edge.front.objects, "open", lambda _: video)
    path = edge.front.signer.sign("", key, None)
    with edge.wire().small_window() as wire:
        wire.send(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        edge.until(lambda: video.read > 0)
    assert video.closed.wait(10)
    assert video.read < 64
