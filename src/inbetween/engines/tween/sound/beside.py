"""Sound made beside the pictures: by one more thread, while they are analysed."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import wraps
from typing import TypeAlias, TypeVar

from inbetween.domain.errors import Cancelled
from inbetween.domain.frames import SOUND_RATE, Clip, Sound
from inbetween.domain.plan import Plan, Shot
from inbetween.engines.protocol import Host, Rendering, Scene
from inbetween.engines.tween.clip.after import plan_after
from inbetween.engines.tween.sound.joined import CROSSING, joined
from inbetween.engines.tween.sound.patience import Patience
from inbetween.engines.tween.sound.soundtrack import Soundtrack, compose
from inbetween.engines.tween.sound.speech import ALL_SECONDS
from inbetween.engines.tween.sound.waves import samples

_Engine = TypeVar("_Engine")
_Heard: TypeAlias = tuple[Soundtrack, float]

_ASKING_SECONDS = 0.1
"""Between two looks whether somebody still waits for the video."""


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
        patience = Patience(ALL_SECONDS)
        with ThreadPoolExecutor(1, thread_name_prefix="tween-sound") as pool:
            try:
                waited = pool.submit(_soundtrack, scene, patience)
                rendering = render(engine, scene, host)
                soundtrack, seconds = _awaited(waited, host)
            finally:
                patience.end()
        rendering.sound = soundtrack.sound
        rendering.measurements["sound"] = soundtrack.measurements
        rendering.measurements["sound_seconds"] = seconds
        rendering.notes += soundtrack.notes
        return rendering

    return sounding


def _awaited(waited: Future[_Heard], host: Host) -> _Heard:
    """Wait for the sound while somebody wants the video."""
    while not host.cancelled():
        try:
            return waited.result(timeout=_ASKING_SECONDS)
        except TimeoutError:
            continue
    raise Cancelled


def _with_notes(rendering: Rendering, plan: Plan | None) -> Rendering:
    """Say so where the words ask for more than the given sound."""
    if plan and (plan.music or any(shot.dialogue for shot in plan.shots)):
        rendering.notes.append("The given sound is heard alone: the words and the music of the prompt are not added.")
    return rendering


def _soundtrack(scene: Scene, patience: Patience) -> _Heard:
    """Return the scene's sound, and the seconds of this thread that it took."""
    since = time.thread_time()
    plan = scene.plan or _unplanned(scene)
    if scene.clip:
        soundtrack = _after(scene.clip, plan, scene, patience)
    else:
        soundtrack = compose(plan, scene.seed, patience=patience)
    return soundtrack, round(time.thread_time() - since, 4)


def _after(clip: Clip, plan: Plan, scene: Scene, patience: Patience) -> Soundtrack:
    """Return the clip's own sound and, crossed over into, what is made for the seconds after it."""
    gone = clip.frame_count / scene.fps - CROSSING / SOUND_RATE
    made = compose(plan_after(plan, gone, plan.duration - gone), scene.seed, patience=patience)
    wave, facts = joined(clip.sound, made.sound.samples, samples(clip.frame_count / scene.fps))
    return replace(made, sound=Sound(samples=wave, rate=SOUND_RATE), measurements=made.measurements | facts)


def _unplanned(scene: Scene) -> Plan:
    """Return the plan of a scene without words."""
    seconds = scene.frame_count / scene.fps
    return Plan(duration=seconds, source="single", shots=(Shot(start=0.0, end=seconds, text=scene.prompt),))
