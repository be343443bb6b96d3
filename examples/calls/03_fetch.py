"""Call 3: frames by URL, as absolute file and as relative file; one look at the task before waiting for it."""

import os

from dashscope import VideoSynthesis
from shown import EXAMPLES, served, show

os.chdir(EXAMPLES)
WAYS = {
    "by URL": (served("first.png"), served("last.png")),
    "absolute": ((EXAMPLES / "first.png").as_uri(), (EXAMPLES / "last.png").as_uri()),
    "relative": ("file://./first.png", "file://./last.png"),
}

for way, (first, last) in WAYS.items():
    submitted = VideoSynthesis.async_call(
        model="wan2.2-kf2v-flash",
        prompt="The light over the lake turns from gold to red.",
        first_frame_url=first,
        last_frame_url=last,
        resolution="720P",
    )
    if not submitted.output:
        show(submitted)
    print(way, VideoSynthesis.fetch(submitted).output.task_status)
    show(VideoSynthesis.wait(submitted))
