"""What every object store promises, asked of each one that we have."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from inbetween.storage.local import LocalObjects
from inbetween.storage.objects import BadKey, ObjectMissing, Objects
from tests.contents import content_of
from tests.s3.bucket import Bucket

MANY = bytes(range(251)) * 60_000
"""Fifteen MB: in S3 three parts of a multipart upload."""

HOSTILE_KEYS = [
    "",
    "/",
    "/etc/passwd",
    "..",
    "../secret",
    "results/../../secret",
    "results/./a",
    "results//a",
    "results/",
    ".incoming/a",
    "results/.hidden",
    "Results/a",
    "results/a b",
    "results/a\x00",
    "results/a\n",
    "results\\a",
    "results/%2e%2e/a",
    "results/图",
    "a" * 513,
]


@pytest.fixture(params=["local", "s3"])
def objects(request: pytest.FixtureRequest, tmp_path: Path) -> Objects:
    if request.param == "local":
        return LocalObjects(tmp_path / "objects")
    bucket: Bucket = request.getfixturevalue("bucket")
    return bucket.objects()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "work" / "video.mp4"
    path.parent.mkdir()
    path.write_bytes(b"moving pictures")
    return path


def test_what_is_put_can_be_read_from_any_place(objects: Objects):
    objects.put("results/t/1.mp4", b"0123456789")
    with objects.open("results/t/1.mp4") as opened:
        assert b"".join(opened.part(4, 7)) == b"456"
        assert b"".join(opened.part(0, 2)) == b"01"
        assert list(opened.part(3, 3)) == []
        assert opened.size == 10
    assert objects.size("results/t/1.mp4") == 10


def test_a_large_file_comes_and_goes_in_pieces(objects: Objects, source: Path, tmp_path: Path):
    source.write_bytes(MANY)
    objects.keep("results/t/1.mp4", source)
    with objects.open("results/t/1.mp4") as opened:
        pieces = list(opened.part(1_000, 14_000_000))
    assert max(map(len, pieces)) < len(MANY) / 4
    assert b"".join(pieces) == MANY[1_000:14_000_000]
    objects.bring("results/t/1.mp4", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == MANY


def test_an_object_may_be_empty(objects: Objects, source: Path):
    source.write_bytes(b"")
    objects.keep("results/t/1.mp4", source)
    objects.put("inputs/a", b"")
    assert [content_of(objects, key) for key in ("results/t/1.mp4", "inputs/a")] == [b"", b""]


def test_keeping_no_file_is_told_as_such_and_keeps_nothing(objects: Objects, source: Path):
    with pytest.raises(FileNotFoundError):
        objects.keep("results/t/1.mp4", source.with_name("none"))
    assert objects.size("results/t/1.mp4") is None


def test_a_kept_file_has_moved(objects: Objects, source: Path):
    objects.keep("results/t/1.mp4", source)
    assert not source.exists()
    assert content_of(objects, "results/t/1.mp4") == b"moving pictures"


def test_a_second_object_under_a_key_replaces_the_first(objects: Objects, source: Path):
    objects.put("results/t/1.mp4", b"old")
    objects.keep("results/t/1.mp4", source)
    assert objects.size("results/t/1.mp4") == len(b"moving pictures")


def test_an_object_comes_out_as_a_file(objects: Objects, tmp_path: Path):
    objects.put("inputs/a", b"picture")
    target = tmp_path / "first_frame"
    target.write_bytes(b"left over from an earlier attempt")
    objects.bring("inputs/a", target)
    assert target.read_bytes() == b"picture"
    target.unlink()
    assert objects.size("inputs/a") == 7


def test_what_was_brought_outlives_the_object(objects: Objects, tmp_path: Path):
    objects.put("inputs/a", b"picture")
    objects.bring("inputs/a", tmp_path / "copy")
    objects.remove("inputs/a")
    assert (tmp_path / "copy").read_bytes() == b"picture"


def test_a_missing_object_is_told_as_such(objects: Objects, tmp_path: Path):
    objects.put("results/t/1.mp4", b"x")
    for key in ("results/none", "results/t", "results/t/1.mp4/deeper"):
        assert objects.size(key) is None
        with pytest.raises(ObjectMissing):
            objects.open(key)
        with pytest.raises(ObjectMissing):
            objects.bring(key, tmp_path / "target")


def test_removing_is_final_and_may_be_repeated(objects: Objects):
    objects.put("results/t/1.mp4", b"x")
    objects.put("results/t/2.mp4", b"y")
    for _ in range(2):
        objects.remove("results/t/1.mp4")
    assert objects.size("results/t/1.mp4") is None
    assert objects.size("results/t/2.mp4") == 1


def test_removing_a_folder_name_removes_nothing(objects: Objects):
    objects.put("results/t/1.mp4", b"x")
    objects.remove("results/t")
    objects.remove("results/t/1.mp4/deeper")
    assert objects.size("results/t/1.mp4") == 1


def test_a_reader_keeps_what_it_opened(objects: Objects):
    objects.put("results/t/1.mp4", b"whole")
    with objects.open("results/t/1.mp4") as opened:
        part = opened.part(0, opened.size)
        objects.remove("results/t/1.mp4")
        assert b"".join(part) == b"whole"


def test_a_listing_tells_keys_and_sizes_below_a_folder(objects: Objects):
    for key in ("results/b/2.mp4", "results/a/1.mp4", "results/a/preview.jpg", "inputs/c"):
        objects.put(key, key.encode())
    stored = list(objects.listing("results"))
    assert [entry.key for entry in stored] == ["results/a/1.mp4", "results/a/preview.jpg", "results/b/2.mp4"]
    assert all(entry.size_bytes == len(entry.key) and entry.modified_at > 0 for entry in stored)
    assert list(objects.listing("uploads")) == []


@pytest.mark.parametrize("key", HOSTILE_KEYS)
def test_no_verb_takes_a_key_that_is_not_ours(objects: Objects, source: Path, key: str):
    verbs: list[Callable[[], object]] = [
        lambda: objects.put(key, b"x"),
        lambda: objects.keep(key, source),
        lambda: objects.bring(key, source.with_name("target")),
        lambda: objects.open(key),
        lambda: objects.size(key),
        lambda: objects.remove(key),
        lambda: list(objects.listing(key)),
    ]
    for verb in verbs:
        with pytest.raises(BadKey):
            verb()
    assert source.exists()


def test_a_local_store_leaves_nothing_behind_when_it_is_empty(tmp_path: Path):
    objects = LocalObjects(tmp_path)
    objects.put("results/t/1.mp4", b"x")
    objects.remove("results/t/1.mp4")
    assert [path.name for path in tmp_path.rglob("*")] == [".incoming"]


def test_a_local_store_renames_what_is_on_its_filesystem(tmp_path: Path, source: Path):
    number = source.stat().st_ino
    LocalObjects(tmp_path / "objects").keep("results/t/1.mp4", source)
    assert (tmp_path / "objects/results/t/1.mp4").stat().st_ino == number


def test_a_local_store_copies_what_is_on_another_filesystem(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
):
    objects = LocalObjects(tmp_path / "objects")
    rename, link = os.replace, os.link
    home = str(tmp_path / "objects")

    def on_one_filesystem(verb: Callable[..., None]) -> Callable[..., None]:
        def checked(a: object, b: object, **options: object) -> None:
            if str(a).startswith(home) != str(b).startswith(home):
                raise OSError(18, "Invalid cross-device link")
            verb(a, b, **options)

        return checked

    monkeypatch.setattr(os, "replace", on_one_filesystem(rename))
    monkeypatch.setattr(os, "link", on_one_filesystem(link))
    objects.keep("results/t/1.mp4", source)
    objects.bring("results/t/1.mp4", tmp_path / "back")
    assert not source.exists()
    assert (tmp_path / "back").read_bytes() == b"moving pictures"
    assert list((tmp_path / "objects/.incoming").iterdir()) == []


def test_a_local_store_lists_no_file_that_others_left_in_its_folder(tmp_path: Path):
    objects = LocalObjects(tmp_path)
    objects.put("results/t/1.mp4", b"x")
    for name in (".DS_Store", ".nfs0042", "Thumbs.db"):
        (tmp_path / "results" / "t" / name).write_bytes(b"x")
    assert [stored.key for stored in objects.listing("results")] == ["results/t/1.mp4"]


def test_a_local_store_sweeps_arrivals_of_dead_processes(tmp_path: Path):
    LocalObjects(tmp_path)
    for name, modified in (("dead", 1_000_000), ("alive", None)):
        path = tmp_path / ".incoming" / name
        path.write_bytes(b"half")
        if modified:
            os.utime(path, (modified, modified))
    LocalObjects(tmp_path)
    assert [path.name for path in (tmp_path / ".incoming").iterdir()] == ["alive"]


def test_an_object_that_fails_to_arrive_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    objects = LocalObjects(tmp_path)

    def disk_full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", disk_full)
    with pytest.raises(OSError, match="No space"):
        objects.put("results/t/1.mp4", b"x")
    assert objects.size("results/t/1.mp4") is None
    assert list((tmp_path / ".incoming").iterdir()) == []
