"""The effects of the catalogue are told honestly, and belong to somebody."""

import pytest

from inbetween.catalog.effects import EFFECTS, Effect
from inbetween.catalog.models import MODELS, with_effect
from inbetween.domain.effects import EFFECT_NAMES


def test_the_catalogue_has_the_effects_that_engines_know() -> None:
    assert set(EFFECTS) == EFFECT_NAMES


@pytest.mark.parametrize("effect", EFFECTS.values(), ids=lambda effect: effect.name)
def test_an_effect_is_told_in_two_sentences_and_has_a_model_that_is_silent(effect: Effect) -> None:
    for sentence in (effect.shows, effect.limits):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert 20 < len(sentence) < 110
    having = with_effect(effect.name)
    assert having
    assert all(MODELS[name].sound == "never" for name in having)
