"""A cut-out dances: hips, shoulders and head go their own ways, one after the other, over feet that stay."""

from dataclasses import dataclass

import numpy as np

from inbetween.engines.tween.effects.kit.grid import Field
from inbetween.engines.tween.effects.scene.stage import Stage

FOLLOWS = 0.06
"""Seconds by which shoulders come after hips, and the head after shoulders: in step they would be one board."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """Where a body is, in units (the shorter side): ``hip``, ``shoulder`` and ``head`` to the right, ``up`` the bounce.

    ``tilt`` turns the head, in radians; ``squash`` makes it wider and shorter by that share. Above a hip of .05, a head
    of .08 and a tilt of .3 a person turns to rubber. ``nearer`` is how many times larger it is, about its head.
    """

    hip: float = 0.0
    shoulder: float = 0.0
    head: float = 0.0
    up: float = 0.0
    tilt: float = 0.0
    squash: float = 0.0
    nearer: float = 1.0


class Body:
    """The body of a stage's subject: how much each node of the grid goes along with its parts."""

    def __init__(self, stage: Stage) -> None:
        subject, grid, head = stage.subject, stage.grid, stage.subject.head
        self._unit, self._head = stage.unit, head
        self._x, self._y = grid.x - np.float32(subject.x), grid.y - np.float32(subject.foot)
        self._neck_x, self._neck_y = grid.x - np.float32(head.x), grid.y - np.float32(head.y + 1.1 * head.r)
        high = np.clip(-self._y / max(subject.foot - subject.top, 1.0), 0, 1.25)
        above = 1 / (1 + np.exp(np.clip((grid.y - (head.y + head.r)) / (0.22 * head.r), -30, 30)))
        beside = np.maximum(np.abs(self._neck_x) - 1.2 * head.r, 0) / (0.8 * head.r)
        self._at_head = above * np.exp(-beside * beside)
        self._at_hip = np.exp(-(((high - 0.30) / 0.22) ** 2)) * np.clip(6 * high, 0, 1)
        self._at_shoulder = np.exp(-(((high - 0.62) / 0.18) ** 2)) * (1 - self._at_head)
        self._off_ground = np.clip(1.6 * high, 0, 1)

    def bent(self, pose: Pose) -> tuple[Field, Field]:
        """Return how far from itself (dx, dy) each node shows the picture."""
        unit = self._unit
        aside = pose.hip * self._at_hip + pose.shoulder * self._at_shoulder + pose.head * self._at_head
        dx = pose.tilt * self._neck_y * self._at_head - unit * aside
        dy = unit * pose.up * self._off_ground - pose.tilt * self._neck_x * self._at_head
        if pose.squash:
            dx = dx - 0.8 * pose.squash * self._x * np.clip(2 * self._off_ground, 0, 1)
            dy = dy + pose.squash * self._y
        if pose.nearer != 1:
            inward = 1 / pose.nearer - 1
            dx, dy = dx + inward * self._neck_x, dy + inward * (self._neck_y + self._head.r)
        return np.asarray(dx, np.float32), np.asarray(dy, np.float32)
