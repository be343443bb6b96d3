"""A server without a worker stops what a worker in another process renders, on either database."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.test_crash import is_gone, leftovers, rendering
from tests.postgresql import fresh_database
from tests.running import children_of, serving, working

LONG_BEATS = {"INBETWEEN_ENGINE": "still", "INBETWEEN_LEASE_SECONDS": "600"}
"""What is not heard of by the wake channel is not heard of in time."""


@pytest.fixture(params=[pytest.param("sqlite", marks=pytest.mark.slow), "postgresql"])
def settings(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    if request.param == "sqlite":
        yield LONG_BEATS
        return
    with fresh_database(request.getfixturevalue("postgresql_server")) as url:
        yield LONG_BEATS | {"INBETWEEN_DATABASE": url}


def test_a_task_that_is_canceled_by_force_leaves_its_worker_to_the_next_even_with_a_deaf_child(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    with serving(tmp_path, "--no-worker", **settings) as server, working(tmp_path, **settings) as worker:
        stopped = server.render()
        rendering(server, stopped)
        waiting = server.render("480P")
        (child,) = children_of(worker.pid)
        os.kill(child, signal.SIGSTOP)
        status, answer = server.ask("POST", f"/api/v1/tasks/{stopped}/cancel?force=true")
        assert (status, set(answer)) == (200, {"request_id"})
        assert server.state(stopped) == "CANCELED"
        assert is_gone(child)
        server.wait_for(waiting, "SUCCEEDED")
        details = server.ask("GET", f"/inbetween/v1/tasks/{stopped}")[1]
        assert (details["status"], details["attempt"], details.get("video_url")) == ("CANCELED", 1, None)
    assert not list((tmp_path / "objects").rglob(f"{stopped}/*.mp4"))
    assert not leftovers(tmp_path)
