"""Whoever runs a task may die at any instant: the server's child, the server, or both in order."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from inbetween.domain import faults
from tests.postgresql import fresh_database
from tests.running import Running, serving, working


def rendering(server: Running, task_id: str) -> None:
    """Wait until frames are being made."""
    end = time.monotonic() + 30
    while server.ask("GET", f"/inbetween/v1/tasks/{task_id}")[1].get("stage") not in ("render", "encode"):
        assert time.monotonic() < end
        time.sleep(0.02)


def is_gone(pid: int, seconds: float = 5.0) -> bool:
    """Say whether a process is gone within ``seconds`` (a zombie is)."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.01)
    return False


@pytest.fixture
def settings() -> dict[str, str]:
    return {"INBETWEEN_ENGINE": "still", "INBETWEEN_LEASE_SECONDS": "2"}


def leftovers(data: Path) -> list[Path]:
    """Return what lies in the work folder."""
    return [path for path in (data / "work").rglob("*") if path.is_file()]


def test_a_killed_child_costs_its_task_an_attempt_and_the_server_nothing(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    with serving(tmp_path, **settings) as server:
        task_id = server.render()
        rendering(server, task_id)
        (child,) = server.children()
        os.kill(child, signal.SIGKILL)
        assert server.ask("GET", "/healthz")[0] == 200
        server.wait_for(task_id, "SUCCEEDED")
        details = server.ask("GET", f"/inbetween/v1/tasks/{task_id}")[1]
        assert details["attempt"] == 2
        assert server.children() != [child]
    assert not leftovers(tmp_path)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def long_leases(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """Give settings, on each database, with which nobody lives to see the end of a lease."""
    settings = {"INBETWEEN_ENGINE": "still", "INBETWEEN_LEASE_SECONDS": "3600"}
    if request.param == "sqlite":
        yield settings
        return
    with fresh_database(request.getfixturevalue("postgresql_server")) as url:
        yield settings | {"INBETWEEN_DATABASE": url}


def test_no_child_outlives_a_killed_server_and_its_task_is_done_by_the_next_at_once(
    tmp_path: Path, long_leases: dict[str, str]
) -> None:
    settings = long_leases
    with serving(tmp_path, exit_code=-signal.SIGKILL, **settings) as server:
        task_id = server.render()
        rendering(server, task_id)
        (child,) = server.children()
        server.process.kill()
        server.process.wait()
        assert is_gone(child)
    (tmp_path / "incoming" / "upload-1").write_bytes(b"half of it")
    with serving(tmp_path, **settings) as server:
        assert not list((tmp_path / "incoming").iterdir())
        server.wait_for(task_id, "SUCCEEDED")
        assert server.ask("GET", f"/inbetween/v1/tasks/{task_id}")[1]["attempt"] == 2
    assert not leftovers(tmp_path)


@pytest.mark.slow
def test_a_stopped_server_finishes_its_task_and_exits_0(tmp_path: Path, settings: dict[str, str]) -> None:
    with serving(tmp_path, **settings) as server:
        task_id = server.render()
        rendering(server, task_id)
        (child,) = server.children()
        waiting = server.render("480P")
    assert is_gone(child)
    with serving(tmp_path, **settings) as server:
        assert server.state(task_id) == "SUCCEEDED"
        server.wait_for(waiting, "SUCCEEDED")


@pytest.mark.slow
def test_a_second_signal_gives_the_task_back_at_once(tmp_path: Path, settings: dict[str, str]) -> None:
    with serving(tmp_path, INBETWEEN_DRAIN_SECONDS="600", **settings) as server:
        task_id = server.render()
        rendering(server, task_id)
        server.process.send_signal(signal.SIGTERM)
        while server.ask("GET", "/readyz")[0] == 200:
            time.sleep(0.01)
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(60)
    with serving(tmp_path, **settings) as server:
        server.wait_for(task_id, "SUCCEEDED")
        assert server.ask("GET", f"/inbetween/v1/tasks/{task_id}")[1]["attempt"] == 2
    assert not leftovers(tmp_path)


@pytest.mark.slow
def test_a_task_under_which_three_workers_die_fails_and_the_next_does_not(
    tmp_path: Path, long_leases: dict[str, str]
) -> None:
    with serving(tmp_path, "--no-worker", INBETWEEN_TEST_AIDS="1", **long_leases) as server:
        poison, good = server.render(prompt="[inbetween: slow=60]"), server.render("480P")
        for attempt in (1, 2, 3):
            with working(tmp_path, exit_code=-signal.SIGKILL, **long_leases) as worker:
                while server.ask("GET", f"/inbetween/v1/tasks/{poison}")[1]["attempt"] < attempt:
                    server.wait_for(poison, "PENDING", "RUNNING")
                worker.kill()
                worker.wait()
        with working(tmp_path, **long_leases):
            server.wait_for(good, "SUCCEEDED")
            assert server.state(poison) == "FAILED"
        output = server.ask("GET", f"/api/v1/tasks/{poison}")[1]["output"]
    assert (output["code"], output["message"]) == ("InternalError.Algo", faults.given_up(3).message)
