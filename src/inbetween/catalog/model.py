"""A public model as one declaration."""

from dataclasses import dataclass
from typing import Literal

from inbetween.domain.spec import Family, MediaKind, PictureLimits

MEBIBYTE = 2**20  # the vendor does not say which MB; the lenient reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Everything that distinguishes a public model. Code elsewhere reads these fields and never the name.

    ``group`` is the path that the vendor serves it on. ``media_sets`` are the legal sets of inputs.
    ``resolutions`` and ``seconds`` list what is allowed. ``prompt_limit`` counts Unicode code points; what lies
    beyond is cut silently. ``usage`` names the shape of a finished task's usage. ``gives_actual_prompt`` says
    whether the answer shows the rewritten prompt (spec section 11). ``submits_per_second`` is the published rate of one
    account (section 3.7), applied when the operator wants the vendor's rates.
    """

    name: str
    family: Family
    group: Literal["image2video", "video-generation"]
    media_sets: frozenset[frozenset[MediaKind]]
    resolutions: tuple[str, ...]
    default_resolution: str
    seconds: tuple[int, ...]
    default_seconds: int
    fps: int
    pictures: PictureLimits
    prompt_limit: int
    negative_prompt_limit: int
    effects: tuple[str, ...]
    usage: Literal["tier", "ratio"]
    gives_actual_prompt: bool
    submits_per_second: int
