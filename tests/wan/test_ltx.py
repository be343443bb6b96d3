"""Another model behind the same interface: its own rate, its own sizes, a sound of its own."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from inbetween.domain.errors import Cancelled, OperatorError
from inbetween.domain.frames import SOUND_RATE, Frame, Yuv420
from inbetween.engines.ltx.engine import LtxEngine
from inbetween.engines.protocol import Scene
from inbetween.engines.weights import Weights
from inbetween.media.fit import place
from inbetween.worker.host import QuietHost
from tests.pictures import smooth
from tests.wan import tiny_ltx

WEIGHTS = Weights(name="ltx", engine="ltx", devices=("cpu",), steps=2, options=tiny_ltx.OPTIONS)
SCENE = Scene(
    width=80, height=48, fps=30, frame_count=15, prompt="a cat", negative_prompt="", seed=7, wants_sound=True,
    pictures={"first_frame": place(smooth(90, 60), 80, 48), "last_frame": place(smooth(90, 60, 2), 80, 48)},
)  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> LtxEngine:
    engine = LtxEngine(replace(WEIGHTS, folder=tiny_ltx.made(tmp_path_factory.mktemp("ltx"))))
    engine.warm(QuietHost())
    return engine


def rendered(engine: LtxEngine, scene: Scene = SCENE) -> np.ndarray:
    return np.stack([luma(frame) for frame in engine.render(scene, QuietHost()).frames])


def luma(frame: Frame) -> np.ndarray:
    assert isinstance(frame, Yuv420)
    return frame.y


def test_a_film_has_the_scenes_size_rate_length_and_a_sound_as_long(engine: LtxEngine) -> None:
    rendering = engine.render(SCENE, QuietHost())
    frames = [luma(frame) for frame in rendering.frames]
    assert {frame.shape for frame in frames} == {(48, 80)}
    assert (len(frames), rendering.fps) == (15, 30)
    assert rendering.measurements == {"native_fps": 24, "native_frames": 13, "native_size": [96, 64]}
    assert rendering.sound is not None
    assert rendering.sound.samples.shape == (2, SOUND_RATE // 2)
    assert np.abs(rendering.sound.samples).max() > 0


def test_one_seed_is_one_film_and_a_silent_scene_gets_no_sound(engine: LtxEngine) -> None:
    silent = replace(SCENE, wants_sound=False)
    first = rendered(engine)
    assert (first == rendered(engine, silent)).all()
    assert (first != rendered(engine, replace(SCENE, seed=8))).any()
    assert engine.render(silent, QuietHost()).sound is None


def test_the_pictures_reach_the_model(engine: LtxEngine) -> None:
    other = {**SCENE.pictures, "last_frame": place(smooth(90, 60, 3), 80, 48)}
    assert (rendered(engine) != rendered(engine, replace(SCENE, pictures=other))).any()
    alone = {"first_frame": SCENE.pictures["first_frame"]}
    assert (rendered(engine) != rendered(engine, replace(SCENE, pictures=alone))).any()


def test_a_stop_ends_it_between_two_steps_and_the_engine_goes_on(engine: LtxEngine) -> None:
    stopping = QuietHost()
    stopping.cancelled = lambda: True  # type: ignore[method-assign]
    with pytest.raises(Cancelled):
        engine.render(SCENE, stopping)
    assert len(rendered(engine)) == 15


@pytest.mark.parametrize("broken", [lambda folder: None, lambda folder: (folder / "model_index.json").write_text("{}")])
def test_a_folder_without_weights_is_named(tmp_path: Path, broken: Callable[[Path], object]) -> None:
    partial(broken, tmp_path)()
    with pytest.raises(OperatorError, match=str(tmp_path)):
        LtxEngine(replace(WEIGHTS, folder=tmp_path)).warm(QuietHost())
