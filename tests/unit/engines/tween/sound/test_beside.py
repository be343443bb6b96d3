"""A scene that wants sound is heard, and its pictures are those of a scene that does not."""

import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from inbetween.domain.errors import Cancelled
from inbetween.domain.frames import Sound
from inbetween.engines.protocol import Rendering, Scene
from inbetween.engines.tween.engine import TweenEngine
from inbetween.engines.tween.sound.beside import heard
from inbetween.engines.tween.sound.speech import ALL_SECONDS
from inbetween.engines.tween.sound.voice import PROGRAM
from tests.unit.engines.tween.pictures import Listener, scene, texture
from tests.unit.engines.tween.sound.plans import bed, event, line, plan, shot


def wanted(**changes) -> Scene:
    return replace(scene(texture(2), texture(3)), **changes)


def test_the_pictures_do_not_notice_the_sound() -> None:
    quiet = TweenEngine().render(wanted(), Listener())
    loud = TweenEngine().render(wanted(wants_sound=True), Listener())
    assert quiet.sound is None
    assert loud.sound is not None
    assert loud.sound.samples.shape == (2, 7 * 1600)
    for one, other in zip(quiet.frames, loud.frames, strict=True):
        assert np.array_equal(one.y, other.y)
    assert "sound" not in quiet.measurements
    assert loud.measurements["sound"]["beds"] == ["room"]
    assert 0 < loud.measurements["sound_seconds"] < 30


def rendered(given: Scene) -> Rendering:
    class Blank:
        @heard
        def render(self, scene: Scene, host: Listener) -> Rendering:
            return Rendering(frames=iter(()), fps=scene.fps, notes=["Nothing is drawn."])

    return Blank().render(given, Listener())


def test_the_plan_says_what_is_heard(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    told = plan(shot(0, 1, bed("rain"), event("dog", 0.5), said=[line("Come here, boy.", 0.2)]))
    rendering = rendered(wanted(wants_sound=True, plan=told, frame_count=30))
    assert rendering.measurements["sound"]["beds"] == ["rain"]
    assert rendering.measurements["sound"]["events"] == [{"tag": "dog", "at": 0.5}]
    assert rendering.notes == ["Nothing is drawn.", "Nobody speaks: espeak-ng is not installed here."]
    assert rendering.sound is not None
    assert rendering.sound.samples.shape == (2, 48_000)


def test_a_given_sound_is_heard_alone_and_what_else_was_asked_is_told() -> None:
    given = Sound(samples=np.zeros((2, 48_000), np.float32), rate=48_000)
    spoken = plan(shot(0, 1, bed("rain"), said=[line("Come here, boy.", 0.2)]))
    rendering = rendered(wanted(wants_sound=True, plan=spoken, sound=given))
    assert "sound" not in rendering.measurements
    alone = "The given sound is heard alone: the words and the music of the prompt are not added."
    assert rendering.notes == ["Nothing is drawn.", alone]
    assert rendered(wanted(wants_sound=True, plan=plan(shot(0, 1)), sound=given)).notes == ["Nothing is drawn."]


def test_the_seed_of_the_video_is_the_seed_of_its_sound() -> None:
    once, again, other = (rendered(wanted(wants_sound=True, seed=seed)).sound for seed in (1, 1, 2))
    assert np.array_equal(once.samples, again.samples)
    assert not np.array_equal(once.samples, other.samples)


def test_no_thread_stays_behind_when_the_render_breaks() -> None:
    class Broken:
        @heard
        def render(self, scene: Scene, host: Listener) -> Rendering:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Broken().render(wanted(wants_sound=True), Listener())
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("tween-sound")]


@pytest.mark.parametrize("answers", [0, 20], ids=["at once", "while the sound is waited for"])
def test_a_voice_that_hangs_keeps_nobody_who_cancels_waiting(answers: int, monkeypatch, tmp_path) -> None:
    """The host is asked ten times a second; the voice would take a minute, of which it is given ten seconds."""
    voice = tmp_path / PROGRAM
    voice.write_text("#!/bin/sh\nexec sleep 60\n")
    voice.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    told = plan(shot(0, 1, said=[line("Come here, boy.", 0.2)]))

    class Blank:
        @heard
        def render(self, scene: Scene, host: Listener) -> Rendering:
            if host.cancelled():
                raise Cancelled
            return Rendering(frames=iter(()), fps=scene.fps)

    since = time.monotonic()
    with pytest.raises(Cancelled):
        Blank().render(wanted(wants_sound=True, plan=told), Listener(patience=answers))
    assert time.monotonic() - since < ALL_SECONDS
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("tween-sound")]
