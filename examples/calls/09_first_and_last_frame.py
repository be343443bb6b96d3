"""Call 9: two frames and fifteen seconds, with a sound in the words."""

from dashscope import VideoSynthesis
from shown import served, show

answer = VideoSynthesis.call(
    model="wan2.7-i2v-2026-04-25",
    prompt='Dusk settles over the lake. A bird calls "kri kri" from the forest, then it is still.',
    media=[
        {"type": "first_frame", "url": served("first.png")},
        {"type": "last_frame", "url": served("last.webp")},
    ],
    resolution="720P",
    duration=15,
    watermark=True,
)
show(answer)
