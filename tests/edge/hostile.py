"""Requests that no honest client sends, as bytes, and what each is answered with.

``KEY`` stands for a good key. Where the connection stays open, the next request is answered as if it were the first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CREATE = "/api/v1/services/aigc/image2video/video-synthesis"
TASK = "/api/v1/tasks/x"
FORM = "/inbetween/v1/uploads"

_HOST = ("Host: video.test",)
_KEY = ("Authorization: Bearer KEY",)
_ASKED = ("Content-Type: application/json", "X-DashScope-Async: enable")
_CHUNKED = (*_HOST, *_KEY, *_ASKED, "Transfer-Encoding: chunked")

OPEN, ENDS = True, False


@dataclass(frozen=True)
class Hostile:
    """One hostile request: what is sent, the status of its answer, and whether the connection stays open."""

    name: str
    sent: bytes
    status: int
    stays: bool


def _request(line: str, headers: Sequence[str], body: bytes = b"") -> bytes:
    return "\r\n".join([line, *headers, "", ""]).encode("latin-1") + body


def _posted(headers: Sequence[str], body: bytes, *, version: str = "1.1") -> bytes:
    return _request(f"POST {CREATE} HTTP/{version}", headers, body)


def _healthz(*headers: str) -> bytes:
    return _request("GET /healthz HTTP/1.1", headers)


def posting(length: int, *headers: str) -> bytes:
    """Return the head of a create call with a body of ``length`` bytes."""
    return _posted((*_HOST, *_KEY, *_ASKED, f"Content-Length: {length}", *headers), b"")


def _lines() -> Iterator[Hostile]:
    """Yield first lines that are none, and paths that want to be elsewhere."""
    for name, sent in {
        "a TLS greeting": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        "no words": b"\r\nhello\r\n\r\n",
        "a method that is none": _request("FOO /healthz HTTP/1.1", _HOST),
        "a method in lower case": _request("get /healthz HTTP/1.1", _HOST),
        "HTTP/0.9": b"GET /healthz\r\n\r\n",
        "HTTP/9.9": _request("GET /healthz HTTP/9.9", _HOST),
        "HTTP/2 in the clear": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "HTTP/2.0 as text": _request("GET /healthz HTTP/2.0", _HOST),
        "a tunnel": _request("CONNECT elsewhere.example:443 HTTP/1.1", _HOST),
        "NUL in the path": _request("GET /api/v1/tasks/a\x00b HTTP/1.1", _HOST),
        "bytes above ASCII in the path": _request("GET /api/v1/tasks/\xe9 HTTP/1.1", _HOST),
        "a blank in the path": _request("GET /health z HTTP/1.1", _HOST),
        "a path of 70,000 letters": _request(f"GET /{'a' * 70_000} HTTP/1.1", _HOST),
    }.items():
        yield Hostile(name, sent, 431 if "70,000" in name else 400, ENDS)
    for name, line, status in (
        ("another host's URL", "GET http://elsewhere.example/healthz HTTP/1.1", 200),
        ("the server itself", "OPTIONS * HTTP/1.1", 404),
        ("TRACE", f"TRACE {TASK} HTTP/1.1", 405),
        ("OPTIONS", f"OPTIONS {TASK} HTTP/1.1", 405),
        ("a slash too many", "GET //healthz HTTP/1.1", 404),
        ("a way around", "GET /api/../healthz HTTP/1.1", 404),
        ("a way around in code", "GET /api/%2e%2e/healthz HTTP/1.1", 404),
        ("a way around in code, twice", "GET /api/%252e%252e/healthz HTTP/1.1", 404),
        ("a backslash", "GET /api\\..\\healthz HTTP/1.1", 404),
        ("NUL in code", "GET /healthz%00 HTTP/1.1", 404),
        ("a line break in code", "GET /healthz%0d%0aX:%20y HTTP/1.1", 404),
        ("half a code", "GET /healthz%2 HTTP/1.1", 404),
        ("an overlong slash", "GET /healthz%c0%af HTTP/1.1", 404),
        ("a full-width slash", "GET /healthz%ef%bc%8f HTTP/1.1", 404),
    ):
        yield Hostile(name, _request(line, _HOST), status, OPEN)


def _headers() -> Iterator[Hostile]:
    """Yield headers that are none, or could be read in two ways."""
    for name, sent, status in (
        ("no Host", _healthz("X: y"), 400),
        ("two Hosts", _healthz("Host: a", "Host: b"), 400),
        ("a Host with markup", _healthz('Host: x"><script>'), 400),
        ("a Host with a path", _healthz("Host: x/y"), 400),
        ("a Host with a user", _healthz("Host: a@b"), 400),
        ("an empty Host", _healthz("Host:"), 400),
        ("two Hosts of HTTP/1.0", _request("GET /healthz HTTP/1.0", ("Host: a", "Host: b")), 400),
        ("a blank before the colon", _healthz("Host : x"), 400),
        ("a folded line", _healthz(*_HOST, "X: a\r\n b"), 400),
        ("bare line feeds", b"GET /healthz HTTP/1.1\nHost: x\n\n", 400),
        ("a bare carriage return", _healthz("Host: x\rX: y"), 400),
        ("NUL in a value", _healthz(*_HOST, "X: a\x00b"), 400),
        ("a control character in a value", _healthz(*_HOST, "X: a\x01b"), 400),
        ("a name with a blank", _healthz(*_HOST, "X Y: a"), 400),
        ("no name", _healthz(*_HOST, ": a"), 400),
        ("one header of 40,000 bytes", _healthz(*_HOST, "X: " + "a" * 40_000), 431),
        ("1,500 headers", _healthz(*_HOST, *(f"X-{number}: y" for number in range(1500))), 431),
    ):
        yield Hostile(name, sent, status, ENDS)
    for name, sent, status in (
        ("a key above ASCII", _request(f"GET {TASK} HTTP/1.1", (*_HOST, "Authorization: Bearer \xff\xfe")), 401),
        (
            "a second key",
            _request(f"GET {TASK} HTTP/1.1", (*_HOST, *_KEY, "Authorization: Bearer x")),
            200,
        ),
        ("an upgrade", _healthz(*_HOST, "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"), 200),
        ("an upgrade to HTTP/2", _healthz(*_HOST, "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c"), 200),
        ("an expectation of nothing we know", _healthz(*_HOST, "Expect: miracles"), 200),
        ("a foreign page", _healthz(*_HOST, "Origin: https://evil.example"), 200),
    ):
        yield Hostile(name, sent, status, OPEN)
    yield Hostile("HTTP/1.0 without Host", b"GET /healthz HTTP/1.0\r\n\r\n", 200, ENDS)


def _bodies() -> Iterator[Hostile]:
    """Yield bodies whose length could be read in two ways, or is a lie."""
    known = (*_HOST, *_KEY, *_ASKED)
    length = "Content-Length: "
    for name, headers, body in (
        ("a length and chunks", (*_CHUNKED, f"{length}4"), b"2\r\n{}\r\n0\r\n\r\n"),
        ("chunks and a length", (*known, f"{length}4", "Transfer-Encoding: chunked"), b"2\r\n{}\r\n0\r\n\r\n"),
        ("two equal lengths", (*known, f"{length}2", f"{length}2"), b"{}"),
        ("two lengths", (*known, f"{length}2", f"{length}3"), b"{}"),
        ("a list of lengths", (*known, f"{length}2, 2"), b"{}"),
        ("a length with a sign", (*known, f"{length}+2"), b"{}"),
        ("a negative length", (*known, f"{length}-2"), b"{}"),
        ("a length in hexadecimal", (*known, f"{length}0x2"), b"{}"),
        ("a length beyond 64 bits", (*known, f"{length}{'9' * 23}"), b"{}"),
        ("a coding nobody knows", (*known, "Transfer-Encoding: xchunked"), b"0\r\n\r\n"),
        ("gzip", (*known, "Transfer-Encoding: gzip"), b"{}"),
        ("gzip in chunks", (*known, "Transfer-Encoding: gzip, chunked"), b"0\r\n\r\n"),
        ("chunks in chunks", (*known, "Transfer-Encoding: chunked, chunked"), b"0\r\n\r\n"),
        ("chunks and then not", (*known, "Transfer-Encoding: chunked, identity"), b"0\r\n\r\n"),
        ("a size of a chunk that is none", _CHUNKED, b"ZZ\r\n{}\r\n0\r\n\r\n"),
        ("a negative chunk", _CHUNKED, b"-2\r\n{}\r\n0\r\n\r\n"),
        ("a chunk beyond 64 bits", _CHUNKED, b"f" * 18 + b"\r\n{}\r\n0\r\n\r\n"),
        ("chunks with bare line feeds", _CHUNKED, b"2\n{}\n0\n\n"),
        ("a chunk longer than it says", _CHUNKED, b"1\r\n{}\r\n0\r\n\r\n"),
    ):
        yield Hostile(name, _posted(headers, body), 400, ENDS)
    yield Hostile("chunks of HTTP/1.0", _posted(_CHUNKED, b"0\r\n\r\n", version="1.0"), 400, ENDS)
    yield Hostile("notes on a chunk", _posted(_CHUNKED, b"2;x=y\r\n{}\r\n0\r\n\r\n"), 400, OPEN)
    yield Hostile(
        "a key after the body", _posted(_CHUNKED, b"2\r\n{}\r\n0\r\nAuthorization: Bearer x\r\n\r\n"), 400, OPEN
    )
    yield Hostile("no body", _posted((*known, f"{length}0"), b""), 400, OPEN)
    yield Hostile("a body of a GET", _healthz(*_HOST, f"{length}5") + b"hello", 200, OPEN)


REQUESTS = (*_lines(), *_headers(), *_bodies())

OBJECT_NAMES = (
    "../../secret",
    "results/../../secret",
    "results/%2e%2e/%2e%2e/secret",
    "results/%252e%252e/%252e%252e/secret",
    "results\\..\\..\\secret",
    "results/%5c..%5csecret",
    "results/%00/1.mp4",
    "results/..%2fsecret",
    "results/%c0%ae%c0%ae/secret",
    "results/%ef%bc%8e%ef%bc%8e/secret",
    "%2fetc%2fpasswd",
    "/etc/passwd",
    "results/x/1.mp4%00.jpg",
    "results/x/1.mp4/",
    "results//x/1.mp4",
    "results/./x/1.mp4",
    "Results/X/1.MP4",
    "file:///etc/passwd",
    "~root/.ssh/id_rsa",
    "CON",
    ".incoming/x",
    "inbetween.db",
)
"""Below the address of objects: names that lie elsewhere, in every writing."""
