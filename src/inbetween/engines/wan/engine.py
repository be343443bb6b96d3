"""The engine: a scene is planned, its segments are drawn, and the film is shown at the promised rate."""

from collections import deque
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, count

from inbetween.domain.frames import Clip, Frame, Rgb, Yuv420
from inbetween.engines.protocol import Capabilities, Host, Rendering, Scene
from inbetween.engines.retime.retiming import Retiming, instants
from inbetween.engines.retime.warming import warm_retiming
from inbetween.engines.wan.card import capabilities
from inbetween.engines.wan.film import Film
from inbetween.engines.wan.models import Models, loaded
from inbetween.engines.wan.plan import Footage, footage_of
from inbetween.engines.weights import Weights
from inbetween.pixels.colour import yuv420_to_rgb


class WanEngine:
    """Draws with open Wan weights. One instance holds one folder's models for as long as its child lives."""

    name = "wan"

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._models: Models | None = None

    @property
    def capabilities(self) -> Capabilities:
        """What these weights can do."""
        return capabilities(self._weights)

    def warm(self, host: Host) -> None:
        """Load the models, and what frames between theirs are drawn with.

        Raises:
            OperatorError: the folder, a device or the mode cannot be used.
        """
        self._warmed(host)

    def _warmed(self, host: Host) -> Models:
        host.progress("load", 0.0)
        if self._weights.fps == "contract":
            warm_retiming()
        self._models = models = loaded(self._weights)
        host.progress("load", 1.0)
        return models

    def render(self, scene: Scene, host: Host) -> Rendering:
        """Plan the scene; its frames are drawn as they are read.

        Same scene, weights, machine and versions, same bytes. A task that goes on after a crash gives the bytes that it
        would have given.

        Raises:
            Cancelled: from the frames, within a few blocks of a forward after the host says so.
            OperatorError: a LoRA of the scene's effect is missing, or does not fit.
            TaskFailure: the video is longer than these weights can make one.
        """
        models = self._models or self._warmed(host)  # the command line, which makes one video, warms nothing before it
        footage = footage_of(scene, models.kind.native)
        models.exchange(self._weights.for_effect(scene.effect))
        film = Film(scene=scene, footage=footage, models=models, weights=self._weights, host=host)
        rendering = Rendering(
            frames=_shown(film, scene, footage), fps=scene.fps, measurements=_plan_facts(footage, models)
        )
        film.facts = rendering.measurements | film.facts
        rendering.measurements = film.facts
        return rendering


def _shown(film: Film, scene: Scene, footage: Footage) -> Iterator[Frame]:
    """Yield the frames of the film: the clip's own first, then what was drawn, at the film's instants."""
    drawn: Iterator[Rgb | Yuv420] = film.frames()
    shown = scene.frame_count
    if scene.clip:
        kept: deque[tuple[int, Yuv420]] = deque(maxlen=_looked_back(footage, scene.clip, scene.fps))
        for number, frame in enumerate(scene.clip.frames):
            kept.append((number, frame))
            yield frame
        film.clip = {number: yuv420_to_rgb(frame) for number, frame in kept}
        drawn, shown = chain([kept[-1][1]], drawn), scene.frame_count - scene.clip.frame_count
    begin = Fraction(scene.frame_count - shown, scene.fps)
    retiming = Retiming(drawn, map(footage.grid.instant, count()), instants(shown, scene.fps, begin))
    yield from retiming.frames()
    film.facts["retimed"] = retiming.facts
    film.facts["seconds"] |= film.laps.seconds()


def _looked_back(footage: Footage, clip: Clip, fps: int) -> int:
    """Return how many of the clip's last frames the film goes on from."""
    earliest = min(
        (known.at for segment in footage.segments for known in segment.known if known.source == "clip"),
        default=Fraction(clip.frame_count - 1, fps),
    )
    return clip.frame_count - round(earliest * fps)


def _plan_facts(footage: Footage, models: Models) -> dict[str, object]:
    size = footage.size
    return {
        "kind": models.kind.name,
        "native_fps": round(float(footage.grid.rate), 4),
        "native_size": [size.width, size.height],
        "segments": [segment.length for segment in footage.segments],
        "residency": {"encoders": models.residency.encoders, "experts": models.residency.experts},
    }
