"""A server under load is backed up and restored elsewhere: nothing that was accepted before is lost there."""

import os
import shutil
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inbetween import app, settings
from inbetween.cli.backup import backup
from inbetween.cli.restore import restore
from inbetween.db import dump
from inbetween.domain.errors import OperatorError
from inbetween.storage.installation import tie_store
from tests.outage.asking import certificate, submitted, upload, with_pictures
from tests.outage.test_disks import address_of, bills
from tests.postgresql import fresh_database
from tests.running import Running, serving
from tests.samples import SUCCESS
from tests.verbs import Queue

STILL = {"INBETWEEN_ENGINE": "still"}


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    """Let others read what is written, as they may by default; the verbs change that of their process."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def refused(verb: Callable[..., None], *arguments: Path, data: Path) -> str:
    """Return the one sentence with which a verb refuses."""
    with pytest.raises(OperatorError) as told:
        verb(*arguments, data=data)
    return told.value.message


@contextmanager
def load_on(server: Running) -> Iterator[list[str]]:
    """Submit one task after the other meanwhile; give the ids of those that were accepted."""
    accepted: list[str] = []
    stopped = threading.Event()

    def submit() -> None:
        while not stopped.wait(0.2):  # the tasks of some seconds, which the test then waits for
            accepted.append(submitted(server, with_pictures()))

    thread = threading.Thread(target=submit)
    thread.start()
    try:
        yield accepted
    finally:
        stopped.set()
        thread.join()


def states(server: Running) -> dict[str, str]:
    listed = server.ask("GET", "/api/v1/tasks?page_size=100")[1]["data"]
    return {task["task_id"]: task["status"] for task in listed}


@pytest.mark.slow
def test_a_server_under_load_goes_on_elsewhere_from_its_backup(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, kept, elsewhere = tmp_path / "data", tmp_path / "kept", tmp_path / "elsewhere"
    data.mkdir()
    with serving(data, **STILL) as server:
        key, terms = server.key, certificate(server)
        assert upload(server, terms, 1000).status == 200
        finished = submitted(server)
        server.wait_for(finished, "SUCCEEDED")
        with load_on(server) as accepted:
            while len(accepted) < 3:
                assert server.state(finished) == "SUCCEEDED"
            before = [*accepted]
            backup(kept, data=data)
    restore(kept, data=elsewhere)
    assert capsys.readouterr().out.count("1 uploads") == 2
    shutil.rmtree(data)
    with serving(elsewhere, **STILL) as server:
        assert {finished, *before} <= states(server).keys()
        for task in states(server):
            server.wait_for(task, "SUCCEEDED")
            with urllib.request.urlopen(address_of(server, task)) as video:
                assert video.status == 200
        assert sorted(bills(elsewhere)) == sorted(states(server))
        old = Running(process=server.process, base=server.base, key=key)
        assert old.state(finished) == "SUCCEEDED"  # keys are restored too


@pytest.mark.slow
def test_an_installation_moves_from_one_kind_of_database_to_the_other_and_back(
    tmp_path: Path, postgresql_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, moved, back = tmp_path / "data", tmp_path / "moved", tmp_path / "back"
    with serving(made(data), **STILL) as server:
        tasks = [submitted(server)]
        server.wait_for(tasks[0], "SUCCEEDED")
    backup(tmp_path / "first", data=data)
    with fresh_database(postgresql_server) as url:
        monkeypatch.setenv("INBETWEEN_DATABASE", url)
        restore(tmp_path / "first", data=moved)
        with serving(moved, **STILL) as server:
            assert server.state(tasks[0]) == "SUCCEEDED"
            with load_on(server) as accepted:
                while not accepted:
                    server.state(tasks[0])
                tasks += accepted
                backup(tmp_path / "second", data=moved)
    monkeypatch.delenv("INBETWEEN_DATABASE")
    restore(tmp_path / "second", data=back)
    with serving(back, **STILL) as server:
        for task in {*tasks, *states(server)}:
            server.wait_for(task, "SUCCEEDED")
            with urllib.request.urlopen(address_of(server, task)) as video:
                assert video.status == 200


def test_what_cannot_be_backed_up_or_restored_is_told_in_one_sentence_and_changes_nothing(tmp_path: Path) -> None:
    data, kept, elsewhere = tmp_path / "data", tmp_path / "kept", tmp_path / "elsewhere"
    assert "no installation" in refused(backup, kept, data=data)
    for place in (data, elsewhere):
        read = settings.read(data=place)
        with app.open_database(read) as database:
            tie_store(database, app.open_objects(read), where="")
    backup(kept, data=data)
    assert "there already" in refused(backup, kept, data=data)
    assert "holds an installation already" in refused(restore, kept, data=elsewhere)
    assert "no backup" in refused(restore, data, data=tmp_path / "new")
    (elsewhere / "inbetween.db").unlink()
    assert "files of another installation" in refused(restore, kept, data=elsewhere)
    shutil.rmtree(data / "objects")
    assert "not mounted" in refused(backup, tmp_path / "empty", data=data)
    assert not [path for path in tmp_path.iterdir() if "empty" in path.name]


def test_of_a_task_that_ended_while_it_was_backed_up_nothing_is_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, kept, elsewhere = tmp_path / "data", tmp_path / "kept", tmp_path / "elsewhere"
    read = settings.read(data=data)
    with app.open_database(read) as database:
        objects = app.open_objects(read)
        tie_store(database, objects, where="")
        queue = Queue(database)
        tasks = [queue.submit() for _ in range(4)]
        for task in tasks[:2]:
            attempt = queue.take()
            objects.put(f"results/{task.id}/1.mp4", b"video")
            assert queue.settle(attempt, replace(SUCCESS, object_key=f"results/{task.id}/1.mp4"))
        running = queue.take()
        objects.put("inputs/last", b"picture")
    write_tables = dump.write_tables

    def and_then_the_janitor_comes(*arguments: Any) -> dict[str, int]:
        written = write_tables(*arguments)
        objects.remove(f"results/{tasks[0].id}/1.mp4")
        return written

    monkeypatch.setattr(dump, "write_tables", and_then_the_janitor_comes)
    backup(kept, data=data)
    elsewhere.mkdir(mode=0o755)
    restore(kept, data=elsewhere)
    assert not [path for top in (kept / "rows", elsewhere) for path in top.iterdir() if path.stat().st_mode & 0o077]
    with app.open_database(settings.read(data=elsewhere)) as database:
        queue = Queue(database)
        assert {line.id for line in queue.page().lines} == {task.id for task in tasks[1:]}
        assert queue.take().id == running.id  # nobody runs it here, and it waits for no lease
        assert queue.usage_count() == 2


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder
