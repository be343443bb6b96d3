"""First frame to video: wan 2.1 to 2.6, by ``img_url`` (sections 3 to 5)."""

from dataclasses import replace

from inbetween.catalog import effects
from inbetween.catalog.declare import AUDIO, FIRST, also_called, priced, rated, sets, span
from inbetween.catalog.model import MEBIBYTE, SINGAPORE, VIRGINIA, Model
from inbetween.domain.spec import PictureLimits, SoundLimits

WAN26 = Model(
    name="wan2.6-i2v",
    family="i2v",
    group="video-generation",
    shape="image",
    media_sets=sets([FIRST], [FIRST, AUDIO]),
    resolutions=("720P", "1080P"),
    default_resolution="1080P",
    seconds=span(2, 15),
    pictures=PictureLimits(min_side=240, max_side=8000, max_bytes=20 * MEBIBYTE),
    driving_audio=SoundLimits(min_seconds=3, max_seconds=30, max_bytes=15 * MEBIBYTE),
    prompt_limit=1500,
    sound="always",
    shot_types=True,
    usage=("duration", "input_video_duration", "output_video_duration", "video_count", "SR"),
    gives_actual_prompt=False,
    rates=rated(5),
    prices=priced({"720P": "0.6", "1080P": "1.0"}, {"720P": "0.733924", "1080P": "1.100886"}),
)

WAN26_US = replace(
    WAN26,
    name="wan2.6-i2v-us",
    seconds=(5, 10, 15),
    prices={VIRGINIA: WAN26.prices[SINGAPORE]},
)

WAN26_FLASH = replace(
    WAN26,
    name="wan2.6-i2v-flash",
    sound="switch",
    sound_default=True,
    usage=(*WAN26.usage, "audio"),
    prices=priced({"720P": "0.3", "1080P": "0.5"}, {"720P": "0.366962", "1080P": "0.550443"}),
    silent_prices=priced({"720P": "0.15", "1080P": "0.25"}, {"720P": "0.183481", "1080P": "0.275221"}),
)

WAN25_PREVIEW = replace(
    WAN26,
    name="wan2.5-i2v-preview",
    resolutions=("480P", "720P", "1080P"),
    seconds=(5, 10),
    shot_types=False,
    usage=("duration", "SR", "video_count"),
    gives_actual_prompt=True,
    prices=priced(
        {"480P": "0.3", "720P": "0.6", "1080P": "1.0"},
        {"480P": "0.366961", "720P": "0.733923", "1080P": "1.100885"},
    ),
)

WAN22_FLASH = replace(
    WAN25_PREVIEW,
    name="wan2.2-i2v-flash",
    media_sets=sets([FIRST]),
    default_resolution="720P",
    seconds=(5,),
    pictures=PictureLimits(min_side=240, max_side=8000, max_bytes=10 * MEBIBYTE),
    driving_audio=None,
    prompt_limit=800,
    sound="never",
    open_kinds=("a14b", "ti2v"),
    rates=rated(2),
    prices=priced({"480P": "0.10", "720P": "0.20", "1080P": "0.48"}, {"480P": "0.110089", "720P": "0.264213"}),
)

WAN22_PLUS = replace(
    WAN22_FLASH,
    name="wan2.2-i2v-plus",
    resolutions=("480P", "1080P"),
    default_resolution="1080P",
    prices=priced({"480P": "0.14", "1080P": "0.70"}, {"480P": "0.146785", "1080P": "0.733924"}),
)

WANX21_TURBO = replace(
    WAN22_FLASH,
    name="wanx2.1-i2v-turbo",
    resolutions=("480P", "720P"),
    seconds=(3, 4, 5),
    effects=effects.names(effects.BOTH),
    usage=("video_duration", "video_ratio", "video_count"),
    open_kinds=("flf2v", "i2v"),
    prices=priced({"480P": "0.24", "720P": "0.24"}, {"480P": "0.264213", "720P": "0.264213"}),
)

WANX21_PLUS = replace(
    WANX21_TURBO,
    name="wanx2.1-i2v-plus",
    resolutions=("720P",),
    seconds=(5,),
    effects=effects.names(effects.BOTH, effects.PLUS),
    prices=priced({"720P": "0.70"}, {"720P": "0.733924"}),
)

MODELS = (
    WAN26_FLASH,
    WAN26,
    WAN26_US,
    WAN25_PREVIEW,
    WAN22_FLASH,
    WAN22_PLUS,
    *also_called(WANX21_TURBO, "wan2.1-i2v-turbo"),
    *also_called(WANX21_PLUS, "wan2.1-i2v-plus", "wanx-img2video-pro"),
)
