"""Call 10: a clip, continued, with a line that somebody says."""

from dashscope import VideoSynthesis
from shown import served, show

answer = VideoSynthesis.call(
    model="wan2.7-i2v-2026-04-25",
    prompt='The camera turns to the hut by the shore. A voice says: "Come in, it is getting cold."',
    media=[{"type": "first_clip", "url": served("clip.mp4")}],
    resolution="720P",
    duration=12,
    watermark=True,
)
show(answer)
