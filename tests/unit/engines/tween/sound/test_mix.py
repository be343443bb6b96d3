"""Beds cross over at cuts without a bump or a click, events come on time, and all give way to speech."""

import numpy as np
import pytest

from inbetween.domain.frames import SOUND_RATE
from inbetween.engines.tween.sound.mix import beds, events, layer_gains, mix, speech
from inbetween.engines.tween.sound.score import Hit, Layer, Line, Score, write_score
from inbetween.engines.tween.sound.speech import Utterance
from tests.unit.engines.tween.sound.plans import bed, event, line, plan, shot

SECOND = SOUND_RATE


def db(wave: np.ndarray) -> float:
    return 10 * np.log10(np.mean(np.square(wave, dtype=np.float64)))


def score(*shots, **more) -> Score:
    return write_score(plan(*shots, **more))


def test_two_layers_cross_over_at_one_power() -> None:
    first, second = Layer(tag="rain", levels=(-20.0, None)), Layer(tag="wind", levels=(None, -20.0))
    gains = [layer_gains(layer, [1.0], 2 * SECOND) for layer in (first, second)]
    assert np.hypot(*gains).min() == pytest.approx(0.1, rel=1e-3)
    assert np.hypot(*gains).max() == pytest.approx(0.1, rel=1e-3)
    assert gains[0][: int(0.87 * SECOND)].min() == pytest.approx(0.1)
    assert gains[0][int(1.13 * SECOND) :].max() == 0
    assert np.abs(np.diff(gains)).max() < 0.1 / (0.05 * SECOND)


def test_a_bed_that_goes_on_over_a_cut_does_not_notice_it() -> None:
    shots = [shot(0, 1, bed("rain")), shot(1, 2), shot(2, 3, bed("rain"))]
    whole = beds(score(shot(0, 3, bed("rain"))), 5, 3 * SECOND)
    assert np.array_equal(beds(score(*shots), 5, 3 * SECOND), whole)


@pytest.mark.parametrize("pair", [("sea", "city"), ("night", "engine"), ("rain", "underwater")])
def test_no_cut_clicks(pair: tuple[str, str]) -> None:
    """A sample's step at the cut is no larger than the steps of both beds around it."""
    both = beds(score(shot(0, 1, bed(pair[0])), shot(1, 2, bed(pair[1]))), 5, 2 * SECOND)
    steps = np.abs(np.diff(both, axis=1))
    around = slice(SECOND - 7000, SECOND + 7000)
    assert steps[:, around].max() < 1.3 * max(steps[:, :40_000].max(), steps[:, 56_000:].max())


def test_an_event_begins_at_its_time() -> None:
    drawn = events([Hit(tag="gunshot", at=1.25, name="a")], 5, 2 * SECOND)
    assert np.abs(drawn[:, : int(1.25 * SECOND)]).max() == 0
    assert np.abs(drawn[:, int(1.25 * SECOND) :][:, :480]).max() > 0.1


def test_an_event_that_the_end_cuts_is_cut() -> None:
    assert events([Hit(tag="thunder", at=1.7, name="a")], 5, 2 * SECOND).shape == (2, 2 * SECOND)


def test_equal_events_are_drawn_apart_and_lie_apart() -> None:
    one, other = (events([Hit(tag="dog", at=0, name=name)], 5, SECOND) for name in ("dog 0", "dog 1"))
    assert not np.array_equal(one, other)


def test_beds_events_and_music_give_way_to_speech() -> None:
    """By 9 dB and by 4: heard in what is left when the speech is taken away."""
    told = score(shot(0, 5, bed("rain")), music="calm")
    words = Line(words=line("hm", 2), start=0, end=5)
    utterance = Utterance(line=words, at=2.0, wave=np.full(SECOND, 1e-3, np.float32))
    under = mix(told, [utterance], 5) - speech([utterance], 5 * SECOND)
    spoken, free = slice(2 * SECOND, 3 * SECOND), slice(0, int(1.6 * SECOND))
    alone = mix(told, [], 5)
    assert db(alone[:, spoken]) - db(under[:, spoken]) == pytest.approx(9, abs=0.1)
    assert np.array_equal(under[:, free], alone[:, free])
    assert np.allclose(under[:, int(3.5 * SECOND) :], alone[:, int(3.5 * SECOND) :])
    struck = score(shot(0, 5, event("thunder", 2.0)))
    quieter = (mix(struck, [utterance], 5) - speech([utterance], 5 * SECOND))[:, spoken]
    assert db(mix(struck, [], 5)[:, spoken]) - db(quieter) == pytest.approx(4, abs=0.3)


def test_chance_belongs_to_a_sound_and_not_to_its_neighbours() -> None:
    alone = beds(score(shot(0, 1, bed("sea"))), 5, SECOND)
    both = beds(score(shot(0, 1, bed("sea"), bed("bird"))), 5, SECOND)
    bird = both - alone
    assert db(bird) < db(alone)
    assert np.abs(bird).max() > 0
