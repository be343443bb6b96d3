"""Noise schedules: which times a video is looked at, and how it goes on from one to the next.

Two of them: UniPC, diffusers' own, for weights that take tens of steps, and Euler on sigmas that are given, for
distilled ones. Their four steps at 1, .75, .5, .25 of the noise, shifted by 5, are sigmas 1, .9375, .8333, .625; no
scheduler that spaces its own steps gives these.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import torch
from diffusers import UniPCMultistepScheduler

from inbetween.engines.wan.native import Native
from inbetween.engines.weights import Weights

TRAIN_STEPS = 1000
"""Times run from 1000, all noise, to 0."""

_PLAIN = ("lower_order_nums", "this_order", "_step_index")
"""What UniPC remembers of its steps beside tensors."""


class Schedule(Protocol):
    """The steps of one video; a fresh one for each."""

    @property
    def times(self) -> Sequence[float]:
        """The time of each step, falling."""

    def step(self, velocity: torch.Tensor, index: int, latents: torch.Tensor) -> torch.Tensor:
        """Return the latents after step ``index``; steps are taken in order."""

    def clean(self, velocity: torch.Tensor, index: int, latents: torch.Tensor) -> torch.Tensor:
        """Return what the video will look like, seen from before step ``index``."""

    def memory(self) -> dict[str, torch.Tensor]:
        """Return what a later process needs, beside the latents, to go on with the next step."""

    def recall(self, memory: dict[str, torch.Tensor]) -> None:
        """Go on from a ``memory``."""


def schedule_of(folder: Path, weights: Weights, native: Native, device: torch.device) -> Schedule:
    """Return the schedule that the operator wants, else the kind's own."""
    if weights.sigmas is not None:
        return Euler(weights.sigmas)
    shift = native.shift if weights.shift is None else weights.shift
    return UniPC(folder, steps=weights.steps or native.steps, shift=shift, device=device)


def shifted(sigmas: Sequence[float], shift: float) -> tuple[float, ...]:
    """Return sigmas moved towards noise, as large videos want it."""
    return tuple(shift * sigma / (1 + (shift - 1) * sigma) for sigma in sigmas)


class Euler:
    """First-order steps between ``sigmas``, falling from at most 1; the last one goes to 0."""

    def __init__(self, sigmas: Sequence[float]) -> None:
        self._sigmas = (*sigmas, 0.0)

    @property
    def times(self) -> Sequence[float]:
        """See ``Schedule``."""
        return [sigma * TRAIN_STEPS for sigma in self._sigmas[:-1]]

    def step(self, velocity: torch.Tensor, index: int, latents: torch.Tensor) -> torch.Tensor:
        """See ``Schedule``."""
        return latents + (self._sigmas[index + 1] - self._sigmas[index]) * velocity.float()

    def clean(self, velocity: torch.Tensor, index: int, latents: torch.Tensor) -> torch.Tensor:
        """See ``Schedule``."""
        return latents - self._sigmas[index] * velocity.float()

    def memory(self) -> dict[str, torch.Tensor]:
        """See ``Schedule``: it remembers nothing."""
        return {}

    def recall(self, memory: dict[str, torch.Tensor]) -> None:
        """See ``Schedule``."""


class UniPC:
    """diffusers' UniPC with the folder's own configuration, ``steps`` and ``shift``."""

    def __init__(self, folder: Path, *, steps: int, shift: float, device: torch.device) -> None:
        config = json.loads((folder / "scheduler" / "scheduler_config.json").read_bytes())
        self._scheduler: Any = UniPCMultistepScheduler.from_config({**config, "flow_shift": shift})
        self._scheduler.set_timesteps(steps, device=device)
        self._device = device

    @property
    def times(self) -> Sequence[float]:
        """See ``Schedule``: whole numbers, as diffusers' own loop has them."""
        return [float(time) for time in self._scheduler.timesteps]

    def step(self, velocity: torch.Tensor, index: int, latents: torch.Tensor) -> torch.Tensor:
        """See ``Schedule``."""
        time = self._scheduler.timesteps[index]
        after: torch.Tensor = self._scheduler.step(velocity, time, latents, return_dict=False)[0]
        return after

    def clean(self, velocity: torch.Tensor, index: int, latents: torch.Tensor) -> torch.Tensor:
        """See ``Schedule``."""
        return latents - self._scheduler.sigmas[index].to(latents) * velocity.float()

    def memory(self) -> dict[str, torch.Tensor]:
        """See ``Schedule``: the outputs of the last steps, and how many there were."""
        kept = {name: torch.tensor(getattr(self._scheduler, name)) for name in _PLAIN}
        if self._scheduler.last_sample is not None:
            kept["last_sample"] = self._scheduler.last_sample
        for place, (output, time) in enumerate(
            zip(self._scheduler.model_outputs, self._scheduler.timestep_list, strict=True)
        ):
            if output is not None:
                kept |= {f"output{place}": output, f"time{place}": torch.as_tensor(time)}
        return kept

    def recall(self, memory: dict[str, torch.Tensor]) -> None:
        """See ``Schedule``."""
        here = {name: value.to(self._device) for name, value in memory.items()}
        for name in _PLAIN:
            setattr(self._scheduler, name, int(here[name]))
        self._scheduler.last_sample = here.get("last_sample")
        for place in range(len(self._scheduler.model_outputs)):
            self._scheduler.model_outputs[place] = here.get(f"output{place}")
            self._scheduler.timestep_list[place] = here.get(f"time{place}")
