"""What the camera sees in every frame: its way, made to fit what the picture can give."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.moves.depth import Depth, shift
from inbetween.engines.tween.moves.easing import Values
from inbetween.engines.tween.moves.lines import kept
from inbetween.engines.tween.moves.poses import CHANNELS, Poses
from inbetween.engines.tween.moves.reach import FOCAL
from inbetween.engines.tween.moves.sight import Sight, Spot

MOST_OUT = 0.36
"""Octaves that a camera may draw back from its picture: 28 % wider, of which it knows nothing."""

_CENTRING = 1.5
"""Where a push stands still, as a multiple of the way to the subject: what is nearer the middle goes towards it."""

_OUTERMOST = 0.45
_OVERSHOOT = 1.1
"""How much more than the most a camera may magnify for the room that its travel needs."""

_SHORTER = 0.9
_LEAST_TRAVEL = 0.1
_DRAWN_BACK, _STILL_TO_COME, _ARRIVED = 0.75, 0.5, 0.02
"""Shares: of a way back that is done when a camera counts as drawn back, of its travel that is left to be made then (if
both go on together, it has surroundings all the way), and of that travel which is left when it has arrived."""

_TRAVEL = 0.03
"""Widths, or radians, of a travel that is more than a hand's shaking."""

_BACK_AT = 0.4
"""Octaves that such a camera may be nearer when it has come back: more is a push, not a pan."""

_NOTHING = 1e-9
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

    @property
    def whole(self) -> bool:
        """Whether it shows the picture itself."""
        moved = any(self.travel) or self.dolly or self.focus
        return not moved and float(np.abs(self.place - np.eye(3)).max()) < _NOTHING


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
    """What bounds a path: the picture as a camera sees it, its depth, its lines, octaves that it can be enlarged.

    ``tolerance`` is how much more than ever its parallax may bend lines and stretch the picture.
    """

    sight: Sight
    depth: Depth
    lines: NDArray[np.float64]
    most_zoom: float
    tolerance: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What a camera sees before it moves: octaves nearer than the whole picture, and where its middle is.

    ``centre`` is in widths from the picture's middle, ``roll`` and ``pitch`` are radians as in ``Reach``. ``aim`` is
    where a push goes, if not to the subject.
    """

    zoom: float = 0.0
    centre: Spot = (0.0, 0.0)
    roll: float = 0.0
    pitch: float = 0.0
    aim: Spot | None = None

    @property
    def turned(self) -> bool:
        """Whether the picture is not seen straight on."""
        return bool(self.roll or self.pitch)


WHOLE = Start()
"""The whole picture: how a video begins, whose first frame is the picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bounds:
    """Where a path starts, the place that its pushes leave where it is, and how far out it goes (1: not at all)."""

    start: Start
    eye: Spot
    outward: float


def find_path(asked: Poses, ground: Ground, start: Start = WHOLE) -> Path:
    """Fit what was asked into the picture: what is too far is shortened as a whole, and keeps its shape."""
    zoom = _zoom_kept(asked.channel("zoom"), ground.most_zoom, start.zoom)
    poses = asked.scaled(zoom, "zoom")
    least = float(poses.channel("zoom").min())
    bounds = _Bounds(
        start=start,
        eye=_eye(ground.sight, start, outward=least < 0),
        outward=float(np.exp2(-min(start.zoom + least, 0.0))),
    )
    parallax = _parallax_kept(poses, ground, bounds.eye)
    poses, travel = _within(poses.scaled(parallax, *_DEPTHS), ground, bounds)
    placed = _placed(poses, start)
    return Path(
        views=_views(placed, _scale(placed, ground, bounds), bounds),
        outward=bounds.outward,
        kept={"zoom": round(zoom, 3), "travel": round(travel, 3), "parallax": round(parallax, 3)},
    )


def _within(poses: Poses, ground: Ground, bounds: _Bounds) -> tuple[Poses, float]:
    """Shorten travel and turns until the room that they need magnifies no more than the picture bears."""
    most = max(ground.most_zoom + np.log2(_OVERSHOOT), bounds.start.zoom + float(poses.channel("zoom").max()))
    if _allowed(poses, bounds).min() < bounds.outward:
        most = _BACK_AT
    travel, shorter = 1.0, poses
    while np.log2(_scale(_placed(shorter, bounds.start), ground, bounds).max()) > most and travel > _LEAST_TRAVEL:
        travel *= _SHORTER
        shorter = poses.scaled(travel, *_EXTENTS)
    return shorter, travel


def _placed(poses: Poses, start: Start) -> Poses:
    """Return the way of a camera that starts elsewhere."""
    at = {"zoom": start.zoom, "roll": start.roll, "pitch": start.pitch}
    return Poses(values=poses.values + [at.get(name, 0.0) for name in CHANNELS], room=poses.room)


def settled(start: Start, ground: Ground) -> Start:
    """Return a start that shows nothing beyond the picture: nearer, if it is turned, and not so far aside."""
    poses = _placed(Poses(values=np.zeros((1, len(CHANNELS))), room=np.zeros(1)), replace(start, zoom=0.0))
    bounds = _Bounds(start=WHOLE, eye=(0.0, 0.0), outward=1.0)
    least = float(np.log2(_needed(poses, ground, bounds, zoom=np.ones(1))[0])) if start.turned else 0.0
    free = (1 - np.exp2(least - max(start.zoom, least))) / 2
    x, y = (
        float(np.clip(at, -free * side, free * side))
        for at, side in zip(start.centre, (1, ground.sight.tall), strict=True)
    )
    return replace(start, zoom=max(start.zoom, least), centre=(x, y))


def _zoom_kept(zoom: Values, most: float, start: float) -> float:
    nearer, farther = max(float(zoom.max()), 1e-9), max(-float(zoom.min()), 1e-9)
    return min(1.0, max(most - start, 0.0) / nearer, (start if start > 0 else MOST_OUT) / farther)


def _eye(sight: Sight, start: Start, *, outward: bool) -> Spot:
    """Return the place that a push leaves where it is, seen from where it starts.

    Drawing back, it is the one from which the view grows to the whole picture: or one side would be bare.
    """
    nearer = float(np.exp2(start.zoom))
    if outward:
        away = nearer / (nearer - 1) if nearer > 1 else 0.0
        return start.centre[0] * away, start.centre[1] * away
    most = np.array([_OUTERMOST, _OUTERMOST * sight.tall]) / nearer
    ahead = np.subtract(start.aim or sight.aim, start.centre)
    x, y = start.centre + np.clip(_CENTRING * ahead, -most, most)
    return float(x), float(y)


def _parallax_kept(poses: Poses, ground: Ground, eye: Spot) -> float:
    """Return the share of the parallax that the picture bears where it is largest."""
    shares = []
    for name in _DEPTHS:
        most = int(np.abs(poses.channel(name)).argmax())
        across, down, dolly = (float(poses.channel(each)[most]) for each in _DEPTHS)
        shares.append(kept(ground.depth, ground.lines, (across, down), dolly, eye))
    return min(1.0, ground.tolerance * min(shares))


def _centres(poses: Poses, bounds: _Bounds) -> NDArray[np.float64]:
    """Return the place in the middle of each view, (frames, 2)."""
    zoom = np.exp2(poses.channel("zoom"))[:, None]
    aside = np.subtract(bounds.start.centre, bounds.eye) * np.exp2(bounds.start.zoom)
    travelled = np.stack([poses.channel("x"), poses.channel("y")], 1) / zoom
    centres: NDArray[np.float64] = bounds.eye + aside / np.maximum(zoom, 1.0) + travelled
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


def _scale(poses: Poses, ground: Ground, bounds: _Bounds) -> Values:
    """Return the magnification of each frame: what was asked, and the room that keeps every border inside."""
    zoom = np.exp2(poses.channel("zoom"))
    needed = _needed(poses, ground, bounds, zoom=zoom)
    missing = np.log(needed / zoom)
    counted = (missing > 1e-4) & (poses.room > 1e-6)
    room = float((missing[counted] / poses.room[counted]).max()) if counted.any() else 0.0
    scale: Values = zoom * np.exp(room * poses.room)
    return scale


def _needed(poses: Poses, ground: Ground, bounds: _Bounds, *, zoom: Values) -> Values:
    """Return the least magnification at which no view reaches beyond the picture, or what is drawn round it."""
    centres, border = _centres(poses, bounds), _border(ground.sight.tall)
    rays = _rays(poses, border)
    limits = np.array([0.5, ground.sight.tall / 2]) * _allowed(poses, bounds)[:, None, None]
    scale = zoom.copy()
    for _ in range(3):
        places = centres[:, None] + rays / scale[:, None, None]
        shifts = np.stack(
            [
                shift(ground.depth, places[frame], travel, dolly, bounds.eye)
                for frame, (travel, dolly) in enumerate(_depths(poses, scale))
            ]
        )
        offsets = (places + shifts - centres[:, None]) * scale[:, None, None]
        left = np.maximum(limits - np.sign(offsets) * centres[:, None], 1e-3)
        scale = np.maximum(zoom, (np.abs(offsets) / left).max((1, 2)))
    return scale


def _allowed(poses: Poses, bounds: _Bounds) -> Values:
    """Return how many times as wide as the picture each view may reach, (frames,).

    Who travels after drawing back comes back into the picture on the way: surroundings that pass by would be looked at.
    """
    allowed = np.full(len(poses.values), bounds.outward)
    if bounds.outward > 1:
        zoom = poses.channel("zoom")
        out = int(np.argmax(zoom <= _DRAWN_BACK * zoom.min()))
        travel = np.stack([poses.channel(name) for name in _EXTENTS])
        left = np.abs(travel - travel[:, -1:]).max(0)
        if left[out] > max(_STILL_TO_COME * left[0], _TRAVEL):
            allowed[left < _ARRIVED * left[0]] = 1.0
    return allowed


def _depths(poses: Poses, scale: Values) -> list[tuple[tuple[float, float], float]]:
    """Return travel and dolly of each frame as ``shift`` takes them."""
    across, down, dolly = (poses.channel(name) for name in _DEPTHS)
    return [
        ((float(x / nearer), float(y / nearer)), float(octaves))
        for x, y, octaves, nearer in zip(across, down, dolly, scale, strict=True)
    ]


def _views(poses: Poses, scale: Values, bounds: _Bounds) -> tuple[View, ...]:
    focus: Sequence[float] = [float(share) for share in poses.channel("focus")]
    parts = zip(_turns(poses), _centres(poses, bounds), scale, _depths(poses, scale), focus, strict=True)
    return tuple(
        View(
            place=_place(turn, centre, float(nearer)),
            magnification=float(nearer),
            travel=travel,
            dolly=dolly,
            eye=bounds.eye,
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
