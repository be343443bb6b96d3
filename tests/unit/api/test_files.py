"""Signed objects over HTTP: what browsers, players and download tools ask for."""

from collections.abc import Callable

import pytest

from inbetween.domain.clock import HOUR, SECOND
from tests.served import Server, refusal

KEY = "results/4b1d2a52-30a5-4f3a-8a3e-0c5f1a2b3c4d/1.mp4"
CONTENT = bytes(range(256)) * 3000
SIZE = len(CONTENT)


@pytest.fixture
def url(server: Server) -> str:
    server.front.objects.put(KEY, CONTENT)
    return server.front.signer.sign("", KEY, server.clock.now + HOUR)


def test_a_get_gives_the_whole_file_without_a_key(server: Server, url: str) -> None:
    answer = server.get(url, key=None)
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["content-length"] == str(SIZE)
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["x-content-type-options"] == "nosniff"
    name = "4b1d2a52-30a5-4f3a-8a3e-0c5f1a2b3c4d.mp4"
    assert answer.headers["content-disposition"] == f'inline; filename="{name}"'
    assert "content-range" not in answer.headers


def test_a_head_gives_the_same_headers_and_no_byte(server: Server, url: str) -> None:
    whole = server.get(url, key=None).headers
    answer = server.send("HEAD", url, key=None, headers={"Range": "bytes=0-1"})
    assert (answer.status_code, answer.content) == (200, b"")
    for name in ("content-length", "content-type", "etag", "accept-ranges", "cache-control"):
        assert answer.headers[name] == whole[name]


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-1", 0, 2),
        ("bytes=300000-", 300_000, SIZE),
        ("bytes=-5", SIZE - 5, SIZE),
        ("bytes=1-600000", 1, 600_001),
    ],
)
def test_a_range_gives_its_bytes(server: Server, url: str, asked: str, start: int, stop: int) -> None:
    answer = server.get(url, key=None, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, CONTENT[start:stop])
    assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/{SIZE}"
    assert answer.headers["content-length"] == str(stop - start)
    assert answer.headers["content-type"] == "video/mp4"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "lines=1-2", "bytes=x"])
def test_a_range_that_is_not_served_gives_the_whole_file(server: Server, url: str, asked: str) -> None:
    answer = server.get(url, key=None, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, CONTENT)


def test_a_range_outside_the_file_is_told_its_size(server: Server, url: str) -> None:
    answer = server.get(url, key=None, headers={"Range": f"bytes={SIZE}-"})
    assert refusal(answer)[:2] == (416, "InvalidRange")
    assert answer.headers["content-range"] == f"bytes */{SIZE}"


def test_a_range_of_another_version_gives_the_whole_file(server: Server, url: str) -> None:
    tag = server.get(url, key=None).headers["etag"]
    same = server.get(url, key=None, headers={"Range": "bytes=0-1", "If-Range": tag})
    other = server.get(url, key=None, headers={"Range": "bytes=0-1", "If-Range": '"other"'})
    assert (same.status_code, other.status_code) == (206, 200)


def test_a_file_that_the_client_has_is_not_sent_again(server: Server, url: str) -> None:
    tag = server.get(url, key=None).headers["etag"]
    answer = server.get(url, key=None, headers={"If-None-Match": f'"x", {tag}'})
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)


@pytest.mark.parametrize(
    "change",
    [
        lambda url: url.replace("1.mp4", "2.mp4"),
        lambda url: url.replace("Expires=1", "Expires=2"),
        lambda url: url[:-1] + ("0" if url[-1] != "0" else "1"),
        lambda url: url.partition("&")[0],
        lambda url: url.partition("?")[0],
        lambda url: url.replace("Signature=", "Signature=%00%ff"),
        lambda url: url.replace("Expires=", "Expires=-"),
        lambda url: url.replace("results/", "results/%2e%2e/results/"),
        lambda url: url.replace("results/", "%2e%2e/"),
    ],
)
def test_a_changed_url_opens_nothing(server: Server, url: str, change: Callable[[str], str]) -> None:
    for method in ("GET", "HEAD"):
        answer = server.send(method, change(url), key=None)
        assert answer.status_code == 403
    assert refusal(server.get(change(url)))[1] == "AccessDenied"


def test_a_url_ends_at_its_second(server: Server, url: str) -> None:
    server.clock.advance(HOUR - 1)
    assert server.get(url, key=None).status_code == 200
    server.clock.advance(SECOND)
    assert refusal(server.get(url, key=None))[:2] == (403, "AccessDenied")


def test_a_file_that_is_gone_is_not_found(server: Server, url: str) -> None:
    server.front.objects.remove(KEY)
    assert refusal(server.get(url, key=None))[:2] == (404, "NotFound")


def test_an_empty_file_is_served(server: Server) -> None:
    server.front.objects.put("results/a/1.mp4", b"")
    answer = server.get(server.front.signer.sign("", "results/a/1.mp4", None), key=None)
    assert (answer.status_code, answer.content, answer.headers["content-length"]) == (200, b"", "0")
