"""A video that another server made, opened in the child like any stranger's file."""

from fractions import Fraction
from pathlib import Path

from inbetween.domain.frames import Recording
from inbetween.domain.spec import ClipLimits
from inbetween.media.clip_index import ClipIndex, read_index
from inbetween.media.clip_sound import clip_sound
from inbetween.media.clips import count_of, fitted_clip

NAME = "the other server's video"
"""What a fault calls the file."""

LIMITS = ClipLimits(
    min_seconds=0, max_seconds=60, min_side=16, max_side=8192, max_aspect=64, max_bytes=2**30, formats=("MP4", "MOV")
)
"""What is taken from another server: far more than any of them makes."""


def recording_of(path: Path, size: tuple[int, int], *, sound: bool) -> Recording:
    """Return the video at ``path``, fitted to ``size`` (width, height), at its own rate in whole frames a second.

    Raises:
        TaskFailure: it is no such video, or damaged.
    """
    index = read_index(path, LIMITS, name=NAME)
    fps = _rate(index)
    count = count_of(index, fps)
    heard = clip_sound(index, count, fps)[0] if sound else None
    clip = fitted_clip(index, size, fps, name=NAME)
    return Recording(frame_count=clip.frame_count, fps=fps, frames=clip.frames, sound=heard)


def _rate(index: ClipIndex) -> int:
    """Return the frames a second, rounded: 24000/1001 is played as 24, a thousandth longer."""
    return max(round(Fraction(len(index.stamps)) / index.seconds), 1)
