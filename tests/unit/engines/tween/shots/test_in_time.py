"""Cuts whose times nobody told meet the beats of a given sound."""

from itertools import pairwise

import numpy as np
import pytest

from inbetween.domain.plan import Plan, Shot
from inbetween.engines.tween.shots.in_time import REACH, UNTOLD, cut_in_time
from inbetween.engines.tween.sound.onsets import Heard


def three(source, *edges):
    return Plan(
        duration=edges[-1],
        source=source,
        shots=tuple(Shot(start=start, end=end, text="") for start, end in pairwise(edges)),
    )


def heard(*onsets, strength=1.0):
    return Heard(times=np.array(onsets), strengths=np.full(len(onsets), strength), loudness=np.ones(1))


def edges(shots):
    assert all(one.end == other.start for one, other in pairwise(shots))
    return [shots[0].start, *(shot.end for shot in shots)]


@pytest.mark.parametrize("source", sorted(UNTOLD))
def test_a_cut_moves_to_the_nearest_onset(source):
    shots = cut_in_time(three(source, 0.0, 2.5, 5.0, 7.5), heard(0.4, 2.3, 2.6, 4.7, 7.4))
    assert edges(shots) == [0.0, 2.6, 5.0, 7.5]
    assert abs(4.7 - 5.0) > REACH


@pytest.mark.parametrize("source", ["ranges", "labels"])
def test_a_cut_whose_time_was_told_stays(source):
    plan = three(source, 0.0, 2.5, 5.0)
    assert cut_in_time(plan, heard(2.6)) == plan.shots


def test_without_a_clear_onset_cuts_stay():
    plan = three("auto", 0.0, 2.5, 5.0)
    for found in (None, heard(), heard(2.6, strength=0.1)):
        assert edges(cut_in_time(plan, found)) == [0.0, 2.5, 5.0]


def test_short_shots_keep_half_their_time_and_their_order():
    plan = three("sizes", 0.0, 0.4, 0.8, 1.2)
    found = edges(cut_in_time(plan, heard(0.5, 0.72, 0.31)))
    assert found == pytest.approx([0.0, 0.31, 0.72, 1.2])
    assert min(np.diff(found)) >= 0.2
