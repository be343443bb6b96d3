"""From two pictures to what moves between them: the recipe, a line a step."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from inbetween.domain.frames import Rgb
from inbetween.engines.tween.flow.flows import find_flows
from inbetween.engines.tween.flow.trust import judge
from inbetween.engines.tween.match.camera import Camera, standing_camera
from inbetween.engines.tween.match.evidence import (
    Evidence,
    by_shape,
    conclude,
    gather,
    in_one_light,
    light_of,
    work_copy,
)
from inbetween.engines.tween.match.light import UNKNOWN, Light, refine_light
from inbetween.engines.tween.match.relation import (
    ALIKE,
    BEYOND_DOUBT,
    MOSTLY_FOUND,
    Regime,
    are_flat_and_alike,
    are_identical,
    are_matched,
    are_too_small,
    coarse_likeness,
    hardly_differ,
    is_recolour,
)
from inbetween.engines.tween.motion.compose import compose, compose_aligned
from inbetween.engines.tween.motion.fields import Motion
from inbetween.engines.tween.motion.plates import clean_plates
from inbetween.engines.tween.motion.staging import Stage, set_stage, without_things
from inbetween.engines.tween.steps import Steps
from inbetween.engines.tween.things.figures import Figures, find_figures


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Analysis:
    """What a pair is. ``motion`` is there unless the pictures are identical or unrelated.

    With a ``stage`` the motion is that of the background, before which the things of the stage move.

    ``facts`` are JSON values for the measurements: counts, and seconds of each step.
    """

    regime: Regime
    motion: Motion | None = None
    light: Light | None = None
    stage: Stage | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def analyse(first: Rgb, last: Rgb, seed: int, beat: Callable[[float], None]) -> Analysis:
    """Find out how two pictures of one size are related and what moves between them.

    Args:
        first: (height, width, 3) uint8.
        last: of the same shape.
        seed: fixes what is drawn by chance.
        beat: called between steps with the fraction done; what it raises ends the analysis.
    """
    first, last = work_copy(first), work_copy(last)
    if are_identical(first, last):
        return Analysis(regime="identical")
    if are_too_small(first):
        return Analysis(regime="unrelated")
    with ThreadPoolExecutor(2, thread_name_prefix="tween-analyse") as pool:
        steps = Steps(beat, pool)
        return _analyse(gather(first, last, steps), steps, seed)


def _analyse(evidence: Evidence, steps: Steps, seed: int) -> Analysis:
    facts = _facts(evidence)
    facts["prep_seconds"] = steps.seconds
    light = light_of(evidence)
    lit = in_one_light(evidence, light)
    figures = find_figures(lit.first, lit.last, lit.camera) if lit.camera.rigid else None
    steps.done("model")
    if not _are_related(evidence, figures):
        return _without_matches(evidence, facts)
    recoloured = is_recolour(lit.first, lit.last, lit.camera, lit.matches)
    if recoloured:
        lit = by_shape(evidence)
    findings = conclude(lit, figures.layers if figures else [], seed, steps)
    steps.done("layers")
    facts |= {"layers": len(findings.layers), "second_look": findings.second_look, "light": light is not None}
    flows = find_flows(lit, findings, steps)
    pictures = lit.first, lit.last
    trust = judge(pictures, flows, steps)
    facts |= {"explained": round(trust.explained, 3), "difference": round(trust.difference, 2)}
    if not trust.suffices(evidence.camera.rigid):
        return _without_flow(evidence, light, facts)
    given, ways, fit = (evidence.first, evidence.last), (flows.first, flows.last), UNKNOWN if light is None else light
    refining = steps.aside(lambda: refine_light(fit, given, ways)) if light is not None or recoloured else None
    comparing = None if findings.layers else steps.aside(lambda: hardly_differ(*given, flows.first))
    layers, moving = findings.layers, flows
    stage = set_stage(evidence.camera, layers, flows)
    if stage is not None:
        first, last = clean_plates(*pictures, stage, None)
        pictures, moving, layers = (first.picture, last.picture), without_things(flows, stage), []
    motion = compose(pictures, evidence.camera, layers=layers, flows=moving, feather=trust.feather, steps=steps)
    facts["splat"] = motion.splat is not None
    regime: Regime = "recolour" if recoloured else "related" if evidence.camera.rigid else "soft"
    if comparing is not None and comparing():
        regime = "nearly identical"
    light = None if refining is None else refining()
    return Analysis(regime=regime, motion=motion, light=light, stage=stage, facts=facts)


def _recolour(evidence: Evidence, camera: Camera, light: Light | None, facts: dict[str, Any]) -> Analysis:
    """Let the camera alone carry one picture's colours to the other's."""
    facts["light"] = light is not None
    motion = compose_aligned(camera, evidence.size)
    return Analysis(regime="recolour", motion=motion, light=light, facts=facts)


def _without_flow(evidence: Evidence, light: Light | None, facts: dict[str, Any]) -> Analysis:
    """Show a pair whose flows explain too little by its camera, if that is beyond doubt, or without any."""
    if evidence.camera.rigid and evidence.camera.confidence >= BEYOND_DOUBT:
        return _recolour(evidence, evidence.camera, light, facts)
    return _without_matches(evidence, facts)


def _without_matches(evidence: Evidence, facts: dict[str, Any]) -> Analysis:
    """Dissolve pictures that agree but for their details, such as a picture and its blurred copy."""
    likeness = coarse_likeness(evidence.first, evidence.last)
    facts["likeness"] = round(likeness, 3)
    if likeness < ALIKE:
        return Analysis(regime="unrelated", facts=facts)
    standing = standing_camera(evidence.matches, likeness, evidence.camera.support)
    return _recolour(evidence, standing, None, facts)


def _are_related(evidence: Evidence, figures: Figures | None) -> bool:
    """Say whether matches, things that are found again, or the lack of anything to match relate the pictures."""
    if are_matched(evidence.camera, evidence.matches, evidence.clean):
        return True
    if figures is not None:
        return figures.explained >= MOSTLY_FOUND
    keypoints = min(len(found.places) for found in evidence.keypoints)
    return are_flat_and_alike(evidence.first, evidence.last, keypoints)


def _facts(evidence: Evidence) -> dict[str, Any]:
    camera = evidence.camera
    return {
        "matches": len(evidence.matches),
        "clean": int(evidence.clean.sum()),
        "inliers": camera.support,
        "camera": camera.kind,
        "near_misses": round(camera.near_misses, 3),
    }
