"""Step 13: things cut out at full size, and laid over the background where they are at time t."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb, Yuv420
from inbetween.engines.tween.draw.canvas import Brush
from inbetween.engines.tween.draw.mattes import matte
from inbetween.engines.tween.draw.mixing import lay_over
from inbetween.engines.tween.draw.readable import FINENESS, Readable, readable
from inbetween.engines.tween.geometry import Field, Mask, Model, Points, carry, model_scale, rescaled, resizing
from inbetween.engines.tween.match.light import Light
from inbetween.engines.tween.motion.paths import SimilarityPath
from inbetween.engines.tween.motion.plates import Plate, continued
from inbetween.engines.tween.motion.staging import Stage, Thing
from inbetween.pixels.colour import rgb_to_yuv420

_REACH = 0.006
"""Share of the width by which the mask of a thing may be wrong."""

_FAINTEST, _SOLID = 0.01, 0.9
_VISIBLE, _WHOLLY = 0.7, 250
_BLACK = 16, 128, 128

_HALF = resizing(0.5, 0.5)
_TO_COARSE = np.diag([1 / FINENESS, 1 / FINENESS, 1])

Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, width, height; it may lie beyond the frame."""

Sees: TypeAlias = tuple[NDArray[np.bool_], NDArray[np.bool_]]
"""Of both frames, whether a pixel of a cel is seen there."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cel:
    """A thing before black, as each frame shows it, and its matte (0..255) for luma and for chroma.

    What one frame does not show of it is taken from the other, in its light. ``to_first`` carries the cel to frame 0,
    ``path`` from there to time t.
    """

    first: Readable
    last: Readable
    mattes: tuple[Plane, Plane]
    to_first: Model
    path: SimilarityPath

    def paint(self, frame: Yuv420, t: float) -> None:
        """Lay the thing over ``frame``, in place, where and as it is at ``t``."""
        place = self.path.at(t) @ self.to_first
        half = rescaled(place, _HALF)
        y, u, v = (cv2.addWeighted(*both, t, 0) for both in zip(self.first, (1 - t,) * 3, self.last, strict=True))
        _lay(frame.y, (y, place @ _TO_COARSE, _BLACK[0]), self.mattes[0], place)
        for target, source, black in ((frame.u, u, _BLACK[1]), (frame.v, v, _BLACK[2])):
            _lay(target, (source, half, black), self.mattes[1], half)


def _lay(target: Plane, sheet: tuple[Plane, Model, int], cover: Plane, place: Model) -> None:
    """Lay one plane of a cel, its way into the frame and its black, over one plane of the frame."""
    source, way, black = sheet
    left, top, width, height = _visible_box(cover.shape, place, target.shape)
    if width <= 0 or height <= 0:
        return
    onto, size = _shift(-left, -top), (width, height)
    laid = cv2.warpAffine(source, (onto @ way)[:2], size, flags=cv2.INTER_LINEAR, borderValue=black)
    covers = cv2.warpAffine(cover, (onto @ place)[:2], size, flags=cv2.INTER_LINEAR)
    lay_over(target, laid, covers, (left, top, black))


def _visible_box(shape: tuple[int, ...], place: Model, frame: tuple[int, ...]) -> Box:
    """Return what a placed cel touches of the frame."""
    right, bottom = shape[1], shape[0]
    corners = carry(place, np.array([[-1, -1], [right, -1], [right, bottom], [-1, bottom]], np.float32))
    (left, top), (right, bottom) = np.floor(corners.min(0)).astype(int), np.ceil(corners.max(0)).astype(int) + 1
    left, top, right, bottom = max(left, 0), max(top, 0), min(right, frame[1]), min(bottom, frame[0])
    return int(left), int(top), int(right - left), int(bottom - top)


def _shift(x: float, y: float) -> Model:
    return np.array([[1, 0, x], [0, 1, y], [0, 0, 1]], np.float64)


class Staged:
    """Draws frames of a pair: the background by ``brush``, then the cels. One per thread, as the brush is."""

    def __init__(self, ends: tuple[Yuv420, Yuv420], brush: Brush, cels: tuple[Cel, ...]) -> None:
        self._ends = ends
        self._brush = brush
        self._cels = cels

    def __call__(self, t: float) -> Yuv420:
        """Draw the frame at ``t``; 0 and 1 are the pictures themselves."""
        if t <= 0 or t >= 1:
            return self._ends[0 if t <= 0 else 1]
        frame = self._brush(t)
        for cel in self._cels:
            cel.paint(frame, t)
        return frame


def cut_cels(
    pictures: tuple[Rgb, Rgb], plates: tuple[Plate, Plate], stage: Stage, light: Light | None
) -> tuple[Cel, ...]:
    """Cut the things of a stage out of both pictures of one size, back to front."""
    first, last = (_Stack(picture, plate.picture, plate.known) for picture, plate in zip(pictures, plates, strict=True))
    exchanged = None
    if light is not None:
        relit = light.exchanged(*pictures), light.exchanged(plates[0].picture, plates[1].picture)
        exchanged = (
            _Stack(relit[0][0], relit[1][0], first.known),
            _Stack(relit[0][1], relit[1][1], last.known),
        )
    with ThreadPoolExecutor(2, thread_name_prefix="tween-cels") as pool:
        return tuple(pool.map(lambda thing: _cut(thing, (first, last), exchanged), stage.things))


@dataclass(frozen=True, slots=True, eq=False)
class _Stack:
    """A picture over its plate, and which pixels of the plate are known."""

    picture: Rgb
    plate: Rgb
    known: NDArray[np.bool_]

    def on(self, easel: "_Easel", side: int) -> "_Stack":
        """Return the part that lies on a cel."""
        # The frame that a cel lies on is shifted by whole pixels; only the other one is read between them.
        finely = cv2.INTER_NEAREST if side == easel.own else cv2.INTER_CUBIC
        picture, plate = (easel.bring(layer, side, finely) for layer in (self.picture, self.plate))
        return _Stack(picture, plate, easel.bring(self.known.astype(np.uint8) * 255, side) > _WHOLLY)

    def over_black(self, cover: Field) -> Rgb:
        """Take the plate away where the thing does not cover it."""
        bare: Rgb = cv2.copyTo(self.picture, (cover > 0).astype(np.uint8))
        rim = (cover > 0) & (cover < 1)
        share = cover[rim, None]
        bare[rim] = np.clip(self.picture[rim] - (1 - share) * self.plate[rim], 0, 255 * share) + 0.5
        return bare


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Easel:
    """Where a cel lies: ``to_cel`` carries either frame to it, ``from_work`` the work grid to the frames.

    ``own`` is the frame (0, 1) it lies on, ``reach`` the pixels by which the mask of the thing may be wrong.
    """

    to_cel: tuple[Model, Model]
    from_work: Model
    size: tuple[int, int]
    own: int
    reach: int

    def bring(self, layer: NDArray[np.generic], side: int, interpolation: int = cv2.INTER_LINEAR) -> Any:
        """Bring a layer of one frame to the cel, 0 beyond the frame."""
        return cv2.warpAffine(layer, self.to_cel[side][:2], self.size, flags=interpolation)

    def bring_mask(self, mask: Mask, side: int) -> Field:
        """Bring a mask from the work grid."""
        model = (self.to_cel[side] @ self.from_work)[:2]
        brought: Field = cv2.warpAffine(mask.astype(np.float32), model, self.size, flags=cv2.INTER_LINEAR)
        return brought


def _cut(thing: Thing, stacks: tuple[_Stack, _Stack], exchanged: tuple[_Stack, _Stack] | None) -> Cel:
    """Cut one thing out of both frames; ``exchanged`` has each in the light of the other, where light changes."""
    easel = _easel(thing, stacks[0].known.shape)
    sees = _sees(thing, easel, 0), _sees(thing, easel, 1)
    own = [stack.on(easel, side) for side, stack in enumerate(stacks)]
    lit = own if exchanged is None else [stack.on(easel, side) for side, stack in enumerate(exchanged)]
    cover = _cover((own[0], lit[1]), _joined(thing, easel, sees), sees, easel.reach)
    drawn = [stack.over_black(cover) for stack in own]
    lent = drawn if exchanged is None else [stack.over_black(cover) for stack in lit]
    drawn = _completed(drawn, lent[::-1], cover, sees)
    small = cv2.resize(cover, (easel.size[0] // 2, easel.size[1] // 2), interpolation=cv2.INTER_AREA)
    return Cel(
        first=_sheet(drawn[0]),
        last=_sheet(drawn[1]),
        mattes=(_levels(cover), _levels(small)),
        to_first=np.asarray(np.linalg.inv(easel.to_cel[0]), np.float64),
        path=SimilarityPath(
            model=rescaled(thing.model, easel.from_work), centre=carry(easel.from_work, thing.centre)[0]
        ),
    )


def _cover(shown: tuple[_Stack, _Stack], mask: Mask, sees: Sees, reach: int) -> Field:
    first, last = shown
    usable = (first.known & last.known & sees[0] & sees[1]).astype(np.float32)
    cover = matte((first.picture, last.picture), (first.plate, last.plate), usable=usable, mask=mask, reach=reach)
    cover[cover < _FAINTEST] = 0
    return cover


def _completed(drawn: list[Rgb], lent: list[Rgb], cover: Field, sees: Sees) -> list[Rgb]:
    """Take what a frame does not show of a thing from what the other lends it; invent the rest from around."""
    sheets = [
        cv2.copyTo(other, (~seen).astype(np.uint8), own.copy())
        for own, other, seen in zip(drawn, lent, sees, strict=True)
    ]
    unseen = ~sees[0] & ~sees[1] & (cover > 0)
    if unseen.any():
        for sheet in sheets:
            whole = continued(sheet, (cover > _SOLID) & ~unseen)
            sheet[unseen] = whole[unseen] * cover[unseen, None]
    return sheets


def _sheet(drawn: Rgb) -> Readable:
    return readable(rgb_to_yuv420(drawn))


def _levels(share: Field) -> Plane:
    return (share * 255 + 0.5).astype(np.uint8)


def _easel(thing: Thing, frame: tuple[int, ...]) -> _Easel:
    """Lay a cel over all of a thing, in the frame that shows it larger, at an even place and of an even size."""
    work, reach = thing.masks[0].shape, max(round(_REACH * frame[1]), 2)
    from_work = resizing(frame[1] / work[1], frame[0] / work[0])
    model = rescaled(thing.model, from_work)
    on_last = model_scale(model) > 1
    to_own = (model, np.eye(3)) if on_last else (np.eye(3), np.linalg.inv(model))
    corners = [carry(to_own[side] @ from_work, _corners(thing.masks[side])) for side in (0, 1)]
    low = np.floor(np.min([points.min(0) for points in corners], 0)).astype(int) - 2 * reach
    high = np.ceil(np.max([points.max(0) for points in corners], 0)).astype(int) + 2 * reach
    low, size = low - low % 2, high - low
    size += size % 2
    onto = _shift(-float(low[0]), -float(low[1]))
    return _Easel(
        to_cel=(onto @ to_own[0], onto @ to_own[1]),
        from_work=from_work,
        size=(int(size[0]), int(size[1])),
        own=int(on_last),
        reach=reach,
    )


def _corners(mask: Mask) -> Points:
    left, top, width, height = cv2.boundingRect(mask)
    right, bottom = left + width, top + height
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)


def _sees(thing: Thing, easel: _Easel, side: int) -> NDArray[np.bool_]:
    """Say where a frame shows what belongs on the cel: inside the frame and behind nothing else."""
    shown: NDArray[np.bool_] = easel.bring_mask(1 - thing.hidden[side], side) > _VISIBLE
    return shown


def _joined(thing: Thing, easel: _Easel, sees: Sees) -> Mask:
    """Join the masks of both frames: where both see, the mean of both decides, elsewhere the one that sees."""
    votes = sum(easel.bring_mask(thing.masks[side], side) * sees[side] for side in (0, 1))
    seeing = sees[0].astype(np.float32) + sees[1]
    mask: Mask = (votes > 0.5 * np.maximum(seeing, 1)).astype(np.uint8)
    kernel = np.ones((2 * easel.reach + 1, 2 * easel.reach + 1), np.uint8)
    # A little of what nobody sees belongs to it too: under the rim of what is before it nothing may shine through.
    grown: Mask = cv2.max(mask, cv2.dilate(mask, kernel) * (seeing == 0).astype(np.uint8))
    return grown
