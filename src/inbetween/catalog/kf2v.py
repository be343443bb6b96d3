"""First and last frame to video: wan 2.1 and 2.2 (sections 3 to 5)."""

from dataclasses import replace

from inbetween.catalog import effects
from inbetween.catalog.declare import FIRST, LAST, also_called, priced, rated, sets
from inbetween.catalog.model import MEBIBYTE, SINGAPORE, Model, Rate
from inbetween.domain.spec import PictureLimits

WAN22_FLASH = Model(
    name="wan2.2-kf2v-flash",
    family="kf2v",
    group="image2video",
    shape="frames",
    media_sets=sets([FIRST, LAST]),
    resolutions=("480P", "720P", "1080P"),
    default_resolution="720P",
    seconds=(5,),
    # The published sides; a later revision of the reference says 240 to 8000. This line widens it.
    pictures=PictureLimits(min_side=360, max_side=2000, max_bytes=10 * MEBIBYTE),
    prompt_limit=800,
    usage=("video_duration", "video_count", "SR"),
    gives_actual_prompt=True,
    open_kinds=("a14b", "ti2v"),
    rates=rated(2),
    prices=priced({"480P": "0.10", "720P": "0.20", "1080P": "0.48"}),
)

WANX21_PLUS = replace(
    WAN22_FLASH,
    name="wanx2.1-kf2v-plus",
    resolutions=("720P",),
    effects=effects.names(effects.KEYFRAMES),
    usage=("video_duration", "video_ratio", "video_count"),
    open_kinds=("flf2v", "i2v"),
    rates=rated(2, {SINGAPORE: Rate(submits_per_second=1, running=2)}),
    prices=priced({"720P": "0.70"}, {"720P": "0.733924"}),
)

MODELS = (WAN22_FLASH, *also_called(WANX21_PLUS, "wan2.1-kf2v-plus", "wanx-kf2v"))
