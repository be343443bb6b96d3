"""Call 7: a clip of two seconds, continued to a given end."""

from dashscope import VideoSynthesis
from shown import served, show

answer = VideoSynthesis.call(
    model="wan2.7-i2v-2026-04-25",
    prompt="The camera goes on towards the lake until the evening is red.",
    media=[
        {"type": "first_clip", "url": served("clip.mp4")},
        {"type": "last_frame", "url": served("last.webp")},
    ],
    resolution="720P",
    duration=12,
    watermark=True,
)
show(answer)
