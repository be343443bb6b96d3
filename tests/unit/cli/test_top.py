"""``inbetween top``: the queue at a glance, as a table and as JSON."""

import json
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from inbetween.cli import top
from inbetween.cli.main import app
from inbetween.domain.task import Failure, Task
from tests.verbs import Queue


@pytest.fixture
def tasks(queue: Queue) -> list[Task]:
    """Give a task that succeeded, one that failed, one that runs and one that waits."""
    succeeded, failed, running = (_begun(queue), _begun(queue), _begun(queue))
    queue.settle(succeeded)
    queue.settle(failed, Failure(code="InternalError.Algo", message="inference internal error."))
    queue.beat(running, "encode", 0.75, left=3_600_000)
    return [succeeded, failed, running, queue.submit()]


def _begun(queue: Queue) -> Task:
    queue.submit()
    return queue.take()


def printed(folder: Path, *arguments: str) -> str:
    result = CliRunner().invoke(app, ["top", "--data", str(folder), *arguments], env={"COLUMNS": "80"})
    assert result.exit_code == 0, result.output
    return result.stdout


def test_everything_is_on_one_screen(tasks: list[Task], tmp_path: Path) -> None:
    succeeded, failed, running, waiting = (task.id for task in tasks)
    text = printed(tmp_path)
    assert "1 waiting (the oldest for" in text
    assert "1 running" in text
    assert "last hour: 1 succeeded, 1 failed" in text
    lines = {line.split()[0]: line for line in text.splitlines() if line}
    assert "SUCCEEDED" in lines[succeeded]
    assert "FAILED InternalError.Algo" in lines[failed]
    assert "encode" in lines[running]
    assert "75%" in lines[running]
    assert " 59 min " in lines[running]
    assert waiting not in lines


def test_json_tells_the_same(tasks: list[Task], tmp_path: Path) -> None:
    told = json.loads(printed(tmp_path, "--json"))
    assert (told["waiting"], told["running"]) == (1, 1)
    assert told["ended_in_last_minute"] == {"SUCCEEDED": 1, "FAILED": 1}
    assert [task["task_id"] for task in told["running_tasks"]] == [tasks[2].id]
    assert 3_500 < told["running_tasks"][0]["left_seconds"] < 3_600
    assert {task["task_id"]: task["code"] for task in told["ended_tasks"]} == {
        tasks[0].id: None,
        tasks[1].id: "InternalError.Algo",
    }


def test_an_empty_installation_is_shown_too(queue: Queue, tmp_path: Path) -> None:
    text = printed(tmp_path, "--once")
    assert "0 waiting, 0 running" in text
    assert "none ended" in text


def test_on_a_narrow_terminal_no_id_is_cut(queue: Queue, tasks: list[Task], capsys: pytest.CaptureFixture[str]) -> None:
    Console(width=80).print(top.shown(top.look(queue.database)))
    text = capsys.readouterr().out
    assert all(task.id in text for task in tasks[:3])
