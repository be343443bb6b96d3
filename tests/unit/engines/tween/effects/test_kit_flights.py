"""Tunnels, broken signals, ribbons, the sea: what effects fill a frame with."""

import numpy as np
import pytest

from inbetween.engines.tween.effects.kit.glitch import prepare_glitch
from inbetween.engines.tween.effects.kit.grid import Grid
from inbetween.engines.tween.effects.kit.hud import text_lines, typed, write
from inbetween.engines.tween.effects.kit.ribbon import Ribbon, lay_ribbon
from inbetween.engines.tween.effects.kit.sea import swaying
from inbetween.engines.tween.effects.kit.tunnel import dig_tunnel
from inbetween.engines.tween.effects.sprites.iris import periodic_noise

SIZE = (90, 122)


def rng():
    return np.random.default_rng(6)


def grey():
    return np.full((*SIZE, 3), 120, np.uint8)


def test_noise_for_tunnels_goes_on_over_its_edges():
    texture = periodic_noise((64, 64), (3, 3), rng())
    assert np.abs(texture[0] - texture[-1]).mean() < 2 * np.abs(np.diff(texture, axis=0)).mean()
    assert np.abs(texture[:, 0] - texture[:, -1]).mean() < 2 * np.abs(np.diff(texture, axis=1)).mean()


def test_a_tunnel_is_dark_in_its_middle_and_flies_past():
    tunnel = dig_tunnel(SIZE, rng())
    one, other = tunnel.at(0.5, 300, SIZE), tunnel.at(0.5 + 1 / 30, 300, SIZE)
    assert one.shape == (*SIZE, 3)
    assert one[45, 61].max() < 60 < one.max()
    assert np.abs(one.astype(int) - other).mean() > 1


def test_a_signal_breaks_only_in_its_bursts_and_first_at_its_worst():
    glitch = prepare_glitch(((0.2, 0.5), (1.0, 1.2)), rng())
    assert [glitch.force(t) for t in (0.1, 0.2, 0.7, 1.2)] == pytest.approx([0, 1, 0, 0])
    frame = np.random.default_rng(1).integers(0, 256, (*SIZE, 3), np.uint8)
    still, broken = frame.copy(), frame.copy()
    glitch.breaks(still, 0.8)
    glitch.breaks(broken, 0.25)
    assert (still == frame).all()
    assert (broken != frame).any(2).mean() > 0.5


def test_a_ribbon_comes_in_from_the_left_and_passes_behind_what_is_before_it():
    ribbon = Ribbon(colour=(255.0, 0.0, 0.0), row=0.5, wide=0.06, phase=0.3)
    half, hidden = grey(), grey()
    lay_ribbon(half, ribbon, 1.0, 0.4)
    changed = (half != 120).any((0, 2))
    assert changed[5]
    assert not changed[-20:].any()
    lay_ribbon(hidden, ribbon, 1.0, 1.0, behind=np.full(SIZE, 255, np.uint8))
    assert (hidden == 120).all()


def test_in_the_sea_nothing_sways_further_than_it_is_told():
    grid = Grid(*SIZE)
    x, y = np.meshgrid(np.arange(SIZE[1]), np.arange(SIZE[0]))
    for t in (0.0, 1.3, 4.0):
        across, down = swaying(grid, np.ones_like(grid.x), t, 3.0)
        assert max(np.abs(across - x).max(), np.abs(down - y).max()) < 1.4 * 3.0
    across, down = swaying(grid, np.ones_like(grid.x), 1.0, 0.0)
    assert np.abs(across - x).max() + np.abs(down - y).max() < 1e-3


def test_lines_are_typed_one_after_the_other():
    lines = text_lines(["AB", "CD"], 14)
    frame = grey()
    typed(frame, lines, (4, 4), leading=18, colour=(200.0, 255.0, 255.0), since=(0.5, 1.5), t=1.2)
    assert (frame[4:18] != 120).any()
    assert (frame[22:40] == 120).all()


def test_what_is_written_beyond_the_frame_is_cut():
    frame = grey()
    write(frame, np.full((40, 40), 255, np.uint8), (SIZE[1] - 10, SIZE[0] - 5), (90.0, 90.0, 90.0))
    assert (frame[-5:, -10:] > 120).all()
    assert (frame[: SIZE[0] - 6] == 120).all()
