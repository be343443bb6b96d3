"""What every scratch promises: keyed bytes, whole, whatever the key is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inbetween.engines.protocol import Scratch
from inbetween.storage.local import LocalObjects
from inbetween.worker.scratch import FolderScratch, MemoryScratch, ObjectScratch

KEYS = ("a", "../a", "..", "a/b", "", "_", "A", "segment 0", "步骤")

Fresh = Callable[[], Scratch]


@pytest.fixture(params=["folder", "memory", "local", "s3"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Fresh:
    """Give what makes a scratch of one and the same task, each time as another attempt would."""
    if request.param == "memory":
        one = MemoryScratch()
        return lambda: one
    if request.param == "folder":
        return lambda: FolderScratch(tmp_path)
    if request.param == "local":
        return lambda: ObjectScratch("t", LocalObjects(tmp_path))
    bucket = request.getfixturevalue("bucket")
    return lambda: ObjectScratch("t", bucket.objects())


def test_each_key_has_its_own_value_the_last_one_that_was_put(fresh: Fresh):
    scratch = fresh()
    for key in KEYS:
        assert scratch.get(key) is None
        scratch.put(key, b"first")
        scratch.put(key, b"last of " + key.encode())
    assert {key: fresh().get(key) for key in KEYS} == {key: b"last of " + key.encode() for key in KEYS}


def test_nothing_is_a_value_too(fresh: Fresh):
    fresh().put("empty", b"")
    assert fresh().get("empty") == b""


def test_files_stay_in_their_folder(tmp_path: Path):
    folder = tmp_path / "scratch"
    folder.mkdir()
    for key in KEYS:
        FolderScratch(folder).put(key, b"x")
    assert len(list(folder.iterdir())) == len(KEYS)
    assert list(tmp_path.iterdir()) == [folder]
