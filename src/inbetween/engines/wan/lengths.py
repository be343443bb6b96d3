"""How many tokens videos have, before any is asked for: the lengths that a start checks kernels at. No torch."""

from collections.abc import Iterable

from inbetween.engines.protocol import Scene
from inbetween.engines.wan.native import FRAMES_PER_LATENT, Native
from inbetween.engines.wan.plan import footage_of
from inbetween.engines.weights import Asked


def lengths_of(asked: Iterable[Asked], native: Native) -> tuple[int, ...]:
    """Return the tokens of the shortest and of the longest segment at each size, rising.

    What lies between them is of the same kind: a kernel that is right at both ends of a size and wrong in the middle
    is found when such a video comes, before it is used.
    """
    found: set[int] = set()
    for videos in asked:
        tokens = {each for seconds in videos.seconds for each in _tokens(videos, seconds, native)}
        found |= {min(tokens), max(tokens)}
    return tuple(sorted(found))


def _tokens(videos: Asked, seconds: int, native: Native) -> list[int]:
    """Return the tokens of each segment of a video, as the plan cuts it."""
    footage = footage_of(_scene(videos, seconds), native)
    each = (footage.size.width // native.multiple) * (footage.size.height // native.multiple)
    return [each * ((segment.length - 1) // FRAMES_PER_LATENT + 1) for segment in footage.segments]


def _scene(videos: Asked, seconds: int) -> Scene:
    return Scene(
        width=videos.width, height=videos.height, fps=videos.fps, frame_count=seconds * videos.fps,
        prompt="", negative_prompt="", seed=0, pictures={},
    )  # fmt: skip
