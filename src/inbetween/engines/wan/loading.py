"""From safetensors to the device, a tensor at a time: no folder is ever in memory twice."""

from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open

from inbetween.engines.wan.kinds import Kind
from inbetween.engines.wan.loras import Loras
from inbetween.engines.wan.modes import is_exact
from inbetween.engines.wan.shards import header_of, shards_of
from inbetween.engines.weights import Weights

_LEVELS = {"transformer": "high", "transformer_2": "low"}
"""The noise that each of two experts is for."""


class Stored(MutableMapping[str, torch.Tensor]):
    """The tensors of one expert in its files, by diffusers' names, as they are to be computed with.

    Each is read when it is asked for: brought to the device, the LoRAs merged into it there, and rounded. Taking one
    out changes no file.

    Args:
        part: the expert's folder.
        loras: what is merged.
        device: where the tensors are wanted.
        dtype: in which precision, but for those that diffusers keeps in float32.

    Raises:
        OperatorError: a file is missing or cut short, or a LoRA changes what is not there.
    """

    def __init__(self, part: Path, loras: Loras, *, device: torch.device, dtype: torch.dtype) -> None:
        self._files = {
            name: file for file in shards_of(part) for name in header_of(file) if name != "__metadata__"
        }  # fmt: skip
        loras.check(self._files)
        self._loras, self._device, self._dtype = loras, device, dtype
        self._opened: dict[Path, Any] = {}

    @property
    def changed(self) -> frozenset[str]:
        """The names of the tensors that the LoRAs change."""
        return self._loras.changed(self._files)

    def __getitem__(self, name: str) -> torch.Tensor:
        """Read a tensor.

        Raises:
            OperatorError: a LoRA does not fit it.
        """
        file = self._files[name]
        if file not in self._opened:
            self._opened[file] = safe_open(file, framework="pt")
        tensor = self._opened[file].get_tensor(name).to(self._device)
        return self._loras.merged(name, tensor).to(torch.float32 if is_exact(name) else self._dtype)

    def __setitem__(self, name: str, tensor: torch.Tensor) -> None:
        """Refuse: what is stored is read."""
        raise TypeError(f"{name}: what is stored is read, not written")

    def __delitem__(self, name: str) -> None:
        del self._files[name]

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def clear(self) -> None:
        """Take everything out, unread."""
        self._files.clear()
        self._opened.clear()


def stored(weights: Weights, kind: Kind, part: str, *, device: torch.device, dtype: torch.dtype) -> Stored:
    """Return the tensors of one expert of ``weights``, with its LoRAs.

    Raises:
        OperatorError: a file is missing or cut short, or a LoRA does not fit.
    """
    return Stored(kind.folder / part, loras_of(weights, kind, part), device=device, dtype=dtype)


def loras_of(weights: Weights, kind: Kind, part: str) -> Loras:
    """Return what the LoRAs of ``weights`` change in one expert.

    Raises:
        OperatorError: one is missing, cut short, or of no known form.
    """
    return Loras(lora for lora in weights.loras if len(kind.experts) == 1 or lora.expert in ("both", _LEVELS[part]))
