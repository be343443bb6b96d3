"""The catalogue as a whole: what holds for every declaration."""

import pytest

from inbetween.catalog import i2v, kf2v, media, pixverse
from inbetween.catalog.model import Model
from inbetween.catalog.models import MODELS

DECLARED = [*media.MODELS, *i2v.MODELS, *kf2v.MODELS, *pixverse.MODELS]


def test_no_name_is_declared_twice() -> None:
    assert sorted(MODELS) == sorted(model.name for model in DECLARED)


@pytest.mark.parametrize("model", DECLARED, ids=lambda model: model.name)
def test_a_model_is_whole(model: Model) -> None:
    assert ("driving_audio" in model.kinds) == (model.driving_audio is not None)
    assert ("first_clip" in model.kinds) == (model.first_clip is not None)
    assert (model.shape == "media") == bool(model.media_types)
    assert model.kinds <= {"first_frame", "last_frame", "first_clip", "driving_audio"}
    assert model.default_resolution in model.resolutions
    for tier in model.resolutions:
        assert model.default_seconds in model.seconds_at.get(tier, model.seconds)
    for prices in (*model.prices.values(), *model.silent_prices.values()):
        assert set(prices) <= set(model.resolutions)
