"""How a decoded frame becomes the film's: 8 bits, BT.709, limited range, upright, fitted by the rule of ``fit``.

The whole frame is scaled by libswscale, and the shown part cut out of the result: whole pixels of luma and of chroma.
Against the rule's fractional rectangle that moves the picture by a pixel of the film at most, the same in every frame;
cutting first and resampling once, as pictures are, would take ten times as long as decoding does.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from av.video.reformatter import Interpolation

from inbetween.domain.frames import Plane, Rectangle, Rgb, Yuv420
from inbetween.media.clip_index import ClipIndex, Turn
from inbetween.media.fit import cover
from inbetween.pixels.planes import each_plane

_BT709, _BT601, _BT2020 = "ITU709", "ITU601", "BT2020"
_MATRICES = {1: _BT709, 4: "FCC", 5: _BT601, 6: _BT601, 7: "SMPTE240M", 9: _BT2020, 10: _BT2020}
"""libswscale's matrix for the numbers of ITU-T H.273, table 4."""

_RGB_MATRIX, _FULL = 0, 2
_OURS = "yuv420p"
_SMALL_SIDE = 576
"""Rows up to which untagged video is taken as BT.601, as players do."""

_FLIPS = {(True, False): 1, (False, True): 0, (True, True): -1}
"""OpenCV's numbers for flipping x, y and both."""

_SMOOTHEST = Interpolation.LANCZOS | Interpolation.ACCURATE_RND | Interpolation.BITEXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipForm:
    """The film's form of one clip's frames.

    ``size`` is that of the whole stored frame once it is scaled, ``corner`` and ``shown`` (x, y and width, height) the
    part of it that is cut out, all even; ``turn`` makes that upright.
    """

    size: tuple[int, int]
    corner: tuple[int, int]
    shown: tuple[int, int]
    turn: Turn
    rectangle: Rectangle

    def fitted(self, frame: Any) -> Yuv420:
        """Return a decoded frame in the film's form, in memory of its own."""
        (x, y), (width, height) = self.corner, self.shown
        return _upright(_cut(_planar(frame, self.size), (x, y, x + width, y + height)), self.turn)


def form_of(index: ClipIndex, width: int, height: int) -> ClipForm:
    """Return how the frames of a clip become frames of ``width`` x ``height`` pixels, both even."""
    whole = index.size
    rule = cover(*whole, width, height)
    scale = width / rule.width
    size = tuple(
        2 * max(round(side * scale / 2), least // 2) for side, least in zip(whole, (width, height), strict=True)
    )
    corner = tuple((side - least) // 4 * 2 for side, least in zip(size, (width, height), strict=True))
    across, down = (before / after for before, after in zip(whole, size, strict=True))
    rectangle = Rectangle(x=corner[0] * across, y=corner[1] * down, width=width * across, height=height * down)
    stored = [_stored(pair, index.turn) for pair in (size, _unflipped(corner, size, (width, height), index.turn))]
    return ClipForm(
        size=stored[0],
        corner=stored[1],
        shown=_stored((width, height), index.turn),
        turn=index.turn,
        rectangle=rectangle,
    )


def _unflipped(corner: tuple[int, ...], size: tuple[int, ...], shown: tuple[int, int], turn: Turn) -> tuple[int, ...]:
    """Return the corner of the shown part before it is flipped: not always the same, as corners are even."""
    flips = turn.flip_x, turn.flip_y
    return tuple(
        whole - part - at if flip else at for at, whole, part, flip in zip(corner, size, shown, flips, strict=True)
    )


def _stored(upright: tuple[int, ...], turn: Turn) -> tuple[int, int]:
    x, y = upright
    return (y, x) if turn.across else (x, y)


def upright_rgb(frame: Any, size: tuple[int, int], turn: Turn) -> Rgb:
    """Return a decoded frame as an upright picture of ``size`` (width, height)."""
    picture: Rgb = _turned(_converted(frame, _stored(size, turn), "rgb24").to_ndarray(), turn)
    return picture


def small(frame: Any, longest: int, turn: Turn) -> Yuv420:
    """Return a decoded frame with a longer side of at most ``longest`` pixels, upright."""
    scale = min(longest / max(frame.width, frame.height), 1.0)
    size = [max(2 * int(side * scale / 2), 2) for side in (frame.width, frame.height)]
    return _upright(_planar(frame, (size[0], size[1])), turn)


def _planar(frame: Any, size: tuple[int, int]) -> Yuv420:
    """Return the planes of a decoded frame at ``size``: views of memory that lives as long as they do."""
    y, u, v = (_plane(plane) for plane in _converted(frame, size, _OURS).planes)
    return Yuv420(y, u, v)


def _converted(frame: Any, size: tuple[int, int], form: str) -> Any:
    """Return a decoded frame in another form; one that has it comes through as it is."""
    if form == _OURS and is_ours(frame, size):
        return frame
    full, matrix = _is_full(frame), _matrix(frame)
    if form == "rgb24" or matrix == _BT709:
        return _reformatted(frame, size, form, matrix, full=full)
    # From one matrix to another libswscale goes by RGB of 8 bits, and loses a level of luma.
    return _reformatted(_reformatted(frame, size, "gbrp16le", matrix, full=full), size, form, _BT709, full=True)


def is_ours(frame: Any, size: tuple[int, int]) -> bool:
    """Say whether a decoded frame has the film's form already: nothing of it would change."""
    same = frame.format.name == _OURS and (frame.width, frame.height) == size
    return bool(same and _matrix(frame) == _BT709 and not _is_full(frame))


def _is_full(frame: Any) -> bool:
    return bool(frame.color_range == _FULL or frame.format.name.startswith("yuvj"))


def _reformatted(frame: Any, size: tuple[int, int], form: str, matrix: str, *, full: bool) -> Any:
    return frame.reformat(
        *size,
        form,
        src_colorspace=matrix,
        dst_colorspace=_BT709,
        src_color_range="JPEG" if full else "MPEG",
        dst_color_range="MPEG" if form == _OURS else "JPEG",
        interpolation=_SMOOTHEST,
        threads=1,
    )


def _matrix(frame: Any) -> str:
    if frame.colorspace in _MATRICES:
        return _MATRICES[frame.colorspace]
    untagged_small = frame.colorspace != _RGB_MATRIX and min(frame.width, frame.height) <= _SMALL_SIDE
    return _BT601 if untagged_small else _BT709


def _plane(plane: Any) -> Plane:
    rows = np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)
    return rows[:, : plane.width]


def _cut(frame: Yuv420, box: tuple[int, int, int, int]) -> Yuv420:
    left, top, right, bottom = box
    half = slice(top // 2, bottom // 2), slice(left // 2, right // 2)
    return Yuv420(frame.y[top:bottom, left:right], frame.u[half], frame.v[half])


def _upright(frame: Yuv420, turn: Turn) -> Yuv420:
    """Return an upright copy."""
    return each_plane(lambda plane: _turned(plane, turn), frame)


def _turned(plane: Any, turn: Turn) -> Any:
    """Return an upright copy of a plane, or of a picture with channels."""
    turned = cv2.transpose(plane) if turn.across else plane
    flips = turn.flip_x, turn.flip_y
    return cv2.flip(turned, _FLIPS[flips]) if any(flips) else np.array(turned)
