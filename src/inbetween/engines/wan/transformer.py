"""One expert of a folder: our forward over its files, in its place, with LoRAs that can be exchanged."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import prod

import torch

from inbetween.engines.wan.denoiser import Stop
from inbetween.engines.wan.devices import precision
from inbetween.engines.wan.dit import Dit, DitContext
from inbetween.engines.wan.kinds import Kind
from inbetween.engines.wan.loading import stored
from inbetween.engines.wan.modes import mode_of
from inbetween.engines.wan.residency.place import Place
from inbetween.engines.wan.shards import read_json
from inbetween.engines.wan.spread import Spread
from inbetween.engines.wan.timings import kernel_folder
from inbetween.engines.wan.ways import ways_of
from inbetween.engines.weights import Weights


@dataclass(slots=True, kw_only=True)
class Seen:
    """What an expert sees of a task: words and pictures, and what it ``made`` of them when it first came."""

    text: torch.Tensor
    image: torch.Tensor | None
    made: DitContext | None = None


class Transformer:
    """A ``Denoiser`` whose expert comes when it is asked for the first time, and makes its contexts then.

    Args:
        weights: of which entry.
        kind: what its folder holds.
        part: the expert's folder.
        device: where it computes.
        place: where its blocks lie.
        spread: where the tokens are, if not all in this process.

    Raises:
        OperatorError: a file is missing or cut short, a LoRA does not fit, the device does not compute the mode.
    """

    def __init__(
        self, weights: Weights, kind: Kind, part: str, *, device: torch.device, place: Place, spread: Spread | None
    ) -> None:
        self._kind, self._part, self._device, self._place = kind, part, device, place
        mode, folder = mode_of(weights.mode, weights.attention), kernel_folder()
        ways = ways_of(mode, device, attention=weights.attention, folder=folder, spread=spread)
        self._config = read_json(kind.folder / part / "config.json")
        tensors = stored(weights, kind, part, device=device, dtype=precision(device))
        self._changed: frozenset[str] = tensors.changed
        self._dit = Dit(self._config, tensors, replace(ways, hold=place.hold))
        self.dtype = self._dit.dtype

    def context(self, text: torch.Tensor, image: torch.Tensor | None = None) -> Seen:
        """See ``Denoiser``."""
        return Seen(text=text, image=image)

    def __call__(
        self,
        latents: torch.Tensor,
        timesteps: torch.Tensor,
        context: Seen,
        *,
        rows: torch.Tensor | None = None,
        stop: Stop | None = None,
    ) -> torch.Tensor:
        """See ``Denoiser``."""
        self._place.come(prod(latents.shape[2:]) // prod(self._config["patch_size"]))
        context.made = context.made or self._dit.context(context.text, context.image)
        return self._dit(latents, timesteps, context.made, rows=rows, stop=stop)

    def exchange(self, weights: Weights) -> None:
        """Merge the LoRAs of ``weights`` in the place of those that are merged: as if loaded with them, to the bit.

        What either changes is read from the files anew: nothing is subtracted, and nothing is kept for it.

        Raises:
            OperatorError: a LoRA is missing, or does not fit; the next exchange then takes everything anew.
        """
        tensors = stored(weights, self._kind, self._part, device=self._device, dtype=precision(self._device))
        changed, everything = tensors.changed, frozenset(tensors)
        touched = changed | self._changed
        self._place.leave()
        self._changed = everything
        self._dit.change(tensors, sorted(_numbers(touched)), outside=any(map(_outside, touched)))
        self._changed = changed


def _outside(name: str) -> bool:
    return not name.startswith("blocks.")


def _numbers(names: Iterable[str]) -> set[int]:
    return {int(name.split(".")[1]) for name in names if not _outside(name)}
