"""How a camera moves by a given sound: a short push where something begins, and a sway as deep as the sound is loud."""

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.engines.protocol import Scene
from inbetween.engines.tween.sound.onsets import HOP, Heard, Values, listen
from inbetween.engines.tween.sound.waves import samples

DEEPEST_PUSH = 0.026
"""Octaves of the push of the strongest onset: 1.8 %, which is felt and not seen as a zoom."""

DEEPEST_SWAY = 0.022
"""Octaves that the camera goes in while the sound is loudest; that gives it the room to sway."""

ATTACK = (-0.04, 0.06)
"""Seconds from an onset in which its push rises. It is quickest a hundredth after the onset: the eye sees three frames
begin before the beat as on the beat, and as late what begins with it."""

RELEASE = 0.42
"""Seconds in which it falls: over before the next beat of a piece of 125 beats a minute."""

_EARLY = 0.7
"""Below 1 the fall is quick first and then slow, as of something that was struck."""

_DENSE, _SPARSE = 0.2, 0.4
"""Seconds between onsets at which none is pushed for any more, and from which each is pushed for fully: syllables of a
voice come each .2 s, beats each .35 s and slower."""

_RIVAL = 0.6
"""Share of an onset's strength from which on another counts as its neighbour: beats do not yield to what ticks between
them."""

_CALM = 0.3
"""Seconds (standard deviation) over which loudness is evened out: a sway has to be slower than syllables."""

_HOLD_PUSH, _HOLD_SWAY = 0.2, 1.0
"""Seconds in which the sound takes hold of the camera, and lets it go: the given pictures are exact, and a sway that
ended at once would be a push."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drive:
    """What a sound adds to a camera's way, in octaves of magnification, one value (frames,) for each frame.

    ``push`` goes straight in and back, ``sway`` round a circle. Both are 0 in the first and the last frame, and
    throughout where nothing is heard. ``seconds`` are when the frames are seen.
    """

    seconds: Values
    push: Values
    sway: Values


def heard_of(scene: Scene) -> Heard | None:
    """Return what moves a scene's camera; ``None`` without a given sound, and where the words tell it to stand."""
    told = [move.kind for shot in scene.plan.shots for move in shot.moves] if scene.plan else []
    stands = told and set(told) == {"static"}
    return None if scene.sound is None or stands else listen(scene.sound)


def beats_of(heard: Heard | None, fps: int) -> frozenset[int]:
    """Return the frames that a push leads to in a hurry, whichever way it goes."""
    onsets = [] if heard is None else [float(at) for at in heard.times]
    longest = max(map(abs, ATTACK))
    near = [range(math.floor((at - longest) * fps), math.ceil((at + longest) * fps) + 2) for at in onsets]
    return frozenset(number for frames in near for number in frames)


def facts_of(heard: Heard | None) -> dict[str, Any]:
    """Return what was heard, as JSON values; empty where no sound moves the camera."""
    if heard is None:
        return {}
    onsets = zip(heard.times, heard.strengths, strict=True)
    told = [{"at": round(float(at), 2), "strength": round(float(strength), 2)} for at, strength in onsets]
    return {"driven_by": {"onsets": told, "loudness": round(float(heard.loudness.mean()), 2)}}


def drive_by(heard: Heard, fps: int, outward: NDArray[np.bool_]) -> Drive:
    """Say how the camera moves by what was heard.

    Args:
        heard: of a sound as long as the film.
        fps: frames a second.
        outward: (frames,) whether the film draws back by itself. Where it does, the quick part of a push is its end:
            pushed in, it would only draw back more slowly on the beat.
    """
    seconds = np.arange(len(outward)) / fps
    mirrored = np.interp(heard.times, seconds, outward) > 0.5
    since = seconds[:, None] - heard.times
    since = np.where(mirrored, -since, since)
    depths = heard.strengths * _room(heard) * _whole(heard.times, mirrored, float(seconds[-1]))
    return Drive(
        seconds=seconds,
        push=DEEPEST_PUSH * _pushes(depths, since) * _held(seconds, _HOLD_PUSH),
        sway=DEEPEST_SWAY * _sway(heard, seconds) * _held(seconds, _HOLD_SWAY),
    )


def _held(seconds: Values, ramp: float) -> Values:
    """Return how far the sound has hold of the camera, 0 in the first and the last frame."""
    return _smooth(np.minimum(seconds, seconds[-1] - seconds) / ramp)


def _pushes(depths: Values, since: Values) -> Values:
    """Return how far (0..1) the camera is pushed, (frames,): where two pushes overlap, by the farther one.

    Args:
        depths: (onsets,) how far each pushes.
        since: (frames, onsets) seconds that have passed since each; until each, where the film draws back.
    """
    falling = 1 - _smooth((np.clip(since - ATTACK[1], 0, None) / RELEASE) ** _EARLY)
    pushes: Values = (depths * _rising(since) * falling).max(axis=1, initial=0.0)
    return pushes


def _rising(since: Values) -> Values:
    return _smooth((since - ATTACK[0]) / (ATTACK[1] - ATTACK[0]))


def _room(heard: Heard) -> Values:
    """Return how much (0..1) of each push its neighbours leave: dense ones would shake the picture."""
    gaps = np.abs(heard.times[:, None] - heard.times)
    rivals = (heard.strengths >= _RIVAL * heard.strengths[:, None]) & (gaps > 0)
    return _smooth((np.where(rivals, gaps, np.inf).min(axis=1, initial=np.inf) - _DENSE) / (_SPARSE - _DENSE))


def _whole(times: Values, mirrored: NDArray[np.bool_], end: float) -> Values:
    """Return how much (0..1) of each push both ends leave: one that has no time to go and come back is smaller."""
    quick, slow = -ATTACK[0], ATTACK[1] + RELEASE
    before, after = np.where(mirrored, slow, quick), np.where(mirrored, quick, slow)
    whole: Values = np.clip(np.minimum(times / before, (end - times) / after), 0.0, 1.0)
    return whole


def _sway(heard: Heard, seconds: Values) -> Values:
    """Return how deep (0..1) the sway is: as deep as the sound is loud, evened out."""
    looks = samples(_CALM) / HOP
    calm = cv2.GaussianBlur(heard.loudness[None] ** 2, (0, 0), looks, borderType=cv2.BORDER_REFLECT_101)[0]
    sway: Values = np.interp(seconds, heard.looks, calm)
    return sway


def _smooth(x: Values) -> Values:
    x = np.clip(x, 0.0, 1.0)
    smooth: Values = x * x * (3 - 2 * x)
    return smooth
