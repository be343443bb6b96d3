"""Retry, which is ours: an ended task is done again by another, whose inputs are its own."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from inbetween.db.database import Database
from inbetween.domain.clock import HOUR
from inbetween.domain.scope import Scope
from inbetween.domain.spec import Abilities
from inbetween.domain.task import Outcome
from inbetween.worker.janitor import Janitor
from tests.clocks import HandClock
from tests.pools import HerePool
from tests.samples import FAILURE, SCOPE, SUCCESS, draft
from tests.served import MODEL, Server, body, data_url, picture, refusal, serve
from tests.shops import shop_behind
from tests.wire.test_idempotency import Forgetful

OWN = "/inbetween/v1/tasks"


def retried(server: Server, task_id: str, **options: object) -> str:
    answer = server.post(f"{OWN}/{task_id}/retry", **options)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["status"], told["retry_of"]) == ("PENDING", task_id)
    assert answer.headers["x-inbetween-engine"] == "tween"
    return str(told["task_id"])


def failed(server: Server, **fields: object) -> str:
    task_id = server.created(body(**fields))
    server.queue.settle(server.queue.take(), FAILURE)
    return task_id


def test_a_failed_task_is_done_again_as_it_was_promised(server: Server) -> None:
    first = failed(server)
    again = retried(server, first)
    before, after = server.queue.see(first), server.queue.see(again)
    assert (after.spec, after.orig_prompt, after.model, after.group) == (
        before.spec,
        before.orig_prompt,
        before.model,
        before.group,
    )
    assert (after.retry_of, after.attempt, after.strikes, after.code) == (first, 0, 0, None)
    assert server.get(f"{OWN}/{again}").json()["retry_of"] == first
    assert server.queue.take().id == again
    assert server.poll(first).json()["output"]["task_status"] == "FAILED"


def test_a_canceled_task_is_done_again(server: Server) -> None:
    task_id = server.created()
    server.queue.cancel(task_id)
    assert server.queue.see(retried(server, task_id)).retry_of == task_id


@pytest.mark.parametrize(
    ("status", "outcome"), [("PENDING", None), ("RUNNING", None), ("SUCCEEDED", SUCCESS)], ids=lambda value: str(value)
)
def test_what_has_not_ended_or_has_succeeded_is_not(server: Server, status: str, outcome: Outcome | None) -> None:
    task_id = server.created()
    if status != "PENDING":
        task = server.queue.take()
        if outcome:
            server.queue.settle(task, outcome)
    assert refusal(server.post(f"{OWN}/{task_id}/retry")) == (
        400,
        "UnsupportedOperation",
        f"Failed to retry the task: only one that is FAILED or CANCELED can be, and it is {status}.",
    )
    assert server.queue.page().total == 1


def test_a_task_of_another_account_or_none_is_not_found(server: Server) -> None:
    task_id = failed(server)
    stranger = server.new_key(Scope(region=SCOPE.region, account="other"))
    assert refusal(server.post(f"{OWN}/{task_id}/retry", key=stranger))[0] == 404
    assert refusal(server.post(f"{OWN}/no-such-task/retry"))[0] == 404
    assert refusal(server.post(f"{OWN}/{task_id}/retry", key=None))[0] == 401


def test_a_refused_request_has_nothing_to_do_again(serving: Callable[..., Server]) -> None:
    server = serving(validation="late")
    task_id = server.created(body(last_frame_url=...))
    server.queue.settle(server.queue.take(), FAILURE)
    assert refusal(server.post(f"{OWN}/{task_id}/retry"))[1] == "UnsupportedOperation"


def inputs(server: Server) -> list[str]:
    return [stored.key for stored in server.front.objects.listing("inputs")]


def test_pictures_of_the_request_are_copied_and_outlive_the_first_task(server: Server) -> None:
    first = failed(server, first_frame_url=data_url(picture()), last_frame_url=data_url(picture()))
    server.clock.advance(23 * HOUR)
    again = retried(server, first)
    assert len(inputs(server)) == 4
    server.clock.advance(2 * HOUR)
    folder = server.front.scratch.parent / "work"
    folder.mkdir()
    Janitor(shop_behind(server.front, HerePool(), folder), leads=lambda: True).keep_house()
    assert server.poll(first).json()["output"]["task_status"] == "UNKNOWN"
    spec = server.queue.take().spec
    assert spec
    assert sorted(inputs(server)) == sorted(entry.inline_key or "" for entry in spec.media)
    assert server.queue.see(again).spec == spec


def test_pictures_that_are_gone_are_told_and_nothing_is_left(server: Server) -> None:
    first = failed(server, first_frame_url=data_url(picture()), last_frame_url=data_url(picture()))
    server.front.objects.remove(inputs(server)[1])
    left = inputs(server)
    status, code, message = refusal(server.post(f"{OWN}/{first}/retry"))
    assert (status, code) == (400, "InvalidParameter")
    assert message.startswith("The picture that came inside the request is gone, send it again: ")
    assert inputs(server) == left
    assert server.queue.page().total == 1


def test_an_upload_that_is_over_is_told(server: Server) -> None:
    task = server.queue.see(failed(server))
    assert task.spec
    media = (replace(task.spec.media[0], source="oss://dashscope-instant/gone.png"), task.spec.media[1])
    gone = server.queue.submit(draft(spec=replace(task.spec, media=media), model=MODEL))
    server.queue.settle(server.queue.take(), FAILURE)
    status, code, message = refusal(server.post(f"{OWN}/{gone.id}/retry"))
    assert (status, code) == (400, "InvalidParameter")
    assert message.startswith("oss download error. oss://dashscope-instant/gone.png")


def test_what_no_engine_here_renders_any_more_is_told(serving: Callable[..., Server]) -> None:
    server = serving()
    task_id = failed(server)
    poorer = serving(abilities=Abilities(media_sets=frozenset()))
    status, _, message = refusal(poorer.post(f"{OWN}/{task_id}/retry"))
    assert (status, message.partition(":")[0]) == (400, "No engine here renders a video between two frames")


def test_a_retry_spends_the_rate_as_a_submit_does(serving: Callable[..., Server]) -> None:
    server = serving(rates=True)
    task_id = failed(server)
    answers = [server.post(f"{OWN}/{task_id}/retry") for _ in range(10)]
    assert {answer.status_code for answer in answers} == {200, 429}
    assert "retry-after" in answers[-1].headers


def test_a_retry_that_comes_again_under_its_key_is_the_same_task(server: Server) -> None:
    task_id, key = failed(server), {"Idempotency-Key": "again-1"}
    assert retried(server, task_id, headers=key) == retried(server, task_id, headers=key)
    assert server.queue.page().total == 2
    other = failed(server)
    assert refusal(server.post(f"{OWN}/{other}/retry", headers=key))[0] == 400


def test_a_retry_rings(server: Server) -> None:
    task_id = failed(server)
    server.front.wake.wait(0)
    retried(server, task_id)
    assert server.front.wake._rung.is_set()  # type: ignore[attr-defined]


def test_a_commit_whose_answer_is_lost_is_answered_with_its_task_and_keeps_its_pictures(
    sqlite_database: Database, tmp_path: Path, clock: HandClock
) -> None:
    database = Forgetful(f"sqlite:///{tmp_path}/inbetween.db", clock)
    with closing(database), serve(tmp_path, database, clock) as server:
        first = failed(server, first_frame_url=data_url(picture()))
        database.breaks = True
        again = retried(server, first)
        assert (server.queue.see(again).retry_of, len(inputs(server))) == (first, 2)
