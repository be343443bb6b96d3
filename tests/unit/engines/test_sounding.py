"""Sound that the operator allows under pictures of weights that make none."""

from dataclasses import replace
from pathlib import Path

import pytest

from inbetween.engines import registry
from inbetween.engines.weights import Weights
from inbetween.worker.make import make
from tests.orders import Listener, ordered

NOTE = "The sound was made by procedure from the words of the prompt: the engine still makes none."


@pytest.mark.parametrize("wanted", [True, False])
def test_sound_by_procedure_is_made_where_it_is_wanted_and_named(tmp_path: Path, wanted: bool) -> None:
    weights = Weights(name="held", engine="still", sound="procedural")
    order = ordered(tmp_path, sound=wanted, prompt="rain falls", seconds=1)
    made = make(order, registry.load("still", weights), Listener())
    assert (made.engine, made.sound) == ("still", wanted)
    assert (NOTE in made.notes) == wanted
    assert made.engine_measurements.get("sound_by") == ("tween" if wanted else None)


def test_without_leave_there_is_no_sound_and_a_note_says_why(tmp_path: Path) -> None:
    order = replace(ordered(tmp_path, sound=True, seconds=1), offer="held")
    made = make(order, registry.load("still", Weights(name="held", engine="still")), Listener())
    assert not made.sound
    assert made.notes == ["The video has no sound: the engine still makes none."]
