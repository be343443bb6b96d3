"""What a sound does to a camera: short pushes on beats, a sway as deep as it is loud, and rest at both ends."""

from dataclasses import replace

import numpy as np
import pytest

from inbetween.domain.frames import SOUND_RATE, Sound
from inbetween.domain.plan import Move, Plan, Shot
from inbetween.engines.tween.sound.onsets import Heard, listen
from inbetween.engines.tween.sound.pulses import (
    DEEPEST_PUSH,
    DEEPEST_SWAY,
    Drive,
    beats_of,
    drive_by,
    facts_of,
    heard_of,
)
from tests.sounds import hum, ticking
from tests.unit.engines.tween.pictures import scene, texture


def both(wave) -> Sound:
    return Sound(samples=np.stack([wave, wave]).astype(np.float32), rate=SOUND_RATE)


def driven(wave, fps: int = 30, *, outward: bool = False) -> Drive:
    return drive_by(listen(both(wave)), fps, np.full(round(len(wave) / SOUND_RATE * fps), outward))


@pytest.mark.parametrize("fps", [24, 30])
def test_a_push_is_quickest_on_its_click_and_back_before_the_next(fps: int):
    wave, times = ticking(4, 120)
    push = driven(wave, fps).push
    for at in times[:-1]:
        frame = round(at * fps)
        around = push[frame - 2 : frame + fps // 3]
        assert around.max() == pytest.approx(DEEPEST_PUSH, rel=0.05)
        assert abs(int(np.diff(around).argmax()) - 2) <= 1
        assert around[0] < 0.05 * DEEPEST_PUSH


def test_nothing_is_pushed_or_swayed_at_either_end_nor_in_silence():
    wave, _ = ticking(3, 174)
    for moving in (driven(wave), driven(hum(3))):
        assert moving.push[[0, -1]].tolist() == moving.sway[[0, -1]].tolist() == [0, 0]
    silent = driven(np.zeros(3 * SOUND_RATE))
    assert not silent.push.any()
    assert not silent.sway.any()


def test_what_follows_too_densely_shakes_nothing():
    dense, _ = ticking(4, 400)
    assert driven(dense).push[10:-10].max() < 0.1 * DEEPEST_PUSH
    beats, times = ticking(4, 100)
    ticks = 0.02 * np.roll(beats, round(0.3 * SOUND_RATE))
    between = driven(beats + ticks).push
    assert between[round(times[2] * 30) : round(times[2] * 30) + 6].max() > 0.95 * DEEPEST_PUSH


def test_a_sway_is_deep_where_the_sound_is_loud_and_slow_everywhere():
    wave = hum(8)
    wave[3 * SOUND_RATE : 5 * SOUND_RATE] *= 0.05
    sway = driven(wave).sway
    assert sway[60] == pytest.approx(DEEPEST_SWAY, rel=0.1)
    assert sway[135] < 0.3 * DEEPEST_SWAY
    assert np.abs(np.diff(sway)).max() < DEEPEST_SWAY / 15


def test_where_the_film_draws_back_the_quick_part_of_a_push_is_its_end():
    wave, times = ticking(4, 100)
    push = driven(wave, outward=True).push
    for at in times[1:-1]:
        frame = round(at * 30)
        steps = np.diff(push[frame - 10 : frame + 5])
        assert abs(int(steps.argmin()) - 10) <= 1
        assert steps.max() < 0.5 * -steps.min()


def test_a_camera_that_is_told_to_stand_stands():
    sound = both(ticking(1, 120)[0])
    given = replace(scene(texture(1), texture(2), frame_count=30), sound=sound)

    def planned(*kinds):
        moves = tuple(Move(kind=kind) for kind in kinds)
        return replace(
            given, plan=Plan(duration=1, source="single", shots=(Shot(start=0, end=1, text="", moves=moves),))
        )

    assert heard_of(replace(given, sound=None)) is None
    assert heard_of(planned("static")) is None
    for told in (given, planned(), planned("static", "push")):
        assert isinstance(heard_of(told), Heard)


def test_frames_that_a_push_leads_to_in_a_hurry_are_known():
    wave, _ = ticking(4, 90)
    for outward in (False, True):
        steps = np.abs(np.diff(driven(wave, outward=outward).push))
        quick = set(np.flatnonzero(steps > 0.5 * steps.max()) + 1)
        assert quick
        assert quick <= beats_of(listen(both(wave)), 30)
    assert beats_of(None, 30) == frozenset()


def test_what_was_heard_is_told_in_plain_values():
    assert facts_of(None) == {}
    heard = Heard(times=np.array([0.5]), strengths=np.array([0.25]), loudness=np.array([0.0, 1.0]))
    assert facts_of(heard) == {"driven_by": {"onsets": [{"at": 0.5, "strength": 0.25}], "loudness": 0.5}}
