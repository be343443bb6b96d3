"""Another server's video becomes ours: its size, rate, length and sound as promised."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from inbetween.domain.errors import Cancelled, ChildLost, TaskFailure
from inbetween.engines.protocol import Scratch
from inbetween.engines.remote.entry import Remote
from inbetween.media.decode import probe
from inbetween.media.fetch import Fetcher
from inbetween.storage.local import LocalObjects
from inbetween.worker.order import Order
from inbetween.worker.pools.remote import PLAYER, RemotePool
from inbetween.worker.scratch import FolderScratch, ObjectScratch
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


def beside(order: Order) -> FolderScratch:
    return FolderScratch(order.scratch)


@contextmanager
def pool_at(
    theirs: Theirs, player: HerePool, *, limit: float = 60.0, notes: Callable[[Order], Scratch] = beside
) -> Iterator[RemotePool]:
    remote = Remote(name="gpu", dialect="lightx2v", url=f"{theirs.url}/v1", everything=EVERYTHING)
    with closing(RemotePool(remote, player, Fetcher(), notes=notes, limit=limit)) as pool:
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


def packets(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(container.streams.video[0]) if packet.dts is not None]


@pytest.mark.parametrize("watermark", [False, True])
def test_a_video_that_is_as_promised_is_handed_on_to_the_bit_unless_it_is_to_be_marked(
    tmp_path: Path, player: HerePool, *, watermark: bool
) -> None:
    tone = np.full((2, 48_000), 0.1, np.float32)
    theirs_film = saved_clip(tmp_path / "theirs.mp4", travelling(12, size=(832, 480)), fps=12, sound=tone)
    content = Exchange(asked="GET /v1/tasks/t/result", body=theirs_film.read_bytes())
    order = ordered(tmp_path, watermark=watermark, sound=True)
    with playing(CREATED, DONE, content) as theirs, pool_at(theirs, player) as pool:
        made = pool.make(order, Listener())
    facts = probe(made.path)
    assert (packets(made.path) == packets(theirs_film)) is not watermark
    assert made.engine_measurements["encoded_again"] is watermark
    assert (facts.frames, facts.fps, facts.sounds, made.sound) == (12, 12, 1, True)
    assert (facts.comment or "").endswith(" remote")
    assert made.end_frames["first_frame"]["drawn_psnr_y"] < 30


@pytest.mark.parametrize(("count", "fps", "size"), [(11, 12, (832, 480)), (12, 24, (832, 480)), (12, 12, (848, 480))])
def test_a_video_of_another_length_rate_or_size_is_encoded_again(
    tmp_path: Path, player: HerePool, count: int, fps: int, size: tuple[int, int]
) -> None:
    film = saved_clip(tmp_path / "theirs.mp4", travelling(count, size=size), fps=fps)
    made = player.make(replace(ordered(tmp_path), recording=film), Listener())
    assert made.engine_measurements["encoded_again"]
    assert (made.frames, probe(made.path).width) == (12, 832)


def test_another_worker_with_another_folder_watches_what_was_asked_for(tmp_path: Path, film: bytes, player: HerePool):
    """The first worker dies while the other server works; nothing of its machine is left."""
    content = Exchange(asked="GET /v1/tasks/t/result", body=film)
    waiting = Exchange(asked="GET /v1/tasks/t/status", body={"task_id": "t", "status": "processing"})
    objects = LocalObjects(tmp_path / "objects")

    def notes(_: Order) -> ObjectScratch:
        return ObjectScratch("task-1", objects)

    def dies(stage: str) -> bool:
        raise KeyboardInterrupt if stage == "remote" else AssertionError

    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
    with playing(CREATED, waiting, DONE, content) as theirs, pool_at(theirs, player, notes=notes) as pool:
        with pytest.raises(KeyboardInterrupt):
            pool.make(ordered(first), Listener(stop=dies))
        shutil.rmtree(first)
        assert pool.make(ordered(second), Listener()).frames == 12
    assert theirs.asked.count("POST /v1/tasks/video/") == 1


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
