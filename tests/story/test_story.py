"""The first file to read: one request, door by door, as docs/request-walk.md tells it.

Everything is real and small: the API in this process, SQLite and objects in a temporary folder, the engine child, the
encoder. The clock is moved by hand, so that the end of the story does not take a day.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inbetween.accounts import ledger
from inbetween.domain.clock import HOUR, SECOND
from inbetween.domain.errors import InbetweenError
from inbetween.media.decode import probe
from inbetween.tasks import store
from inbetween.worker.janitor import Janitor
from inbetween.worker.pools.process import ProcessPool
from inbetween.worker.run import run
from inbetween.worker.workshop import Workshop
from tests.orders import Listener
from tests.served import Server, body, data_url, picture
from tests.shops import shop_behind


@pytest.fixture
def server(serving: Callable[..., Server]) -> Server:
    return serving(engine="still")


@pytest.fixture
def shop(server: Server, tmp_path: Path) -> Iterator[Workshop]:
    pool = ProcessPool("still", 4 * 2**30, tmp_path / "cache", folder=tmp_path / "work")
    (tmp_path / "work").mkdir()
    yield shop_behind(server.front, pool, tmp_path / "work")
    pool.close()


def test_two_pictures_become_a_video_behind_an_expiring_url(server: Server, shop: Workshop, tmp_path: Path) -> None:
    # 1 to 4: bytes arrive, the key is known, the body is legal, the task is a row.
    asked = body(
        prompt="the sun sinks",
        first_frame_url=data_url(picture(640, 480)),
        last_frame_url=data_url(picture(480, 640, "JPEG"), "image/jpeg"),
        parameters={"resolution": "480P", "watermark": True, "seed": 7},
    )
    created = server.create(asked).json()["output"]
    assert created["task_status"] == "PENDING"
    task_id = created["task_id"]

    # 5: a worker takes it under a lease; a second one gets nothing.
    server.clock.advance(40)
    with shop.database.transaction() as tx:
        task = store.claim(tx, worker="first", serves={"still"}, lease=shop.lease, keep=shop.keep)
        assert store.claim(tx, worker="second", serves={"still"}, lease=shop.lease, keep=shop.keep) is None
    assert task is not None
    assert task.spec is not None
    assert server.poll(task_id).json()["output"]["task_status"] == "RUNNING"

    # 6 to 9: inputs become files, words are chosen, the child makes the video, the video becomes an object.
    success = run(task, task.spec, Listener(), shop)
    with shop.database.transaction() as tx:
        assert store.settle(tx, task, success, keep=shop.keep)
        ledger.write(tx, task, success.usage)
        assert not store.settle(tx, task, success, keep=shop.keep), "a task is settled once"

    # 10: a poll shows it, with a signed URL that anybody may open.
    told = server.poll(task_id).json()
    assert told["output"]["task_status"] == "SUCCEEDED"
    assert (told["output"]["orig_prompt"], told["output"]["actual_prompt"]) == ("the sun sinks", "the sun sinks")
    assert told["usage"] == {"video_duration": 5, "video_count": 1, "SR": 480}
    path = told["output"]["video_url"].removeprefix("http://video.test:8000")
    video = server.get(path, key=None)
    assert (video.status_code, video.headers["content-type"]) == (200, "video/mp4")
    (tmp_path / "got.mp4").write_bytes(video.content)
    facts = probe(tmp_path / "got.mp4")
    assert (facts.width, facts.height, facts.frames, facts.fps, facts.sounds) == (720, 544, 150, 30, 0)

    # How well the promise of the end frames was kept.
    details = server.get(f"/inbetween/v1/tasks/{task_id}").json()
    assert details["engine"] == "still"
    assert details["seed"] == 7
    assert all(end["identical"] and end["psnr_y"] > 45 for end in details["measurements"]["end_frames"].values())

    # 11: after its life time the row is unknown and the object gone; the URL ended with them.
    server.clock.advance(24 * HOUR + SECOND)  # a URL ends on a whole second, never before its row
    assert server.poll(task_id).json()["output"] == {"task_id": task_id, "task_status": "UNKNOWN"}
    assert server.get(path, key=None).status_code == 403
    Janitor(shop).tidy()
    assert not [file for file in (tmp_path / "objects").rglob("*") if file.is_file()]


def test_a_faulty_body_is_told_every_fault_and_leaves_nothing(server: Server, tmp_path: Path) -> None:
    answer = server.create(body(last_frame_url=..., parameters={"resolution": "4K", "duration": 9}))
    assert answer.status_code == 400
    assert answer.json()["message"] == (
        "Field required: input.last_frame_url & Input should be '480P', '720P' or '1080P': parameters.resolution"
        " & duration customization is not supported"
    )
    assert server.queue.claim("worker") is None


def test_the_story_ends_well_or_with_a_sentence(server: Server, shop: Workshop) -> None:
    server.created(body(first_frame_url="http://127.0.0.1:1/private.png"))
    task = server.queue.claim("worker")
    assert task is not None
    assert task.spec is not None
    with pytest.raises(InbetweenError, match=r"Failed to download http://127\.0\.0\.1:1/private\.png"):
        run(task, task.spec, Listener(), shop)
    assert not list(shop.folder.rglob("*.png"))
