"""Call 8: a first frame and a sound that drives what happens."""

from dashscope import VideoSynthesis
from shown import served, show

answer = VideoSynthesis.call(
    model="wan2.7-i2v-2026-04-25",
    prompt="The balloon sways to the music box while the sun goes down.",
    media=[
        {"type": "first_frame", "url": served("first.png")},
        {"type": "driving_audio", "url": served("tune.mp3")},
    ],
    resolution="720P",
    duration=10,
    watermark=True,
)
show(answer)
