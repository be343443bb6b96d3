"""Sound made beside the pictures: by one more thread, while they are analysed."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import wraps
from typing import TypeVar

from inbetween.domain.frames import SOUND_RATE, Clip, Sound
from inbetween.domain.plan import Plan, Shot
from inbetween.engines.protocol import Host, Rendering, Scene
from inbetween.engines.tween.clip.after import plan_after
from inbetween.engines.tween.sound.joined import CROSSING, joined
from inbetween.engines.tween.sound.soundtrack import Soundtrack, compose
from inbetween.engines.tween.sound.waves import samples

_Engine = TypeVar("_Engine")


def heard(
    render: Callable[[_Engine, Scene, Host], Rendering],
) -> Callable[[_Engine, Scene, Host], Rendering]:
    """Let an engine's ``render`` be heard where the scene wants it; nothing about its pictures changes.

    A given sound is heard alone: nothing is mixed into it.
    The sound takes a tenth of the time that an analysis takes, so it is there when the first frame is.
    """

    @wraps(render)
    def sounding(engine: _Engine, scene: Scene, host: Host) -> Rendering:
        if scene.sound is not None:
            return _with_notes(render(engine, scene, host), scene.plan)
        if not scene.wants_sound:
            return render(engine, scene, host)
        with ThreadPoolExecutor(1, thread_name_prefix="tween-sound") as pool:
            waited = pool.submit(_soundtrack, scene)
            rendering = render(engine, scene, host)
            soundtrack, seconds = waited.result()
        rendering.sound = soundtrack.sound
        rendering.measurements["sound"] = soundtrack.measurements
        rendering.measurements["sound_seconds"] = seconds
        rendering.notes += soundtrack.notes
        return rendering

    return sounding


def _with_notes(rendering: Rendering, plan: Plan | None) -> Rendering:
    """Say so where the words ask for more than the given sound."""
    if plan and (plan.music or any(shot.dialogue for shot in plan.shots)):
        rendering.notes.append("The given sound is heard alone: the words and the music of the prompt are not added.")
    return rendering


def _soundtrack(scene: Scene) -> tuple[Soundtrack, float]:
    """Return the scene's sound, and the seconds of this thread that it took."""
    since = time.thread_time()
    plan = scene.plan or _unplanned(scene)
    soundtrack = _after(scene.clip, plan, scene) if scene.clip else compose(plan, scene.seed)
    return soundtrack, round(time.thread_time() - since, 4)


def _after(clip: Clip, plan: Plan, scene: Scene) -> Soundtrack:
    """Return the clip's own sound and, crossed over into, what is made for the seconds after it."""
    gone = clip.frame_count / scene.fps - CROSSING / SOUND_RATE
    made = compose(plan_after(plan, gone, plan.duration - gone), scene.seed)
    wave, facts = joined(clip.sound, made.sound.samples, samples(clip.frame_count / scene.fps))
    return replace(made, sound=Sound(samples=wave, rate=SOUND_RATE), measurements=made.measurements | facts)


def _unplanned(scene: Scene) -> Plan:
    """Return the plan of a scene without words."""
    seconds = scene.frame_count / scene.fps
    return Plan(duration=seconds, source="single", shots=(Shot(start=0.0, end=seconds, text=scene.prompt),))
