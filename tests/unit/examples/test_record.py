"""The other inputs of the example calls are within the limits of the models (specification sections 4.2 and 4.3)."""

from pathlib import Path

import av
from PIL import Image

EXAMPLES = Path(__file__).parents[3] / "examples"


def test_the_clip_is_two_seconds_long_and_large_enough() -> None:
    with av.open(str(EXAMPLES / "clip.mp4")) as clip:
        stream = clip.streams.video[0]
        assert (stream.frames, stream.average_rate) == (60, 30)
        assert min(stream.width, stream.height) >= 240


def test_the_tune_is_as_long_as_a_driving_sound_may_be() -> None:
    with av.open(str(EXAMPLES / "tune.mp3")) as tune:
        assert tune.streams.audio[0].codec_context.name.startswith("mp3")
        samples = sum(frame.samples for frame in tune.decode(audio=0))
        assert 3 <= samples / tune.streams.audio[0].rate <= 30


def test_the_last_frame_is_also_there_as_webp() -> None:
    with Image.open(EXAMPLES / "last.webp") as webp, Image.open(EXAMPLES / "last.png") as png:
        assert (webp.format, webp.size) == ("WEBP", png.size)
