"""A film from segments: what each knows, its noise, its latents, its frames; each goes on from the one before."""

import time
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import torch

from inbetween.domain.errors import Cancelled
from inbetween.domain.frames import Rgb
from inbetween.engines.protocol import Host, Scene
from inbetween.engines.wan.anchors import Anchors
from inbetween.engines.wan.condition import Condition, beside_noise, instead_of_noise
from inbetween.engines.wan.framing import cut, surrounded
from inbetween.engines.wan.identity import of_latents
from inbetween.engines.wan.laps import Laps
from inbetween.engines.wan.models import Models
from inbetween.engines.wan.plan import Footage, Known, Segment
from inbetween.engines.wan.sample import Cast, Checkpoint, Expert, Step, sampled
from inbetween.engines.wan.schedule import schedule_of
from inbetween.engines.wan.unwanted import unwanted_of
from inbetween.engines.weights import Weights

PREVIEW_SECONDS = 5.0
"""Least time between two previews: one costs the VAE a frame, 2 % of that."""

KEEP_SECONDS = 2.0
"""Least time between two checkpoints: one writes some 80 MB at 720P."""

_DENOISED = 0.95
"""Share of a segment's time that denoising takes, about; the rest is the VAE's."""


@dataclass(kw_only=True)
class Film:
    """The frames that ``footage`` plans for a scene, on the weights' own grid.

    ``clip`` holds the frames of the scene's clip that segments go on from, by their number in it. ``facts`` grow as
    the film is drawn: seconds by stage, steps, how far colours were moved. ``laps`` are the device's own seconds in the
    ``transformer`` and in ``decode``.
    """

    scene: Scene
    footage: Footage
    models: Models
    weights: Weights
    host: Host
    clip: Mapping[int, Rgb] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=lambda: {"seconds": {}, "resumed": 0})
    laps: Laps = field(init=False)

    def __post_init__(self) -> None:
        """Set the clocks of the device up."""
        self.laps = Laps(self.models.device)

    def frames(self) -> Iterator[Rgb]:
        """Draw segment after segment; yields (height, width, 3) of the film's size, from the first fresh one on.

        Raises:
            Cancelled: soon after the host says so.
        """
        before: deque[Rgb] = deque(maxlen=max(self.models.kind.native.known, 1))
        for number, segment in enumerate(self.footage.segments):
            known = {one.index: self._picture(one, segment, before) for one in segment.known}
            for index, frame in enumerate(self._drawn(number, segment, known)):
                before.append(frame)
                if index >= segment.fresh:
                    yield cut(frame, self.footage.size, self.scene)

    def _picture(self, known: Known, segment: Segment, before: "deque[Rgb]") -> Rgb:
        """Return what a known frame shows, at the weights' size."""
        if known.source == "before":
            return before[known.index - segment.fresh]
        if known.source == "clip":
            return surrounded(self.clip[round(known.at * self.scene.fps)], self.footage.size)
        placed = self.scene.pictures["first_frame" if known.source == "first" else "last_frame"]
        return surrounded(placed.fitted, self.footage.size)

    def _drawn(self, number: int, segment: Segment, known: Mapping[int, Rgb]) -> Iterator[Rgb]:
        """Yield all frames of a segment, at the weights' size."""
        with self._timed("condition", number):
            condition = self._condition(known, segment.length)
        with self._timed("words", number):
            cast = self._cast(known)
        with self._timed("denoise", number):
            latents = self._denoised(number, segment, condition, cast, about=self._about(segment, known))
        at = max(segment.fresh - 1, 0)
        last = known.get(segment.length - 1)
        ramp = max(min(self.models.kind.native.fps, segment.length // 2), 1)
        anchors = Anchors(length=segment.length, at=at, first=known[at], last=last, ramp=ramp)
        self.facts.setdefault("moved_levels", []).append(anchors.moved)
        yield from anchors.held(self._decoded(latents))

    def _condition(self, known: Mapping[int, Rgb], length: int) -> Condition:
        self.models.seat.clear()  # what encodes and decodes has the room of whoever draws
        make = instead_of_noise if self.models.kind.replaces_first else beside_noise
        return make(self.models.vae, known, length, stop=self.host.cancelled)

    def _cast(self, known: Mapping[int, Rgb]) -> Cast:
        """Show each expert the words, and the pictures where its kind sees them."""
        kind, weights = self.models.kind, self.weights
        scales = (weights.guidance or kind.native.guidance)[: len(kind.experts)]
        wanted, unwanted = self._words()
        words = self.models.text.embed(wanted)
        guided = any(scale != 1.0 for scale in scales)
        self.facts["negative_prompt"] = unwanted_of(self.scene, weights.options)[1] if guided else "unused"
        without = self.models.text.embed(unwanted) if guided else None
        seen = [known[index] for index in sorted(known)][: kind.pictures]
        image = self.models.image.embed(seen) if self.models.image else None
        experts = [
            self._expert(part, (words, without if scale != 1.0 else None), image, scale)
            for part, scale in zip(kind.experts, scales, strict=True)
        ]
        boundary = weights.boundary if weights.boundary is not None else kind.native.boundary
        return Cast(high=experts[0], low=experts[-1], boundary=boundary)

    def _words(self) -> tuple[str, str]:
        """Return what is wanted, and what is not."""
        scene = self.scene
        wanted = scene.prompt if scene.effect is None else self.weights.effects[scene.effect].prompt
        return wanted, unwanted_of(scene, self.weights.options)[0]

    def _expert(
        self, part: str, words: tuple[torch.Tensor, torch.Tensor | None], image: torch.Tensor | None, scale: float
    ) -> Expert:
        denoiser, (wanted, unwanted) = self.models.experts[part], words
        if unwanted is not None and self.models.pairs:
            both = None if image is None else torch.cat([image, image])
            seen = denoiser.context(torch.cat([wanted, unwanted]), both)
            return Expert(denoiser=denoiser, seen=seen, without=None, scale=scale, paired=True)
        seen = denoiser.context(wanted, image)
        without = None if unwanted is None else denoiser.context(unwanted, image)
        return Expert(denoiser=denoiser, seen=seen, without=without, scale=scale)

    def _denoised(
        self, number: int, segment: Segment, condition: Condition, cast: Cast, *, about: Mapping[str, str]
    ) -> torch.Tensor:
        """Return the latents of a segment, from what an earlier attempt has left of it."""
        models = self.models
        schedule = schedule_of(models.kind.folder, self.weights, models.kind.native, models.device)
        # Drawn on the CPU: one seed is one video on every device.
        draw = torch.Generator("cpu").manual_seed(segment.seed)
        noise = torch.randn(condition.shape, generator=draw).to(models.device)
        keep = float(self.weights.options.get("keep_seconds", KEEP_SECONDS))
        checkpoint = Checkpoint(scratch=self.host.scratch, key=f"segment {number}", about=about, every=keep)
        latents, seen = noise, time.monotonic()
        steps = sampled(
            noise, condition, cast, schedule, stop=self.host.cancelled, checkpoint=checkpoint, laps=self.laps
        )
        for step in steps:
            latents = step.latents
            seen = self._told(number, step, seen)
        self.facts["steps"] = len(schedule.times)
        self.facts["resumed"] += checkpoint.resumed
        return latents

    def _told(self, number: int, step: Step, seen: float) -> float:
        """Tell how far the film is, with a preview now and then; return when the last one was shown."""
        done = (number + _DENOISED * step.done / step.total) / len(self.footage.segments)
        now = time.monotonic()
        if now - seen < PREVIEW_SECONDS:
            self.host.progress("denoise", done)
            return seen
        middle = step.clean[:, :, step.clean.shape[2] // 2][:, :, None]
        preview = next(self.models.vae.decode(middle))[0].numpy()
        self.host.progress("denoise", done, cut(preview, self.footage.size, self.scene))
        return time.monotonic()

    def _decoded(self, latents: torch.Tensor) -> Iterator[Rgb]:
        self.models.seat.clear()
        parts = self.models.vae.decode(latents, stop=self.host.cancelled)
        for part in self.laps.each("decode", parts):
            yield from part.numpy()

    def _about(self, segment: Segment, known: Mapping[int, Rgb]) -> Mapping[str, str]:
        return of_latents(self._words(), segment, known, weights=self.weights, identity=self.models.identity)

    def _timed(self, stage: str, number: int) -> "_Timed":
        if self.host.cancelled():
            raise Cancelled
        self.host.progress(stage, number / len(self.footage.segments))
        return _Timed(self.facts["seconds"], stage)


class _Timed:
    """Adds the time of a block to a stage's."""

    def __init__(self, seconds: dict[str, float], stage: str) -> None:
        self._seconds, self._stage = seconds, stage

    def __enter__(self) -> None:
        self._since = time.perf_counter()

    def __exit__(self, *_: object) -> None:
        spent = time.perf_counter() - self._since
        self._seconds[self._stage] = round(self._seconds.get(self._stage, 0.0) + spent, 4)
