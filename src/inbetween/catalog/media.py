"""Typed media entries to video: wan 2.7, and the first/last frame subset of its relatives (sections 3.3 and 3.6)."""

from dataclasses import replace

from inbetween.catalog.declare import AUDIO, CLIP, FIRST, LAST, also_called, priced, rated, sets, span
from inbetween.catalog.model import MEBIBYTE, Model
from inbetween.domain.spec import ClipLimits, PictureLimits, SoundLimits

WAN27 = Model(
    name="wan2.7-i2v",
    family="i2v",
    group="video-generation",
    shape="media",
    media_sets=sets([FIRST], [FIRST, AUDIO], [FIRST, LAST], [FIRST, LAST, AUDIO], [CLIP], [CLIP, LAST]),
    media_types={kind: kind for kind in (FIRST, LAST, AUDIO, CLIP)},
    takes_img_url=True,
    resolutions=("1080P", "720P"),  # in the order of the measured sentence (section 2.4)
    default_resolution="1080P",
    seconds=span(2, 15),
    pictures=PictureLimits(min_side=240, max_side=8000, max_bytes=20 * MEBIBYTE, max_aspect=8),
    driving_audio=SoundLimits(min_seconds=2, max_seconds=30, max_bytes=15 * MEBIBYTE),
    first_clip=ClipLimits(
        min_seconds=2, max_seconds=10, min_side=240, max_side=4096, max_aspect=8, max_bytes=100 * MEBIBYTE
    ),
    prompt_limit=5000,
    sound="always",
    usage=("duration", "input_video_duration", "output_video_duration", "video_count", "SR"),
    gives_actual_prompt=False,
    rates=rated(5),
    prices=priced({"720P": "0.6", "1080P": "1.0"}, {"720P": "0.733924", "1080P": "1.100886"}),
)

# Of these two the vendor's models take more; here they are names for two frames, which some clients can send no
# other way. Neither prices nor rates of this subset are published.
WAN27_R2V = replace(
    WAN27,
    name="wan2.7-r2v",
    media_sets=sets([FIRST], [FIRST, LAST]),
    media_types={kind: kind for kind in (FIRST, LAST)},
    takes_img_url=False,
    driving_audio=None,
    first_clip=None,
    rates={},
    prices={},
)

WAN30 = replace(
    WAN27_R2V,
    name="wan3.0-video",
    resolutions=("480P", "720P", "1080P"),
    seconds=span(2, 30),
    chooses_seconds=True,
    prompt_limit=20_000,
    sound="switch",
    sound_default=True,
    usage=(*WAN27.usage, "fps", "ratio"),
)

# A snapshot is a model of its own: section 3.7 lists its rate apart.
MODELS = (WAN27, replace(WAN27, name="wan2.7-i2v-2026-04-25"), WAN27_R2V, *also_called(WAN30, "wan3.0-video-prime"))
