"""Kernels on an empty folder: one process compiles them."""

import fcntl
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from inbetween.engines.tween.warming import one_first


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
    with (tmp_path / "compiled").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        one_first(tmp_path, lambda: None, patience=float("inf"))


def test_a_folder_that_is_never_let_go_or_cannot_be_written_delays_nobody_for_ever(tmp_path: Path):
    warmed: list[str] = []
    with (tmp_path / "compiled").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        one_first(tmp_path, lambda: warmed.append("held"), patience=0.1)
    one_first(tmp_path / "none", lambda: warmed.append("none"))
    assert warmed == ["held", "none"]
