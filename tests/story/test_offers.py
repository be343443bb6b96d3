"""A model map through the whole house: who renders a model is in every answer, in the row and in the file."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from inbetween.media.decode import probe
from inbetween.offers.model_map import read_map
from inbetween.worker.loop import Worker
from inbetween.worker.pools.process import ProcessPool
from inbetween.worker.pools.several import SeveralPools
from tests.served import GENERATION, Server, body, data_url, picture, refusal
from tests.shops import shop_behind
from tests.unit.worker.tiny import eventually

MAP = """
[weights.held]
engine = "still"

[weights.big]
kind = "a14b"
folder = "/not/looked/at"
fps = "native"

[models]
"wan2.2-kf2v-flash" = "held"
"wan2.7-i2v" = ["big", "held"]
"""


@pytest.fixture
def server(serving: Callable[..., Server], tmp_path: Path) -> Server:
    """Give a server with the map; what is in no map is the tween engine's."""
    path = tmp_path / "weights.toml"
    path.write_text(MAP)
    return serving(offers=read_map(path, "tween").offers)


@pytest.fixture
def worker(server: Server, tmp_path: Path) -> Iterator[None]:
    """Let a worker do the tasks of the offer that needs no GPU."""
    work = tmp_path / "work"
    work.mkdir()
    (held,) = server.front.offers.for_model("wan2.2-kf2v-flash")
    pool = ProcessPool("still", 3 * 2**30, tmp_path / "cache", folder=work, weights=held.weights)
    several = SeveralPools({"held": pool}, weighty=["held"], resident=1, warm=[])
    worker = Worker(shop_behind(server.front, several, work))
    worker.start()
    yield
    worker.drain()


def _asked(model: str, given: dict[str, Any]) -> dict[str, Any]:
    return {"model": model, "input": given, "parameters": {"resolution": "720P", "seed": 1}}


@pytest.mark.usefixtures("worker")
def test_a_model_of_the_map_is_made_by_its_engine_and_says_so_everywhere(server: Server, tmp_path: Path) -> None:
    url = data_url(picture(400, 400))
    created = server.create(body(first_frame_url=url, last_frame_url=url))
    assert created.headers["X-Inbetween-Engine"] == "still"
    task_id = created.json()["output"]["task_id"]
    eventually(lambda: server.poll(task_id).json()["output"]["task_status"] not in {"PENDING", "RUNNING"}, seconds=60)
    told = server.poll(task_id)
    assert told.json()["output"]["task_status"] == "SUCCEEDED", told.text
    assert told.headers["X-Inbetween-Engine"] == "still"
    assert server.get(f"/inbetween/v1/tasks/{task_id}").json()["engine"] == "still"
    got = tmp_path / "got.mp4"
    link = told.json()["output"]["video_url"].removeprefix("http://video.test:8000")
    got.write_bytes(server.get(link, key=None).content)
    assert probe(got).comment.endswith(" still")


def test_what_the_first_offer_cannot_the_next_one_makes_and_what_none_can_is_refused(server: Server) -> None:
    first = {"type": "first_frame", "url": data_url(picture(400, 400))}
    sound = {"type": "driving_audio", "url": "https://a.example/a.mp3"}
    alone = server.create(_asked("wan2.7-i2v", {"media": [first]}), path=GENERATION)
    assert alone.status_code == 200, alone.text
    assert alone.headers["X-Inbetween-Engine"] == "wan"
    cancelled = server.post(f"/api/v1/tasks/{alone.json()['output']['task_id']}/cancel?force=true")
    assert cancelled.headers["X-Inbetween-Engine"] == "wan"
    driven = server.create(_asked("wan2.7-i2v", {"media": [first, sound]}), path=GENERATION)
    assert driven.headers["X-Inbetween-Engine"] == "still"
    many = _asked("wan2.6-i2v", {"img_url": first["url"]})
    many["parameters"] |= {"shot_type": "multi"}
    assert server.create(many, path=GENERATION).headers["X-Inbetween-Engine"] == "tween"


def test_the_model_list_tells_who_serves_what_and_who_stands_in(server: Server) -> None:
    models = {card["model"]: card for card in server.get("/inbetween/v1/models").json()["models"]}
    assert models["wan2.7-i2v"]["served_by"] == [
        {"name": "big", "engine": "wan", "weights_kind": "a14b", "mode": "exact", "stand_in": True, "fps": 16}
        | {"worker": False},
        {"name": "held", "engine": "still", "mode": "exact", "stand_in": True, "fps": 30, "worker": False},
    ]
    by = {"+".join(given["media"]): (given["by"], given["stand_in"]) for given in models["wan2.7-i2v"]["inputs"]}
    assert by["first_frame+last_frame"] == ("big", True)
    assert by["first_frame+driving_audio"] == ("held", True)
    assert [one["name"] for one in models["wan2.6-i2v"]["served_by"]] == ["tween"]
    assert refusal(server.get("/inbetween/v1/models", key=None))[0] == 401
