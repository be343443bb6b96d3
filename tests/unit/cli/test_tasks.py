"""``inbetween tasks``: the operator's own hand on the tasks of every account."""

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from inbetween.cli import main
from inbetween.cli.main import app
from inbetween.domain.errors import InbetweenError
from inbetween.domain.scope import Scope
from inbetween.domain.spec import MediaEntry
from inbetween.domain.task import Failure, Status, Task
from inbetween.storage.local import LocalObjects
from tests.samples import DRAFT, SCOPE, SPEC
from tests.verbs import Queue

OTHER = Scope(region=SCOPE.region, account="other")
FAILED = Failure(code="InternalError.Algo", message="inference internal error.")


@pytest.fixture
def tasks(queue: Queue) -> list[Task]:
    """Give a task that succeeded, one of another account that failed, one that runs and one that waits."""
    submitted = []
    for scope in (SCOPE, OTHER, SCOPE, SCOPE):
        submitted.append(queue.submit(replace(DRAFT, scope=scope)))
        time.sleep(0.002)  # so that they are claimed in this order
    queue.settle(queue.take())
    queue.settle(queue.take(), FAILED)
    queue.beat(queue.take(), "encode", 0.75, left=3_600_000)
    return submitted


def asked(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run the verb and return its exit code and what it says, errors as the command line says them."""
    result = CliRunner().invoke(app, ["tasks", *arguments, "--data", str(folder)], env={"COLUMNS": "200"})
    if isinstance(result.exception, InbetweenError):
        return main.exit_code(result.exception), result.exception.message
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code, result.stdout


def test_tasks_of_every_account_are_listed_the_newest_first(tasks: list[Task], tmp_path: Path) -> None:
    code, text = asked(tmp_path, "list")
    assert code == 0
    lines = [line.strip() for line in text.splitlines()]
    assert lines[0].split() == ["TASK", "ACCOUNT", "MODEL", "STATUS", "TRY", "STRIKES", "SUBMITTED", "TOOK", "WHAT"]
    by_id = {line.split()[0]: line for line in lines[1:]}
    assert by_id.keys() == {task.id for task in tasks}
    assert "other" in by_id[tasks[1].id]
    assert by_id[tasks[1].id].endswith("InternalError.Algo")
    assert by_id[tasks[2].id].endswith("encode 75%")
    assert "PENDING" in by_id[tasks[3].id]


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (("--status", "FAILED"), [1]),
        (("--account", "main"), [0, 2, 3]),
        (("--model", "wan2.2-kf2v-flash", "--status", "RUNNING"), [2]),
        (("--model", "no-such-model"), []),
        (("--since", "1h"), [0, 1, 2, 3]),
    ],
)
def test_a_list_is_filtered(tasks: list[Task], tmp_path: Path, filters: tuple[str, ...], left: list[int]) -> None:
    code, text = asked(tmp_path, "list", "--json", *filters)
    assert code == 0
    assert {entry["id"] for entry in json.loads(text)} == {tasks[number].id for number in left}


def test_a_list_is_as_long_as_it_may_be(tasks: list[Task], tmp_path: Path) -> None:
    assert len(json.loads(asked(tmp_path, "list", "--json", "--limit", "2")[1])) == 2


def test_a_time_that_is_none_is_told(tmp_path: Path) -> None:
    code, text = asked(tmp_path, "list", "--since", "yesterday")
    assert (code, text) == (
        2,
        "--since is wrong: it should be a whole number with s, m, h or d, as 2h (it is 'yesterday').",
    )


def test_a_running_task_is_shown_with_its_worker_and_lease(tasks: list[Task], tmp_path: Path) -> None:
    code, text = asked(tmp_path, "show", tasks[2].id)
    assert code == 0
    shown = {line.split("  ")[0]: line.strip().split("  ")[-1].strip() for line in text.splitlines()}
    assert (shown["status"], shown["attempts"], shown["worker"]) == ("RUNNING", "1, 0 of 3 strikes", "worker-1")
    assert shown["stage"].startswith("encode, 75%, about 59 min ")
    assert shown["stage"].endswith(" s left")
    assert shown["lease"].startswith("ends in 2")
    assert shown["prompt"] == "a cat looks up"
    assert "first_frame" in shown


def test_a_task_that_was_given_up_is_shown_with_what_each_strike_was_for(queue: Queue, tmp_path: Path) -> None:
    task = queue.submit()
    for _ in range(3):
        queue.release(queue.take(), strike=True)
    assert queue.claim() is None
    text = asked(tmp_path, "show", task.id[:8])[1]
    for attempt in (1, 2, 3):
        assert f"attempt {attempt}: its child died" in text
    assert "3 of 3 strikes" in text
    assert "InternalError.Algo: inference internal error. 3 attempts were lost" in text


def test_json_shows_everything(tasks: list[Task], tmp_path: Path) -> None:
    told = json.loads(asked(tmp_path, "show", tasks[0].id, "--json")[1])
    assert (told["id"], told["status"], told["usage"]["seconds"]) == (tasks[0].id, "SUCCEEDED", 5)
    assert (told["measurements"], told["strikes"], told["causes"]) == ({"psnr": 41.5}, 0, [])


def test_a_waiting_task_is_canceled_and_a_running_one_by_force(queue: Queue, tasks: list[Task], tmp_path: Path) -> None:
    assert asked(tmp_path, "cancel", tasks[3].id) == (0, f"{tasks[3].id} is CANCELED.\n")
    running = tasks[2].id
    code, text = asked(tmp_path, "cancel", running)
    assert (code, text) == (2, f"The task {running} cannot be canceled, it is RUNNING; --force stops it.")
    assert queue.see(running).status == Status.RUNNING
    assert asked(tmp_path, "cancel", running, "--force")[0] == 0
    assert queue.see(running).status == Status.CANCELED
    assert asked(tmp_path, "cancel", tasks[0].id, "--force") == (
        2,
        f"The task {tasks[0].id} cannot be canceled, it is SUCCEEDED.",
    )


def test_a_failed_task_is_done_again_for_its_account(queue: Queue, tmp_path: Path) -> None:
    LocalObjects(tmp_path / "objects").put("inputs/first", b"bytes")
    media = (MediaEntry(kind="first_frame", source="object:inputs/first"), SPEC.media[0])
    media = (media[0], replace(media[1], kind="last_frame"))
    task = queue.submit(replace(DRAFT, scope=OTHER, spec=replace(SPEC, media=media)))
    queue.settle(queue.take(), FAILED)
    code, text = asked(tmp_path, "retry", task.id)
    assert code == 0, text
    again = queue.take()
    assert (again.id, again.scope, again.retry_of) == (text.strip(), OTHER, task.id)
    code, text = asked(tmp_path, "retry", again.id)
    assert (code, text.rpartition(" ")[2]) == (1, "RUNNING.")


def test_a_name_that_is_none_or_two_is_told(tasks: list[Task], tmp_path: Path) -> None:
    code, text = asked(tmp_path, "show", "no-such-task")
    assert (code, text) == (2, "There is no task no-such-task; inbetween tasks list shows them.")
    assert asked(tmp_path, "show", "%")[0] == 2
    code, text = asked(tmp_path, "show", "")
    assert (code, text) == (2, "More than one task begins with ; give more of its id.")
