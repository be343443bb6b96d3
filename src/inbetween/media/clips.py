"""A clip on disk to the frames that a film begins with: constant rate, streamed, never gathered."""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, repeat
from typing import Any, TypeVar

from inbetween.domain import file_faults
from inbetween.domain.errors import TaskFailure
from inbetween.domain.frames import Clip, Placed, Rgb, Sound, Yuv420
from inbetween.media.clip_form import ClipForm, form_of, small, upright_rgb
from inbetween.media.clip_index import BROKEN, ClipIndex, UnreadableClip, opened
from inbetween.pixels.colour import yuv420_to_rgb

_Shown = TypeVar("_Shown")

TAIL_SECONDS = Fraction(1, 2)
"""How much of its end tells where a clip is going: a hand's shaking averages out, what happened before is forgotten."""

TAIL_SIDE = 480
"""Longer side of the frames that tell it, in pixels: motion over half a second is known to a hundredth of one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _End:
    """The end of a clip: small copies of its frames, when they were shown, and the last one that the film shows."""

    tail: tuple[Yuv420, ...]
    instants: tuple[float, ...]
    last: Yuv420
    original: Rgb


def fitted_clip(index: ClipIndex, size: tuple[int, int], fps: int, *, name: str, sound: Sound | None = None) -> Clip:
    """Return a clip as the film of ``size`` (width, height) and ``fps`` shows it.

    At the film's frame k the clip's frame is shown whose instant is nearest to k / fps seconds, the earlier of two. Its
    end is decoded here, from the last key frame before it on; the rest as it is drawn.

    Raises:
        TaskFailure: the clip is damaged; from here, or while its frames are drawn.
    """
    form, frame_count = form_of(index, *size), count_of(index, fps)
    with _named(name):
        end = _end(index, form, Fraction(frame_count - 1, fps))
    frames = _frames(index, form, frame_count, fps=fps, name=name)
    first = next(frames)
    return Clip(
        frame_count=frame_count,
        frames=chain([first], frames),
        first=first,
        picture=Placed(
            original=end.original, rectangle=form.rectangle, fitted=yuv420_to_rgb(end.last), planes=end.last
        ),
        tail=end.tail,
        instants=end.instants,
        sound=sound,
    )


def count_of(index: ClipIndex, fps: int) -> int:
    """Return how many frames of a film at ``fps`` a clip fills."""
    return max(round(index.seconds * fps), 1)


def _frames(index: ClipIndex, form: ClipForm, frame_count: int, *, fps: int, name: str) -> Iterator[Yuv420]:
    """Decode from the beginning; a frame that is shown longer is fitted once."""
    before: Any = None
    with _named(name), opened(index.path) as (container, stream):
        for frame in at_rate(_timed(index, container.decode(stream)), frame_count, fps):
            if frame is not before:
                before, fitted = frame, form.fitted(frame)
            yield fitted


def at_rate(timed: Iterable[tuple[Fraction, _Shown]], frame_count: int, fps: int) -> Iterator[_Shown]:
    """Yield what is shown at each of ``frame_count`` instants k / fps: of ``timed`` the nearest, the earlier of two.

    Raises:
        UnreadableClip: ``timed`` is empty.
    """
    number, before = 0, None
    for after in timed:
        while before is not None and number < frame_count and 2 * Fraction(number, fps) <= before[0] + after[0]:
            yield before[1]
            number += 1
        before = after
    if before is None:
        raise UnreadableClip("is damaged or cut off")
    yield from repeat(before[1], frame_count - number)


def _timed(index: ClipIndex, decoded: Iterable[Any]) -> Iterator[tuple[Fraction, Any]]:
    """Yield each frame and its instant.

    Raises:
        UnreadableClip: a frame has another size than the first: no camera changes it.
    """
    for frame in decoded:
        if (frame.width, frame.height) != (index.width, index.height):
            raise UnreadableClip("changes its size midway")
        if frame.pts is not None:
            yield index.instant(frame.pts), frame


def _end(index: ClipIndex, form: ClipForm, shown: Fraction) -> _End:
    """Decode the end of a clip, of which the frame nearest to the instant ``shown`` is the film's last."""
    since = shown - TAIL_SECONDS
    tail: deque[tuple[Fraction, Yuv420]] = deque()
    last: tuple[Fraction, Any] | None = None
    with opened(index.path) as (container, stream):
        container.seek(index.stamp(since), stream=stream, backward=True)
        for instant, frame in _timed(index, container.decode(stream)):
            if last is not None and abs(instant - shown) >= abs(last[0] - shown):
                break
            last = instant, frame
            if instant >= since:
                tail.append((instant, small(frame, TAIL_SIDE, index.turn)))
        if last is None:
            raise UnreadableClip("is damaged or cut off")
        return _End(
            tail=tuple(frame for _, frame in tail) or (small(last[1], TAIL_SIDE, index.turn),),
            instants=tuple(float(instant - shown) for instant, _ in tail) or (float(last[0] - shown),),
            last=form.fitted(last[1]),
            original=upright_rgb(last[1], index.size, index.turn),
        )


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Turn what is wrong with a clip into a sentence about the clip called ``name``."""
    try:
        yield
    except UnreadableClip as error:
        raise TaskFailure.of(file_faults.unreadable_clip(name, str(error))) from error
    except BROKEN as error:
        raise TaskFailure.of(file_faults.unreadable_clip(name, "is damaged")) from error
