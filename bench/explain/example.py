"""The pair that the page follows, and all that the engine finds out about it, step by step."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np

from bench.quality import painting
from bench.quality.scenes import Pose, Scene, backdrop, canvas, dim, pan, prop, ripple, stage, unrelated
from inbetween.engines.tween.flow.flows import Flows, choose, find_flows
from inbetween.engines.tween.flow.pick import Choice
from inbetween.engines.tween.flow.trust import Trust, judge
from inbetween.engines.tween.match.evidence import (
    Evidence,
    Findings,
    conclude,
    gather,
    in_one_light,
    light_of,
    work_copy,
)
from inbetween.engines.tween.pair import Analysis, analyse
from inbetween.engines.tween.steps import Steps
from inbetween.engines.tween.things.figures import find_figures

SEED = 1


def evening(width, height):
    """Return the example: the camera pans, a balloon goes by behind a boat that sails, and the evening falls."""
    ground = backdrop(canvas(painting.harbour, width, height, 21), pan(0.03), pan(-0.04, scale=0.95, turn=2))
    drifting = prop(
        painting.balloon(int(height * 0.42), 8), Pose(x=0.74, y=0.36), Pose(x=0.545, y=0.28, scale=0.95, turn=7)
    )
    sailing = prop(painting.boat(int(height * 0.6), 6), Pose(x=0.24, y=0.58, scale=0.85), Pose(x=0.5, y=0.62))
    return stage(width, height, ground, drifting, sailing, light=dim(0.8, (1.08, 0.98, 0.84)))


def passing(width, height):
    """Return a scene in which a wheel and a balloon change sides, the balloon in front."""
    ground = backdrop(canvas(painting.landscape, width, height, 321), pan(0), pan(-0.01))
    behind = prop(painting.wheel(int(height * 0.45), 322), Pose(x=0.28, y=0.5), Pose(x=0.66, y=0.55, turn=15))
    before = prop(painting.balloon(int(height * 0.5), 323), Pose(x=0.68, y=0.45), Pose(x=0.3, y=0.5))
    return stage(width, height, ground, behind, before)


def waves(width, height):
    """Return water over which waves travel: every point sways, and is nowhere near half-way half-way."""

    def travel(picture, t):
        rows, columns = np.mgrid[0 : picture.shape[0], 0 : picture.shape[1]].astype(np.float32)
        phase = 2 * np.pi * (3 * columns / picture.shape[1] - 1.5 * t)
        sway = 0.02 * picture.shape[1]
        places = columns + sway * np.cos(phase), rows + sway * np.sin(phase)
        return cv2.remap(picture, *places, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)

    water = backdrop(canvas(painting.water, width, height, 25), pan(0), pan(0))
    return stage(width, height, water, warp=travel)


def lamplit(picture, t):
    """Let night fall and lamps be lit behind dark windows: shapes stay, but no light makes these colours of those."""
    dark = painting.ramp(0.26, 0.18, cv2.GaussianBlur(picture.mean(2), (0, 0), 2))
    night = painting.mix(picture * np.float32([0.2, 0.25, 0.5]), np.float32([1, 0.78, 0.3]), dark)
    return painting.mix(picture, night, t)


def difficult(width, height):
    """Return scenes that two pictures do not determine, by what is wrong with them."""
    return {
        "nothing tells who is in front": passing(width, height),
        "a wave that travels": waves(width, height),
    }


def pairs(width, height):
    """Return, by regime, a pair that belongs to it."""
    scene = evening(width, height)
    example = ends(scene)
    cloth = backdrop(canvas(painting.cloth, width, height, 123, 1.3), pan(0, scale=1.0), pan(0, scale=1.0))
    bending = stage(width, height, cloth, warp=ripple(0.03, 123, straight=True))
    houses = backdrop(canvas(painting.street, width, height, 111), pan(0.01), pan(-0.01))
    return {
        "related": example,
        "soft": ends(bending),
        "recolour": ends(stage(width, height, houses, light=lamplit)),
        "identical": (example[0], example[0]),
        "nearly-identical": (example[0], scene.frame(0.01)),
        "unrelated": unrelated(width, height),
    }


def ends(scene):
    """Return the first and the last picture of a scene."""
    return scene.frame(0), scene.frame(1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Example:
    """A scene, its pair, what the engine finds in it, and the results of the steps on the way.

    ``lit`` is the evidence in one light, ``choice`` what the pixels of frame 0 chose before labels changed it.
    """

    scene: Scene
    first: np.ndarray
    last: np.ndarray
    analysis: Analysis
    evidence: Evidence
    lit: Evidence
    findings: Findings
    choice: Choice
    flows: Flows
    trust: Trust


def analysed(scene):
    """Analyse a scene as the engine does, and once more step by step to see what is on the way."""
    first, last = ends(scene)
    with ThreadPoolExecutor(2) as pool:
        steps = Steps(lambda _: None, pool)
        evidence = gather(work_copy(first), work_copy(last), steps)
        lit = in_one_light(evidence, light_of(evidence))
        findings = conclude(lit, find_figures(lit.first, lit.last, lit.camera).layers, SEED, steps)
        _, (choice, _) = choose(lit, findings, steps)
        flows = find_flows(lit, findings, steps)
        trust = judge((lit.first, lit.last), flows, steps)
    return Example(
        scene=scene,
        first=first,
        last=last,
        analysis=analyse(first, last, SEED, lambda _: None),
        evidence=evidence,
        lit=lit,
        findings=findings,
        choice=choice,
        flows=flows,
        trust=trust,
    )
