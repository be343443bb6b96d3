"""A video that another server made, opened in the child like any stranger's file."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from inbetween.domain.frames import Frame, Recording
from inbetween.domain.spec import ClipLimits
from inbetween.media import remux
from inbetween.media.clip_index import ClipIndex, read_index
from inbetween.media.clip_sound import clip_sound
from inbetween.media.clips import count_of, fitted_clip
from inbetween.media.encode import Encoded, VideoForm
from inbetween.worker.order import Order

NAME = "the other server's video"
"""What a fault calls the file."""

LIMITS = ClipLimits(
    min_seconds=0, max_seconds=60, min_side=16, max_side=8192, max_aspect=64, max_bytes=2**30, formats=("MP4", "MOV")
)
"""What is taken from another server: far more than any of them makes."""


def recording_of(order: Order, size: tuple[int, int]) -> Recording | None:
    """Return the video that was made of ``order``, fitted to ``size`` (width, height), at its own whole rate.

    Raises:
        TaskFailure: it is no such video, or damaged.
    """
    if order.recording is None:
        return None
    index, heard = read_index(order.recording, LIMITS, name=NAME), order.spec.sound
    passes = _passes(order) and remux.fits(index, size, order.spec.fps, order.frame_count, heard=heard)
    fps = _rate(index)
    clip = fitted_clip(index, size, fps, name=NAME)
    return Recording(
        frame_count=clip.frame_count,
        fps=fps,
        frames=clip.frames,
        sound=clip_sound(index, count_of(index, fps), fps)[0] if heard else None,
        whole=order.recording if passes else None,
    )


def handed_on(frames: Iterable[Frame], whole: Path, order: Order, form: VideoForm) -> Encoded:
    """Leave the packets of a recording that is ``whole`` in the order's video; see ``media.remux.remuxed``."""
    return remux.remuxed(frames, whole, order.video, form, heard=order.spec.sound, name=NAME)


def _passes(order: Order) -> bool:
    """Say whether nothing is to be added to the video: no mark, and no sound of the caller's."""
    return not order.spec.watermark and "driving_audio" not in order.paths


def _rate(index: ClipIndex) -> int:
    """Return the frames a second, rounded: 24000/1001 is played as 24, a thousandth longer."""
    return max(round(Fraction(len(index.stamps)) / index.seconds), 1)
