"""Each event is short, has its level, and neither begins nor ends with a click."""

import numpy as np
import pytest

from inbetween.domain.frames import SOUND_RATE
from inbetween.engines.tween.sound.events import EVENT_PEAK, EVENTS, draw_event
from inbetween.engines.tween.sound.waves import dice

LATE = {"door": 0.25, "fireworks": 0.8}  # the swing before the blow, the rocket before the bang


@pytest.mark.parametrize("tag", EVENTS)
def test_an_event_has_its_level_its_beginning_and_its_end(tag: str) -> None:
    wave = draw_event(tag, dice(3, tag))
    assert (wave.ndim, wave.dtype) == (1, np.float32)
    assert 0.01 * SOUND_RATE < len(wave) < 4.5 * SOUND_RATE
    assert 20 * np.log10(np.abs(wave).max()) == pytest.approx(EVENT_PEAK + EVENTS[tag].level, abs=4)
    assert wave[0] == wave[-1] == 0
    begins = np.argmax(np.abs(wave) > 0.1 * np.abs(wave).max()) / SOUND_RATE
    assert begins == pytest.approx(LATE.get(tag, 0), abs=0.06)


@pytest.mark.parametrize("tag", EVENTS)
def test_an_event_is_the_same_for_its_seed(tag: str) -> None:
    assert np.array_equal(draw_event(tag, dice(3, tag)), draw_event(tag, dice(3, tag)))


def test_there_are_30_and_no_two_are_alike() -> None:
    drawn = [draw_event(tag, dice(3, "x")) for tag in EVENTS]
    assert len({wave.tobytes() for wave in drawn}) == len(EVENTS) == 30
