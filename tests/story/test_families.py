"""One request of each family from its body to its usage, with the still engine: what a client's author sees.

The bodies are written from specification sections 3.2, 3.3, 3.5 and 15, the usage from section 6.4.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inbetween.domain.clock import SECOND
from inbetween.engines import registry
from inbetween.media.decode import VideoFacts, probe
from inbetween.worker.loop import Worker
from tests.pools import HerePool
from tests.served import GENERATION, KEYFRAMES, Server, data_url, picture
from tests.shops import shop_behind
from tests.unit.worker.tiny import eventually

FIRST, LAST = data_url(picture(1024, 768)), data_url(picture(400, 400, "JPEG"), "image/jpeg")
SILENT = "The video has no sound: the engine still makes none."


@pytest.fixture
def server(serving: Callable[..., Server], tmp_path: Path) -> Any:
    """Give a server whose worker renders with the still engine."""
    server = serving(engine="still", abilities=registry.capabilities("still").abilities, rehearsals=True)
    worker = Worker(shop_behind(server.front, HerePool(), tmp_path / "work"))
    worker.start()
    yield server
    worker.drain()


def ended(server: Server, task_id: str) -> dict[str, Any]:
    """Poll until the task has ended and return the answer."""

    def answer() -> dict[str, Any]:
        told: dict[str, Any] = server.poll(task_id).json()
        return told

    eventually(lambda: answer()["output"]["task_status"] not in {"PENDING", "RUNNING"}, seconds=30)
    return answer()


def asked(server: Server, model: str, given: dict[str, Any], parameters: dict[str, Any]) -> dict[str, Any]:
    """Send a create call to the model's own path and return how its task ended."""
    path = KEYFRAMES if "kf2v-plus" in model else GENERATION
    task_id = server.created({"model": model, "input": given, "parameters": parameters}, path=path)
    told = ended(server, task_id)
    assert told["output"]["task_status"] == "SUCCEEDED", told
    return told


def video(server: Server, told: dict[str, Any], folder: Path) -> VideoFacts:
    """Fetch the video and return what it is."""
    (folder / "got.mp4").write_bytes(
        server.get(told["output"]["video_url"].removeprefix("http://video.test:8000"), key=None).content
    )
    return probe(folder / "got.mp4")


def notes(server: Server, told: dict[str, Any]) -> list[str]:
    """Return what our own details say about the video."""
    measured = server.get(f"/inbetween/v1/tasks/{told['output']['task_id']}").json()["measurements"]
    listed: list[str] = measured["notes"]
    return listed


def test_typed_media_of_wan_27(server: Server, tmp_path: Path) -> None:
    media = [{"type": "last_frame", "url": LAST}, {"type": "first_frame", "url": FIRST}]
    told = asked(server, "wan2.7-i2v", {"prompt": "dusk", "media": media}, {"resolution": "720P", "duration": 2})
    assert told["usage"] == {
        "duration": 2,
        "input_video_duration": 0,
        "output_video_duration": 2,
        "video_count": 1,
        "SR": 720,
    }
    assert "actual_prompt" not in told["output"]
    facts = video(server, told, tmp_path)
    assert (facts.width, facts.height, facts.frames, facts.fps, facts.sounds) == (1104, 816, 60, 30, 0)
    assert notes(server, told) == [SILENT]


def test_an_image_in_several_shots_of_wan_26(server: Server, tmp_path: Path) -> None:
    wanted = {"resolution": "720P", "duration": 2, "shot_type": "multi", "prompt_extend": True, "audio": True}
    told = asked(server, "wan2.6-i2v-flash", {"prompt": "dusk", "img_url": FIRST}, wanted)
    assert told["usage"] == {
        "duration": 2,
        "input_video_duration": 0,
        "output_video_duration": 2,
        "video_count": 1,
        "SR": 720,
        "audio": False,
    }
    assert video(server, told, tmp_path).frames == 60
    assert notes(server, told) == ["Several shots were not rendered: the engine still shows one.", SILENT]


def test_an_effect_of_the_keyframe_model(server: Server, tmp_path: Path) -> None:
    given = {"first_frame_url": FIRST, "template": "mech1", "prompt": "ignored"}
    told = asked(server, "wanx2.1-kf2v-plus", given, {"resolution": "720P", "watermark": True})
    assert told["usage"] == {"video_duration": 5, "video_ratio": "standard", "video_count": 1}
    assert "actual_prompt" not in told["output"]
    assert video(server, told, tmp_path).frames == 150
    assert notes(server, told) == ["The effect 'mech1' was not rendered: the engine still holds the picture."]


def test_an_image_of_pixverse(server: Server, tmp_path: Path) -> None:
    media = [{"type": "image_url", "url": FIRST}]
    wanted = {"resolution": "360P", "duration": 1}
    told = asked(server, "pixverse/pixverse-v6-it2v", {"prompt": "dusk", "media": media}, wanted)
    assert told["usage"] == {
        "duration": 1,
        "shot_type": "single",
        "size": "554*414",
        "fps": 24,
        "video_count": 1,
        "audio": False,
        "SR": "360",
    }
    facts = video(server, told, tmp_path)
    assert (facts.width, facts.height, facts.frames, facts.fps) == (554, 414, 24, 24)
    assert notes(server, told) == []


def test_rehearsed_ends(server: Server) -> None:
    given = {"first_frame_url": FIRST, "last_frame_url": LAST}

    def rehearsed(words: str) -> dict[str, Any]:
        wish = {"model": "wan2.2-kf2v-flash", "input": {**given, "prompt": f"dusk [inbetween: {words}]"}}
        return ended(server, server.created(wish))["output"]

    failed = rehearsed("slow=0.05 fail=InternalError.Algo")
    assert (failed["task_status"], failed["code"]) == ("FAILED", "InternalError.Algo")
    over = rehearsed("expire")
    assert over == {"task_id": over["task_id"], "task_status": "UNKNOWN"}
    key = f"results/{over['task_id']}/1.mp4"
    url = server.front.signer.sign("http://video.test:8000", key, server.clock.now)
    server.clock.advance(SECOND)  # a URL ends on a whole second, never before its row
    assert server.get(url.removeprefix("http://video.test:8000"), key=None).status_code == 403
