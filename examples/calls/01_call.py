"""Call 1: two frames by URL, waited for in one call."""

from dashscope import VideoSynthesis
from shown import served, show

answer = VideoSynthesis.call(
    model="wan2.2-kf2v-flash",
    prompt="Evening comes to a mountain lake: the sun sinks towards the ridge while the camera drifts closer.",
    first_frame_url=served("first.png"),
    last_frame_url=served("last.png"),
    duration=5,
    resolution="720P",
    prompt_extend=True,
    watermark=True,
)
show(answer)
