"""First and last frame to video: wan 2.1 and 2.2 (spec sections 3 to 5)."""

from dataclasses import replace

from inbetween.catalog.model import MEBIBYTE, Model
from inbetween.domain.spec import PictureLimits

WAN22_FLASH = Model(
    name="wan2.2-kf2v-flash",
    family="kf2v",
    group="image2video",
    media_sets=frozenset({frozenset({"first_frame", "last_frame"})}),
    resolutions=("480P", "720P", "1080P"),
    default_resolution="720P",
    seconds=(5,),
    default_seconds=5,
    fps=30,
    # The published sides; a later revision of the reference says 240 to 8000. This line widens it.
    pictures=PictureLimits(min_side=360, max_side=2000, max_bytes=10 * MEBIBYTE),
    prompt_limit=800,
    negative_prompt_limit=500,
    effects=(),
    usage="tier",
    gives_actual_prompt=True,
    submits_per_second=2,
)

WANX21_PLUS = replace(
    WAN22_FLASH,
    name="wanx2.1-kf2v-plus",
    resolutions=("720P",),
    effects=("hanfu-1", "solaron", "magazine", "mech1", "mech2"),
    usage="ratio",
)

MODELS = (WAN22_FLASH, WANX21_PLUS, replace(WANX21_PLUS, name="wan2.1-kf2v-plus"))
