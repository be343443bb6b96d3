"""PixVerse on the same endpoint (section 15).

Sides of pictures, the default resolution and rates are not published: the first two are our choice.
"""

from dataclasses import replace

from inbetween.catalog.declare import FIRST, LAST, priced, sets, span
from inbetween.catalog.model import MEBIBYTE, Model
from inbetween.domain.spec import PictureLimits

# Even sides and 24 frames a second: our choice, since the one published example of a size fits no simple rule.
C1 = Model(
    name="pixverse/pixverse-c1-it2v",
    family="i2v",
    group="video-generation",
    shape="media",
    media_sets=sets([FIRST]),
    media_types={"image_url": FIRST},
    resolutions=("360P", "540P", "720P", "1080P"),
    default_resolution="720P",
    seconds=span(1, 15),
    fps=24,
    multiple=2,
    pictures=PictureLimits(min_side=240, max_side=8000, max_bytes=20 * MEBIBYTE),
    prompt_limit=5000,
    needs_prompt=True,
    extends_prompt=False,
    sound="switch",
    usage=("duration", "shot_type", "size", "fps", "video_count", "audio", "SR"),
    tier_as_text=True,
    gives_actual_prompt=False,
    rates={},
    prices=priced({"360P": ".18", "540P": ".24", "720P": ".30", "1080P": ".56"}),
)

V6 = replace(
    C1,
    name="pixverse/pixverse-v6-it2v",
    shot_types=True,
    prices=priced({"360P": ".15", "540P": ".21", "720P": ".27", "1080P": ".53"}),
)

V56 = replace(
    C1,
    name="pixverse/pixverse-v5.6-it2v",
    seconds=(5, 8, 10),
    seconds_at={"1080P": (5, 8)},
    prompt_limit=2048,
    prices=priced({"360P": ".21", "540P": ".21", "720P": ".27", "1080P": ".44"}),
)


def _with_last_frame(model: Model) -> Model:
    return replace(
        model,
        name=model.name.replace("-it2v", "-kf2v"),
        media_sets=sets([FIRST, LAST]),
        media_types={FIRST: FIRST, LAST: LAST},
    )


MODELS = (C1, V6, V56, *map(_with_last_frame, (C1, V6, V56)))
