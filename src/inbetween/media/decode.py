"""What an encoded video is and shows."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from inbetween.domain.frames import Plane, Yuv420


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoFacts:
    """What the container and the stream headers of a video say.

    ``seconds`` is the length of the video stream. ``colour`` is (primaries, transfer, matrix, range) in the numbers
    of ITU-T H.273, the range as libavutil counts it (1 = limited). ``sounds`` is the number of audio streams.
    """

    width: int
    height: int
    fps: Fraction
    frames: int
    seconds: Fraction
    codec: str
    profile: str
    pixel_format: str
    colour: tuple[int, int, int, int]
    sounds: int
    comment: str | None


def probe(path: Path) -> VideoFacts:
    """Read what a video file says about itself, without decoding it."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        codec = stream.codec_context
        return VideoFacts(
            width=codec.width,
            height=codec.height,
            fps=stream.average_rate,
            frames=stream.frames,
            seconds=stream.duration * stream.time_base,
            codec=codec.name,
            profile=codec.profile,
            pixel_format=codec.pix_fmt,
            colour=(codec.color_primaries, codec.color_trc, codec.colorspace, codec.color_range),
            sounds=len(container.streams.audio),
            comment=container.metadata.get("comment"),
        )


def frames(path: Path) -> Iterator[Yuv420]:
    """Decode a 4:2:0 video frame by frame."""
    with _opened(path) as container:
        for frame in container.decode(video=0):
            yield _unpacked(frame)


def end_frames(path: Path) -> tuple[Yuv420, Yuv420]:
    """Decode the first and the last frame, both at once."""
    with ThreadPoolExecutor(2) as pool:
        first, last = pool.submit(_first_frame, path), pool.submit(_last_frame, path)
        return first.result(), last.result()


def _first_frame(path: Path) -> Yuv420:
    return next(frames(path))


def _last_frame(path: Path) -> Yuv420:
    """Decode from the last key frame on."""
    with _opened(path) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "BIDIR"  # the last frame rests on none of them
        container.seek(stream.start_time + stream.duration, stream=stream)
        # Not a list: two seconds of frames are never held at once.
        return _unpacked(deque(container.decode(stream), maxlen=1).pop())


def _opened(path: Path) -> Any:
    """Open a video whose headers say all: guessing what they may leave out would decode its first frame, 40 ms."""
    return av.open(str(path), stream_options=[{"skip_frame": "all"}])


def _unpacked(frame: Any) -> Yuv420:
    """Copy a decoded frame's planes out of the decoder's memory."""
    y, u, v = (_plane(plane) for plane in frame.planes)
    return Yuv420(y, u, v)


def _plane(plane: Any) -> Plane:
    rows = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width].copy()
