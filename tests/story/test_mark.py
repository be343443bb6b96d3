"""The text of the watermark, from the operator's setting to the pixels (specification section 11)."""

import urllib.request
from pathlib import Path

import numpy as np
from PIL import Image

from inbetween.domain.frames import Yuv420
from inbetween.media.decode import end_frames
from inbetween.media.watermark import Watermark
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import psnr
from tests.running import SUBMIT, Running, as_data_url, serving

GREY = Image.new("RGB", (832, 480), (96, 96, 96))


def first_frame(server: Running, folder: Path) -> Yuv420:
    """Return the first frame of a marked video of two grey pictures."""
    asked = {
        "model": "wan2.2-kf2v-flash",
        "input": {"first_frame_url": as_data_url(GREY), "last_frame_url": as_data_url(GREY)},
        "parameters": {"resolution": "480P", "watermark": True},
    }
    task_id = server.ask("POST", SUBMIT, asked)[1]["output"]["task_id"]
    server.wait_for(task_id, "SUCCEEDED", "FAILED")
    url = server.ask("GET", f"/api/v1/tasks/{task_id}")[1]["output"]["video_url"]
    urllib.request.urlretrieve(url, folder / "marked.mp4")
    return end_frames(folder / "marked.mp4")[0]


def test_the_mark_is_in_the_language_of_the_setting(tmp_path: Path) -> None:
    with serving(tmp_path, INBETWEEN_ENGINE="still", INBETWEEN_MARK="AI Generated") as server:
        shown = first_frame(server, tmp_path)
    plain = rgb_to_yuv420(np.asarray(GREY))
    english, chinese = (Watermark(832, 480, text) for text in ("AI Generated", "AI生成"))
    left, top, right, bottom = english.rectangle

    def likeness(mark: Watermark) -> float:
        return psnr(shown.y[top:bottom, left:right], mark.apply(plain).y[top:bottom, left:right])

    assert likeness(english) > 30
    assert likeness(chinese) < 20
