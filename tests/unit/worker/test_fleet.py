"""Workers with different model maps on one database: each task is made by one that serves it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from inbetween.domain.errors import OperatorError
from inbetween.offers.model_map import read_map
from inbetween.offers.offer import Offers
from inbetween.tasks.workers import Presence
from inbetween.worker import serving as rests
from inbetween.worker.loop import Worker
from inbetween.worker.order import Made, Order, Reporter
from tests.pools import HerePool
from tests.served import Server, body, data_url, picture
from tests.shops import shop_behind
from tests.unit.worker.tiny import eventually

MAP = '[weights.gpu]\nengine = "still"\n[models]\n"wan2.2-kf2v-flash" = "gpu"\n'
"""A stand-in for weights: the engine needs none, and no other map has the entry."""


@pytest.fixture
def server(serving: Callable[..., Server], tmp_path: Path) -> Server:
    """Give a server whose map promises one model by an entry, and the others by an engine."""
    return serving(offers=mapped(tmp_path))


def mapped(tmp_path: Path) -> Offers:
    """Return the installation's map."""
    path = tmp_path / "map.toml"
    path.write_text(MAP)
    return read_map(path, "still").offers


@contextmanager
def at_work(server: Server, folder: Path, name: str, **changes) -> Iterator[None]:
    """Let a worker do tasks meanwhile."""
    folder.mkdir()
    shop = replace(shop_behind(server.front, HerePool(), folder), poll_seconds=0.05, **changes)
    worker = Worker(shop, Presence(name=name, place=""))
    worker.start()
    try:
        yield
    finally:
        worker.drain()


def create(server: Server, model: str) -> str:
    url = data_url(picture(360, 360))
    return server.created(body(model=model, first_frame_url=url, last_frame_url=url))


def ended(server: Server, task_id: str) -> tuple[str, str | None, object]:
    """Wait for a task's end; return its status, its worker, and the offer that made it."""
    eventually(lambda: server.queue.see(task_id).ended_at is not None, seconds=120)
    task = server.queue.see(task_id)
    return task.status.value, task.worker, (task.measurements or {}).get("offer")


def served(server: Server) -> dict[str, bool]:
    models = {card["model"]: card for card in server.get("/inbetween/v1/models").json()["models"]}
    return {model: models[model]["served_by"][0]["worker"] for model in ("wan2.2-kf2v-flash", "wanx2.1-kf2v-plus")}


def test_each_task_is_made_by_the_worker_that_serves_it_and_waits_for_it(server: Server, tmp_path: Path) -> None:
    first = create(server, "wan2.2-kf2v-flash")
    second = create(server, "wanx2.1-kf2v-plus")
    assert served(server) == {"wan2.2-kf2v-flash": False, "wanx2.1-kf2v-plus": False}
    with at_work(server, tmp_path / "cpu", "cpu", offers=read_map(None, "still").offers):
        assert ended(server, second) == ("SUCCEEDED", "cpu", "still")
        assert served(server) == {"wan2.2-kf2v-flash": False, "wanx2.1-kf2v-plus": True}
        assert server.queue.see(first).attempt == 0
        with at_work(server, tmp_path / "gpu", "gpu", offers=server.front.offers, serves=frozenset({"gpu"})):
            assert ended(server, first) == ("SUCCEEDED", "gpu", "gpu")
            assert served(server) == {"wan2.2-kf2v-flash": True, "wanx2.1-kf2v-plus": True}


def test_a_worker_that_cannot_render_an_offer_goes_on_with_others_and_leaves_it_to_who_can(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rests, "MENDING_SECONDS", 600.0)
    offers = server.front.offers
    first = create(server, "wan2.2-kf2v-flash")
    with at_work(server, tmp_path / "broken", "broken", offers=offers, pool=Either()):
        eventually(lambda: server.queue.see(first).attempt == 1, seconds=60)
        assert ended(server, create(server, "wanx2.1-kf2v-plus")) == ("SUCCEEDED", "broken", "still")
        eventually(lambda: served(server) == {"wan2.2-kf2v-flash": False, "wanx2.1-kf2v-plus": True}, seconds=60)
        with at_work(server, tmp_path / "gpu", "gpu", offers=offers, serves=frozenset({"gpu"})):
            assert ended(server, first) == ("SUCCEEDED", "gpu", "gpu")


class Either(HerePool):
    """A pool that cannot render the entry, and everything else."""

    def make(self, order: Order, reporter: Reporter) -> Made:
        if order.offer == "gpu":
            raise OperatorError("There is no GPU here.")
        return super().make(order, reporter)
