"""A store that does not do its work is told as such by every verb, and soon: nothing is known of its objects."""

import http.server
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import obstore
import pytest
from structlog.testing import capture_logs

from inbetween.domain.clock import HOUR
from inbetween.storage import s3
from inbetween.storage.objects import ObjectMissing, StoreDown
from inbetween.storage.s3 import S3Objects
from tests.s3.bucket import NAME, Bucket
from tests.served import Server

KEY = "results/t/1.mp4"
VERBS = ["keep", "put", "bring", "open", "size", "remove", "listing"]


def verb_of(objects: S3Objects, name: str, folder: Path) -> Callable[[], object]:
    (folder / "source").write_bytes(b"moving pictures")
    verbs: dict[str, Callable[[], object]] = {
        "keep": lambda: objects.keep(KEY, folder / "source"),
        "put": lambda: objects.put(KEY, b"x"),
        "bring": lambda: objects.bring(KEY, folder / "target"),
        "open": lambda: objects.open(KEY),
        "size": lambda: objects.size(KEY),
        "remove": lambda: objects.remove(KEY),
        "listing": lambda: list(objects.listing("results")),
    }
    return verbs[name]


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch, s3_server: Bucket) -> Callable[[int], S3Objects]:
    """Give what opens a store at another port of this machine, which is asked once and not for long."""
    monkeypatch.setitem(s3._RETRY, "max_retries", 0)
    monkeypatch.setitem(s3._CLIENT, "read_timeout", timedelta(milliseconds=200))

    def opened(port: int) -> S3Objects:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        return S3Objects(NAME)

    return opened


@pytest.mark.parametrize("name", VERBS)
@pytest.mark.usefixtures("s3_server")
def test_a_bucket_that_is_not_there_is_not_a_missing_object(name: str, tmp_path: Path) -> None:
    with pytest.raises(StoreDown, match="404"):
        verb_of(S3Objects("nobody-made-it", "prefix"), name, tmp_path)()
    assert (tmp_path / "source").exists()
    assert not (tmp_path / "target").exists()


@pytest.mark.parametrize("name", VERBS)
def test_a_store_that_is_gone_is_no_missing_object(
    name: str, tmp_path: Path, endpoint: Callable[[int], S3Objects]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        with pytest.raises(StoreDown):
            verb_of(endpoint(taken.getsockname()[1]), name, tmp_path)()


@pytest.mark.parametrize("name", VERBS)
def test_a_store_that_says_nothing_is_not_waited_for(
    name: str, tmp_path: Path, endpoint: Callable[[int], S3Objects]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(StoreDown):
        verb_of(endpoint(silent.getsockname()[1]), name, tmp_path)()


@pytest.mark.parametrize("variable", ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])
@pytest.mark.parametrize("name", VERBS)
def test_a_store_that_does_not_know_us_is_no_missing_object(
    name: str, variable: str, tmp_path: Path, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket.objects().put(KEY, b"x")
    monkeypatch.setenv(variable, "stranger")
    with pytest.raises(StoreDown, match=r"403|denied|SignatureDoesNotMatch"):
        verb_of(bucket.objects(), name, tmp_path)()


def test_nobody_reads_the_bucket_of_these_tests_without_a_signature(bucket: Bucket) -> None:
    bucket.objects().put(KEY, b"x")
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"http://127.0.0.1:{bucket.port}/{NAME}/{bucket.prefix}/{KEY}")


class Breaking(http.server.BaseHTTPRequestHandler):
    """Promises a million bytes and sends ten."""

    def do_HEAD(self) -> None:
        self.send_response(206 if "Range" in self.headers else 200)
        self.send_header("Content-Length", "1000000")
        self.send_header("Content-Range", "bytes 0-999999/1000000")
        self.send_header("ETag", '"x"')
        self.send_header("Last-Modified", "Fri, 20 Nov 2026 10:00:00 GMT")
        self.end_headers()

    def do_GET(self) -> None:
        self.do_HEAD()
        self.wfile.write(b"x" * 10)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def breaking() -> Iterator[int]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Breaking) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        yield server.server_address[1]
        server.shutdown()


def test_a_file_that_did_not_come_whole_is_not_there(
    tmp_path: Path, breaking: int, endpoint: Callable[[int], S3Objects]
) -> None:
    with pytest.raises(StoreDown):
        endpoint(breaking).bring(KEY, tmp_path / "target")
    assert not (tmp_path / "target").exists()


def test_a_video_that_breaks_off_is_no_whole_answer_and_one_line_of_the_log(
    breaking: int, endpoint: Callable[[int], S3Objects], serving: Callable[..., Server]
) -> None:
    server = serving(objects=endpoint(breaking))
    url = server.front.signer.sign("", KEY, server.clock.now + HOUR)
    with capture_logs() as logs, pytest.raises(AssertionError):  # the client here insists on an end of the answer
        server.get(url, key=None)
    assert [(entry["event"], entry["key"]) for entry in logs] == [("object broke off", KEY)]


def test_what_others_keep_in_the_bucket_is_not_listed(bucket: Bucket) -> None:
    objects = bucket.objects()
    objects.put(KEY, b"x")
    obstore.put(objects._store, "results/t/Read me.TXT", b"x")
    assert [stored.key for stored in objects.listing("results")] == [KEY]


def test_two_prefixes_of_a_bucket_know_nothing_of_each_other(bucket: Bucket) -> None:
    bucket.objects().put(KEY, b"x")
    other = S3Objects(NAME, f"{bucket.prefix}-other")
    assert other.size(KEY) is None
    assert list(other.listing("results")) == []


def test_a_part_of_what_was_removed_before_it_was_asked_for_is_missing(bucket: Bucket) -> None:
    objects = bucket.objects()
    objects.put(KEY, b"x")
    with objects.open(KEY) as opened:
        objects.remove(KEY)
        with pytest.raises(ObjectMissing):
            opened.part(0, 1)
