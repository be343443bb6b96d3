"""Small legal values that tests change one field of."""

from dataclasses import replace
from typing import Any

from inbetween.catalog.models import MODELS
from inbetween.domain.scope import Scope
from inbetween.domain.spec import Abilities, MediaEntry, VideoSpec
from inbetween.domain.task import Draft, Failure, Success
from inbetween.domain.usage import Usage

EVERYTHING = Abilities(
    media_sets=frozenset(media for model in MODELS.values() for media in model.media_sets),
    effects=frozenset(effect for model in MODELS.values() for effect in model.effects),
    several_shots=True,
)
"""What an engine for every model would declare."""

SCOPE = Scope(region="cn-beijing", account="main")

SPEC = VideoSpec(
    model="wan2.2-kf2v-flash",
    family="kf2v",
    media=(
        MediaEntry(kind="first_frame", source="https://example.com/first.png"),
        MediaEntry(kind="last_frame", source="object:inputs/last"),
    ),
    prompt="a cat looks up",
    negative_prompt="",
    resolution="480P",
    seconds=5,
    fps=30,
    seed=7,
    prompt_extend=True,
    watermark=False,
)

DRAFT = Draft(
    scope=SCOPE,
    key_id="key-1",
    request_id="request-1",
    model=SPEC.model,
    group="image2video",
    orig_prompt=SPEC.prompt,
    spec=SPEC,
    refusal=None,
)

SUCCESS = Success(
    object_key="results/1.mp4",
    usage=Usage(model=SPEC.model, resolution="480P", seconds=5),
    engine="tween",
    actual_prompt="a cat looks up, slowly",
    measurements={"psnr": 41.5},
)

FAILURE = Failure(code="InvalidParameter", message="The size is not match")


def draft(**changes: Any) -> Draft:
    """Return the sample draft with some fields changed."""
    return replace(DRAFT, **changes)
