"""Inputs become files: from a URL, from an upload, from bytes inside the request."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from inbetween.domain.clock import HOUR
from inbetween.domain.errors import TaskFailure
from inbetween.domain.scope import Scope
from inbetween.domain.spec import MediaEntry, MediaKind, VideoSpec
from inbetween.storage import uploads
from inbetween.storage.objects import ObjectMissing
from inbetween.storage.policy import Grant
from inbetween.worker.inputs import bring
from inbetween.worker.workshop import Workshop
from tests.clocks import HandClock
from tests.samples import SCOPE, SPEC
from tests.sites import Site, open_site

WIRE_KEY = 'dashscope-instant/x/图 "a"+%41.png'


def spec_of(*sources: str) -> VideoSpec:
    kinds = ("first_frame", "last_frame")
    return replace(
        SPEC, media=tuple(MediaEntry(kind=kind, source=at) for kind, at in zip(kinds, sources, strict=False))
    )


@pytest.fixture
def upload(shop: Workshop) -> str:
    shop.objects.put("uploads/1", b"uploaded")
    grant = Grant(wire_key=WIRE_KEY, scope=SCOPE, model=SPEC.model, max_bytes=100)
    with shop.database.transaction() as tx:
        uploads.record(tx, grant, object_key="uploads/1", size_bytes=8)
    return f"oss://{WIRE_KEY}"


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as site:
        yield site


def brought(spec: VideoSpec, folder: Path, shop: Workshop, scope: Scope = SCOPE) -> dict[MediaKind, Path]:
    return bring(spec, scope, folder, shop, stopped=lambda: False)


def failed(shop: Workshop, tmp_path: Path, source: str, scope: Scope = SCOPE) -> TaskFailure:
    with pytest.raises(TaskFailure) as caught:
        brought(spec_of(source), tmp_path, shop, scope)
    return caught.value


def test_each_kind_of_source_becomes_a_file_named_by_its_kind(shop: Workshop, tmp_path: Path, upload: str, site: Site):
    shop.objects.put("inputs/a", b"inline")
    paths = brought(spec_of("object:inputs/a", upload), tmp_path, shop)
    assert {kind: path.read_bytes() for kind, path in paths.items()} == {
        "first_frame": b"inline",
        "last_frame": b"uploaded",
    }
    url = site.page("/cat.png", body=b"fetched")
    paths = brought(spec_of(url, url.replace("http", "HTTP")), tmp_path, shop)
    assert [path.read_bytes() for path in paths.values()] == [b"fetched", b"fetched"]


def test_an_upload_serves_its_own_scope_and_model_only(shop: Workshop, tmp_path: Path, upload: str):
    assert "oss download error" in failed(shop, tmp_path, upload, replace(SCOPE, account="other")).message
    other = replace(spec_of(upload), model="wanx2.1-kf2v-plus")
    with pytest.raises(TaskFailure, match="no such upload"):
        brought(other, tmp_path, shop)


def test_an_upload_serves_for_48_hours(shop: Workshop, tmp_path: Path, upload: str, clock: HandClock):
    clock.advance(48 * HOUR)
    assert failed(shop, tmp_path, upload).code == "InvalidParameter"


def test_an_upload_whose_bytes_are_gone_is_unknown(shop: Workshop, tmp_path: Path, upload: str):
    shop.objects.remove("uploads/1")
    assert "oss download error" in failed(shop, tmp_path, upload).message


def test_a_url_that_fails_is_named(shop: Workshop, tmp_path: Path, site: Site):
    url = site.page("/none.png", 404)
    assert failed(shop, tmp_path, url).message == f"Failed to download {url}"


def test_a_url_gives_at_most_what_the_model_takes(shop: Workshop, tmp_path: Path, site: Site):
    assert "less than 10MB" in failed(shop, tmp_path, site.page("/large.png", body=bytes(10 * 2**20 + 1))).message


@pytest.mark.parametrize(("kind", "megabytes"), [("first_frame", 20), ("driving_audio", 15), ("first_clip", 100)])
def test_each_kind_of_input_has_the_model_s_own_most_bytes(
    shop: Workshop, tmp_path: Path, kind: MediaKind, megabytes: int
):
    asked: list[int] = []

    class Curious:
        def fetch(self, url: str, target: Path, *, max_bytes: int, stopped: object) -> None:
            asked.append(max_bytes)

    spec = replace(SPEC, model="wan2.7-i2v", media=(MediaEntry(kind=kind, source="https://example.com/a"),))
    brought(spec, tmp_path, replace(shop, fetcher=Curious()))  # type: ignore[arg-type]
    assert asked == [megabytes * 2**20]


def test_bytes_of_the_request_that_we_lost_are_our_own_fault(shop: Workshop, tmp_path: Path):
    with pytest.raises(ObjectMissing):
        brought(spec_of("object:inputs/gone"), tmp_path, shop)
