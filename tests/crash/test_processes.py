"""A server that leaves the work to others, and workers that share a database, a store and a data folder."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.running import Running, serving, working

SETTINGS = {"INBETWEEN_ENGINE": "still", "INBETWEEN_LEASE_SECONDS": "20", "INBETWEEN_DRAIN_SECONDS": "120"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shared")


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Running]:
    with serving(data, "--no-worker", **SETTINGS) as server:
        yield server


def attempts(server: Running, task_id: str) -> int:
    return int(server.ask("GET", f"/inbetween/v1/tasks/{task_id}")[1]["attempt"])


def test_a_server_without_a_worker_starts_no_child_and_keeps_what_it_accepts(server: Running) -> None:
    task_id = server.render("480P")
    assert server.children() == []
    assert server.state(task_id) == "PENDING"
    assert server.ask("GET", "/readyz") == (503, {"database": True, "store": True, "worker": False})
    assert server.ask("POST", f"/api/v1/tasks/{task_id}/cancel")[0] == 200


def test_two_workers_share_the_tasks_and_what_one_that_is_killed_has_begun(data: Path, server: Running) -> None:
    with ExitStack() as stack:
        killed, _ = (stack.enter_context(working(data, exit_code=code, **SETTINGS)) for code in (-signal.SIGKILL, 0))
        assert sorted(path.name for path in (data / "work").iterdir()) == ["0", "1"]
        tasks = [server.render("480P") for _ in range(4)]
        while sum(server.state(task) == "RUNNING" for task in tasks) < 2:
            assert "PENDING" in map(server.state, tasks)
        killed.kill()
        killed.wait()
        for task in tasks:
            server.wait_for(task, "SUCCEEDED")
        assert sorted(attempts(server, task) for task in tasks) == [1, 1, 1, 2]
    assert not [path for path in (data / "work").glob("1/**/*") if path.is_file()]


def test_a_worker_clears_what_one_that_did_not_come_back_has_left_and_finishes_its_task_when_stopped(
    data: Path, server: Running
) -> None:
    deserted = data / "work" / "7" / "task" / "1"
    deserted.mkdir(parents=True)
    (deserted / "video.mp4").write_bytes(b"half of it")
    with working(data, **SETTINGS):
        assert not (data / "work" / "7").exists()
        server.wait_until_ready()
        task_id = server.render("720P")
        server.wait_for(task_id, "RUNNING")
    assert (server.state(task_id), attempts(server, task_id)) == ("SUCCEEDED", 1)
