"""Painting with light: thin bright lines with a white core and a glow, drawn at half the frame's size."""

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.light import Colour, coarse, screen, thin
from inbetween.engines.tween.effects.scene.faces import Head
from inbetween.engines.tween.effects.scene.subject import Subject

_SUBPIXELS = 4
"""Bits of fraction in OpenCV's coordinates: lines that move by less than a pixel a frame must not jump."""

_FLESH = 0.75
"""Share of a stroke's colour beside its white core: a full colour leaves the core nothing to stand out from."""

_CORE = 0.2
"""Width of the core, as a share of the stroke's."""


def dark(size: tuple[int, int]) -> Rgb:
    """Return a layer without light for thin things over a frame of ``size`` (height, width)."""
    return np.zeros((*thin(size), 3), np.uint8)


def draw_line(layer: Rgb, points: NDArray[np.floating], colour: Colour, width: float, *, closed: bool = False) -> None:
    """Draw a line through ``points`` (n, 2), in frame pixels, of ``width`` frame pixels, into a layer, in place."""
    path = np.round((points + 0.5) * (2 ** (_SUBPIXELS - 1)) - 2 ** (_SUBPIXELS - 1)).astype(np.int32)
    thickness = max(round(width / 2), 1)
    cv2.polylines(layer, [path.reshape(-1, 1, 2)], closed, colour, thickness, cv2.LINE_AA, _SUBPIXELS)


def draw_stroke(layer: Rgb, points: NDArray[np.floating], colour: Colour, width: float) -> None:
    """Draw a stroke of light, with its white core, into a layer, in place; fewer than two points draw nothing."""
    if len(points) < 2:
        return
    draw_line(layer, points, (colour[0] * _FLESH, colour[1] * _FLESH, colour[2] * _FLESH), width)
    draw_line(layer, points, (255.0, 255.0, 255.0), width * _CORE)


def shine(frame: Rgb, layer: Rgb, gain: float = 1.9) -> None:
    """Screen a layer of thin light and its glow over ``frame``, in place; ``gain`` is that of the glow."""
    screen(frame, layer)
    screen(frame, halo(layer, frame.shape[:2], gain))


def colour_round(frame: Rgb, layer: Rgb, gain: float = 1.9) -> None:
    """Let the glow of thin light colour what lies round it, in place: white walls too, which no light can brighten.

    What is round a red tube keeps its red and loses green and blue; ``shine`` then adds the light itself.
    """
    glow = halo(layer, frame.shape[:2], gain)
    strongest = cv2.max(cv2.max(glow[..., 0], glow[..., 1]), glow[..., 2])
    kept = cv2.bitwise_not(cv2.subtract(cv2.merge([strongest] * 3), glow))
    size = (frame.shape[1], frame.shape[0])
    cv2.multiply(frame, cv2.resize(kept, size, interpolation=cv2.INTER_LINEAR), frame, scale=1 / 255)


def halo(layer: Rgb, size: tuple[int, ...], gain: float) -> Rgb:
    """Return the glow of a layer of thin light over a frame of ``size`` (height, width), as a coarse layer."""
    height, width = coarse((size[0], size[1]))
    small = cv2.resize(layer, (width, height), interpolation=cv2.INTER_AREA)
    soft: Rgb = cv2.convertScaleAbs(cv2.GaussianBlur(small, (0, 0), max(min(height, width) / 26, 0.5)), alpha=gain)
    return soft


def part(points: NDArray[np.floating], share: float) -> NDArray[np.floating]:
    """Return the first ``share`` (0..1) of a line of points; its end slides along the last piece."""
    reach = min(max(share, 0.0), 1.0) * (len(points) - 1)
    whole = int(reach)
    if whole >= len(points) - 1:
        return points
    end = points[whole] + (points[whole + 1] - points[whole]) * (reach - whole)
    return np.concatenate([points[: whole + 1], end[None]])


def rim(mask: Plane, width: float) -> Plane:
    """Return the rim of light round a subject, ``width`` frame pixels wide, as thin strength (uint8).

    It lies outside the mask; a subject that moves takes it along.
    """
    height, thin_width = thin((mask.shape[0], mask.shape[1]))
    small = cv2.resize(mask, (thin_width, height), interpolation=cv2.INTER_AREA)
    side = 2 * max(round(width / 2), 1) + 1
    wide = cv2.dilate(small, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    edge: Plane = cv2.GaussianBlur(cv2.subtract(wide, small), (0, 0), 1.0)
    return edge


def behind_heads(subject: Subject, heads: tuple[Head, ...]) -> Plane | None:
    """Return how much light (255 = all) thin layers keep where what they show passes behind heads.

    Something round a subject then lies behind its head and before its body, and faces stay clear. ``None`` where
    neither the cut-out nor a face is known.
    """
    height, width = thin((subject.mask.shape[0], subject.mask.shape[1]))
    if subject.trusted:
        neck = max(head.y + 1.15 * head.r for head in heads)
        soft = np.clip((neck - 2 * np.arange(height)) / (0.3 * heads[0].r) + 0.5, 0, 1)
        covered = cv2.resize(subject.mask, (width, height), interpolation=cv2.INTER_AREA) * soft[:, None]
    elif subject.sure_faces:
        covered = np.zeros((height, width), np.float32)
        for head in heads:
            axes = (round(0.36 * head.r), round(0.5 * head.r))
            cv2.ellipse(covered, (round(head.x / 2), round(head.y / 2)), axes, 0, 0, 360, 255, -1)
        covered = cv2.GaussianBlur(covered, (0, 0), max(0.03 * heads[0].r, 0.5))
    else:
        return None
    return np.asarray(np.rint(255 - covered), np.uint8)
