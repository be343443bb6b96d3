"""Kernels on an empty folder: one process compiles them, and knows them from those of other sources."""

import fcntl
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from inbetween.engines.tween.kernel_cache import mark_in, one_first


def test_who_comes_while_another_compiles_waits_for_it(tmp_path: Path):
    compiling, finish, order = Event(), Event(), []

    def compiled() -> None:
        compiling.set()
        assert finish.wait(30)
        order.append("compiled")

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(one_first, tmp_path, compiled)
        assert compiling.wait(30)
        second = threads.submit(one_first, tmp_path, lambda: order.append("loaded"))
        finish.set()
        first.result(30)
        second.result(30)
    assert order == ["compiled", "loaded"]


def test_once_kernels_are_there_nobody_waits(tmp_path: Path):
    one_first(tmp_path, lambda: None)
    with (mark_in(tmp_path)).open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        one_first(tmp_path, lambda: None, patience=float("inf"))


def test_a_folder_that_is_never_let_go_or_cannot_be_written_delays_nobody_for_ever(tmp_path: Path):
    warmed: list[str] = []
    with (mark_in(tmp_path)).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        one_first(tmp_path, lambda: warmed.append("held"), patience=0.1)
    one_first(tmp_path / "none", lambda: warmed.append("none"))
    assert warmed == ["held", "none"]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Give a folder of sources."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "kernels.py").write_text("A = 1")
    return folder


def test_who_has_other_kernels_waits_though_the_folder_has_some(tmp_path: Path, sources: Path):
    one_first(tmp_path, lambda: None)
    with mark_in(tmp_path, sources).open("w") as held, ThreadPoolExecutor(1) as threads:
        fcntl.flock(held, fcntl.LOCK_EX)
        other = threads.submit(one_first, tmp_path, lambda: None, sources=sources)
        with pytest.raises(TimeoutError):
            other.result(0.2)
        fcntl.flock(held, fcntl.LOCK_UN)
        other.result(30)
    assert mark_in(tmp_path, sources).read_text() == "yes\n"


def test_another_checkout_and_an_edited_file_have_other_kernels(tmp_path: Path, sources: Path):
    copied = shutil.copytree(sources, tmp_path / "copied")
    before = mark_in(tmp_path, sources)
    assert mark_in(tmp_path, sources) == before != mark_in(tmp_path, copied)
    os.utime(sources / "kernels.py", (1, 1))
    assert mark_in(tmp_path, sources) != before
