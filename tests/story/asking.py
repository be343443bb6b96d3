"""A server that renders with the tween engine, a create call to it, how its task ended, and its video."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from inbetween.engines import registry
from inbetween.media.fetch import Fetcher
from inbetween.worker.loop import Worker
from tests.pools import HerePool
from tests.served import GENERATION, Server
from tests.shops import shop_behind
from tests.unit.worker.tiny import eventually


@contextmanager
def rendering(serving: Callable[..., Server], folder: Path) -> Iterator[Server]:
    """Give a server whose worker renders with the tween engine and fetches from this machine."""
    server = serving(engine="tween", abilities=registry.capabilities("tween").abilities)
    shop = shop_behind(server.front, HerePool("tween"), folder)
    worker = Worker(replace(shop, fetcher=Fetcher(["127.0.0.1/32"])))
    worker.start()
    yield server
    worker.drain()


def ended(server: Server, model: str, given: dict[str, Any], parameters: dict[str, Any]) -> dict[str, Any]:
    """Send a create call and return how its task ended."""
    task_id = server.created({"model": model, "input": given, "parameters": parameters}, path=GENERATION)

    def answer() -> dict[str, Any]:
        told: dict[str, Any] = server.poll(task_id).json()
        return told

    eventually(lambda: answer()["output"]["task_status"] not in {"PENDING", "RUNNING"}, seconds=90)
    return answer()


def video_of(server: Server, told: dict[str, Any], folder: Path) -> Path:
    """Fetch the video of a task that succeeded."""
    assert told["output"]["task_status"] == "SUCCEEDED", told
    url = told["output"]["video_url"].removeprefix("http://video.test:8000")
    (folder / "got.mp4").write_bytes(server.get(url, key=None).content)
    return folder / "got.mp4"
