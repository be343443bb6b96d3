"""Clips as an engine is given them, from frames in memory: what a reader of files would have made of them."""

from collections.abc import Sequence

import cv2

from inbetween.domain.frames import Clip, Placed, Rectangle, Rgb, Sound, Yuv420
from inbetween.media.clips import TAIL_SECONDS, TAIL_SIDE
from inbetween.pixels.colour import rgb_to_yuv420


def clip_of(pictures: Sequence[Rgb], fps: int, sound: Sound | None = None) -> Clip:
    """Return the clip of fitted RGB frames at ``fps``."""
    frames = [rgb_to_yuv420(picture) for picture in pictures]
    height, width = pictures[0].shape[:2]
    tail = min(len(frames), int(TAIL_SECONDS * fps) + 1)
    return Clip(
        frame_count=len(frames),
        frames=iter(frames),
        first=frames[0],
        picture=Placed(
            original=pictures[-1],
            rectangle=Rectangle(x=0, y=0, width=width, height=height),
            fitted=pictures[-1],
            planes=frames[-1],
        ),
        tail=tuple(_small(picture) for picture in pictures[-tail:]),
        instants=tuple((number - tail + 1) / fps for number in range(tail)),
        sound=sound,
    )


def _small(picture: Rgb) -> Yuv420:
    height, width = picture.shape[:2]
    scale = min(TAIL_SIDE / max(height, width), 1.0)
    size = [max(2 * int(side * scale / 2), 2) for side in (width, height)]
    return rgb_to_yuv420(cv2.resize(picture, size, interpolation=cv2.INTER_AREA))
