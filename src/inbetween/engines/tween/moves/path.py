"""What the camera sees in every frame: its way, made to fit what the picture can give."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.moves.depth import Depth, shift
from inbetween.engines.tween.moves.easing import Values
from inbetween.engines.tween.moves.lines import kept
from inbetween.engines.tween.moves.poses import Poses
from inbetween.engines.tween.moves.reach import FOCAL
from inbetween.engines.tween.moves.sight import Sight

MOST_OUT = 0.36
"""Octaves that a camera may draw back from its picture: 28 % wider, of which it knows nothing."""

_CENTRING = 1.5
"""Where a push stands still, as a multiple of the way to the subject: what is nearer the middle goes towards it."""

_OUTERMOST = 0.45
_OVERSHOOT = 1.1
"""How much more than the most a camera may magnify for the room that its travel needs."""

_SHORTER = 0.9
_BORDER_POINTS = 17
_EXTENTS = ("x", "y", "roll", "yaw", "pitch")
_DEPTHS = ("across", "down", "dolly")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class View:
    """What one frame shows.

    ``place`` (3, 3) takes a place of the frame to one of the picture, both in widths from the middle, of what is as far
    as the subject. ``magnification`` is against the fitted picture. ``travel`` and ``dolly`` are the parallax (see
    ``depth.shift``), ``eye`` the place that stands while the camera goes nearer; ``focus`` (0..1) as in ``Reach``.
    """

    place: NDArray[np.float64]
    magnification: float
    travel: tuple[float, float]
    dolly: float
    eye: tuple[float, float]
    focus: float


WHOLE_VIEW = View(place=np.eye(3), magnification=1.0, travel=(0.0, 0.0), dolly=0.0, eye=(0.0, 0.0), focus=0.0)
"""The whole picture, as it is."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Path:
    """The views of a shot's frames.

    ``outward`` is how many times as wide as the picture the widest view is (1: none is wider). ``kept`` are the shares
    of what was asked that the picture can give: of the ``zoom``, of ``travel`` and turns, of the ``parallax``.
    """

    views: tuple[View, ...]
    outward: float
    kept: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """What bounds a path: the picture as a camera sees it, its depth, its lines, octaves that it can be enlarged."""

    sight: Sight
    depth: Depth
    lines: NDArray[np.float64]
    most_zoom: float


def find_path(asked: Poses, ground: Ground) -> Path:
    """Fit what was asked into the picture: what is too far is shortened as a whole, and keeps its shape."""
    zoom = _zoom_kept(asked.channel("zoom"), ground.most_zoom)
    poses = asked.scaled(zoom, "zoom")
    outward = float(np.exp2(-min(poses.channel("zoom").min(), 0.0)))
    eye = _eye(ground.sight, outward)
    parallax = _parallax_kept(poses, ground, eye)
    poses = poses.scaled(parallax, *_DEPTHS)
    travel, most = 1.0, ground.most_zoom + np.log2(_OVERSHOOT)
    scale = _scale(poses, ground, eye, outward)
    while np.log2(scale.max()) > max(most, poses.channel("zoom").max()) and travel > 0.1:
        travel *= _SHORTER
        shorter = poses.scaled(travel, *_EXTENTS)
        scale = _scale(shorter, ground, eye, outward)
    poses = poses.scaled(travel, *_EXTENTS)
    return Path(
        views=_views(poses, scale, eye),
        outward=outward,
        kept={"zoom": round(zoom, 3), "travel": round(travel, 3), "parallax": round(parallax, 3)},
    )


def _zoom_kept(zoom: Values, most: float) -> float:
    return min(1.0, most / max(float(zoom.max()), 1e-9), MOST_OUT / max(-float(zoom.min()), 1e-9))


def _eye(sight: Sight, outward: float) -> tuple[float, float]:
    """Return the place that a push leaves where it is; drawing back goes from the middle, or one side would be bare."""
    if outward > 1:
        return 0.0, 0.0
    x, y = (_CENTRING * share for share in sight.aim)
    return (
        float(np.clip(x, -_OUTERMOST, _OUTERMOST)),
        float(np.clip(y, -_OUTERMOST * sight.tall, _OUTERMOST * sight.tall)),
    )


def _parallax_kept(poses: Poses, ground: Ground, eye: tuple[float, float]) -> float:
    """Return the share of the parallax that the picture bears where it is largest."""
    shares = []
    for name in _DEPTHS:
        most = int(np.abs(poses.channel(name)).argmax())
        across, down, dolly = (float(poses.channel(each)[most]) for each in _DEPTHS)
        shares.append(kept(ground.depth, ground.lines, (across, down), dolly, eye))
    return min(shares)


def _centres(poses: Poses, eye: tuple[float, float]) -> NDArray[np.float64]:
    """Return the place in the middle of each view, (frames, 2)."""
    zoom = np.exp2(poses.channel("zoom"))
    pulled = 1 - 1 / np.maximum(zoom, 1.0)
    travelled = np.stack([poses.channel("x"), poses.channel("y")], 1) / zoom[:, None]
    centres: NDArray[np.float64] = pulled[:, None] * np.asarray(eye) + travelled
    return centres


def _rays(poses: Poses, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return places of the frame (points, 2) on the picture, from the middle of the view and not magnified.

    The result is (frames, points, 2).
    """
    rays = np.concatenate([points / FOCAL, np.ones((len(points), 1))], 1)
    turned = rays @ np.swapaxes(_turns(poses), 1, 2)
    flat = turned[..., :2] / turned[..., 2:]
    axis = _turns(poses)[:, :, 2]
    result: NDArray[np.float64] = FOCAL * (flat - (axis[:, :2] / axis[:, 2:])[:, None])
    return result


def _turns(poses: Poses) -> NDArray[np.float64]:
    """Return the rotations of the camera, (frames, 3, 3): roll, then pitch, then yaw."""
    roll, yaw, pitch = (poses.channel(name) for name in ("roll", "yaw", "pitch"))
    none, one = np.zeros_like(roll), np.ones_like(roll)
    across = [[np.cos(yaw), none, np.sin(yaw)], [none, one, none], [-np.sin(yaw), none, np.cos(yaw)]]
    up = [[one, none, none], [none, np.cos(pitch), -np.sin(pitch)], [none, np.sin(pitch), np.cos(pitch)]]
    round_axis = [[np.cos(roll), -np.sin(roll), none], [np.sin(roll), np.cos(roll), none], [none, none, one]]
    first, second, third = (np.moveaxis(np.array(turn), 2, 0) for turn in (across, up, round_axis))
    turns: NDArray[np.float64] = first @ second @ third
    return turns


def _border(tall: float) -> NDArray[np.float64]:
    """Return places round the border of the frame, corners among them."""
    side = np.linspace(-0.5, 0.5, _BORDER_POINTS)
    edge = np.full(_BORDER_POINTS, 0.5)
    rounds = [np.stack([side, sign * edge], 1) for sign in (-1, 1)] + [
        np.stack([sign * edge, side], 1) for sign in (-1, 1)
    ]
    return np.concatenate(rounds) * (1.0, tall)


def _scale(poses: Poses, ground: Ground, eye: tuple[float, float], outward: float) -> Values:
    """Return the magnification of each frame: what was asked, and the room that keeps every border inside."""
    zoom = np.exp2(poses.channel("zoom"))
    needed = _needed(poses, ground, eye, outward=outward, zoom=zoom)
    missing = np.log(needed / zoom)
    counted = (missing > 1e-4) & (poses.room > 1e-6)
    room = float((missing[counted] / poses.room[counted]).max()) if counted.any() else 0.0
    scale: Values = zoom * np.exp(room * poses.room)
    return scale


def _needed(poses: Poses, ground: Ground, eye: tuple[float, float], *, outward: float, zoom: Values) -> Values:
    """Return the least magnification at which no view reaches beyond the picture, or what is drawn round it."""
    centres, border = _centres(poses, eye), _border(ground.sight.tall)
    rays = _rays(poses, border)
    limits = np.array([0.5, ground.sight.tall / 2]) * outward
    scale = zoom.copy()
    for _ in range(3):
        places = centres[:, None] + rays / scale[:, None, None]
        shifts = np.stack(
            [
                shift(ground.depth, places[frame], travel, dolly, eye)
                for frame, (travel, dolly) in enumerate(_depths(poses, scale))
            ]
        )
        offsets = (places + shifts - centres[:, None]) * scale[:, None, None]
        left = np.maximum(limits - np.sign(offsets) * centres[:, None], 1e-3)
        scale = np.maximum(zoom, (np.abs(offsets) / left).max((1, 2)))
    return scale


def _depths(poses: Poses, scale: Values) -> list[tuple[tuple[float, float], float]]:
    """Return travel and dolly of each frame as ``shift`` takes them."""
    across, down, dolly = (poses.channel(name) for name in _DEPTHS)
    return [
        ((float(x / nearer), float(y / nearer)), float(octaves))
        for x, y, octaves, nearer in zip(across, down, dolly, scale, strict=True)
    ]


def _views(poses: Poses, scale: Values, eye: tuple[float, float]) -> tuple[View, ...]:
    focus: Sequence[float] = [float(share) for share in poses.channel("focus")]
    parts = zip(_turns(poses), _centres(poses, eye), scale, _depths(poses, scale), focus, strict=True)
    return tuple(
        View(
            place=_place(turn, centre, float(nearer)),
            magnification=float(nearer),
            travel=travel,
            dolly=dolly,
            eye=eye,
            focus=share,
        )
        for turn, centre, nearer, (travel, dolly), share in parts
    )


def _place(turn: NDArray[np.float64], centre: NDArray[np.float64], scale: float) -> NDArray[np.float64]:
    """Return the homography from the frame to the picture: rays, turned, on to the picture about ``centre``."""
    length = FOCAL / scale
    rays = np.diag([1 / FOCAL, 1 / FOCAL, 1.0])
    axis = turn[:2, 2] / turn[2, 2]
    onto = np.array([[length, 0, centre[0] - length * axis[0]], [0, length, centre[1] - length * axis[1]], [0, 0, 1]])
    place: NDArray[np.float64] = onto @ turn @ rays
    return place
