"""Watermark, size, seed, frame rate and exact duration hold in every mode of the default engine."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inbetween.domain.plan import Move, Plan, Shot
from inbetween.domain.spec import ClipLimits, MediaKind, SoundLimits
from inbetween.engines import registry
from inbetween.media.decode import frames, probe
from inbetween.media.watermark import Watermark
from inbetween.worker.make import make
from inbetween.worker.order import Made, Order
from tests.clips import saved_clip, travelling
from tests.orders import Listener, ordered
from tests.sounds import hum, wav, whole, written

SECONDS, PIXVERSE = 1, 24
CLIP = ClipLimits(min_seconds=0, max_seconds=10, min_side=64, max_side=4096, max_aspect=8, max_bytes=2**24)
SOUND = SoundLimits(min_seconds=0, max_seconds=30, max_bytes=2**24)
PUSH = Shot(start=0.0, end=SECONDS, text="", moves=(Move(kind="push", dir="in"),))
ONE = Plan(duration=SECONDS, source="single", shots=(PUSH,))
TWO = Plan(duration=SECONDS, source="labels", shots=(replace(PUSH, end=0.5), replace(PUSH, start=0.5, size="cu")))

MODES: dict[str, tuple[set[MediaKind], dict[str, Any], Plan | None]] = {
    "one picture": ({"first_frame"}, {}, ONE),
    "two pictures": ({"first_frame", "last_frame"}, {}, None),
    "shots": ({"first_frame"}, {"shot_type": "multi"}, TWO),
    "shots between two pictures": ({"first_frame", "last_frame"}, {"shot_type": "multi"}, TWO),
    "driving audio": ({"first_frame", "driving_audio"}, {"sound": True}, ONE),
    "clip": ({"first_clip"}, {}, None),
    "clip to a last frame": ({"first_clip", "last_frame"}, {"sound": True}, None),
    "an effect that bends": ({"first_frame"}, {"effect": "squish"}, None),
    "an effect of drawn things": ({"first_frame"}, {"effect": "money"}, None),
}
"""Inputs, what the specification holds besides, and the plan."""


@pytest.fixture(scope="module")
def engine() -> Any:
    return registry.load("tween")


def order_of(mode: str, folder: Path, *, watermark: bool = True) -> Order:
    """Return the order of an upright film of PixVerse's rate and smallest size in some mode."""
    kinds, more, plan = MODES[mode]
    folder.mkdir()
    spec = {"resolution": "360P", "seconds": SECONDS, "fps": PIXVERSE, "multiple": 16, "watermark": watermark, **more}
    order = ordered(folder, size=(375, 631), **spec)
    paths: dict[MediaKind, Path] = {
        **order.paths,
        "first_clip": saved_clip(folder / "clip.mp4", travelling(12, size=(250, 422)), fps=25),
        "driving_audio": written(folder, "hum.wav", wav(whole(hum(0.5)))),
    }
    given = {kind: paths[kind] for kind in paths if kind in kinds}
    return replace(order, paths=given, plan=plan, offer="tween", sound_limits=SOUND, clip_limits=CLIP)


def made(engine: Any, order: Order) -> Made:
    return make(order, engine, Listener())


@pytest.mark.parametrize("mode", MODES)
def test_a_mode_keeps_size_rate_duration_mark_and_seed(mode: str, engine: Any, tmp_path: Path) -> None:
    film = made(engine, order_of(mode, tmp_path / "one"))
    facts = probe(film.path)
    assert (facts.fps, facts.frames, facts.seconds) == (PIXVERSE, PIXVERSE * SECONDS, SECONDS)
    assert (facts.width, facts.height) == (film.width, film.height)
    assert 0.95 < film.width * film.height / (640 * 360) <= 1
    assert (facts.width % 16, facts.height % 16) == (0, 0)
    _assert_the_mark_alone_differs(film, made(engine, order_of(mode, tmp_path / "two", watermark=False)))


def _assert_the_mark_alone_differs(film: Made, plain: Made) -> None:
    """Frames of the same seed differ where the mark is, and hardly anywhere else."""
    left, top, right, bottom = Watermark(film.width, film.height, "AI生成").rectangle
    for marked, bare in zip(frames(film.path), frames(plain.path), strict=True):
        changed = abs(marked.y.astype(int) - bare.y)
        inside = changed[top:bottom, left:right].mean()
        changed[top:bottom, left:right] = 0
        assert inside > 8 * changed.mean()
        assert inside > 3
