"""The wall clock jumps an hour under a server: tasks go on, leases hold, and nothing is billed twice."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from tests.outage.asking import submitted
from tests.outage.test_disks import address_of, bills, downloaded, rendering
from tests.running import serving


class Clock:
    """The wall clock of a process that is started with ``variables``; durations go on as they are."""

    def __init__(self, library: str, folder: Path) -> None:
        self._file = folder / "clock"
        self.set("+0s")
        self.variables = {
            "LD_PRELOAD": library,
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_CACHE_DURATION": "1",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        }

    def set(self, ahead: str) -> None:
        """Put it so far ahead of the true time, or behind it, as in ``+1h`` and ``-1h``."""
        self._file.write_text(f"{ahead}\n")


@pytest.fixture
def wall_clock(tmp_path: Path, missing_tool: Callable[[str], NoReturn]) -> Clock:
    """Give a clock that can be set."""
    libraries = sorted(map(str, Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")))
    if not libraries:
        missing_tool("no libfaketime: install the package faketime")
    return Clock(libraries[0], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("jump", ["+1h", "-1h"])
def test_a_jump_under_a_render_costs_nothing(jump: str, tmp_path: Path, wall_clock: Clock) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with serving(data, INBETWEEN_ENGINE="still", INBETWEEN_KEEP="30d", **wall_clock.variables) as server:
        tasks = [submitted(server), server.render()]
        rendering(server, tasks[1])
        wall_clock.set(jump)
        for task in tasks:
            server.wait_for(task, "SUCCEEDED")
            assert server.ask("GET", f"/inbetween/v1/tasks/{task}")[1]["attempt"] == 1
        tasks.append(submitted(server))
        server.wait_for(tasks[2], "SUCCEEDED")
        assert {downloaded(address_of(server, task)) for task in tasks} == {200}
    assert sorted(bills(data)) == sorted(tasks)


@pytest.mark.slow
def test_a_task_whose_worker_died_in_the_future_is_taken_again_soon(tmp_path: Path, wall_clock: Clock) -> None:
    data = tmp_path / "data"
    data.mkdir()
    settings = {"INBETWEEN_ENGINE": "still", "INBETWEEN_LEASE_SECONDS": "2", **wall_clock.variables}
    wall_clock.set("+1h")
    with serving(data, exit_code=-signal.SIGKILL, **settings) as server:
        task = server.render()
        rendering(server, task)
        server.process.kill()
        server.process.wait()
    wall_clock.set("+0s")
    with serving(data, **settings) as server:
        server.wait_for(task, "SUCCEEDED")
    assert bills(data) == [task]
