"""One picture, and an effect by its name."""

from collections.abc import Callable

import cv2

from inbetween.domain.frames import Yuv420
from inbetween.engines.protocol import Scene
from inbetween.engines.tween.effects.planar import to_planes
from inbetween.engines.tween.effects.prepare import prepare
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.film import Film, length_of
from inbetween.engines.tween.memory import give_back
from inbetween.engines.tween.ring import Draw
from inbetween.engines.tween.threads import THREADS
from inbetween.engines.tween.timing import smoothstep
from inbetween.pixels.colour import rgb_to_yuv420

_MIXED_IN = 0.25
"""Seconds in which an effect replaces the picture: what it repaints as a whole never jumps in."""


def film(scene: Scene, _beat: Callable[[float], None]) -> Film:
    """Set the stage of the first frame and prepare the scene's effect on it."""
    name = scene.effect or ""
    picture = scene.pictures["first_frame"].fitted
    stage = Stage(picture=picture, seed=scene.seed, seconds=length_of(scene).seconds)
    draw = mixed_in(stage, prepare(name, stage))
    give_back(scene.width * scene.height)
    return Film(
        times=[number / scene.fps for number in range(scene.frame_count)],
        draws=[draw] * THREADS,
        measurements={"regime": "effect", "effect": name, **stage.facts()},
    )


def mixed_in(stage: Stage, paint: Paint) -> Draw:
    """Return what draws an effect at a second of the film: the picture itself at 0, bit for bit, and softly away."""
    picture, first = stage.picture, rgb_to_yuv420(stage.picture)

    def draw(seconds: float) -> Yuv420:
        if seconds <= 0:
            return first
        frame = paint(seconds * stage.pace)
        if seconds < _MIXED_IN:
            share = smoothstep(seconds / _MIXED_IN)
            frame = cv2.addWeighted(picture, 1 - share, frame, share, 0)
        return to_planes(frame)

    return draw
