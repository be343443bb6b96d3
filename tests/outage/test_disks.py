"""A disk that is full, read-only or gone is told as that, loses nothing, and needs nobody when it is back."""

import re
import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.outage.asking import (
    AWAY,
    PATIENCE_SECONDS,
    by_address,
    certificate,
    submitted,
    told,
    upload,
    with_pictures,
)
from tests.outage.disks import Disk
from tests.running import SUBMIT, Running, serving

STILL = {"INBETWEEN_ENGINE": "still"}


def address_of(server: Running, task_id: str) -> str:
    return str(server.ask("GET", f"/api/v1/tasks/{task_id}")[1]["output"]["video_url"])


def downloaded(url: str) -> int:
    """Return the status of a download that must not hang."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE_SECONDS) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def rendering(server: Running, task_id: str) -> None:
    """Wait until frames are being made."""
    end = time.monotonic() + 30
    while details(server, task_id).get("stage") not in ("render", "encode"):
        assert time.monotonic() < end
        time.sleep(0.02)


def details(server: Running, task_id: str) -> dict[str, object]:
    return server.ask("GET", f"/inbetween/v1/tasks/{task_id}")[1]


def until(server: Running, **works: bool) -> None:
    """Wait until the server says so of itself."""
    end = time.monotonic() + PATIENCE_SECONDS
    while works.items() - (now := server.ask("GET", "/readyz")[1]).items():
        assert time.monotonic() < end, now
        time.sleep(0.1)


def waited_for(data: Path, task_id: str) -> None:
    """Wait until the finished video of a task has been refused by the store."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not re.search(rf"the store does not take the video.*{task_id}|{task_id}.*the store does not", log_of(data)):
        assert time.monotonic() < end, log_of(data)[-2000:]
        time.sleep(0.05)


def log_of(data: Path) -> str:
    return (data / "log").read_text()


def bills(data: Path) -> list[str]:
    with closing(sqlite3.connect(data / "inbetween.db")) as database:
        return [task_id for (task_id,) in database.execute("SELECT task_id FROM usages")]


def test_a_full_disk_refuses_what_needs_room_and_leaves_nothing_half_written(plug: Callable[[str], Disk]) -> None:
    disk = plug("data")
    with serving(disk.folder, **STILL) as server:
        done = submitted(server)
        server.wait_for(done, "SUCCEEDED")
        terms, url, before = certificate(server), address_of(server, done), disk.files()
        disk.fill()
        for body in (with_pictures(), by_address()):
            assert told(server, "POST", SUBMIT, body) == AWAY
        for size in (100, 3_000_000):  # one waits in a buffer for its end, one does not
            assert upload(server, terms, size)[::2] == AWAY[::2]
        assert told(server, "GET", f"/api/v1/tasks/{done}").status == 200
        assert told(server, "GET", "/api/v1/tasks").status == 200
        assert downloaded(url) == 200
        until(server, database=False, store=False)
        assert disk.files() == before
        disk.empty()
        until(server, database=True, store=True, worker=True)
        assert upload(server, terms, 100).status == 200
        server.wait_for(submitted(server), "SUCCEEDED")


@pytest.mark.slow
def test_a_work_folder_that_fills_under_a_render_costs_the_attempt_and_not_the_task(
    tmp_path: Path, plug: Callable[[str], Disk]
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    disk = plug("data/work")
    with serving(data, **STILL) as server:
        disk.fill(but=700_000)  # the pictures fit, the video does not
        task = server.render("480P")
        until(server, store=True, worker=False)
        assert server.state(task) == "PENDING"
        disk.empty()
        server.wait_for(task, "SUCCEEDED")
        until(server, worker=True)
        assert details(server, task)["attempt"] == 2
    assert bills(data) == [task]


@pytest.mark.slow
def test_a_store_that_is_read_only_or_unplugged_has_lost_nothing(tmp_path: Path, plug: Callable[[str], Disk]) -> None:
    data = tmp_path / "data"
    data.mkdir()
    disk = plug("data/objects")
    with serving(data, **STILL) as server:
        tasks = [submitted(server)]
        server.wait_for(tasks[0], "SUCCEEDED")
        url = address_of(server, tasks[0])
        for outage, status in ((disk.read_only, 200), (disk.unplugged, 503)):  # not 404, which would say: it is gone
            tasks.append(server.render())
            rendering(server, tasks[-1])
            with outage():
                until(server, store=False)
                assert told(server, "POST", SUBMIT, with_pictures()) == AWAY
                assert downloaded(url) == status
                waited_for(data, tasks[-1])
                assert server.state(tasks[-1]) == "RUNNING"
            server.wait_for(tasks[-1], "SUCCEEDED")
            assert details(server, tasks[-1])["attempt"] == 1
            assert downloaded(address_of(server, tasks[-1])) == 200
        until(server, database=True, store=True, worker=True)
    assert sorted(bills(data)) == sorted(tasks)
