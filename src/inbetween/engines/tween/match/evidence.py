"""What can be said about a pair from its keypoints: matches, the camera, the light, and the layers."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.flow.candidates import dense_flow, is_needed
from inbetween.engines.tween.geometry import Flow, beyond, carry, grid, model_distance
from inbetween.engines.tween.match.camera import Camera, find_camera, standing_camera, unexplained
from inbetween.engines.tween.match.light import Light, find_light
from inbetween.engines.tween.match.matching import (
    Described,
    Keypoints,
    Matches,
    describe,
    detect,
    match,
    neighbourly,
    spread,
)
from inbetween.engines.tween.match.relation import STANDING, shared_background
from inbetween.engines.tween.steps import Steps
from inbetween.engines.tween.things.layers import MOST, Layer, find_layers
from inbetween.engines.tween.things.own_light import find_own_light
from inbetween.engines.tween.things.second_look import look_again

WORK_WIDTH = 640
"""Pixels that a work copy is wide, however wide the frame.

Of frames of 1664, copies of 640, 720 and 832 gave 43.3, 43.8 and 42.6 dB where things move, 45.1, 45.3 and 45.3 where
cameras do, 38.5, 39.1 and 39.6 on cloth; at 1080P 832 costs a twelfth of the whole time. Of frames of 832, copies of
560 gave 1.4 dB less where things move, and .3 less elsewhere."""

WORK_HEIGHT = 1152
"""And at most so high: no less than a portrait of 9:16 needs. Without it frames of 1:8 took ten times their time."""

_NEEDED = 0.3
"""Share of its matches that plain dense flow must miss for a layer to be believed in a scene that is not rigid."""

_SHAPE, _SHAPE_LEVELS, _NOISE = 51, 30.0, 4.0
"""Pixels over which mean and contrast are taken out of a shape, its contrast in levels, and what of it is noise.

Over 15 to 31 pixels a thing keeps ragged rims, since its outline changes both (a boat in winter 29.6 dB); from 51 to
151 it has 34.1 to 35.0, a pan 47.2 to 46.5."""

_ENOUGH_INLIERS = 60
_ENOUGH_FOR_LIGHT = 150
_SPACING = 24
_SAME_MOTION = 4.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evidence:
    """A pair of work copies, their keypoints and matches, which of these are clean, and the camera."""

    first: Rgb
    last: Rgb
    keypoints: tuple[Keypoints, Keypoints]
    matches: Matches
    clean: NDArray[np.bool_]
    camera: Camera

    @property
    def size(self) -> tuple[int, int]:
        """Height and width of the work copies."""
        return self.first.shape[0], self.first.shape[1]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Findings:
    """What follows from the evidence once the pair is known to be related.

    ``trusted`` are the matches that dense flow may start from, ``second_look`` how many matches a second look added,
    ``plain`` the dense flows there and back of a scene that is not rigid.
    """

    layers: list[Layer]
    trusted: Matches
    second_look: int
    plain: tuple[Flow, Flow] | None


def work_copy(picture: Rgb) -> Rgb:
    """Shrink a picture to its work size; the height is the nearest, odd or even."""
    height, width = picture.shape[:2]
    work_width = min(WORK_WIDTH, max(width * WORK_HEIGHT // height, 1))
    if width <= work_width:
        return picture
    size = (work_width, max(round(height * work_width / width), 1))
    small: Rgb = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return small


def grey(picture: Rgb) -> Plane:
    """Return the luma of a picture."""
    plane: Plane = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return plane


def gather(first: Rgb, last: Rgb, steps: Steps) -> Evidence:
    """Match two work copies and fit the camera."""
    (keypoints, described), (last_keypoints, last_described) = steps.both(_look, first, last)
    matches = match(described, last_described)
    steps.done("match")
    clean = neighbourly(matches)
    camera = find_camera(matches, clean, (first.shape[0], first.shape[1]))
    same = 0.0 if camera.rigid else shared_background(first, last)
    return Evidence(
        first=first,
        last=last,
        keypoints=(keypoints, last_keypoints),
        matches=matches,
        clean=clean,
        camera=standing_camera(matches, same, camera.support) if same >= STANDING else camera,
    )


def _look(picture: Rgb) -> tuple[Keypoints, Described]:
    keypoints = detect(grey(picture))
    return keypoints, describe(keypoints, spread(keypoints))


def light_of(evidence: Evidence) -> Light | None:
    """Fit the light at the matches that can be trusted most."""
    # In a large zoom neighbours move apart: few matches agree with theirs while the camera explains many.
    inliers, clean = evidence.camera.inliers, evidence.clean
    chosen = inliers if inliers.sum() > min(_ENOUGH_INLIERS, clean.sum()) else clean
    matches = evidence.matches.where(chosen)
    if evidence.camera.rigid and len(matches) < _ENOUGH_FOR_LIGHT:
        matches = matches.joined(_shared_places(evidence.camera, *evidence.size))
    return find_light(evidence.first, evidence.last, matches)


def in_one_light(evidence: Evidence, light: Light | None) -> Evidence:
    """Return the evidence with both pictures in one light."""
    if light is None:
        return evidence
    first, last = light.shared(evidence.first, evidence.last)
    return replace(evidence, first=first, last=last)


def by_shape(evidence: Evidence) -> Evidence:
    """Return the evidence with pictures of shapes alone, for colours that cannot be compared."""
    return replace(evidence, first=_shape(evidence.first), last=_shape(evidence.last))


def _shape(picture: Rgb) -> Rgb:
    """Return the grey picture with its local mean and contrast taken out."""
    levels = grey(picture).astype(np.float32)
    mean = cv2.blur(levels, (_SHAPE, _SHAPE))
    contrast = cv2.sqrt(cv2.max(cv2.blur(levels * levels, (_SHAPE, _SHAPE)) - mean * mean, 0))
    plane = np.clip(128 + _SHAPE_LEVELS * (levels - mean) / (contrast + _NOISE), 0, 255).astype(np.uint8)
    shape: Rgb = cv2.cvtColor(plane, cv2.COLOR_GRAY2RGB)
    return shape


def _shared_places(camera: Camera, height: int, width: int) -> Matches:
    """Return points all over what both frames show, matched by the camera alone.

    They are spaced in the frame that sees nearer, so that a large zoom has as many as a small one.
    """
    nearer_first = np.linalg.det(camera.model[:2, :2]) < 1
    spots = grid(height, width)[_SPACING // 2 :: _SPACING, _SPACING // 2 :: _SPACING].reshape(-1, 2)
    there = carry(camera.model if nearer_first else camera.inverse, spots)
    kept = ~beyond(there, height, width)
    first, last = (spots[kept], there[kept]) if nearer_first else (there[kept], spots[kept])
    return Matches(first=first, last=last, turns=np.ones(len(first), np.complex64))


def conclude(evidence: Evidence, figures: list[Layer], seed: int, steps: Steps) -> Findings:
    """Find the layers, after a second look where the camera leaves something soft unexplained.

    Args:
        evidence: what the keypoints say, both pictures in one light.
        figures: things without texture that were found otherwise.
        seed: fixes what is drawn by chance.
        steps: lends its threads.
    """
    plain = None if evidence.camera.rigid else _begin_plain(evidence, steps)
    views = [(evidence.first, evidence.keypoints[0]), (evidence.last, evidence.keypoints[1])]
    camera, matches, clean = evidence.camera, evidence.matches, evidence.clean
    more = look_again(views[0], views[1], camera, matches)
    if more is not None and len(more):
        matches = matches.joined(more)
        clean = neighbourly(matches)
    left_over = unexplained(camera, matches)
    layers = find_layers(matches.where(left_over), camera, evidence.size[1], seed)
    flows = None if plain is None else plain()
    if flows is not None:
        layers = _needed(layers, flows[0])
    layers = _with_figures(layers, figures)
    return Findings(
        layers=[_in_own_light(layer, evidence) for layer in layers[:MOST]],
        trusted=_trusted(matches.where(clean), layers),
        second_look=0 if more is None else len(more),
        plain=flows,
    )


def _begin_plain(evidence: Evidence, steps: Steps) -> Callable[[], tuple[Flow, Flow]]:
    """Start on the dense flows of both frames, which layers are judged by and pixels choose from."""
    greys = grey(evidence.first), grey(evidence.last)
    return steps.begin(lambda pair: dense_flow(*pair), greys, greys[::-1])


def _in_own_light(layer: Layer, evidence: Evidence) -> Layer:
    return replace(layer, light=find_own_light(evidence.first, evidence.last, layer, evidence.camera))


def _with_figures(layers: list[Layer], figures: list[Layer]) -> list[Layer]:
    """Add figures to the layers; one that moves as a layer does lends it its outlines instead."""
    result = list(layers)
    for figure in figures:
        same = [number for number, layer in enumerate(result) if _agree(figure, layer)]
        if same:
            result[same[0]] = result[same[0]].outlined(figure.outlines)
        else:
            result.append(figure)
    return result


def _agree(figure: Layer, layer: Layer) -> bool:
    """Say whether a layer moves as a figure does, so that they are the same thing."""
    missed = model_distance(layer.model, figure.matches.first, figure.matches.last)
    return bool(np.median(missed) < _SAME_MOTION)


def _needed(layers: list[Layer], flow: Flow) -> list[Layer]:
    """Keep the layers that plain dense flow does not find; patches of cloth it does."""
    return [layer for layer in layers if is_needed(flow, layer.matches.first, layer.matches.last).mean() > _NEEDED]


def _trusted(clean: Matches, layers: list[Layer]) -> Matches:
    """Return clean matches and those of the layers, each once."""
    for layer in layers:
        clean = clean.joined(layer.matches)
    _, once = np.unique(np.hstack([clean.first, clean.last]), axis=0, return_index=True)
    return clean.where(np.sort(once))
