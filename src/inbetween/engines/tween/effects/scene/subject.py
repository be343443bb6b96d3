"""The subject of a picture: its mask, where it is, where its head and its eyes are, and whether that can be trusted."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.scene.cutout import cut_out
from inbetween.engines.tween.effects.scene.edges import soft_mask
from inbetween.engines.tween.effects.scene.eyes import Eyes, find_eyes
from inbetween.engines.tween.effects.scene.faces import Head, find_faces, skin_of
from inbetween.engines.tween.effects.scene.small import shrunk
from inbetween.engines.tween.effects.scene.standing_out import standing_out
from inbetween.engines.tween.effects.scene.trust import is_trusted, rounded

_HEAD = (0.06, 0.26)
"""Least and largest radius of a head, in units (the shorter side)."""

_TOP = 0.22
"""Share of a subject's height that its head fills where no face is found."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Subject:
    """What the picture shows, in pixels of the frame.

    ``mask`` is soft, 0..255, (height, width) uint8. ``x``, ``y`` is its middle, ``half_width`` and ``half_height``
    twice its deviation (an ellipse's half axes). ``left`` to ``right`` and ``top`` to ``foot`` bound it. ``head`` is
    the likeliest face, or else the top of the mask. ``faces`` are those that were found, the likeliest first; ``eyes``
    those of the head. Where the cut-out is not ``trusted``, ``mask`` is only a soft middle.
    """

    mask: Plane
    trusted: bool
    x: float
    y: float
    half_width: float
    half_height: float
    left: float
    right: float
    top: float
    foot: float
    head: Head
    faces: tuple[Head, ...] = ()
    eyes: Eyes | None = None

    @property
    def cropped(self) -> bool:
        """Whether the frame's lower edge cuts the subject off."""
        return bool(self.foot >= self.mask.shape[0] - 0.015 * min(self.mask.shape))

    @property
    def sure_faces(self) -> tuple[Head, ...]:
        """The faces that a trusted cut-out or a pair of eyes confirms: sunsets have the colour of skin, too."""
        return self.faces if self.trusted or self.eyes is not None else ()

    @property
    def pair(self) -> tuple[Head, Head] | None:
        """The two likeliest faces, left to right; ``None`` where fewer were found."""
        if len(self.faces) < 2:
            return None
        left, right = sorted(self.faces[:2], key=lambda face: face.x)
        return left, right


def find_subject(picture: Rgb) -> Subject:
    """Look for the subject of a fitted frame. It takes .1 to .4 s."""
    small = shrunk(picture)
    skin = skin_of(small)
    faces = find_faces(skin)
    mask = cut_out(small, standing_out(small, skin), faces)
    trusted = is_trusted(mask, small, has_face=bool(faces))
    if not trusted:
        mask = _middle(mask.shape[0], mask.shape[1])
    elif not faces:
        mask = rounded(mask)
    height, width = picture.shape[:2]
    scale = width / small.shape[1]
    found = tuple(_sized(face.times(scale), min(width, height)) for face in faces)
    return subject_of(soft_mask(mask, small, (width, height)), trusted=trusted, faces=found, eyes=_eyes(picture, found))


def subject_of(
    mask: Plane, *, trusted: bool, faces: tuple[Head, ...] = (), head: Head | None = None, eyes: Eyes | None = None
) -> Subject:
    """Measure a soft mask that is not empty."""
    moments = cv2.moments(mask)
    left, top, width, height = (float(value) for value in cv2.boundingRect((mask > 127).astype(np.uint8)))
    return Subject(
        mask=mask,
        trusted=trusted,
        x=moments["m10"] / moments["m00"],
        y=moments["m01"] / moments["m00"],
        half_width=2 * math.sqrt(moments["mu20"] / moments["m00"]),
        half_height=2 * math.sqrt(moments["mu02"] / moments["m00"]),
        left=left,
        right=left + width - 1,
        top=top,
        foot=top + height - 1,
        head=head or (faces[0] if faces else _top_of(mask, (int(top), int(height)))),
        faces=faces,
        eyes=eyes,
    )


def _sized(head: Head, unit: int) -> Head:
    return Head(x=head.x, y=head.y, r=min(max(head.r, _HEAD[0] * unit), _HEAD[1] * unit))


def _eyes(picture: Rgb, faces: tuple[Head, ...]) -> Eyes | None:
    return find_eyes(picture, faces[0]) if faces else None


def _middle(height: int, width: int) -> Plane:
    y, x = (np.linspace(-0.5, 0.5, side, dtype=np.float32) for side in (height, width))
    return (np.exp(-((x[None] / 0.36) ** 4 + (y[:, None] / 0.40) ** 4)) > 0.4).astype(np.uint8)


def _top_of(mask: Plane, rows: tuple[int, int]) -> Head:
    """Return a head in the topmost part of a mask, whose box has these rows (first, count)."""
    top, height = rows
    unit = min(mask.shape)
    band = (mask[top : top + max(4, int(_TOP * height))] > 127).any(0)
    columns = np.flatnonzero(band)
    r = min(max(0.42 * float(columns[-1] - columns[0]), 0.08 * unit), 0.2 * unit)
    return Head(x=float(columns.mean()), y=top + r, r=r)
