"""Another server's video becomes ours: its size, rate, length and sound as promised."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from inbetween.domain.errors import Cancelled, ChildLost, TaskFailure
from inbetween.engines.remote.entry import Remote
from inbetween.media.decode import probe
from inbetween.media.fetch import Fetcher
from inbetween.worker.pools.remote import PLAYER, RemotePool
from tests.clips import saved_clip, travelling
from tests.orders import Listener, left_in, ordered
from tests.pools import HerePool
from tests.samples import EVERYTHING
from tests.unit.engines.remote.theirs import Exchange, Theirs, playing

CREATED = Exchange(
    asked="POST /v1/tasks/video/", body={"task_id": "t", "task_status": "pending", "save_result_path": ""}
)
DONE = Exchange(asked="GET /v1/tasks/t/status", body={"task_id": "t", "status": "completed", "error": None})


@pytest.fixture
def film(tmp_path: Path) -> bytes:
    """Half a second of eight frames, of another size than is promised."""
    return saved_clip(tmp_path / "theirs.mp4", travelling(8, size=(320, 192)), fps=16).read_bytes()


@pytest.fixture
def player() -> HerePool:
    return HerePool(PLAYER)


@contextmanager
def pool_at(theirs: Theirs, player: HerePool, *, limit: float = 60.0) -> Iterator[RemotePool]:
    remote = Remote(name="gpu", dialect="lightx2v", url=f"{theirs.url}/v1", everything=EVERYTHING)
    with closing(RemotePool(remote, player, Fetcher(), limit=limit)) as pool:
        yield pool


def test_a_video_of_another_size_rate_and_length_is_played_into_what_was_promised(
    tmp_path: Path, film: bytes, player: HerePool
) -> None:
    content = Exchange(asked="GET /v1/tasks/t/result", body=film, headers={"Content-Type": "video/mp4"})
    order, told = ordered(tmp_path), Listener()
    with playing(CREATED, DONE, content) as theirs, pool_at(theirs, player) as pool:
        made = pool.make(order, told)
    facts = probe(made.path)
    assert (made.engine, made.frames, made.fps) == ("remote", 12, 12)
    assert (facts.width, facts.height, facts.frames) == (made.width, made.height, 12)
    assert made.engine_measurements["recorded_fps"] == 16
    assert made.engine_measurements["recorded_frames"] == 8
    first = made.end_frames["first_frame"]  # their film is of other clouds than ours
    assert not first["identical"]
    assert first["drawn_psnr_y"] < 30 < first["psnr_y"]
    assert "dB from the given picture, not 30" in made.warnings["first_frame"]
    assert "remote.mp4" not in left_in(order)
    asked = json.loads(theirs.heard[0].body)
    assert asked["num_frames"] == 17  # a second of 16, and the one at its end
    assert asked["save_result_path"] == f"{order.scratch.parent.name}.mp4"


def test_what_comes_home_is_a_strangers_file(tmp_path: Path, player: HerePool) -> None:
    content = Exchange(asked="GET /v1/tasks/t/result", body=b"<html>not a video</html>")
    order = ordered(tmp_path)
    refused = pytest.raises(TaskFailure, match="other server's video")
    with playing(CREATED, DONE, content) as theirs, pool_at(theirs, player) as pool, refused:
        pool.make(order, Listener())
    assert left_in(order) == []


def test_a_server_that_is_away_is_worth_another_attempt(
    tmp_path: Path, player: HerePool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inbetween.engines.remote.line._TRIES", 1)
    with playing() as theirs:
        pass
    with pool_at(theirs, player) as pool, pytest.raises(ChildLost, match="cannot be reached"):
        pool.make(ordered(tmp_path), Listener())


def test_a_stop_is_heard_while_the_other_server_works(tmp_path: Path, player: HerePool) -> None:
    waiting = Exchange(asked="GET /v1/tasks/t/status", body={"task_id": "t", "status": "processing"})
    stopped = Exchange(
        asked="DELETE /v1/tasks/t", body={"stop_status": "success", "reason": "Task stopped successfully."}
    )
    with playing(CREATED, waiting, stopped) as theirs, pool_at(theirs, player) as pool, pytest.raises(Cancelled):
        pool.make(ordered(tmp_path), Listener(stop=lambda stage: stage == "remote"))
    assert theirs.asked[-1] == "DELETE /v1/tasks/t"


def test_a_server_that_never_ends_is_given_up_when_the_render_may_take_no_longer(
    tmp_path: Path, player: HerePool
) -> None:
    waiting = Exchange(asked="GET /v1/tasks/t/status", body={"task_id": "t", "status": "processing"})
    with (
        playing(CREATED, waiting, waiting) as theirs,
        pool_at(theirs, player, limit=0.0) as pool,
        pytest.raises(TaskFailure, match="no result within 0 seconds"),
    ):
        pool.make(ordered(tmp_path), Listener())
