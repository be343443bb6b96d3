"""The size of a video: the tier's area, the first picture's aspect (Dashscope specification, section 5).

Apart from what resamples, so that a process without picture maths can ask.
"""

from math import isqrt

AREAS = {
    "360P": 640 * 360,  # our choice, as the next: section 15 publishes the names alone
    "480P": 832 * 480,
    "540P": 960 * 540,
    "720P": 1280 * 720,
    "1080P": 1920 * 1080,
}
"""Pixels of a frame per resolution tier: the most that the output has."""


def output_size(width: int, height: int, resolution: str, *, multiple: int) -> tuple[int, int]:
    """Return width and height of the video whose first picture is ``width`` x ``height`` pixels.

    Both are whole ``multiple``s: 16, as documented, or 2, as was once measured.
    """
    area = AREAS[resolution]
    sides = isqrt(area * width // height), isqrt(area * height // width)
    return sides[0] // multiple * multiple, sides[1] // multiple * multiple
