"""What engines can do is known without loading them; an unknown name ends in a sentence."""

import subprocess
import sys

import pytest

from inbetween.catalog.effects import EFFECTS
from inbetween.domain.errors import OperatorError
from inbetween.engines import registry


def test_every_engine_says_what_it_renders_and_needs():
    assert registry.names()[0] == "tween"
    for name in registry.names():
        assert frozenset({"first_frame", "last_frame"}) in registry.capabilities(name).abilities.media_sets
        assert registry.capabilities(name).needs


@pytest.mark.parametrize("name", registry.names())
def test_a_loaded_engine_has_the_name_and_the_capabilities_it_is_listed_with(name: str):
    engine = registry.load(name)
    assert engine.name == name
    assert engine.capabilities == registry.capabilities(name)


def test_the_still_engine_takes_whatever_begins_with_a_picture_or_a_clip():
    can = registry.capabilities("still").abilities
    assert {given - {"driving_audio", "last_frame"} for given in can.media_sets} == {
        frozenset({"first_frame"}), frozenset({"first_clip"})}  # fmt: skip
    assert len(can.media_sets) == 6
    assert can.effects == set(EFFECTS)
    assert can.several_shots


def test_an_engine_of_one_s_own_is_loaded_by_its_class():
    assert registry.load("tests.engines:Actor").name == "actor"


@pytest.mark.parametrize("name", ["nobody", "", "nowhere.at.all:Engine", "tests.engines:Nobody"])
def test_an_unknown_engine_ends_in_a_sentence_for_the_operator(name: str):
    with pytest.raises(OperatorError, match=r"(There is no engine|cannot be loaded)"):
        registry.load(name)


def test_capabilities_are_known_without_picture_maths():
    check = (
        "import sys; from inbetween.engines.registry import capabilities as c; c('tween'); "
        "print([m for m in ('cv2', 'numpy') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True).stdout == "[]\n"
