"""What holds for every effect of the engine's card, on small pictures."""

import subprocess
import sys
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from inbetween.catalog.effects import EFFECTS, PREVIEWS
from inbetween.engines.tween import effects
from inbetween.engines.tween.card import CAPABILITIES
from inbetween.engines.tween.effects.prepare import prepare
from inbetween.engines.tween.engine import TweenEngine
from inbetween.engines.tween.modes.effect import mixed_in
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import mean_difference
from tests.unit.engines.tween.effects.stages import PICTURES, TALL, WIDE, stage
from tests.unit.engines.tween.pictures import Listener, alone

ROOM = Path(effects.__file__).parent
NAMES = sorted(CAPABILITIES.abilities.effects)
FPS = 15

HITS: dict[str, tuple[float, ...]] = {"magazine": (0.25, 0.48, 0.70), "dance5": (1.0, 2.0, 3.0, 4.0)}
"""Seconds at which an effect is meant to jump."""

ENDS_ON_THE_PICTURE = {"squish", "rotation", "poke", "pupil"}

LARGEST_STEP = 5.0
BRIGHTEST = 235
APART = 3.0
"""Levels that two effects differ by at least, in the mean of some frames."""


@cache
def film(name):
    """Return the luma of an effect's film."""
    draw = mixed_in(stage(), prepare(name, stage()))
    return [draw(number / FPS).y for number in range(5 * FPS)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [WIDE, TALL], ids=["wide", "tall"])
def test_a_paint_is_a_pure_function_of_time_and_seed(name, size):
    on = stage("bust", size)
    before = on.picture.copy()
    one, other = prepare(name, on), prepare(name, on)
    times = (0.0, 0.7, 2.3, 3.4, 4.97)
    frames = [one(t) for t in times]
    for frame, again in zip(frames, reversed([other(t) for t in reversed(times)]), strict=True):
        assert frame.shape == (*size, 3)
        assert frame.dtype == np.uint8
        assert (frame == again).all()
    assert (on.picture == before).all()


@pytest.mark.parametrize("name", NAMES)
def test_the_first_frame_is_the_picture_bit_for_bit(name):
    given = rgb_to_yuv420(stage().picture)
    first = mixed_in(stage(), prepare(name, stage()))(0.0)
    assert all((getattr(first, plane) == getattr(given, plane)).all() for plane in "yuv")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_jumps_but_where_it_should(name):
    frames = film(name)
    steps = [mean_difference(one, other) for one, other in pairwise(frames)]
    hits = np.array(HITS.get(name, (-1.0,)))
    smooth = [step for number, step in enumerate(steps) if np.abs((number + 0.5) / FPS - hits).min() > 0.1]
    assert max(smooth) <= LARGEST_STEP * np.mean(steps)
    assert np.mean(steps) > 0.2


@pytest.mark.parametrize("name", NAMES)
def test_no_more_than_a_quarter_of_the_frame_flashes_more_than_three_times_a_second(name):
    light = np.stack([cv2.resize(frame, (24, 24), interpolation=cv2.INTER_AREA) for frame in film(name)])
    light = np.clip((light - 16.0) / 219, 0, 1) ** 2.2
    seconds = [light[start : start + FPS] for start in range(0, len(light) - FPS, 3)]
    assert max(np.mean(swings(second) > 6) for second in seconds) <= 0.25


def swings(light):
    """Return how often each place of (frames, rows, columns) turns by a tenth of full light: two turns are a flash."""
    turn, direction, count = light[0].copy(), np.zeros(light.shape[1:]), np.zeros(light.shape[1:])
    for frame in light[1:]:
        way = np.where(np.abs(frame - turn) >= 0.1, np.sign(frame - turn), 0)
        turned = (way != 0) & (way != direction)
        count += turned
        further = (way == 0) & ((frame - turn) * direction > 0)
        direction = np.where(turned, way, direction)
        turn = np.where(turned | (way != 0) | further, frame, turn)
    return count


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("picture", [name for name in PICTURES if name != "bust"])
def test_whatever_the_picture_shows_there_is_a_film_that_does_not_burn_out(name, picture):
    paint = prepare(name, stage(picture, TALL))
    assert all(paint(t).shape == (*TALL, 3) for t in (0.1, 1.9))
    if picture == "white" and name not in ENDS_ON_THE_PICTURE:
        assert paint(4.97).mean() <= BRIGHTEST


@pytest.mark.parametrize("name", sorted(ENDS_ON_THE_PICTURE & set(NAMES)))
def test_what_ends_on_the_picture_does(name):
    assert mean_difference(film(name)[-1], film(name)[0]) < 6


def test_no_two_effects_look_alike():
    looks = {name: np.stack([_look(name, picture) for picture in ("bust", "landscape", "gradient")]) for name in NAMES}
    near = {(a, b): float(np.abs(looks[a] - looks[b]).mean()) for a, b in combinations(NAMES, 2)}
    assert min(near.values(), default=APART) >= APART, sorted(near.items(), key=lambda pair: pair[1])[:5]


def _look(name, picture):
    paint = prepare(name, stage(picture))
    return np.stack([paint(t) for t in (0.9, 1.7, 2.5, 3.3, 4.1, 4.9)]).astype(np.int16)


def test_the_engine_draws_an_effect_and_says_what_it_saw():
    rendering = TweenEngine().render(alone(stage().picture, effect="squish", frame_count=9), Listener())
    frames = list(rendering.frames)
    assert len(frames) == 9
    given = rgb_to_yuv420(stage().picture)
    assert (frames[0].y == given.y).all()
    told = rendering.measurements
    assert {name: told[name] for name in ("regime", "effect", "subject", "faces")} == {
        "regime": "effect",
        "effect": "squish",
        "subject": "cut out",
        "faces": 1,
    }
    assert rendering.sound is None


def test_a_shorter_film_shows_the_same_effect_faster():
    five, three = (
        list(TweenEngine().render(alone(stage().picture, effect="squish", frame_count=count), Listener()).frames)
        for count in (150, 90)
    )
    assert (five[100].y == three[60].y).all()


def test_catalogue_files_card_and_previews_name_the_same_effects():
    files = {path.stem.replace("_1", "-1") for path in ROOM.glob("*.py")} - {"__init__", "prepare", "planar", "warming"}
    previews = {path.stem: path.stat().st_size for path in PREVIEWS.glob("*")}
    assert set(EFFECTS) == set(NAMES) == files == set(previews)
    assert max(previews.values()) < 100_000


_COMPILED = """
import sys
import numpy as np
from inbetween.engines.tween.effects.prepare import prepare
from inbetween.engines.tween.effects.scene.stage import Stage
from inbetween.engines.tween.modes.effect import mixed_in
from inbetween.engines.tween.warming import warm_kernels
from tests.unit.engines.tween.effects.test_effects import NAMES, stage

def compiled():
    rooms = [room for name, room in sys.modules.items() if name.startswith("inbetween.engines.tween.effects")]
    kernels = {id(kernel): kernel for room in rooms for kernel in vars(room).values() if hasattr(kernel, "signatures")}
    return {(kernel.__name__, str(types)) for kernel in kernels.values() for types in kernel.signatures}

warm_kernels()
before = compiled()
for name in NAMES:
    draw = mixed_in(stage(), prepare(name, stage()))
    for t in (0.1, 1.3, 2.6, 3.9):
        draw(t)
print(sorted(compiled() - before))
"""


@pytest.mark.timeout(600)  # with an empty cache every kernel of the engine is compiled
def test_nobody_waits_for_a_compiler_once_the_engine_is_warm():
    told = subprocess.run([sys.executable, "-c", _COMPILED], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
