"""What a Wan transformer is told beside the tokens: the time, the words, the pictures, and where each token stands."""

import math
from collections.abc import Mapping
from typing import Any

import torch
from torch.nn import functional

_PREFIX = "condition_embedder."
_PICTURE_EPS = 1e-5
"""Of the layer norms around the picture projection: torch's default, which diffusers leaves as it is."""

_LONGEST_WAVE = 10_000.0
"""Base of the wave lengths of timesteps and positions (RoPE's theta)."""


class Embedders:
    """The small networks in front of the blocks, over diffusers' names."""

    def __init__(self, config: Mapping[str, Any], weights: Mapping[str, torch.Tensor]) -> None:
        self._weights = {name[len(_PREFIX) :]: weights[name] for name in weights if name.startswith(_PREFIX)}
        self._waves: int = config["freq_dim"] // 2
        self._dtype = self._weights["time_proj.weight"].dtype

    def time(self, timesteps: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Return the embedding (R, D) of ``timesteps`` (R,) and its six projections (R, 6, D)."""
        steps = torch.arange(self._waves, dtype=torch.float32, device=timesteps.device)
        angles = timesteps.float()[:, None] * torch.exp(-math.log(_LONGEST_WAVE) * steps / self._waves)
        waves = torch.cat((angles.cos(), angles.sin()), -1).to(self._weights["time_embedder.linear_1.weight"].dtype)
        hidden = functional.silu(self._linear("time_embedder.linear_1", waves))
        embedded = self._linear("time_embedder.linear_2", hidden).to(self._dtype)
        return embedded, self._linear("time_proj", functional.silu(embedded)).unflatten(1, (6, -1))

    def text(self, text: torch.Tensor) -> torch.Tensor:
        """Return the words (B, 512, text_dim) as the blocks see them, (B, 512, D)."""
        hidden = functional.gelu(self._linear("text_embedder.linear_1", text.to(self._dtype)), approximate="tanh")
        return self._linear("text_embedder.linear_2", hidden)

    def pictures(self, pictures: torch.Tensor) -> torch.Tensor:
        """Return the pictures (B x each, tokens, image_dim) as the blocks see them, (B, all tokens, D).

        Weights that were trained with two pictures have a learned position for each token of both, in one row.
        """
        positions = self._weights.get("image_embedder.pos_embed")
        if positions is not None:
            pictures = pictures.reshape(-1, positions.shape[1], pictures.shape[2]) + positions
        normal = self._norm("image_embedder.norm1", pictures.to(self._dtype))
        hidden = functional.gelu(self._linear("image_embedder.ff.net.0.proj", normal))
        return self._norm("image_embedder.norm2", self._linear("image_embedder.ff.net.2", hidden))

    def _linear(self, name: str, x: torch.Tensor) -> torch.Tensor:
        return functional.linear(x, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _norm(self, name: str, x: torch.Tensor) -> torch.Tensor:
        weight, bias = (self._weights[f"{name}.{part}"].float() for part in ("weight", "bias"))
        return functional.layer_norm(x.float(), x.shape[-1:], weight, bias, _PICTURE_EPS).to(x.dtype)


def rotations(
    channels: int, grid: tuple[int, int, int], device: torch.device | str
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return cosines and sines (tokens, channels / 2), float32, of the tokens of ``grid``: frames, rows, columns.

    A third of a head's ``channels``, rounded to pairs, turns by the row, as many by the column, the rest by the frame.
    """
    side = 2 * (channels // 6)
    angles = []
    for axis, width in enumerate((channels - 2 * side, side, side)):
        waves = 1 / _LONGEST_WAVE ** (torch.arange(0, width, 2, dtype=torch.float64) / width)
        along = torch.outer(torch.arange(grid[axis], dtype=torch.float64), waves)
        shape = [1, 1, 1, -1]
        shape[axis] = grid[axis]
        angles.append(along.view(shape).expand(*grid, -1))
    turned = torch.cat(angles, -1).flatten(0, 2)
    return turned.cos().float().to(device), turned.sin().float().to(device)
