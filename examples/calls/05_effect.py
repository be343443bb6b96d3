"""Call 5: an effect needs one picture and no words."""

from dashscope import VideoSynthesis
from shown import served, show

answer = VideoSynthesis.async_call(
    model="wanx2.1-kf2v-plus",
    template="mech1",
    first_frame_url=served("first.png"),
    resolution="720P",
    watermark=True,
)
show(VideoSynthesis.wait(answer) if answer.output else answer)
