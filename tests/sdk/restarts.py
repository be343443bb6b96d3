"""A server that is stopped and started again on its port and its data, while a client's program polls."""

import time
from pathlib import Path
from typing import Any

from tests.running import Running
from tests.sdk.conftest import Metered, python, told

CASE = "tasks_over_a_restart"
MODEL = "wanx2.1-i2v-turbo"  # its own: other cases leave tasks of other models behind


def told_over_a_restart(interpreter: Path, metered: Metered) -> dict[str, Any]:
    """Run the case against a server that restarts as soon as one of the case's tasks runs and one waits."""
    program = metered.house.start(python(interpreter), [CASE])
    for status in ("PENDING", "RUNNING"):
        _wait_for(metered.house.running, status)
    metered.restart()
    return dict(told(program)[CASE])


def _wait_for(running: Running, status: str) -> None:
    end = time.monotonic() + 60
    while not running.ask("GET", f"/api/v1/tasks?status={status}&model_name={MODEL}")[1]["total"]:
        assert time.monotonic() < end, "the program submits nothing"
        time.sleep(0.02)
