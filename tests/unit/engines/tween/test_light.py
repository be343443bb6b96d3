"""How one frame's colours become the other's: fits, the light to compare in, and what the fits miss."""

import numpy as np
import pytest

from inbetween.engines.tween.evidence import grey as luma
from inbetween.engines.tween.geometry import model_flow
from inbetween.engines.tween.light import find_light, refine_light, relight
from inbetween.engines.tween.matching import describe, detect, match, neighbourly, spread
from inbetween.engines.tween.pair import analyse
from tests.unit.engines.tween.pictures import HEIGHT, WIDTH, moved, texture

AWAY = 6
SHIFT = np.array([[1, 0, AWAY], [0, 1, 0], [0, 0, 1]], np.float64)


def natural(seed, height, width):
    """Return a texture whose channels go together, as those of most things do."""
    picture = texture(seed, height, width)
    return levels(0.7 * picture.mean(2, keepdims=True) + 0.3 * picture)


@pytest.fixture(scope="module")
def ground():
    return natural(41, 260, 400)


def levels(values):
    return np.clip(values + 0.5, 0, 255).astype(np.uint8)


def dusk(picture):
    return levels(picture[..., ::-1] * np.array([0.5, 0.55, 0.8]) + np.array([5, 8, 30]))


def grey(picture):
    return levels(np.repeat(picture.mean(2, keepdims=True), 3, 2))


def lit(first, last):
    described = []
    for picture in (first, last):
        keypoints = detect(luma(picture))
        described.append(describe(keypoints, spread(keypoints)))
    matches = match(*described)
    return find_light(first, last, matches.where(neighbourly(matches)))


def missed(one, other, margin=20):
    return np.abs(one.astype(int) - other)[margin:-margin, margin:-margin].mean()


def test_hues_that_change_places_are_relit(ground):
    first, seen = moved(ground), moved(ground, x=AWAY)
    light = lit(first, dusk(seen))
    assert missed(relight(dusk(seen), light.to_first), seen) < 3
    assert missed(relight(first, light.to_last), dusk(first)) < 2


def test_pictures_are_compared_in_the_light_that_lost_no_colours(ground):
    first, seen = moved(ground), moved(ground, x=AWAY)
    for one, other in ((first, grey(seen)), (grey(first), seen)):
        shared = lit(one, other).shared(one, other)
        assert missed(shared[0], grey(first)) < 2
        assert missed(shared[1], grey(seen)) < 2


def test_hues_that_change_places_hide_no_motion(ground):
    first, last = moved(ground), dusk(moved(ground, x=AWAY))
    thing = natural(42, 60, 60)
    first[60:120, 60:120], last[50:110, 110:170] = thing, dusk(thing)
    analysis = analyse(first, last, 1, lambda _: None)
    assert (analysis.regime, analysis.facts["layers"]) == ("related", 1)


def test_light_that_no_fit_explains_is_read_from_the_pictures(ground):
    def lamp(picture, x):
        across, down = np.meshgrid(np.arange(WIDTH) - x, np.arange(HEIGHT) - 90)
        return levels(picture * 0.6 + 50 * np.exp(-(across**2 + down**2) / 800)[..., None])

    first, seen = moved(ground), moved(ground, x=AWAY)
    last = lamp(seen, 160 + AWAY)
    light = lit(first, last)
    flows = model_flow(SHIFT, HEIGHT, WIDTH), model_flow(np.linalg.inv(SHIFT), HEIGHT, WIDTH)
    refined = refine_light(light, (first, last), flows)
    assert missed(relight(first, light.to_last), lamp(first, 160)) > 3
    assert missed(relight(first, refined.to_last), lamp(first, 160)) < 1
    assert missed(relight(last, refined.to_first), seen) < 3
