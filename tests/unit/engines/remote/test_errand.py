"""What goes wrong between two servers, and that nothing is paid for twice."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest

from inbetween.domain.errors import Cancelled, OperatorError, TaskFailure
from inbetween.engines.remote.line import Line, Place
from inbetween.engines.remote.openai_videos import OpenAIVideos
from inbetween.engines.remote.peer import Call, Lost
from inbetween.worker.scratch import MemoryScratch
from tests.unit.engines.remote.errands import errand_to, never, wish_of
from tests.unit.engines.remote.theirs import Exchange, playing

CREATED = Exchange(asked="POST /v1/videos", body={"id": "v", "status": "queued"})
LOOK = "GET /v1/videos/v"
DONE = Exchange(asked=LOOK, body={"id": "v", "status": "completed"})
CONTENT = Exchange(asked="GET /v1/videos/v/content", body=b"film")


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    with httpx.Client() as client:
        yield client


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "video.mp4"


def ignore(_: float) -> None:
    pass


def one(tmp_path: Path):  # type: ignore[no-untyped-def]
    return wish_of(tmp_path, kinds=("first_frame",))


def test_a_busy_server_is_asked_again_when_it_says_so(tmp_path: Path, target: Path, http: httpx.Client) -> None:
    waited: list[float] = []
    busy = Exchange(
        asked="POST /v1/videos", status=429, headers={"Retry-After": "7"}, body={"error": {"message": "slow down"}}
    )
    with playing(busy, CREATED, DONE, CONTENT) as theirs:
        stop = lambda seconds: bool(waited.append(seconds))  # noqa: E731
        errand_to(f"{theirs.url}/v1", OpenAIVideos(), one(tmp_path), http=http, stop=stop).run(target, ignore)
    assert [seconds for seconds in waited if seconds] == [7.0]
    assert target.read_bytes() == b"film"


def test_a_busy_server_that_does_not_say_when_is_asked_ever_more_seldom(
    tmp_path: Path, target: Path, http: httpx.Client
) -> None:
    waited: list[float] = []
    busy = Exchange(asked="POST /v1/videos", status=429, body={"error": {"code": "rate_limit_exceeded"}})
    with playing(busy, busy, busy, CREATED, DONE, CONTENT) as theirs:
        stop = lambda seconds: bool(waited.append(seconds))  # noqa: E731
        errand_to(f"{theirs.url}/v1", OpenAIVideos(), one(tmp_path), http=http, stop=stop).run(target, ignore)
    assert [seconds for seconds in waited if seconds] == [1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    ("status", "code"),
    [(400, "Arrearage"), (403, "AllocationQuota.FreeTierOnly"), (429, "insufficient_quota"), (402, ""), (401, "")],
)
def test_an_account_without_money_is_the_operators_and_the_task_is_asked_for_again_once_there_is_some(
    tmp_path: Path, target: Path, http: httpx.Client, status: int, code: str
) -> None:
    scratch = MemoryScratch()
    empty = Exchange(asked="POST /v1/videos", status=status, body={"error": {"code": code, "message": "no."}})
    with playing(empty, CREATED, DONE, CONTENT) as theirs:
        errand = errand_to(f"{theirs.url}/v1", OpenAIVideos(), one(tmp_path), http=http, scratch=scratch)
        with pytest.raises(OperatorError, match=r"theirs (makes no more for its|refuses the) key"):
            errand.run(target, ignore)
        errand.run(target, ignore)
    assert target.read_bytes() == b"film"


def test_a_task_that_fails_there_for_want_of_money_is_asked_for_again(
    tmp_path: Path, target: Path, http: httpx.Client
) -> None:
    scratch = MemoryScratch()
    failed = Exchange(asked=LOOK, body={"id": "v", "status": "failed", "error": {"code": "insufficient_quota"}})
    with playing(CREATED, failed, CREATED, DONE, CONTENT) as theirs:
        errand = errand_to(f"{theirs.url}/v1", OpenAIVideos(), one(tmp_path), http=http, scratch=scratch)
        with pytest.raises(OperatorError, match="failed a task for its key"):
            errand.run(target, ignore)
        errand.run(target, ignore)
    assert theirs.asked.count("POST /v1/videos") == 2


def test_a_stop_while_the_server_is_busy_leaves_the_task_to_be_asked_for(
    tmp_path: Path, target: Path, http: httpx.Client
) -> None:
    scratch = MemoryScratch()
    busy = Exchange(asked="POST /v1/videos", status=429)
    with playing(busy, CREATED, DONE, CONTENT) as theirs:
        ask = partial(errand_to, f"{theirs.url}/v1", OpenAIVideos(), one(tmp_path), http=http, scratch=scratch)
        with pytest.raises(Cancelled):
            ask(stop=lambda _: True).run(target, ignore)
        ask().run(target, ignore)
    assert target.read_bytes() == b"film"


def test_a_broken_server_is_looked_at_again_but_not_asked_twice(
    tmp_path: Path, target: Path, http: httpx.Client
) -> None:
    broken = Exchange(asked=LOOK, status=503, body=b"<html>")
    with playing(CREATED, broken, DONE, CONTENT) as theirs:
        errand_to(f"{theirs.url}/v1", OpenAIVideos(), one(tmp_path), http=http).run(target, ignore)
    assert theirs.asked.count("POST /v1/videos") == 1
    with playing(Exchange(asked="POST /v1/videos", status=503, body=b"")) as theirs:
        errand = errand_to(f"{theirs.url}/v1", OpenAIVideos(), one(tmp_path), http=http)
        with pytest.raises(TaskFailure, match="answers 503"):
            errand.run(target, ignore)
    assert len(theirs.heard) == 1


def test_a_create_that_was_not_answered_is_not_paid_for_twice(tmp_path: Path, target: Path, http: httpx.Client) -> None:
    scratch = MemoryScratch()
    with playing(Exchange(asked="POST /v1/videos", status=0), CREATED) as theirs:
        errand = errand_to(f"{theirs.url}/v1", OpenAIVideos(), one(tmp_path), http=http, scratch=scratch)
        for _ in range(2):  # the attempt after it knows no more
            with pytest.raises(TaskFailure, match="not asked twice"):
                errand.run(target, ignore)
    assert len(theirs.heard) == 1


def test_a_server_that_knows_repeats_is_asked_again_with_the_same_key(
    tmp_path: Path, target: Path, http: httpx.Client
) -> None:
    scratch = MemoryScratch()
    with playing(Exchange(asked="POST /v1/videos", status=0), CREATED, DONE, CONTENT) as theirs:
        errand = errand_to(
            f"{theirs.url}/v1", OpenAIVideos(), one(tmp_path), http=http, scratch=scratch, asks_twice=True
        )
        with pytest.raises(Lost):
            errand.run(target, ignore)
        errand.run(target, ignore)
    assert [heard.headers["idempotency-key"] for heard in theirs.heard[:2]] == ["task-1", "task-1"]


def test_an_attempt_after_a_crash_watches_the_same_task(tmp_path: Path, target: Path, http: httpx.Client) -> None:
    scratch = MemoryScratch()
    with playing(CREATED, Exchange(asked=LOOK, body={"id": "v", "status": "queued"}), DONE, CONTENT) as theirs:

        def dies(_: float) -> None:
            raise KeyboardInterrupt

        errand = errand_to(f"{theirs.url}/v1", OpenAIVideos(), one(tmp_path), http=http, scratch=scratch)
        with pytest.raises(KeyboardInterrupt):
            errand.run(target, dies)
        errand.run(target, ignore)
    assert theirs.asked == ["POST /v1/videos", LOOK, LOOK, "GET /v1/videos/v/content"]


def test_a_stop_asks_the_other_server_to_stop_too(tmp_path: Path, target: Path, http: httpx.Client) -> None:
    with playing(
        CREATED, Exchange(asked=LOOK, body={"id": "v", "status": "queued"}), Exchange(asked="DELETE /v1/videos/v")
    ) as theirs:
        errand = errand_to(f"{theirs.url}/v1", OpenAIVideos(), one(tmp_path), http=http, stop=lambda _: True)
        with pytest.raises(Cancelled):
            errand.run(target, ignore)
    assert theirs.asked[-1] == "DELETE /v1/videos/v"


def test_a_wrong_key_is_the_operators(tmp_path: Path, target: Path, http: httpx.Client) -> None:
    wrong = Exchange(asked="POST /v1/videos", status=401, body={"error": {"message": "Incorrect API key provided."}})
    with playing(wrong) as theirs:
        errand = errand_to(f"{theirs.url}/v1", OpenAIVideos(), one(tmp_path), http=http)
        with pytest.raises(OperatorError, match="theirs refuses the key") as error:
            errand.run(target, ignore)
    assert "sk-theirs" not in str(error.value)


def test_a_server_that_is_away_costs_an_attempt_and_nothing_else(
    tmp_path: Path, target: Path, http: httpx.Client
) -> None:
    with playing() as theirs:
        url = theirs.url
    scratch = MemoryScratch()
    with pytest.raises(Lost, match="cannot be reached"):
        errand_to(f"{url}/v1", OpenAIVideos(), one(tmp_path), http=http, scratch=scratch).run(target, ignore)
    with playing(CREATED, DONE, CONTENT) as theirs:
        errand_to(f"{theirs.url}/v1", OpenAIVideos(), one(tmp_path), http=http, scratch=scratch).run(target, ignore)
    assert target.read_bytes() == b"film"


@pytest.mark.parametrize("body", [b"[]", b"null", b"{" * 5000, b'{"id": 5, "status": ["queued"]}', b"\xff"])
def test_answers_that_are_none_end_the_task_with_a_sentence(
    tmp_path: Path, target: Path, http: httpx.Client, body: bytes
) -> None:
    script = Exchange(asked="POST /v1/videos", body=body)
    with playing(script) as theirs, pytest.raises(TaskFailure, match="told no name"):
        errand_to(f"{theirs.url}/v1", OpenAIVideos(), one(tmp_path), http=http).run(target, ignore)


def test_an_answer_without_end_is_cut(tmp_path: Path, target: Path, http: httpx.Client) -> None:
    script = Exchange(asked="POST /v1/videos", body=b" " * (2**20 + 1))
    with playing(script) as theirs, pytest.raises(TaskFailure, match="more than 1048576 bytes"):
        errand_to(f"{theirs.url}/v1", OpenAIVideos(), one(tmp_path), http=http).run(target, ignore)


def test_a_whole_url_is_never_sent_the_key(http: httpx.Client) -> None:
    with playing(Exchange(asked="GET /elsewhere")) as theirs:
        line = Line(Place(name="t", url="http://127.0.0.1:1", key="sk"), OpenAIVideos(), http, stopped_within=never)
        line.send(Call(method="GET", path=f"{theirs.url}/elsewhere"))
    assert "authorization" not in theirs.heard[0].headers
    assert "sk" not in repr(Place(name="t", url="http://u", key="sk-secret")).split("'")


def test_a_stop_is_heard_while_the_video_comes_and_leaves_no_half_of_it(
    tmp_path: Path, target: Path, http: httpx.Client
) -> None:
    with playing(CREATED, DONE, CONTENT) as theirs:
        errand = errand_to(
            f"{theirs.url}/v1", OpenAIVideos(), one(tmp_path), http=http, stop=lambda seconds: not seconds
        )
        with pytest.raises(Cancelled):
            errand.run(target, ignore)
    assert theirs.asked[-1] == "GET /v1/videos/v/content"
    assert not target.exists()
