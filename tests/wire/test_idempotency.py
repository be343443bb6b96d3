"""Creates that come again (clients on the wire: sections 3 and 6, numbers 21 and 36)."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy.exc import OperationalError

from inbetween.db.database import Database, Transaction
from inbetween.domain.clock import HOUR
from inbetween.domain.scope import Scope
from inbetween.domain.task import Status
from inbetween.tasks.wake import LocalWake
from tests.clocks import HandClock
from tests.samples import FAILURE, SCOPE
from tests.served import GENERATION, KEYFRAMES, MODEL, Server, body, data_url, picture, refusal, serve

KEY = "aisdk_vid_0b5a6f0e"
LONGEST = 255


def send(server: Server, content: Any = None, *, key: str = KEY, **options: Any) -> httpx.Response:
    """Create with a key for repetitions, as ai 7 does."""
    return server.create(
        content, headers={"Idempotency-Key": key, "accept": "*/*", "user-agent": "ai/7.0.0"}, **options
    )


def told(answer: httpx.Response) -> tuple[str, str]:
    """Return id and status of a create that must be answered with a task."""
    assert answer.status_code == 200, answer.text
    assert answer.json().keys() == {"request_id", "output"}
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    output = answer.json()["output"]
    return output["task_id"], output["task_status"]


def count(server: Server) -> int:
    return server.queue.page().total


def inputs(server: Server) -> int:
    return len(list(server.front.objects.listing("inputs")))


def test_the_same_key_twice_is_one_task(server: Server) -> None:
    """Number 36: the AI SDK sends the same body with the same key when it tries again."""
    first = told(send(server, path=GENERATION))
    assert [told(send(server, path=GENERATION)) for _ in range(2)] == [first, first]
    assert count(server) == 1


def test_calls_without_a_key_are_tasks_of_their_own(server: Server) -> None:
    """An empty header is none: the SDKs of section 2 send no key at all."""
    ids = {
        told(server.create())[0],
        told(server.create())[0],
        told(send(server, key=""))[0],
        told(send(server, key=" "))[0],
    }
    assert len(ids) == count(server) == 4


def test_both_paths_and_every_api_key_of_the_account_share_a_key(server: Server) -> None:
    first = told(send(server, path=KEYFRAMES))
    assert told(send(server, path=GENERATION, key=KEY)) == first
    answer = server.create(headers={"Idempotency-Key": KEY, "Authorization": f"Bearer {server.new_key()}"}, key=None)
    assert told(answer) == first


def test_another_account_has_keys_of_its_own(server: Server) -> None:
    first = told(send(server))
    stranger = server.new_key(Scope(region=SCOPE.region, account="other"))
    answer = server.create(headers={"Idempotency-Key": KEY}, key=stranger)
    assert told(answer)[0] != first[0]


def test_the_present_status_is_told(server: Server) -> None:
    task_id, _ = told(send(server))
    task = server.queue.take()
    assert told(send(server)) == (task_id, "RUNNING")
    server.queue.settle(task, FAILURE, keep=HOUR)
    assert told(send(server)) == (task_id, "FAILED")
    server.clock.advance(HOUR)
    assert told(send(server)) == (task_id, "UNKNOWN")
    server.queue.forget_expired()
    assert told(send(server)) == (task_id, "UNKNOWN")


def test_after_a_day_the_key_is_fresh(server: Server) -> None:
    first = told(send(server))
    server.clock.advance(24 * HOUR - 1)
    assert told(send(server)) == first
    server.clock.advance(1)
    assert told(send(server))[0] != first[0]


def test_another_body_with_the_key_is_refused(server: Server) -> None:
    task_id, _ = told(send(server))
    sentence = (
        "The header Idempotency-Key was used within 24 hours for another body; "
        "use a fresh key, or send the first body unchanged."
    )
    assert refusal(send(server, body(prompt="a dog looks up"))) == (400, "InvalidParameter", sentence)
    assert count(server) == 1
    assert told(send(server))[0] == task_id


@pytest.mark.parametrize("key", ["x" * (LONGEST + 1), "tab\tinside", "naïve", "猫", "\x7f"])
def test_a_key_that_cannot_be_one_is_refused(server: Server, key: str) -> None:
    answer = server.create(headers={"Idempotency-Key": key.encode()})
    sentence = "The header Idempotency-Key should be 1 to 255 printable ASCII characters."
    assert refusal(answer) == (400, "InvalidParameter", sentence)
    assert count(server) == 0


def test_the_longest_key_and_every_printable_character_will_do(server: Server) -> None:
    for key in ("x" * LONGEST, "".join(map(chr, range(0x21, 0x7F))), '"8e03978e-40d5-43dd-bc93-6894a57f9324"'):
        assert told(send(server, key=key)) == told(send(server, key=key))
    assert count(server) == 3


def test_a_repetition_leaves_no_picture_behind(server: Server) -> None:
    inside = body(first_frame_url=data_url(picture()), last_frame_url=data_url(picture(form="BMP"), "image/bmp"))
    assert told(send(server, inside)) == told(send(server, inside))
    assert inputs(server) == 2
    send(server, body(first_frame_url=data_url(picture(700))))
    assert inputs(server) == 2


def test_a_repetition_spends_no_rate(serving: Callable[..., Server]) -> None:
    server = serving(rates=True)
    first = told(send(server))
    assert [told(send(server)) for _ in range(5)] == [first] * 5
    assert told(server.create())[1] == "PENDING"
    assert refusal(server.create())[0] == 429
    assert told(send(server)) == first


def test_a_call_that_came_too_often_does_not_use_its_key(serving: Callable[..., Server]) -> None:
    """Number 21: the SDK's 2.x client waits as it is told and sends the same again."""
    server = serving(rates=True)
    for _ in range(2):
        server.created()
    refused = send(server)
    assert refusal(refused)[:2] == (429, "Throttling.RateQuota")
    server.clock.advance(int(refused.headers["retry-after"]) * 1000)
    assert told(send(server, body(prompt="another body")))[1] == "PENDING"
    assert count(server) == 3


def test_a_faulty_body_does_not_use_its_key(server: Server) -> None:
    assert refusal(send(server, body(parameters={"seed": -1})))[0] == 400
    assert told(send(server))[1] == "PENDING"


def test_the_rules_of_the_body_come_before_the_repetition(server: Server) -> None:
    send(server)
    assert "parameters.seed" in refusal(send(server, body(parameters={"seed": -1})))[2]


def test_a_task_that_will_fail_late_is_repeated_as_well(serving: Callable[..., Server]) -> None:
    server = serving(validation="late")
    faulty = body(parameters={"seed": -1})
    first = told(send(server, faulty))
    assert first == told(send(server, faulty))
    assert refusal(send(server, body()))[0] == 400
    assert count(server) == 1


def test_an_answer_that_was_lost_is_had_again(server: Server) -> None:
    """Section 6: what the client retries is what it sent, byte for byte; here in the order and spacing of Node."""
    sent = {"model": MODEL, "input": body()["input"], "parameters": {"prompt_extend": False}}
    content = json.dumps(sent, separators=(",", ":"), ensure_ascii=False).encode()
    headers = {"X-DashScope-Async": "enable", "Content-Type": "application/json", "Idempotency-Key": KEY}
    answers = [server.post(GENERATION, content=content, headers=headers) for _ in range(2)]
    assert told(answers[0]) == told(answers[1])


# Nothing answers 5xx once the row is written: the SDK's 2.x client sends a create again, without any key (section 3).


class BrokenWake(LocalWake):
    """A wake whose channel is down."""

    def ring(self) -> None:
        raise ConnectionError("the channel is down")


def test_a_wake_that_fails_does_not_fail_the_call(serving: Callable[..., Server]) -> None:
    server = serving(wake=BrokenWake())
    assert told(server.create())[1] == "PENDING"
    assert count(server) == 1


def test_a_picture_that_cannot_be_removed_does_not_fail_the_repetition(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = body(first_frame_url=data_url(picture()))
    first = told(send(server, inside))

    def busy(_: str) -> None:
        raise OSError(16, os.strerror(16))

    monkeypatch.setattr(server.front.objects, "remove", busy)
    assert told(send(server, inside)) == first


class Forgetful(Database):
    """A database whose connection can break as soon as it has committed: the caller cannot know that it has."""

    breaks = False

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Commit, and tell that it failed."""
        with super().transaction() as tx:
            yield tx
        if self.breaks:
            raise OperationalError("COMMIT", {}, ConnectionResetError())


def test_a_commit_whose_answer_is_lost_is_answered_with_its_task(
    sqlite_database: Database, tmp_path: Path, clock: HandClock
) -> None:
    database = Forgetful(f"sqlite:///{tmp_path}/inbetween.db", clock)
    with closing(database), serve(tmp_path, database, clock) as server:
        database.breaks = True
        task_id, status = told(server.create(body(first_frame_url=data_url(picture()))))
        assert (status, count(server), inputs(server)) == ("PENDING", 1, 1)
        assert server.queue.see(task_id).status == Status.PENDING
