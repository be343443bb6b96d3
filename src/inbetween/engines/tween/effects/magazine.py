"""Three flashes, three crops, and the last shot shrinks into a glossy cover that turns in the light."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.camera import seen
from inbetween.engines.tween.effects.kit.easing import clamp, ramp, smooth, smoother
from inbetween.engines.tween.effects.kit.grading import grade
from inbetween.engines.tween.effects.kit.laying import lay_over, mixed, tint
from inbetween.engines.tween.effects.kit.light import glow
from inbetween.engines.tween.effects.kit.shapes import soft_dot, star
from inbetween.engines.tween.effects.kit.stamp import put
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.scene.subject import Subject
from inbetween.engines.tween.effects.sprites.cover import GLOSSY, Cover, print_cover

_SHOTS = ((0.25, 1.06), (0.48, 1.16), (0.70, 1.03))
"""When the flash fires, and how near the shot is that it opens. Three in one second are the most that are safe."""

_FLASH = 0.85
_SHRINKS = (0.75, 1.55)
_TITLE, _WORDS = (1.45, 2.0), (2.2, 3.0)

_PRESS = (
    (0.12, 0.25, 1.35),
    (0.90, 0.18, 1.75),
    (0.06, 0.62, 2.30),
    (0.94, 0.58, 2.75),
    (0.20, 0.12, 3.30),
    (0.84, 0.35, 3.80),
    (0.10, 0.42, 4.20),
    (0.92, 0.75, 4.50),
)
"""Flashes behind the page: x and y as parts of the frame, and seconds."""

_SMALL = 8

_Quad = NDArray[np.float32]
"""(4, 2): corners in pixels, clockwise from the upper left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Crop:
    """Which part of the picture the page shows (left, top, width, height), and the page's size, in pixels."""

    left: float
    top: float
    width: float
    height: float
    page: tuple[int, int]

    @property
    def quad(self) -> _Quad:
        """The part's corners."""
        return _corners(self.left, self.top, self.width, self.height)


def prepare(stage: Stage) -> Paint:
    """Print the cover once; then it is only moved and lit."""
    stage.prepared()
    crop = _crop(stage)
    cover, studio, about = _printed(stage, crop), _studio(stage), (stage.subject.head.x, stage.subject.head.y)
    turn = _turning(stage, crop)

    def paint(t: float) -> Rgb:
        shrunk = smoother(ramp(t, *_SHRINKS))
        flash = _FLASH * max((math.exp(-11 * (t - shot)) for shot, _ in _SHOTS if t >= shot), default=0.0)
        if shrunk <= 0:
            frame = _shot(stage, t, about)
        else:
            frame = mixed(stage.picture, studio, shrunk)
            _press(frame, t)
            turn(frame, _page_at(cover, t), t, shrunk)
        return frame if flash < 0.02 else cv2.addWeighted(frame, 1 - flash, np.full_like(frame, 255), flash, 0)

    return paint


def _shot(stage: Stage, t: float, about: tuple[float, float]) -> Rgb:
    """Return what the camera sees between flashes: the picture, then three crops with the marks of a viewfinder."""
    taken = [near for shot, near in _SHOTS if t >= shot]
    if not taken:
        return stage.picture.copy()
    frame = grade(seen(stage.picture, taken[-1], about), GLOSSY, 0.8)
    inset, long, thick = 0.03 * stage.unit, 0.06 * stage.unit, max(round(0.004 * stage.unit), 1)
    for side_x in (0, 1):
        for side_y in (0, 1):
            x, y = (inset if not side_x else stage.width - inset), (inset if not side_y else stage.height - inset)
            ends = (x + long * (1 - 2 * side_x), y), (x, y + long * (1 - 2 * side_y))
            for end_x, end_y in ends:
                cv2.line(frame, (round(x), round(y)), (round(end_x), round(end_y)), (255, 255, 255), thick, cv2.LINE_AA)
    return frame


def _crop(stage: Stage) -> _Crop:
    """Return what the page shows: as much as fits, the head in its upper third, and room for the masthead above."""
    subject, width, height = stage.subject, stage.width, stage.height
    wide = min(0.76 * 0.90 * height, 0.90 * width)
    high = min(0.90 * height, wide / 0.74)
    least = max(wide / width, high / height)
    wanted = wide / (3.4 * max(subject.half_width, 1.2 * subject.head.r))
    scale = max(least, min(1.15 * least, wanted))
    across, down = wide / scale, high / scale
    x, y = _looked_at(subject, across)
    left = clamp(x - across / 2, 0, width - across)
    top = clamp(y - 0.36 * down, 0, height - down)
    return _Crop(left=left, top=top, width=across, height=down, page=(round(high), round(wide)))


def _looked_at(subject: Subject, across: float) -> tuple[float, float]:
    """Return the middle of what the page is about: both faces where both fit ``across`` it, else the likelier."""
    pair = subject.pair
    if pair and pair[1].x + pair[1].r - pair[0].x + pair[0].r < across:
        return (pair[0].x + pair[1].x) / 2, (pair[0].y + pair[1].y) / 2
    return subject.head.x, subject.head.y


def _printed(stage: Stage, crop: _Crop) -> Cover:
    """Return the cover of what the crop shows."""
    size = crop.page[1], crop.page[0]
    taken = cv2.getPerspectiveTransform(crop.quad, _corners(0, 0, *size))
    way = cv2.INTER_CUBIC if crop.page[1] > crop.width else cv2.INTER_LINEAR
    photograph = cv2.warpPerspective(stage.picture, taken, size, flags=way, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpPerspective(stage.subject.mask, taken, size) if stage.subject.trusted else None
    return print_cover(photograph, mask)


def _corners(left: float, top: float, width: float, height: float) -> _Quad:
    right, bottom = left + width, top + height
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)


def _studio(stage: Stage) -> Rgb:
    """Return what the page lies before: the background, far out of focus, with a pool of light."""
    size = max(stage.width // _SMALL, 2), max(stage.height // _SMALL, 2)
    seen_ = stage.plate if stage.subject.trusted else stage.picture
    small = cv2.resize(seen_, size, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), max(stage.unit / 80, 0.5))
    blurred = cv2.resize(small, (stage.width, stage.height), interpolation=cv2.INTER_CUBIC)
    pool = glow((stage.height, stage.width), (stage.width / 2, 0.42 * stage.height), 0.5 * stage.unit)
    light = cv2.resize(pool, (stage.width, stage.height))[..., None]
    studio: Rgb = np.clip(blurred * (0.30 + 0.45 * light) + 22 * light, 0, 255).astype(np.uint8)
    return studio


def _press(frame: Rgb, t: float) -> None:
    """Let photographers flash behind the page."""
    height, width = frame.shape[:2]
    unit = min(height, width)
    for x, y, fired in _PRESS:
        age = t - fired
        if 0 <= age < 0.5:
            bright = math.exp(-9 * age)
            put(
                frame,
                soft_dot((250.0, 246.0, 255.0), 2.4),
                (x * width, y * height),
                (0.5 + 0.4 * age) * unit,
                alpha=0.9 * bright,
                ink="light",
            )
            put(
                frame,
                star((250.0, 248.0, 255.0), 0.02),
                (x * width, y * height),
                0.42 * unit,
                angle=age,
                alpha=bright,
                ink="light",
            )


def _page_at(cover: Cover, t: float) -> Rgb:
    """Return the page: the masthead wipes in from the left, the words from below."""
    height, width = cover.photograph.shape[:2]
    title, words = smooth(t, *_TITLE), smooth(t, *_WORDS)
    if words >= 1:
        return cover.lettered.copy()
    page = (cover.titled if title >= 1 else cover.photograph).copy()
    page[:, : round(width * title)] = cover.titled[:, : round(width * title)]
    if words > 0:
        top, bottom = round(0.075 * width * words), round(height * (1 - words))
        page[:top], page[bottom:] = cover.lettered[:top], cover.lettered[bottom:]
    return page


def _turning(stage: Stage, crop: _Crop) -> Callable[[Rgb, Rgb, float, float], None]:
    """Return what lays the page over a frame: it leaves its place in the picture, swings to and fro, and gleams."""
    size, page = (stage.height, stage.width), _corners(0, 0, crop.page[1], crop.page[0])
    paper = np.full(crop.page, 255, np.uint8)
    high, wide = crop.page
    gleam = np.arange(wide, dtype=np.float32)[None] / wide + 0.25 * np.arange(high, dtype=np.float32)[:, None] / high

    def turn(frame: Rgb, drawn: Rgb, t: float, shrunk: float) -> None:
        swung, angle = _swung(t, crop.page, size)
        quad = (crop.quad * (1 - shrunk) + swung * shrunk).astype(np.float32)
        if t > _SHRINKS[1] - 0.05:
            _gleam(drawn, gleam, t, angle)
        _throw_shadow(frame, quad + np.array([0.012, 0.03], np.float32) * stage.unit, 0.6 * shrunk)
        left, top, width, height = _box(quad, size)
        through = cv2.getPerspectiveTransform(page, quad - np.array([left, top], np.float32))
        seen_page = cv2.warpPerspective(
            drawn, through, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        mask = cv2.warpPerspective(paper, through, (width, height), flags=cv2.INTER_LINEAR)
        window = np.ascontiguousarray(frame[top : top + height, left : left + width])
        lay_over(window, seen_page, mask)
        frame[top : top + height, left : left + width] = window

    return turn


def _gleam(page: Rgb, place: NDArray[np.floating[Any]], t: float, angle: float) -> None:
    """Let a band of light cross the paper, in place; all of it is lighter when it turns to the lamp."""
    at = (0.42 * (t - 1.5)) % 1.6 - 0.25
    band = np.exp(-(((place - np.float32(at)) / np.float32(0.085)) ** 2)) * np.float32(24)
    light: Plane = np.clip(band + np.float32(5 * math.sin(angle)), 0, 60).astype(np.uint8)
    cv2.add(page, cv2.merge([light, light, light]), page)


def _swung(t: float, page: tuple[int, int], size: tuple[int, int]) -> tuple[_Quad, float]:
    """Return the corners of the page as it swings about its upright axis, and the angle, in radians."""
    angle = 0.24 * math.sin(1.25 * (t - 1.7)) * smooth(t, 1.3, 2.2)
    roll, near = 0.018 * math.sin(0.9 * (t - 1.7)) * smooth(t, 1.5, 2.3), 1 + 0.03 * smoother(ramp(t, 1.5, 5.0))
    flat = _corners(-page[1] / 2, -page[0] / 2, page[1], page[0])
    deep = 1 + flat[:, :1] * math.sin(angle) / (1.9 * min(size))
    turned = flat * np.array([math.cos(angle), 1.0]) / deep * near
    cos, sin = math.cos(roll), math.sin(roll)
    rolled = turned @ np.array([[cos, sin], [-sin, cos]])
    return (rolled + np.array([size[1] / 2, size[0] / 2])).astype(np.float32), angle


def _throw_shadow(frame: Rgb, quad: _Quad, strength: float) -> None:
    """Darken a frame softly below a quad, in place."""
    small = np.zeros((max(frame.shape[0] // _SMALL, 1), max(frame.shape[1] // _SMALL, 1)), np.uint8)
    cv2.fillConvexPoly(small, np.rint(quad * (16 / _SMALL)).astype(np.int32), 255, cv2.LINE_AA, 4)
    soft = cv2.GaussianBlur(small, (0, 0), max(min(small.shape) / 18, 0.5))
    tint(frame, (10, 6, 8), cv2.resize(soft, (frame.shape[1], frame.shape[0])), strength)


def _box(quad: _Quad, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return left, top, width and height of what a quad covers of a frame."""
    low, high = np.floor(quad.min(0)).astype(int) - 1, np.ceil(quad.max(0)).astype(int) + 1
    left, top = max(int(low[0]), 0), max(int(low[1]), 0)
    return left, top, max(min(int(high[0]), size[1]) - left, 1), max(min(int(high[1]), size[0]) - top, 1)
