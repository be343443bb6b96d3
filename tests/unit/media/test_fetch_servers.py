"""Servers that answer as no server should: each costs one fetch its time at most, and never leaves a file."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inbetween.domain.errors import TaskFailure
from inbetween.media.fetch import Fetcher
from tests.sites import Site, open_site
from tests.unit.media.hostile import HOSTILE, resolve

LOCAL = ("127.0.0.0/8",)
HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"

Answer = Callable[[Callable[[bytes], None]], None]


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as site:
        yield site


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "first_frame"


@contextmanager
def speaking(answer: Answer, *, asked_first: bool = True) -> Iterator[str]:
    """Give the URL of a server that sends what ``answer`` wants, whatever was asked."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                try:
                    if asked_first:
                        connection.recv(10_000)
                    answer(connection.sendall)
                except OSError:
                    pass  # who asked has hung up

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        finally:
            thread.join(10)
            assert not thread.is_alive()


def for_ever(part: bytes) -> Answer:
    def send(say: Callable[[bytes], None]) -> None:
        while True:
            say(part)

    return send


def begun(head: bytes, then: Answer) -> Answer:
    def send(say: Callable[[bytes], None]) -> None:
        say(head)
        then(say)

    return send


def once(answer: bytes) -> Answer:
    return lambda say: say(answer)


def dripping(part: bytes) -> Answer:
    def send(say: Callable[[bytes], None]) -> None:
        while True:
            say(part)
            time.sleep(0.01)

    return send


def failure(url: str, target: Path, seconds: float = 2.0, max_bytes: int = 2**20) -> TaskFailure:
    with pytest.raises(TaskFailure) as caught:
        Fetcher(LOCAL, seconds).fetch(url, target, max_bytes=max_bytes)
    assert not target.exists()
    return caught.value


@pytest.mark.parametrize(
    "answer",
    {
        "a body without headers": once(b"just bytes, as in 1991"),
        "headers without end": begun(HEAD, for_ever(b"X-More: " + b"x" * 1000 + b"\r\n")),
        "one header without end": begun(HEAD + b"X: ", for_ever(b"x" * 65536)),
        "a status line without end": for_ever(b"HTTP/1.1 200 OK" * 1000),
        "a chunk whose size has no end": begun(CHUNKED, for_ever(b"0" * 65536)),
        "a chunk's extension without end": begun(CHUNKED + b"1;a=", for_ever(b"x" * 65536)),
        "a chunk of a negative size": once(CHUNKED + b"-1\r\nx\r\n"),
        "trailers without end": begun(CHUNKED + b"0\r\n", for_ever(b"X: y\r\n")),
        "two lengths": once(HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"),
        "a length and more of it": once(HEAD + b"Content-Length: +1\r\n\r\nx"),
        "chunks that are packed too": once(HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        "a packed body": once(HEAD + b"Content-Encoding: gzip, identity\r\nContent-Length: 1\r\n\r\nx"),
        "a header with a NUL": once(HEAD + b"X: a\0b\r\nContent-Length: 1\r\n\r\nx"),
        "two places to go to": once(b"HTTP/1.1 302 F\r\nLocation: http://a/\r\nLocation: http://b/\r\n\r\n"),
        "a place of no encoding": once(b"HTTP/1.1 302 F\r\nLocation: http://\xff\xfe/\r\n\r\n"),
        "a place that is no URL": once(b"HTTP/1.1 302 F\r\nLocation: http://[\r\n\r\n"),
        "a long way to go": once(b"HTTP/1.1 302 F\r\nLocation: http://a/" + b"x" * 70_000 + b"\r\n\r\n"),
    }.items(),
    ids=lambda pair: pair[0],
)
def test_an_answer_that_is_none_ends_by_itself(answer: tuple[str, Answer], target: Path) -> None:
    with speaking(answer[1]) as url:
        assert failure(url, target, seconds=20).message == f"Failed to download {url}"


@pytest.mark.parametrize("size", [b"1", b"100"])
def test_chunks_without_end_are_cut_at_the_limit(size: bytes, target: Path) -> None:
    chunk = size + b"\r\n" + b"x" * int(size, 16) + b"\r\n"
    with speaking(begun(CHUNKED, for_ever(chunk * 100))) as url:
        assert failure(url, target, seconds=20, max_bytes=50_000).code == "InvalidFile.Size"


@pytest.mark.parametrize(
    "answer",
    {
        "a promise, again and again": for_ever(b"HTTP/1.1 100 Continue\r\n\r\n"),
        "a drip of promises": dripping(b"HTTP/1.1 102 Processing\r\n\r\n"),
        "a drip of chunks": begun(CHUNKED, dripping(b"1\r\nx\r\n")),
    }.items(),
    ids=lambda pair: pair[0],
)
def test_an_answer_that_goes_on_ends_at_the_total_time(answer: tuple[str, Answer], target: Path) -> None:
    with speaking(answer[1]) as url:
        failure(url, target, seconds=0.2)


def test_a_drip_in_the_handshake_ends_at_the_total_time(target: Path) -> None:
    record = b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc"  # TLS: a server's hello of 16 KiB follows
    with speaking(begun(record, dripping(b"\0"))) as url:
        failure(url.replace("http", "https"), target, seconds=0.2)


def test_a_circle_of_redirects_ends(site: Site, target: Path) -> None:
    site.page("/a", 302, Location="/b")
    site.page("/b", 307, Location="/a")
    failure(f"{site.url}/a", target)
    assert [path for path, _ in site.seen] == ["/a", "/b", "/a", "/b"]


def test_a_name_that_changes_its_address_between_two_redirects_is_checked_again(site: Site, target: Path) -> None:
    site.page("/again", 302, Location=f"http://rebinding.example:{site.port}/again")
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    fetcher = Fetcher(LOCAL, 5, resolve=lambda *_: next(answers))
    with pytest.raises(TaskFailure):
        fetcher.fetch(f"http://rebinding.example:{site.port}/again", target, max_bytes=9)
    assert len(site.seen) == 1
    assert next(answers, None) is None


@pytest.mark.parametrize("url", [url for url in HOSTILE[::3] if "\n" not in url])
def test_a_redirect_to_any_of_the_table_leads_nowhere_else(site: Site, target: Path, url: str) -> None:
    away = site.page("/away", 302, Location=url.encode().decode("latin-1")).replace("127.0.0.1", "allowed.example")
    names = {"allowed.example": ["127.0.0.1"]}
    fetcher = Fetcher(["allowed.example"], 5, resolve=lambda host, port: names.get(host) or resolve(host, port))
    with pytest.raises(TaskFailure):
        fetcher.fetch(away, target, max_bytes=9)
    assert {headers["Host"] for _, headers in site.seen} == {f"allowed.example:{site.port}"}


def test_the_environment_s_proxies_are_not_asked(site: Site, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    monkeypatch.setenv("SSL_CERT_FILE", "/dev/null")
    Fetcher(LOCAL, 5, trust=ssl.create_default_context()).fetch(site.page("/x", body=b"x"), target, max_bytes=9)
    assert target.read_bytes() == b"x"


PARTS = st.sampled_from(
    [*"/\\@:#?%[].,;0179 \t\n\0", "http", "https", "://", "127.0.0.1", "::1", "xn--", "%2f", "。", "図"]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(PARTS | st.text(max_size=3), max_size=12), scheme=st.sampled_from(["", "http://", "https://a@"]))
def test_whatever_is_given_as_a_url_is_refused_in_a_sentence(parts: list[str], scheme: str, target: Path) -> None:
    url = scheme + "".join(parts)
    with pytest.raises(TaskFailure, match=r"^Failed to download "):
        CLOSED.fetch(url, target, max_bytes=9)


CLOSED = Fetcher(resolve=lambda *_: ["127.0.0.1"], seconds=5)
