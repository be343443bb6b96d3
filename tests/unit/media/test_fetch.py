"""Fetching what users name: hostile URLs are refused without a connection, and limits hold while bytes stream."""

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from inbetween.domain.errors import Cancelled, TaskFailure
from inbetween.media.fetch import Fetcher
from tests.certificates import certified
from tests.sites import Site, open_site
from tests.unit.media.hostile import HOSTILE, resolve

PICTURE = b"\x89PNG" + bytes(range(256)) * 40
LOCAL = ("127.0.0.0/8",)


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as site:
        yield site


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "first_frame"


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Every TCP connection that is opened meanwhile."""
    opened: list[tuple[str, int]] = []
    connect = socket.create_connection

    def recorded(address: tuple[str, int], *more: object, **options: object) -> socket.socket:
        opened.append(address)
        if address[0] != "127.0.0.1":
            raise OSError("No test leaves this machine.")
        return connect(address, *more, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_connection", recorded)
    return opened


def failure(fetcher: Fetcher, url: str, target: Path, max_bytes: int = 2**20) -> TaskFailure:
    with pytest.raises(TaskFailure) as caught:
        fetcher.fetch(url, target, max_bytes=max_bytes)
    assert not target.exists()
    return caught.value


@pytest.fixture(scope="module")
def fetcher() -> Fetcher:
    """A fetcher that reaches what is public and nothing else."""
    return Fetcher(resolve=resolve, seconds=5)


def test_the_table_of_hostile_urls_is_long_and_repeats_nothing():
    assert len(HOSTILE) == len(set(HOSTILE)) >= 170


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_url_is_refused_without_a_connection(
    fetcher: Fetcher, url: str, target: Path, connections: list[tuple[str, int]], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: connections.append(address))
    refused = failure(fetcher, url, target)
    assert (refused.code, refused.message) == ("InvalidParameter", f"Failed to download {url}")
    assert connections == []


@pytest.mark.parametrize(
    "redirect",
    [
        "http://127.0.0.1:{port}/secret",
        "//loop.example/secret",
        "http://[::1]/",
        "file:///etc/passwd",
        "http://0x7f.1/",
    ],
)
def test_a_redirect_is_checked_as_the_first_url_was(
    site: Site, target: Path, connections: list[tuple[str, int]], redirect: str
):
    site.page("/secret", body=b"secret")
    url = site.page("/away", 302, Location=redirect.format(port=site.port)).replace("127.0.0.1", "allowed.example")
    names = {"allowed.example": ["127.0.0.1"]}
    fetcher = Fetcher(["allowed.example"], 5, resolve=lambda host, port: names.get(host) or resolve(host, port))
    assert failure(fetcher, url, target).message == f"Failed to download {url}"
    assert len(connections) == 1
    assert [path for path, _ in site.seen] == ["/away"]


def test_a_name_that_changes_its_address_is_connected_to_where_it_was_checked(
    monkeypatch: pytest.MonkeyPatch, target: Path
):
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    asked: list[tuple[str, int]] = []

    def unreachable(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        asked.append(address)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", unreachable)
    failure(Fetcher(resolve=lambda *_: next(answers), seconds=5), "http://rebinding.example/", target)
    assert asked == [("93.184.215.14", 80)]


def test_a_host_is_tried_at_each_of_its_addresses(monkeypatch: pytest.MonkeyPatch, target: Path):
    asked: list[tuple[str, int]] = []

    def unreachable(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        asked.append(address)
        raise OSError

    monkeypatch.setattr(socket, "create_connection", unreachable)
    addresses = ["2606:2800:21f:cb07::1", "93.184.215.14"]
    failure(Fetcher(resolve=lambda *_: addresses, seconds=5), "https://both.example/", target)
    assert asked == [(address, 443) for address in addresses]


def test_an_allowed_network_is_reached_at_any_port(site: Site, target: Path):
    Fetcher(LOCAL).fetch(site.page("/cat.png", body=PICTURE), target, max_bytes=len(PICTURE))
    assert target.read_bytes() == PICTURE


def test_an_allowed_name_is_reached_wherever_it_leads(site: Site, target: Path):
    url = site.page("/cat.png", body=PICTURE).replace("127.0.0.1", "Files.Internal.")
    Fetcher(["files.internal"], resolve=lambda *_: ["127.0.0.1"]).fetch(url, target, max_bytes=2**20)
    assert target.read_bytes() == PICTURE


def test_what_is_denied_is_not_reached_even_by_a_name_that_is_allowed(target: Path, connections: list[tuple[str, int]]):
    names = {"ours.example": ["93.184.215.14"], "mapped.example": ["::ffff:93.184.215.14"]}
    fetcher = Fetcher(["ours.example"], 5, deny=["93.184.215.0/24"], resolve=lambda host, _: names[host])
    for name in names:
        failure(fetcher, f"https://{name}/", target)
    assert connections == []


def test_what_is_allowed_opens_nothing_else(target: Path, connections: list[tuple[str, int]]):
    fetcher = Fetcher(["files.internal", "10.0.0.0/8"], resolve=resolve)
    for url in ("http://127.0.0.1/", "http://sub.files.internal/", "http://192.168.0.1/", "http://mixed.example/"):
        failure(fetcher, url, target)
    assert connections == []


def test_a_server_sees_the_original_host_and_no_credentials(site: Site, target: Path):
    site.page("/a", 302, Location="/b", Set_Cookie="session=1")
    site.page("/b", body=PICTURE)
    url = f"http://user:word@files.internal:{site.port}/a"
    Fetcher(["files.internal"], resolve=lambda *_: ["127.0.0.1"]).fetch(url, target, max_bytes=2**20)
    for _, headers in site.seen:
        assert headers["Host"] == f"files.internal:{site.port}"
        assert headers["Accept-Encoding"] == "identity"
        assert not {"Authorization", "Cookie", "Referer"} & headers.keys()


def test_a_url_is_sent_as_it_was_written(site: Site, target: Path):
    site.page("/%E5%9B%BE%20a.png?x=1&y=%2F", body=PICTURE)
    Fetcher(LOCAL).fetch(f"{site.url}/图%20a.png?x=1&y=%2F#fragment", target, max_bytes=2**20)
    assert target.read_bytes() == PICTURE


def test_three_redirects_are_followed_and_a_fourth_is_not(site: Site, target: Path):
    for hop in range(4):
        site.page(f"/{hop}", 301, Location=f"{hop + 1}")
    site.page("/4", body=PICTURE)
    Fetcher(LOCAL).fetch(f"{site.url}/1", target, max_bytes=2**20)
    assert target.read_bytes() == PICTURE
    target.unlink()
    failure(Fetcher(LOCAL), f"{site.url}/0", target)


@pytest.mark.parametrize("status", [201, 204, 206, 304, 400, 401, 403, 404, 407, 500, 503])
def test_only_a_200_is_a_file(site: Site, target: Path, status: int):
    failure(Fetcher(LOCAL), site.page("/x", status, body=b"" if status in (204, 304) else b"no"), target)


def test_a_body_of_the_largest_size_is_taken_and_one_byte_more_is_not(site: Site, target: Path):
    url = site.page("/x", body=PICTURE)
    Fetcher(LOCAL).fetch(url, target, max_bytes=len(PICTURE))
    target.unlink()
    refused = failure(Fetcher(LOCAL), url, target, max_bytes=len(PICTURE) - 1)
    assert refused.code == "InvalidFile.Size"


def test_a_size_that_is_announced_is_refused_before_the_body(site: Site, target: Path):
    url = site.page("/x", body=b"begin", Content_Length=str(2**40))
    assert failure(Fetcher(LOCAL), url, target).code == "InvalidFile.Size"


@pytest.mark.parametrize("length", ["-1", "abc", "1, 2", "９", "99" * 400])
def test_a_strange_content_length_is_refused(site: Site, target: Path, length: str):
    site.page("/x", body=b"x" * 50, Content_Length=length.encode().decode("latin-1"))
    failure(Fetcher(LOCAL), f"{site.url}/x", target, max_bytes=10)


def test_a_body_without_a_length_is_cut_at_the_limit(site: Site, target: Path):
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Connection", "close")
        request.end_headers()
        while True:
            request.wfile.write(bytes(65536))

    site.pages["/endless"] = endless
    assert failure(Fetcher(LOCAL, 5), f"{site.url}/endless", target).code == "InvalidFile.Size"


def test_a_body_that_breaks_off_is_no_file(site: Site, target: Path):
    def broken(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "100")
        request.end_headers()
        request.wfile.write(b"half")
        request.close_connection = True

    site.pages["/broken"] = broken
    failure(Fetcher(LOCAL), f"{site.url}/broken", target)


def test_a_compressed_body_is_refused_and_never_unpacked(site: Site, target: Path):
    bomb = gzip.compress(bytes(2**20))
    failure(Fetcher(LOCAL), site.page("/bomb", body=bomb, Content_Encoding="gzip"), target)


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_slow_drip_ends_at_the_total_time(site: Site, target: Path, part: str):
    hung_up = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nX: " if part == "headers" else b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while True:
                request.wfile.write(b"x")
                request.wfile.flush()
                time.sleep(0.01)
        except OSError:
            hung_up.set()

    site.pages["/drip"] = drip
    failure(Fetcher(LOCAL, 0.2), f"{site.url}/drip", target)
    assert hung_up.wait(5)


def test_a_slow_resolver_ends_at_the_total_time(target: Path):
    answer = threading.Event()

    def never(host: str, port: int) -> Sequence[str]:
        answer.wait(5)
        return []

    failure(Fetcher(resolve=never, seconds=0.05), "http://slow.example/", target)
    answer.set()


def test_a_server_that_says_nothing_ends_at_the_total_time(target: Path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        failure(Fetcher(LOCAL, 0.1), f"http://127.0.0.1:{silent.getsockname()[1]}/", target)


def accepting(server: socket.socket, greeting: bytes = b"") -> threading.Event:
    """Take one connection, say ``greeting`` and then nothing; the event tells that it was asked for something."""
    asked = threading.Event()

    def take() -> None:
        connection, _ = server.accept()
        with connection, suppress(OSError):
            connection.recv(1)
            connection.sendall(greeting)
            asked.set()
            while connection.recv(65536):
                pass

    threading.Thread(target=take, daemon=True).start()
    return asked


@pytest.mark.parametrize(
    ("scheme", "greeting"),
    [("http", b""), ("https", b""), ("http", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")],
    ids=["head", "TLS", "body"],
)
def test_a_stop_ends_a_fetch_whatever_it_waits_for(target: Path, scheme: str, greeting: bytes):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        asked = accepting(silent, greeting)
        fetcher, url = Fetcher(LOCAL, 100), f"{scheme}://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(Cancelled):
            fetcher.fetch(url, target, max_bytes=9, stopped=asked.is_set)
    assert not target.exists()
    assert not [thread for thread in threading.enumerate() if thread.name == "fetch"]


def test_a_stop_does_not_wait_for_a_name_and_what_it_leads_to_is_not_asked(site: Site, target: Path):
    asked, answer = threading.Event(), threading.Event()

    def slow(host: str, port: int) -> Sequence[str]:
        asked.set()
        answer.wait(100)
        return ["127.0.0.1"]

    url = site.page("/x", body=b"x").replace("127.0.0.1", "slow.example")
    with pytest.raises(Cancelled):
        Fetcher(["slow.example"], 100, resolve=slow).fetch(url, target, max_bytes=9, stopped=asked.is_set)
    (left,) = (thread for thread in threading.enumerate() if thread.name == "fetch")
    answer.set()
    left.join(10)
    assert site.seen == []
    assert not target.exists()


def test_a_server_that_speaks_another_protocol_is_no_file(target: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:

        def greet() -> None:
            connection, _ = other.accept()
            connection.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
            connection.recv(1000)
            connection.close()

        thread = threading.Thread(target=greet)
        thread.start()
        failure(Fetcher(LOCAL, 5), f"http://127.0.0.1:{other.getsockname()[1]}/", target)
        thread.join()


def test_a_full_disk_is_not_blamed_on_the_url(site: Site, tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        Fetcher(LOCAL).fetch(site.page("/x", body=b"x"), tmp_path / "gone" / "x", max_bytes=9)


def test_a_certificate_is_checked_for_the_name_and_not_for_the_address(site: Site, tmp_path: Path, target: Path):
    public, private = certified(tmp_path, "files.internal")
    asked: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    context.sni_callback = lambda _, name, __: asked.append(name)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    site.page("/cat.png", body=PICTURE)

    def fetcher(trust: ssl.SSLContext | None) -> Fetcher:
        hosts = ["files.internal", "other.internal"]
        return Fetcher(hosts, 5, resolve=lambda *_: ["127.0.0.1"], trust=trust)

    trust = ssl.create_default_context(cafile=str(public))
    fetcher(trust).fetch(f"https://files.internal:{site.port}/cat.png", target, max_bytes=2**20)
    assert target.read_bytes() == PICTURE
    assert asked == ["files.internal"]
    target.unlink()
    failure(fetcher(trust), f"https://other.internal:{site.port}/cat.png", target)
    failure(fetcher(None), f"https://files.internal:{site.port}/cat.png", target)
