"""Cancel: specification section 6.7."""

import pytest

from inbetween.domain.scope import Scope
from inbetween.domain.task import Outcome
from tests.samples import FAILURE, SCOPE, SUCCESS
from tests.served import TASKS, Server, refusal

TOLD = (
    400,
    "UnsupportedOperation",
    "Failed to cancel the task, please confirm if the task is in PENDING status.",
)

NOT_EVEN_BY_FORCE = (TOLD[0], TOLD[1], TOLD[2].replace("PENDING", "PENDING or RUNNING"))


def cancel(task_id: str) -> str:
    return f"{TASKS}/{task_id}/cancel"


def test_a_waiting_task_is_cancelled(server: Server) -> None:
    task_id = server.created()
    answer = server.post(cancel(task_id))
    assert answer.status_code == 200
    assert answer.json() == {"request_id": answer.headers["x-request-id"]}
    assert server.poll(task_id).json()["output"]["task_status"] == "CANCELED"
    assert refusal(server.post(cancel(task_id))) == TOLD


@pytest.mark.parametrize("outcome", [None, SUCCESS, FAILURE], ids=["RUNNING", "SUCCEEDED", "FAILED"])
def test_any_other_state_is_refused(server: Server, outcome: Outcome | None) -> None:
    task_id = server.created()
    task = server.queue.take()
    if outcome:
        server.queue.settle(task, outcome)
    before = server.poll(task_id).json()["output"]
    assert refusal(server.post(cancel(task_id))) == TOLD
    assert server.poll(task_id).json()["output"] == before


@pytest.mark.parametrize("task_id", ["4b1d2a52-30a5-4f3a-8a3e-0c5f1a2b3c4d", "%00", "x"])
def test_an_unknown_task_is_refused(server: Server, task_id: str) -> None:
    assert refusal(server.post(cancel(task_id))) == TOLD


def forced(task_id: str) -> str:
    return f"{cancel(task_id)}?force=true"


def test_a_running_task_is_stopped_by_force_at_once_and_as_often_as_it_is_asked(server: Server) -> None:
    task_id = server.created()
    task = server.queue.take()
    for _ in range(2):
        answer = server.post(forced(task_id))
        assert (answer.status_code, list(answer.json())) == (200, ["request_id"])
    assert not server.queue.settle(task)
    told = server.poll(task_id).json()
    assert "usage" not in told
    assert set(told["output"]) == {"task_id", "task_status", "submit_time", "scheduled_time", "end_time"}
    assert told["output"]["task_status"] == "CANCELED"
    details = server.get(f"/inbetween/v1/tasks/{task_id}").json()
    assert details["status"] == "CANCELED"
    assert "ended_at" in details
    assert refusal(server.post(cancel(task_id))) == TOLD


def test_whoever_does_a_task_is_told_that_it_was_stopped(server: Server) -> None:
    task_id, told = server.created(), []
    server.queue.take()
    with server.front.wake.watching(task_id, lambda: told.append(server.queue.see(task_id).status)):
        server.post(forced(task_id))
    assert told == ["CANCELED"]


@pytest.mark.parametrize("outcome", [SUCCESS, FAILURE], ids=["SUCCEEDED", "FAILED"])
def test_not_even_force_cancels_what_has_ended(server: Server, outcome: Outcome) -> None:
    task_id = server.created()
    server.queue.settle(server.queue.take(), outcome)
    before = server.poll(task_id).json()["output"]
    assert refusal(server.post(forced(task_id))) == NOT_EVEN_BY_FORCE
    assert server.poll(task_id).json()["output"] == before


def test_force_cancels_nobody_elses_task(server: Server) -> None:
    task_id = server.created()
    server.queue.take()
    stranger = server.new_key(Scope(region=SCOPE.region, account="other"))
    assert refusal(server.post(forced(task_id), key=stranger)) == NOT_EVEN_BY_FORCE
    assert server.poll(task_id).json()["output"]["task_status"] == "RUNNING"


@pytest.mark.parametrize("force", ["false", ""])
def test_without_force_a_running_task_is_left_alone(server: Server, force: str) -> None:
    task_id = server.created()
    server.queue.take()
    assert refusal(server.post(f"{cancel(task_id)}?force={force}")) == TOLD


def test_force_is_true_or_false(server: Server) -> None:
    task_id = server.created()
    told = refusal(server.post(f"{cancel(task_id)}?force=1"))
    assert told == (400, "InvalidParameter", "Input should be 'true' or 'false': force")
    assert server.poll(task_id).json()["output"]["task_status"] == "PENDING"


def test_a_get_never_cancels(server: Server) -> None:
    """The asynchronous client of SDK 1.25 sends GET."""
    task_id = server.created()
    assert server.get(f"{cancel(task_id)}/").status_code == 405
    assert server.poll(task_id).json()["output"]["task_status"] == "PENDING"
