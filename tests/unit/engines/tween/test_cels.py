"""Things cut out once and laid over the background: outlines, what hides what, and what one frame alone shows."""

import cv2
import numpy as np
import pytest

from bench.quality import tuning
from inbetween.engines.tween.draw.cels import cut_cels
from inbetween.engines.tween.draw.mattes import matte
from inbetween.engines.tween.flow.colouring import looks_like
from inbetween.engines.tween.geometry import grid
from inbetween.engines.tween.match.matching import Matches
from inbetween.engines.tween.modes.two_pictures import prepare_draws
from inbetween.engines.tween.motion.order import centre
from inbetween.engines.tween.motion.plates import clean_plates
from inbetween.engines.tween.pair import analyse
from inbetween.engines.tween.things.layers import Layer
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import psnr
from tests.unit.engines.tween.pictures import HEIGHT, WIDTH, moved, texture

GROUND = texture(61, 280, 440) // 2 + 60


def disc(size, seed, colour=(230, 120, 30)):
    """Return a textured disc and its soft mask."""
    y, x = np.mgrid[0:size, 0:size].astype(np.float32) - (size - 1) / 2
    picture = texture(seed, size, size) // 2 + np.array(colour, np.uint8) // 2
    return picture, np.clip(size / 2 - 1 - np.hypot(x, y), 0, 1)


def staged(*things):
    """Draw things, each (picture, mask) with the (x, y) of its top left corner, back to front."""
    canvas = moved(GROUND).astype(np.float32)
    for (picture, mask), x, y in things:
        height, width = mask.shape
        top, left, bottom, right = max(y, 0), max(x, 0), min(y + height, HEIGHT), min(x + width, WIDTH)
        own = np.s_[top - y : bottom - y, left - x : right - x]
        place, cover = canvas[top:bottom, left:right], mask[own][..., None]
        place[:] = cover * picture[own] + (1 - cover) * place
    return (canvas + 0.5).astype(np.uint8)


def half_way(first, last):
    analysis = analyse(first, last, 1, lambda _: None)
    return analysis, prepare_draws(analysis, first, last, 1)[0](0.5)


def likeness(frame, truth):
    return psnr(frame.y, rgb_to_yuv420(truth).y)


def test_a_matte_finds_half_covered_rims_and_leaves_the_rest_to_the_mask():
    picture, cover = texture(62, 80, 80), np.pad(disc(60, 62)[1], 10)
    backgrounds = texture(63, 80, 80), texture(64, 80, 80)
    frames = [
        (cover[..., None] * picture + (1 - cover[..., None]) * background + 0.5).astype(np.uint8)
        for background in backgrounds
    ]
    rough = cv2.dilate((cover > 0.5).astype(np.uint8), np.ones((5, 5), np.uint8))
    usable = np.ones((80, 80), np.float32)
    found = matte((frames[0], frames[1]), backgrounds, usable=usable, mask=rough, reach=4)
    assert np.abs(found - cover).mean() < 0.25 * np.abs(rough - cover).mean()
    blind = matte((frames[0], frames[1]), backgrounds, usable=0 * usable, mask=rough, reach=4)
    assert np.abs(blind - rough).mean() < 0.03


def test_a_plate_shows_what_a_thing_hides_in_one_frame():
    thing = disc(60, 65)
    first, last = staged((thing, 30, 40)), staged((thing, 200, 60))
    analysis, _ = half_way(first, last)
    plates = clean_plates(first, last, analysis.stage, None)
    assert all(np.abs(plate.picture.astype(int) - staged()).max() < 12 for plate in plates)


def test_plates_leave_nothing_of_the_size_of_a_frame_behind():
    thing = disc(60, 65)
    first, last = staged((thing, 30, 40)), staged((thing, 200, 60))
    analysis, _ = half_way(first, last)
    grid.cache_clear()
    clean_plates(*(cv2.resize(picture, (2 * WIDTH, 2 * HEIGHT)) for picture in (first, last)), analysis.stage, None)
    assert grid.cache_info().currsize == 0


def test_an_outline_on_its_way_is_as_sharp_as_at_its_ends():
    thing = disc(80, 66)
    analysis, frame = half_way(staged((thing, 30, 40)), staged((thing, 150, 60)))
    assert len(analysis.stage.things) == 1
    assert likeness(frame, staged((thing, 90, 50))) > 42


def test_what_a_front_thing_hides_in_one_frame_comes_from_the_other():
    back, front = disc(110, 67, (40, 90, 220)), disc(90, 68)
    first, last = staged((back, 60, 20), (front, 130, 60)), staged((back, 100, 24), (front, 90, 70))
    analysis, frame = half_way(first, last)
    assert len(analysis.stage.things) == 2
    assert likeness(frame, staged((back, 80, 22), (front, 110, 65))) > 33


@pytest.mark.parametrize("swap", [False, True])
def test_who_is_in_front_follows_from_what_is_hidden(swap):
    large, small = disc(110, 67, (40, 90, 220)), disc(80, 68)
    places = ((60, 20), (130, 60)), ((100, 24), (90, 70)), ((80, 22), (110, 65))
    frames = []
    for one, other in places:
        things = [(large, *one), (small, *other)]
        frames.append(staged(*(things[::-1] if swap else things)))
    _, frame = half_way(frames[0], frames[1])
    assert likeness(frame, frames[2]) > 30


def test_a_thing_that_leaves_the_frame_is_whole_until_it_is_out():
    thing = disc(90, 69)
    _, frame = half_way(staged((thing, 40, 50)), staged((thing, -50, 44)))
    assert likeness(frame, staged((thing, -5, 47))) > 33


def test_the_half_of_a_striped_thing_that_leaves_is_known_by_its_colours():
    size = 640, 368
    scene = tuning.KINDS["rigid"]["leaving-zoom"](*size)
    _, frame = half_way(scene.frame(0), scene.frame(1))
    left = np.s_[120:280, :50]
    assert psnr(frame.y[left], rgb_to_yuv420(scene.frame(0.5)).y[left]) > 18


def test_colours_tell_a_thing_from_its_background_unless_both_have_them():
    picture = np.zeros((60, 120, 3), np.uint8)
    picture[:, :40], picture[:, 40:80], picture[:, 80:] = (200, 40, 30), (230, 210, 60), (120, 90, 80)
    thing, background = np.zeros((2, 60, 120), np.bool_)
    thing[:, 30:60], background[:, 90:] = True, True
    found = looks_like(picture, thing, background)
    assert found[5:-5, :75].all()
    assert not found[5:-5, 85:].any()
    assert not looks_like(picture, thing, thing).any()


def test_a_cel_grows_and_turns_about_its_own_centre():
    picture, mask = disc(80, 70)
    frames = []
    for t in (0, 1, 0.5):
        turn = cv2.getRotationMatrix2D((39.5, 39.5), -30 * t, 1 + 0.2 * t)
        turn[:, 2] += (60 + 60 * t, 40 + 10 * t)
        ground = moved(GROUND).astype(np.float32)
        cover = cv2.warpAffine(mask.astype(np.float32), turn, (WIDTH, HEIGHT))[..., None]
        drawn = cv2.warpAffine(picture.astype(np.float32), turn, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE)
        frames.append((cover * drawn + (1 - cover) * ground + 0.5).astype(np.uint8))
    _, frame = half_way(frames[0], frames[1])
    assert likeness(frame, frames[2]) > 36


def test_a_thing_is_seen_in_the_light_of_its_time():
    thing = disc(80, 71)
    dim = np.array([0.6, 0.65, 0.75], np.float32)
    first, last, middle = staged((thing, 40, 40)), staged((thing, 160, 60)), staged((thing, 100, 50))
    _, frame = half_way(first, (last * dim).astype(np.uint8))
    assert likeness(frame, (middle * (1 + dim) / 2).astype(np.uint8)) > 29


def cloth(amount):
    """Return a piece of cloth and its soft mask, both bent."""
    picture, mask = texture(74, 110, 110), np.zeros((110, 110), np.float32)
    mask[12:-12, 12:-12] = 1
    y, x = np.mgrid[0:110, 0:110].astype(np.float32)
    maps = x + amount * np.sin(y / 14), y + amount * np.sin(x / 17)
    return tuple(cv2.remap(layer, *maps, cv2.INTER_LINEAR) for layer in (picture, mask))


def test_what_bends_beside_a_thing_that_is_cut_out_stays():
    thing = disc(60, 75)
    first, last = staged((cloth(0), 180, 35), (thing, 20, 100)), staged((cloth(5), 192, 35), (thing, 60, 100))
    analysis, frame = half_way(first, last)
    truth = rgb_to_yuv420(staged((cloth(2.5), 186, 35), (thing, 40, 100)))
    assert analysis.stage.bending[0].any()
    assert psnr(frame.y[40:140, 190:290], truth.y[40:140, 190:290]) > 30


def test_cels_lie_over_the_frame_only_where_they_are():
    thing = disc(60, 72)
    first, last = staged((thing, 30, 40)), staged((thing, 200, 60))
    analysis, _ = half_way(first, last)
    (cel,) = cut_cels((first, last), clean_plates(first, last, analysis.stage, None), analysis.stage, None)
    frame = rgb_to_yuv420(np.full_like(first, 90))
    before = frame.y.copy()
    cel.paint(frame, 0.5)
    rows, columns = np.nonzero(frame.y != before)
    assert (columns.min(), columns.max()) == (pytest.approx(115, abs=3), pytest.approx(175, abs=3))
    assert (rows.min(), rows.max()) == (pytest.approx(50, abs=3), pytest.approx(110, abs=3))


def test_a_mast_beside_a_sail_goes_with_it():
    picture, mask = disc(70, 73)
    tall, cover = np.zeros((100, 70, 3), np.uint8), np.zeros((100, 70), np.float32)
    tall[30:], cover[30:] = picture, mask
    tall[4:34, 33:37], cover[4:34, 33:37] = (30, 20, 20), 1
    thing = tall, cover
    _, frame = half_way(staged((thing, 30, 30)), staged((thing, 170, 50)))
    truth = rgb_to_yuv420(staged((thing, 100, 40)))
    assert psnr(frame.y[40:75, 90:180], truth.y[40:75, 90:180]) > 30


def test_a_layer_turns_about_the_middle_of_what_both_frames_show_of_it():
    whole = cv2.ellipse(np.zeros((200, 300), np.uint8), (150, 100), (60, 30), 0, 0, 360, 1, -1)
    half = whole.copy()
    half[:, 170:] = 0
    points = np.array([[120, 100], [140, 110], [150, 90]], np.float32)
    layer = Layer(model=np.eye(3), matches=Matches(first=points, last=points, turns=np.ones(3, np.complex64)))
    assert centre((half, whole), layer) == pytest.approx(np.array([[150, 100]]), abs=1.5)
