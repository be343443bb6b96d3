"""The loop: noise becomes latents, a step at a time; it can be watched, stopped, and gone on with elsewhere."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import torch
from safetensors.torch import load, save

from inbetween.engines.protocol import Scratch
from inbetween.engines.wan.condition import Condition
from inbetween.engines.wan.denoiser import Context, Denoiser, Stop
from inbetween.engines.wan.laps import Laps
from inbetween.engines.wan.schedule import TRAIN_STEPS, Schedule

_PATCH = (1, 2, 2)
"""Latents of a token in every Wan model: frames, rows, columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert:
    """One transformer at work on a task: what it sees with the prompt, and without it, and how far it is led.

    ``without`` is ``None`` where the ``scale`` of guidance is 1. ``paired``: both halves of guidance are one forward
    of ``seen``, the one with the prompt first, which a group of processes shares out.
    """

    denoiser: Denoiser
    seen: Context
    without: Context | None
    scale: float
    paired: bool = False

    def velocity(
        self, entered: torch.Tensor, times: torch.Tensor, rows: torch.Tensor | None, stop: Stop | None
    ) -> torch.Tensor:
        """Return the guided velocity."""
        if self.paired:
            both = self.denoiser(torch.cat([entered, entered]), times, self.seen, rows=rows, stop=stop)
            led, plain = both.chunk(2)
        else:
            led = self.denoiser(entered, times, self.seen, rows=rows, stop=stop)
            if self.without is None:
                return led
            plain = self.denoiser(entered, times, self.without, rows=rows, stop=stop)
        return plain + self.scale * (led - plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who denoises: ``high`` noise, and ``low`` noise below ``boundary`` of it; one expert does both without one."""

    high: Expert
    low: Expert
    boundary: float | None = None

    def at(self, time: float) -> Expert:
        """Return who denoises at a time."""
        return self.high if self.boundary is None or time >= self.boundary * TRAIN_STEPS else self.low


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """``done`` of ``total`` steps are; ``latents`` after it, and the ``clean`` ones that they seem to become."""

    done: int
    total: int
    latents: torch.Tensor
    clean: torch.Tensor


@dataclass(slots=True, kw_only=True)
class Checkpoint:
    """Where the latents of one segment are kept between steps: ``key`` in ``scratch``, every so many seconds at most.

    ``about`` is what they were made for: what was kept for something else is not gone on with. ``resumed`` counts the
    steps that an earlier attempt had done.
    """

    scratch: Scratch
    key: str
    about: Mapping[str, str] = field(default_factory=dict)
    every: float = 0.0
    resumed: int = 0
    _since: float = field(default_factory=time.monotonic)

    def keep(self, step: Step, schedule: Schedule) -> None:
        """Keep a step, the last one always; on another machine it is gone on with to the same bits."""
        if step.done < step.total and time.monotonic() - self._since < self.every:
            return
        self._since = time.monotonic()
        tensors = {"latents": step.latents, "done": torch.tensor(step.done), **schedule.memory()}
        told = "\n".join(f"{name}={value}" for name, value in sorted(self.about.items()))
        plain = {name: value.detach().cpu().contiguous() for name, value in tensors.items()}
        plain["about"] = torch.frombuffer(bytearray(told.encode() or b"\0"), dtype=torch.uint8)
        self.scratch.put(self.key, save(plain))

    def kept(self) -> dict[str, torch.Tensor] | None:
        """Return what was kept, ``None`` when there is nothing, or nothing that fits."""
        found = self.scratch.get(self.key)
        if not found:
            return None
        tensors = load(found)
        told = "\n".join(f"{name}={value}" for name, value in sorted(self.about.items()))
        same = bytes(tensors.pop("about").numpy()) == (told.encode() or b"\0")
        return tensors if same else None


@torch.no_grad()
def sampled(
    noise: torch.Tensor,
    condition: Condition,
    cast: Cast,
    schedule: Schedule,
    *,
    stop: Stop | None = None,
    checkpoint: Checkpoint | None = None,
    laps: Laps | None = None,
) -> Iterator[Step]:
    """Denoise, yielding after each step; the last step's latents are the video's.

    Args:
        noise: (1, channels, latent frames, height, width) float32, on the device.
        condition: what is known of the video.
        cast: who denoises.
        schedule: a fresh one.
        stop: asked in the denoisers.
        checkpoint: where steps are kept, and where an earlier attempt's are found: the loop goes on behind it.
        laps: where the time of the denoisers is counted, as ``transformer``.

    Raises:
        Cancelled: ``stop`` said so.
    """
    latents, times, laps = noise, schedule.times, laps or Laps(noise.device)
    rows, begin = condition.rows(_PATCH), 0
    if checkpoint and (kept := checkpoint.kept()):
        begin = checkpoint.resumed = int(kept.pop("done"))
        latents = kept.pop("latents").to(noise)
        schedule.recall(kept)
        if begin == len(times):
            yield Step(done=begin, total=begin, latents=latents, clean=latents)
    for index in range(begin, len(times)):
        expert = cast.at(times[index])
        entered = condition.entered(latents).to(expert.denoiser.dtype)
        at = torch.tensor([0.0, times[index]] if rows is not None else [times[index]], device=noise.device)
        with laps.of("transformer"):
            velocity = expert.velocity(entered, at, rows, stop)
        clean = condition.replaced(schedule.clean(velocity, index, latents))
        latents = schedule.step(velocity, index, latents)
        if index + 1 == len(times):
            latents = condition.replaced(latents)
        step = Step(done=index + 1, total=len(times), latents=latents, clean=clean)
        if checkpoint:
            checkpoint.keep(step, schedule)
        yield step
