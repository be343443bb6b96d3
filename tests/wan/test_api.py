"""A tiny model through the whole house: the vendor's SDK, the model map, a server that is killed midway, an MP4."""

import json
import os
import signal
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from inbetween.media.decode import probe
from tests.running import Running, as_data_url, serving

dashscope = pytest.importorskip("dashscope")

MODEL = "pixverse/pixverse-c1-it2v"
"""The smallest video that the API knows: one second of 640 x 360."""

MAP = f"""
[weights.tiny]
folder = "{{folder}}"
devices = ["cpu"]
steps = 4
guidance = 1
fps = "native"
options = {{{{ keep_seconds = 0.0 }}}}

[models]
"{MODEL}" = "tiny"
"""
SECONDS = 280.0
"""How long the slowest machine may take; nothing here waits for it unless it fails."""


@contextmanager
def _house(folder: Path, *, port: int = 0, exit_code: int = 0, key: str | None = None) -> Iterator[Running]:
    """Run a server with the map; its default engine is the still one."""
    variables = {"INBETWEEN_ENGINE": "still", "INBETWEEN_WEIGHTS": str(folder / "map.toml"), "OMP_NUM_THREADS": "1"}
    with serving(folder / "data", port=port, exit_code=exit_code, key=key, **variables) as server:
        yield server


def _details(server: Running, task_id: str) -> dict[str, Any]:
    return server.ask("GET", f"/inbetween/v1/tasks/{task_id}")[1]


def _until(server: Running, task_id: str, seen: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Poll until the task's details are as they should be."""
    end = time.monotonic() + SECONDS
    while not seen(told := _details(server, task_id)):
        assert time.monotonic() < end, json.dumps(told)
        time.sleep(0.05)
    return told


@pytest.mark.timeout(600)
def test_a_task_of_the_sdk_survives_its_server_and_becomes_a_video(tiny: Callable[[str], Path], tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(MAP.format(folder=tiny("ti2v")))
    media = [{"type": "image_url", "url": as_data_url(Image.new("RGB", (640, 360), "orange"))}]
    with _house(tmp_path, exit_code=-signal.SIGKILL) as server:
        port, key = int(server.base.rpartition(":")[2]), server.key
        dashscope.api_key, dashscope.base_http_api_url = key, f"{server.base}/api/v1"
        asked = {"model": MODEL, "prompt": "dusk", "media": media, "resolution": "360P", "duration": 1, "seed": 3}
        created = dashscope.VideoSynthesis.async_call(**asked)
        assert created.status_code == 200, created
        task_id = created.output.task_id
        # Behind 0.3 the first step is done and kept.
        _until(server, task_id, lambda told: told["progress"] > 0.31 or told["status"] not in ("PENDING", "RUNNING"))
        os.kill(server.process.pid, signal.SIGKILL)
    with _house(tmp_path, port=port, key=key) as server:
        told = _until(server, task_id, lambda told: "ended_at" in told)
        assert told["status"] == "SUCCEEDED", told
        assert (told["engine"], told["attempt"]) == ("wan", 2)
        measured = told["measurements"]
        assert measured["offer"] == "tiny"
        assert measured["engine_measurements"]["resumed"] > 0
        answer = dashscope.VideoSynthesis.fetch(task_id)
        with urllib.request.urlopen(answer.output.video_url) as video:
            (tmp_path / "got.mp4").write_bytes(video.read())
    facts = probe(tmp_path / "got.mp4")
    assert (facts.frames, facts.fps, facts.width, facts.height) == (24, 24, 640, 360)
    assert facts.comment
    assert facts.comment.endswith(" wan")
