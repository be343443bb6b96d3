"""Kernels and brushes, on motions that are known."""

import itertools

import cv2
import numpy as np
import pytest

from inbetween.engines.tween.draw.canvas import Brush, prepare_planes
from inbetween.engines.tween.draw.hidden import fill_hidden
from inbetween.engines.tween.draw.kernels import SmoothPath
from inbetween.engines.tween.draw.mixing import blend, blend_bands
from inbetween.engines.tween.draw.readable import readable
from inbetween.engines.tween.joins.iris import prepare_iris
from inbetween.engines.tween.joins.still import prepare_still
from inbetween.engines.tween.joins.sway import DEEPEST, SHALLOWEST, Sway, find_sway
from inbetween.engines.tween.joins.zoom import zoomed
from inbetween.engines.tween.match.light import Light, Shade
from inbetween.engines.tween.modes.two_pictures import prepare_draws
from inbetween.engines.tween.motion.fields import Motion, beyond_camera, to_splat
from inbetween.engines.tween.motion.paths import LayerPath, SimilarityPath
from inbetween.engines.tween.pair import analyse
from inbetween.engines.tween.timing import FIVE_SECONDS, Length
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import mean_difference
from tests.unit.engines.tween.pictures import moved, texture

HEIGHT, WIDTH = 40, 60


def motion(shift=(0.0, 0.0), *, share=1.0, splat=None, layers=(), feather=0.0):
    model = np.array([[1, 0, shift[0]], [0, 1, shift[1]], [0, 0, 1]], np.float64)
    return Motion(
        height=HEIGHT,
        width=WIDTH,
        camera=model,
        path=SimilarityPath(model=model, centre=np.array([WIDTH / 2, HEIGHT / 2], np.float32)),
        layers=layers,
        smooth=SmoothPath(
            terms=(np.zeros((HEIGHT, WIDTH, 4), np.float32),) * 2,
            share=np.full((HEIGHT, WIDTH), share, np.float32),
        ),
        feather=feather,
        splat=splat,
    )


def side(flow, labels, *, is_last, camera=(0.0, 0.0), edges=1.0, columns=(0, WIDTH)):
    model = np.array([[1, 0, camera[0]], [0, 1, camera[1]], [0, 0, 1]], np.float64)
    worth = np.ones((HEIGHT, WIDTH, 3), np.float32)
    worth[..., 1] += 1e5 * labels
    worth[..., 2] = edges
    carried = np.dstack([flow, beyond_camera(flow, model, is_last=is_last), worth])
    return to_splat(carried, labels, np.array([0, HEIGHT, *columns], np.int32))


def brush(motion):
    picture = texture(21, HEIGHT * 2, WIDTH * 2)
    return Brush(prepare_planes(picture, picture, None), motion)


def test_a_camera_that_shifts_reads_either_frame_on_its_side():
    field = brush(motion((4, 2))).field(0.25)
    middle = field[:, HEIGHT // 2, WIDTH // 2]
    assert middle == pytest.approx([-1, -0.5, 3, 1.5, 0.75], abs=1e-4)


def test_what_leaves_a_frame_is_read_from_the_other():
    field = brush(motion((20, 0))).field(0.5)
    assert field[4, HEIGHT // 2, WIDTH - 3] > 0.99
    assert field[4, HEIGHT // 2, 2] < 0.01


def test_what_only_the_last_frame_shows_follows_the_camera_beside_things_that_do_not():
    flow, nothing = np.zeros((HEIGHT, WIDTH, 2), np.float32), np.zeros((HEIGHT, WIDTH), np.uint8)
    flow[..., 0] = 20
    forward = side(flow, nothing, is_last=False, camera=(20, 0), edges=0, columns=(0, 40))
    back = side(-flow, nothing, is_last=True, camera=(20, 0), edges=0, columns=(40, WIDTH))
    field = brush(motion((20, 0), share=0.0, splat=(forward, back))).field(0.5)
    assert field[2, HEIGHT // 2, :9] == pytest.approx(10, abs=1e-3)


def test_a_frame_fades_out_towards_its_border_where_the_other_sees_on():
    sharp, feathered = (brush(motion((20, 0), feather=feather)).field(0.5)[4, HEIGHT // 2] for feather in (0.0, 0.1))
    assert sharp[12 : WIDTH - 12] == pytest.approx(0.5, abs=0.01)
    assert feathered[13] < 0.4
    assert feathered[WIDTH // 2] == pytest.approx(0.5, abs=0.01)
    assert feathered[WIDTH - 14] > 0.6


def test_a_splatted_layer_passes_in_front_of_the_smooth_path():
    flow = np.zeros((HEIGHT, WIDTH, 2), np.float32)
    labels = np.zeros((HEIGHT, WIDTH), np.uint8)
    flow[10:20, 10:20], labels[10:20, 10:20] = (16, 0), 1
    back = np.zeros_like(flow)
    labels_back = np.zeros_like(labels)
    back[10:20, 26:36], labels_back[10:20, 26:36] = (-16, 0), 1
    layers = (LayerPath(turn=1 + 0j, shift=(16.0, 0.0)),)
    both = (side(flow, labels, is_last=False), side(back, labels_back, is_last=True))
    field = brush(motion(share=0.0, splat=both, layers=layers)).field(0.5)
    assert field[:4, 15, 23] == pytest.approx([-8, 0, 8, 0], abs=1e-3)


def test_what_is_splatted_does_not_show_where_the_smooth_path_is_alone():
    flow, labels = np.full((HEIGHT, WIDTH, 2), (8, 0), np.float32), np.zeros((HEIGHT, WIDTH), np.uint8)
    edges = np.zeros((HEIGHT, WIDTH), np.float32)
    edges[15:25, 25:35] = 1
    forward, back = side(flow, labels, is_last=False, edges=edges), side(-flow, labels, is_last=True, edges=edges)
    smooth, both = (brush(motion(splat=splat)).field(0.5) for splat in (None, (forward, back)))
    assert both[0, 20, 30] == pytest.approx(-4, abs=1e-3)
    assert (both[:, :8] == smooth[:, :8]).all()


def test_what_one_time_splats_is_gone_at_the_next():
    flow, labels = np.full((HEIGHT, WIDTH, 2), (20, 0), np.float32), np.zeros((HEIGHT, WIDTH), np.uint8)
    edges = np.zeros((HEIGHT, WIDTH), np.float32)
    edges[15:25, 20:28] = 1
    both = side(flow, labels, is_last=False, edges=edges), side(-flow, labels, is_last=True, edges=edges)
    used, fresh = brush(motion(splat=both)), brush(motion(splat=both))
    for t in (0.1, 0.9):
        used.field(t)
    assert (used.field(0.4) == fresh.field(0.4)).all()


def test_a_fine_texture_keeps_its_contrast_half_a_pixel_off():
    stripes = 128 + 60 * np.sin(np.arange(2 * WIDTH) * 2 * np.pi / 3.2)
    picture = np.repeat(np.tile(stripes, (2 * HEIGHT, 1))[..., None], 3, 2).astype(np.uint8)
    drawn = Brush(prepare_planes(picture, np.roll(picture, 1, 1), None), motion((0.5, 0)))(0.5).y
    inner = np.s_[20:-20, 20:-20]
    assert drawn[inner].std() > 0.9 * rgb_to_yuv420(picture).y[inner].std()


def test_what_does_not_move_is_shown_as_it_is():
    picture = texture(25, HEIGHT * 2, WIDTH * 2)
    drawn = Brush(prepare_planes(picture, picture, None), motion())(0.5).y
    assert (drawn == rgb_to_yuv420(picture).y).all()


def fading(gain):
    """Return the light that makes the last picture ``gain`` times as bright as the first."""
    shades = [np.zeros((3, 9)), np.zeros((3, 9))]
    for shade, own in zip(shades, (1 / gain, gain), strict=True):
        shade[:, 0] = own
    return Light(to_first=Shade(terms=shades[0], missed=0.0), to_last=Shade(terms=shades[1], missed=0.0))


@pytest.mark.parametrize("gain", [0.5, 2.0])
def test_what_both_pictures_show_is_mixed_whatever_is_thought_of_the_light(gain):
    first, last = texture(26, HEIGHT * 2, WIDTH * 2), texture(27, HEIGHT * 2, WIDTH * 2)
    drawn = Brush(prepare_planes(first, last, fading(gain)), motion())(0.25).y
    mixed = 0.75 * rgb_to_yuv420(first).y + 0.25 * rgb_to_yuv420(last).y
    assert np.abs(drawn - mixed).max() <= 0.75


@pytest.mark.parametrize("t", [0.25, 0.75])
def test_what_one_picture_alone_shows_is_in_the_light_of_its_time(t):
    wide = texture(28, HEIGHT * 2, WIDTH * 2 + 40)
    first, last = wide[:, 40:], (wide[:, :-40] * 0.5 + 0.5).astype(np.uint8)
    drawn = Brush(prepare_planes(first, last, fading(0.5)), motion((20, 0)))(t)
    shift = round(40 * (1 - t))
    truth = rgb_to_yuv420((wide[:, shift : shift + 2 * WIDTH] * (1 - 0.5 * t)).astype(np.uint8))
    assert np.abs(drawn.y.astype(int) - truth.y).mean(0).max() < 3
    assert np.abs(drawn.u.astype(int) - truth.u).mean(0).max() < 3


def blended(first, last, weight):
    out = np.empty((4, 4), np.uint8)
    thresholds = (np.arange(16, dtype=np.float32).reshape(4, 4) + 0.5) / 16
    blend(
        *(np.full((4, 4), level, np.uint8) for level in (first, last)),
        np.full((4, 4), weight, np.float32),
        thresholds,
        out,
    )
    return out


@pytest.mark.parametrize(("first", "last"), [(200, 100), (100, 200), (255, 0), (7, 7)])
def test_a_blend_keeps_whole_levels(first, last):
    assert (blended(first, last, 0.0) == last).all()
    assert (blended(first, last, 1.0) == first).all()
    assert (blended(first, last, 0.5) == (first + last) / 2).all() or (first + last) % 2


def test_what_is_between_two_levels_is_shared_among_the_pixels_of_a_tile():
    assert np.bincount(blended(11, 10, 0.25).ravel()).tolist()[10:] == [12, 4]
    assert np.bincount(blended(10, 11, 0.25).ravel()).tolist()[10:] == [4, 12]
    assert blended(255, 0, 0.3).mean() == pytest.approx(76.5, abs=1 / 16)


def test_pictures_that_differ_by_a_level_change_over_many_frames_and_not_in_one():
    pictures = [np.full((HEIGHT * 2, WIDTH * 2, 3), level, np.uint8) for level in (100, 101)]
    draw = Brush(prepare_planes(*pictures, None), motion())
    lumas = [draw(t).y for t in np.linspace(0, 1, 9)]
    steps = [mean_difference(before, after) for before, after in itertools.pairwise(lumas)]
    assert max(steps) <= 1 / 4


def test_bands_are_clipped():
    first, last = np.array([250, 5], np.uint8), np.array([250, 5], np.uint8)
    out = np.empty(2, np.uint8)
    blend_bands(first, last, (np.zeros(2, np.float32), np.array([40, -40], np.float32)), out)
    assert out.tolist() == [255, 0]


def test_zooming_by_one_changes_nothing_and_never_leaves_the_frame():
    frame = rgb_to_yuv420(texture(22))
    assert (zoomed(readable(frame), 1.0, (0.2, 0.9), (0.8, 0.1)).y == frame.y).all()
    corner = zoomed(readable(frame), 2.0, (0.1, 0.1), (0.9, 0.9))
    assert np.abs(corner.y[0, 0].astype(int) - frame.y[0, 0]) < 12


def test_chroma_stays_with_luma_when_zoomed():
    picture = np.zeros((64, 64, 3), np.uint8)
    picture[:, 32:] = (200, 30, 30)
    frame = zoomed(readable(rgb_to_yuv420(picture)), 1.5, (0.5, 0.5), (0.5, 0.5))
    edge = np.argmax(np.diff(frame.y[32].astype(int)))
    assert edge == 31
    assert np.argmax(np.abs(np.diff(frame.v[16].astype(int)))) == 15


def test_an_iris_opens_once_and_shows_one_picture_at_a_place():
    dark, bright = np.full((80, 128, 3), 40, np.uint8), np.full((80, 128, 3), 215, np.uint8)
    iris = prepare_iris(dark, bright, 3)
    shares = [float((iris(t).y > 128).mean()) for t in np.linspace(0, 1, 13)]
    assert shares[0] == 0
    assert shares[-1] == 1
    assert shares == sorted(shares)


def test_strangers_change_into_each_other_evenly_even_if_only_one_has_detail():
    busy = texture(26)
    plain = cv2.GaussianBlur(busy, (0, 0), 30)
    for first, last in ((plain, busy), (busy, plain)):
        lumas = [frame.y for frame in map(prepare_iris(first, last, 1), np.linspace(0, 1, 49))]
        jumps = [mean_difference(one, other) for one, other in itertools.pairwise(lumas)]
        assert max(jumps) < 1.3 * np.mean(jumps)


def test_a_still_leaves_its_picture_and_comes_back_softly():
    picture = texture(23)
    still = prepare_still(picture, picture, FIVE_SECONDS)
    given = rgb_to_yuv420(picture).y.astype(int)
    away = [np.abs(still(x).y - given).mean() for x in (0.0, 1 / 149, 0.2, 0.5, 0.8, 148 / 149, 1.0)]
    assert away[0] == away[6] == 0
    assert 0 < away[1] < 0.3
    assert 0 < away[5] < 0.3
    assert min(away[2:5]) > 5


@pytest.mark.parametrize("frame_count", [48, 450])
def test_the_camera_goes_deeper_into_what_has_less_detail(frame_count):
    length = Length(frame_count=frame_count, fps=30)
    fine = np.random.default_rng(1).integers(0, 256, (2 * HEIGHT, 2 * WIDTH), dtype=np.uint8)
    plain = cv2.GaussianBlur(fine, (0, 0), 12)
    assert find_sway(fine, (0.5, 0.5), length).depth == SHALLOWEST
    assert SHALLOWEST < find_sway(plain, (0.5, 0.5), length).depth <= DEEPEST


@pytest.mark.parametrize("subject", [(0.5, 0.5), (0.0, 1.0), (0.97, 0.1)])
def test_the_camera_never_looks_beyond_the_picture(subject):
    sway = Sway(centre=find_sway(np.zeros((80, 120), np.uint8), subject, FIVE_SECONDS).centre, depth=0.12, seconds=15)
    for x in np.linspace(0, 1, 200):
        scale, spot = sway.at(x)
        assert scale >= 1
        assert all(0 <= share <= 1 for share in spot)


def test_a_shifted_picture_is_found_half_way_with_its_edges_whole():
    ground = texture(24, 240, 380)
    first, last = moved(ground, x=-8), moved(ground, x=8)
    draw = prepare_draws(analyse(first, last, 1, lambda _: None), first, last, 1)[0]
    middle, truth = draw(0.5).y.astype(int), rgb_to_yuv420(moved(ground)).y
    assert np.abs(middle - truth).max() < 24
    assert np.abs(middle - truth).mean() < 1


def test_background_that_nobody_shows_is_continued_from_its_surroundings():
    field = np.zeros((5, 40, 60), np.float32)
    field[4] = 0.5
    sums = np.ones((42, 62, 8), np.float32)
    sums[..., 6] = 0
    sums[16:22, 21:27] = 0
    share = np.zeros((40, 60), np.float32)
    fill_hidden(field, np.stack([sums, sums]), share, (0, 40, 0, 60))
    rows, columns = np.mgrid[15:21, 20:26]
    rows, columns = rows + field[1, 15:21, 20:26], columns + field[0, 15:21, 20:26]
    assert ((rows < 15) | (rows >= 21) | (columns < 20) | (columns >= 26)).all()
    assert (field[:4, :10] == 0).all()


@pytest.mark.parametrize("spot", [(14, 22, 18, 27), (15, 21, 20, 26)])
def test_only_the_surroundings_of_what_was_splatted_are_looked_at_and_nothing_is_missed(spot):
    fields = np.random.default_rng(3).random((1, 5, 40, 200), np.float32).repeat(2, 0)
    sums = np.ones((2, 42, 202, 8), np.float32)
    sums[..., 6] = 0
    sums[:, 16:22, 21:27] = 0
    share = np.zeros((40, 200), np.float32)
    fill_hidden(fields[0], sums, share, (0, 40, 0, 200))
    fill_hidden(fields[1], sums, share, spot)
    assert (fields[0] == fields[1]).all()
