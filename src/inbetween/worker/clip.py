"""The clip of an order: judged, then fitted to the film, with its sound."""

from inbetween.domain import file_faults
from inbetween.domain.errors import TaskFailure
from inbetween.domain.frames import Clip
from inbetween.media.clip_index import ClipIndex, read_index
from inbetween.media.clip_sound import clip_sound
from inbetween.media.clips import count_of, fitted_clip
from inbetween.worker.order import Order


def clip_index(order: Order) -> ClipIndex | None:
    """Return what the clip of ``order`` is, ``None`` without one.

    Raises:
        TaskFailure: it is no clip that the model takes, or as long as the video should be.
    """
    path = order.paths.get("first_clip")
    if path is None or order.clip_limits is None:
        return None
    index = read_index(path, order.clip_limits, name=_name(order))
    seconds = round(float(index.seconds), 1)  # as it is judged: 149 of 150 frames leave nothing to be made
    if seconds >= order.spec.seconds:
        raise TaskFailure.of(file_faults.clip_outlasts(_name(order), seconds, order.spec.seconds))
    return index


def clip_of(order: Order, index: ClipIndex, size: tuple[int, int]) -> tuple[Clip, list[str]]:
    """Return the clip of ``order`` as a film of ``size`` (width, height) shows it, and notes for the user."""
    fps = order.spec.fps
    sound, why = clip_sound(index, count_of(index, fps), fps) if order.spec.sound else (None, None)
    clip = fitted_clip(index, size, fps, name=_name(order), sound=sound)
    return clip, [*index.remarks, *([f"The clip is silent: its sound {why}."] if why else [])]


def _name(order: Order) -> str:
    return order.names.get("first_clip", "first_clip")
