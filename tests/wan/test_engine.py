"""The engine on tiny random models: what a film is made of, to the frame. Nothing here says how a film looks."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from inbetween.domain.errors import Cancelled
from inbetween.domain.frames import Clip, Yuv420
from inbetween.engines.protocol import Scene
from inbetween.engines.wan.engine import WanEngine
from inbetween.engines.wan.native import NATIVE
from inbetween.engines.weights import Weights
from inbetween.media.fit import place
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.worker.host import QuietHost
from inbetween.worker.scratch import MemoryScratch
from tests.pictures import smooth

Tiny = Callable[[str], Path]
WIDTH, HEIGHT = 80, 48
FIRST, LAST = (place(smooth(90, 60, seed), WIDTH, HEIGHT) for seed in (1, 2))
SCENE = Scene(
    width=WIDTH, height=HEIGHT, fps=16, frame_count=17, prompt="a cat looks up", negative_prompt="blurred", seed=7,
    pictures={"first_frame": FIRST, "last_frame": LAST},
)  # fmt: skip
ALONE = replace(SCENE, pictures={"first_frame": FIRST})
PROMISED = {"fps": 30, "frame_count": 30}
SCENES = {"flf2v": SCENE, "i2v": ALONE, "a14b": SCENE, "ti2v": ALONE}


class Watcher(QuietHost):
    """Keeps what it is told; asks for a stop after so many steps."""

    def __init__(self, stop_after: int | None = None) -> None:
        super().__init__()
        self.told: list[tuple[str, float]] = []
        self._stop_after = stop_after

    def progress(self, stage: str, fraction: float, preview: Any = None) -> None:
        self.told.append((stage, fraction))

    def cancelled(self) -> bool:
        steps = [fraction for stage, fraction in self.told if stage == "denoise" and fraction > 0]
        return self._stop_after is not None and len(steps) >= self._stop_after


def engine_of(folder: Path, **changed: Any) -> WanEngine:
    options = {"options": {"keep_seconds": 0.0}} | changed
    engine = WanEngine(Weights(name="tiny", folder=folder, kind=folder.name, devices=("cpu",), steps=2, **options))
    engine.warm(QuietHost())
    return engine


@pytest.fixture(scope="module")
def a14b(tiny: Tiny) -> WanEngine:
    return engine_of(tiny("a14b"))


def drawn(engine: WanEngine, scene: Scene, host: QuietHost | None = None) -> list[Yuv420]:
    frames = list(engine.render(scene, host or QuietHost()).frames)
    assert all(isinstance(frame, Yuv420) for frame in frames)
    return frames  # type: ignore[return-value]


def same(one: list[Yuv420], other: list[Yuv420]) -> bool:
    return all((a.y == b.y).all() and (a.u == b.u).all() for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("kind", NATIVE)
def test_each_kind_draws_the_scenes_size_rate_and_length(tiny: Tiny, kind: str) -> None:
    host = Watcher()
    rendering = engine_of(tiny(kind)).render(replace(SCENES[kind], **PROMISED), host)
    frames = list(rendering.frames)
    assert list(dict.fromkeys(stage for stage, _ in host.told)) == ["condition", "words", "denoise"]
    assert len(frames) == 30
    assert {frame.y.shape for frame in frames} == {(HEIGHT, WIDTH)}  # type: ignore[union-attr]
    facts = rendering.measurements
    assert (facts["kind"], facts["steps"]) == (kind, 2)
    assert facts["native_size"] == [96, 64] if kind == "ti2v" else [80, 48]
    assert set(facts["seconds"]) == {"condition", "words", "denoise", "transformer", "decode"}
    assert 0 < facts["seconds"]["transformer"] <= facts["seconds"]["denoise"]
    assert facts["retimed"]["passed"] >= 2
    assert rendering.sound is None


def test_an_engine_that_nobody_warmed_loads_its_models_itself(tiny: Tiny, a14b: WanEngine) -> None:
    cold = WanEngine(a14b._weights)
    assert same(drawn(cold, SCENE), drawn(a14b, SCENE))


def test_one_seed_is_one_film(a14b: WanEngine) -> None:
    film = drawn(a14b, SCENE)
    assert same(film, drawn(a14b, SCENE))
    assert not same(film, drawn(a14b, replace(SCENE, seed=8)))
    assert not same(film, drawn(a14b, replace(SCENE, prompt="a dog")))
    assert not same(film, drawn(a14b, replace(SCENE, negative_prompt="")))


def test_a_long_film_is_segments_that_go_on_from_each_other(a14b: WanEngine) -> None:
    host = Watcher()
    rendering = a14b.render(replace(SCENE, frame_count=97), host)
    assert len(list(rendering.frames)) == 97
    assert rendering.measurements["segments"] == [53, 49]
    fractions = [fraction for _, fraction in host.told]
    assert fractions == sorted(fractions)
    assert len(rendering.measurements["moved_levels"]) == 2


def test_a_clip_is_shown_as_it_is_and_goes_on(a14b: WanEngine) -> None:
    clip = [rgb_to_yuv420(smooth(WIDTH, HEIGHT, seed)) for seed in range(20)]
    picture = place(smooth(WIDTH, HEIGHT, 19), WIDTH, HEIGHT)
    given = Clip(frame_count=20, frames=iter(clip), first=clip[0], picture=picture, tail=(), instants=())
    scene = replace(SCENE, fps=30, frame_count=60, clip=given, pictures={"last_frame": LAST})
    frames = drawn(a14b, scene)
    assert len(frames) == 60
    assert same(frames[:20], clip)


def test_a_stop_is_heard_and_the_engine_draws_on(a14b: WanEngine) -> None:
    with pytest.raises(Cancelled):
        drawn(a14b, SCENE, Watcher(stop_after=1))
    assert len(drawn(a14b, SCENE)) == 17


def test_a_task_that_died_goes_on_at_its_step(tiny: Tiny, a14b: WanEngine) -> None:
    whole, dying = drawn(a14b, SCENE), Watcher(stop_after=1)
    with pytest.raises(Cancelled):
        drawn(a14b, SCENE, dying)
    again = Watcher()
    again.scratch = dying.scratch
    other = engine_of(tiny("a14b"))  # another process would have loaded them anew
    rendering = other.render(SCENE, again)
    assert same(list(rendering.frames), whole)  # type: ignore[arg-type]
    assert rendering.measurements["resumed"] == 1


def test_memory_that_ran_out_in_the_vae_costs_only_the_decode(a14b: WanEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    host = Watcher()
    models = a14b._models
    assert models is not None

    def full(*_: object, **__: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(type(models.vae), "decode", full)
        with pytest.raises(MemoryError):
            drawn(a14b, SCENE, host)
    again = Watcher()
    again.scratch = host.scratch
    rendering = a14b.render(SCENE, again)
    assert same(list(rendering.frames), drawn(a14b, SCENE))  # type: ignore[arg-type]
    assert rendering.measurements["resumed"] == 2


def test_distilled_weights_take_their_own_steps_without_guidance(tiny: Tiny) -> None:
    engine = engine_of(tiny("a14b"), sigmas=(1.0, 0.9375, 0.8333, 0.625), guidance=(1.0, 1.0))
    rendering = engine.render(SCENE, QuietHost())
    assert len(list(rendering.frames)) == 17
    assert rendering.measurements["steps"] == 4


def test_both_ends_have_the_mean_colours_of_their_pictures(a14b: WanEngine) -> None:
    frames = drawn(a14b, SCENE)
    moved = a14b.render(SCENE, QuietHost())
    list(moved.frames)
    (levels,) = moved.measurements["moved_levels"]
    for frame, picture, name in ((frames[0], FIRST, "start"), (frames[-1], LAST, "end")):
        if max(map(abs, levels[name])) < 12:  # the most that is moved
            assert abs(float(frame.y.mean()) - float(rgb_to_yuv420(picture.fitted).y.mean())) < 1.0


def test_scratch_of_another_task_is_not_gone_on_with(a14b: WanEngine) -> None:
    host = Watcher()
    drawn(a14b, SCENE, host)
    other = Watcher()
    other.scratch = host.scratch
    rendering = a14b.render(replace(SCENE, seed=8), other)
    assert not same(list(rendering.frames), drawn(a14b, SCENE))  # type: ignore[arg-type]
    assert rendering.measurements["resumed"] == 0
    assert isinstance(host.scratch, MemoryScratch)


def test_pictures_of_the_films_size_are_not_resampled() -> None:
    from inbetween.engines.wan.framing import cut, surrounded
    from inbetween.engines.wan.plan import size_of

    picture = smooth(82, 50)
    size = size_of(82, 50, 32)
    around = surrounded(picture, size)
    assert around.shape == (64, 96, 3)
    assert np.array_equal(cut(around, size, replace(SCENE, width=82, height=50)), picture)
