"""Step 7: choose the words that the engine sees, and read them as directions."""

from dataclasses import replace

from inbetween.catalog.directing import counted_shot_type
from inbetween.catalog.models import MODELS
from inbetween.domain.plan import Plan
from inbetween.domain.spec import VideoSpec
from inbetween.prompts.parse import parse
from inbetween.prompts.rewrite import Rewriter


def worded(spec: VideoSpec, rewriter: Rewriter) -> VideoSpec:
    """Return ``spec`` with the prompt that the engine sees."""
    if not (spec.prompt and spec.prompt_extend):
        return spec
    return replace(spec, prompt=rewriter.rewrite(spec.prompt))


def plan_of(spec: VideoSpec) -> Plan | None:
    """Return what the prompt directs; ``None`` where an effect takes its place."""
    if spec.effect:
        return None
    counted = counted_shot_type(MODELS[spec.model], spec.shot_type, extended=spec.prompt_extend)
    two_pictures = any(entry.kind == "last_frame" for entry in spec.media)
    return parse(spec.prompt, spec.seconds, counted, has_last_frame=two_pictures)
