"""Unrelated pictures must never be taken for related: flow between them tears. Nor may related ones be cut."""

import itertools

import numpy as np
import pytest

from bench.quality import painting, relations
from bench.quality.scenes import canvas
from inbetween.engines.tween.pair import analyse

PAINTED = {
    "landscape": (painting.landscape, 17),
    "harbour": (painting.harbour, 35),
    "street": (painting.street, 17),
    "windows": (painting.street, 68),
    "cloth": (painting.cloth, 51),
}


@pytest.fixture(scope="module")
def pictures():
    return {
        name: np.clip(paint(360, 640, seed) * 255, 0, 255).astype(np.uint8) for name, (paint, seed) in PAINTED.items()
    }


def regime(first, last):
    return analyse(first, last, 1, lambda _: None).regime


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(PAINTED, 2)))
def test_different_pictures_are_unrelated(pictures, one, other):
    assert regime(pictures[one], pictures[other]) == "unrelated"


@pytest.mark.parametrize("name", PAINTED)
def test_a_mirrored_picture_is_unrelated_even_if_it_repeats_itself(pictures, name):
    assert regime(pictures[name], pictures[name][:, ::-1].copy()) == "unrelated"


def test_pictures_of_one_scene_are_never_cut():
    """Each is seen once more: by another camera, perhaps bent, in another light, with something that passes."""
    size, rng = (416, 232), np.random.default_rng(5)
    painters = (painting.landscape, painting.street, painting.harbour, painting.cloth)
    for paint in painters:
        assert regime(*relations.changed(canvas(paint, *size, 71, 1.7), *size, rng)) != "unrelated"
