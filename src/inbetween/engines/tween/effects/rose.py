"""A long-stemmed red rose is held out to the viewer, petals falling around."""

from inbetween.engines.tween.effects.kit.gift import WIDE, Gift, given
from inbetween.engines.tween.effects.kit.looks import WARM
from inbetween.engines.tween.effects.kit.shapes import petal, size_class
from inbetween.engines.tween.effects.scene.stage import Paint, Stage
from inbetween.engines.tween.effects.sprites.rose import red_rose

_REDS = ((208.0, 34.0, 54.0), (232.0, 60.0, 82.0), (170.0, 24.0, 44.0))


def prepare(stage: Stage) -> Paint:
    """Hold out a red rose below the chin."""
    flower = red_rose(size_class(WIDE * stage.unit)).sprite
    return given(stage, Gift(flower=flower, petals=tuple(map(petal, _REDS)), look=WARM, shine=(255, 110, 90)))
