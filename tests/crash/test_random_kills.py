"""Children and servers killed at random moments: no accepted task is lost, none is billed twice (`make slow`)."""

import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.running import Running, serving

KILLS = 30
SEED = 20261120


def wait_for_all(server: Running, tasks: list[str]) -> list[str]:
    """Wait until every task has ended and return those that succeeded.

    A task whose attempts were killed three times fails, since nobody can tell it from one that kills.
    """
    return [task for task in tasks if server.wait_for(task, "SUCCEEDED", "FAILED", seconds=240) == "SUCCEEDED"]


def one_bill_each(data: Path, tasks: list[str]) -> bool:
    """Compare the ledger with the tasks."""
    with closing(sqlite3.connect(data / "inbetween.db")) as database:
        billed = [row[0] for row in database.execute("SELECT task_id FROM usages")]
    return sorted(billed) == sorted(tasks)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_no_task_is_lost_and_none_is_billed_twice(tmp_path: Path) -> None:
    chance, tasks, kills = random.Random(SEED), [], 0
    settings = {"INBETWEEN_ENGINE": "still", "INBETWEEN_LEASE_SECONDS": "1"}
    while kills < KILLS:
        with serving(tmp_path, exit_code=-signal.SIGKILL, **settings) as server:
            tasks += [server.render("480P") for _ in range(2)]
            time.sleep(chance.uniform(0.0, 1.5))
            if kills % 5 == 0:
                for child in server.children():
                    os.kill(child, signal.SIGKILL)
                kills += 1
                time.sleep(chance.uniform(0.0, 0.8))
            server.process.kill()
            server.process.wait()
            kills += 1
    with serving(tmp_path, **settings) as server:
        succeeded = wait_for_all(server, tasks)
    assert len(succeeded) > len(tasks) / 2
    assert one_bill_each(tmp_path, succeeded)
    assert not [path for path in (tmp_path / "work").rglob("*") if path.is_file()]
