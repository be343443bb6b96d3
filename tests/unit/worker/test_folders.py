"""Each worker has a folder of its own, for as long as it lives."""

from pathlib import Path

import pytest

from inbetween.worker.folders import living, own_folder, place


@pytest.fixture
def locks(tmp_path: Path) -> Path:
    return tmp_path / "workers"


def test_two_workers_have_two_folders_and_who_starts_again_has_its_own_back(tmp_path: Path, locks: Path) -> None:
    with own_folder(tmp_path / "work", locks=locks, holder="a") as first:
        with own_folder(tmp_path / "work", locks=locks, holder="b") as second:
            assert first != second
            (first / "checkpoint").touch()
            (second / "checkpoint").touch()
            assert living(locks) == {"a", "b"}
        assert living(locks) == {"a"}
    with own_folder(tmp_path / "work", locks=locks, holder="c") as again:
        assert again == first
        assert (again / "checkpoint").exists()
        assert not second.exists(), "nobody holds it"
        assert living(locks) == {"c"}
    assert living(locks) == frozenset()


def test_a_place_is_known_again_and_differs_from_others(tmp_path: Path) -> None:
    assert place(tmp_path) == place(tmp_path) != place(tmp_path.parent)
