"""The denoiser that is diffusers' own module: what ours is measured against, and what stands in for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from diffusers import WanTransformer3DModel
from diffusers.models.transformers.transformer_wan import WanRotaryPosEmbed

from inbetween.domain.errors import Cancelled
from inbetween.engines.wan.denoiser import Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceContext:
    """The embeddings as they are: diffusers' module projects them anew in every forward."""

    text: torch.Tensor
    image: torch.Tensor | None


class ReferenceDenoiser:
    """diffusers' ``WanTransformer3DModel`` behind the ``Denoiser`` protocol.

    Args:
        config: the folder's ``config.json``.
        weights: tensors by diffusers' names, where and in the precision that they are to be used in.
    """

    def __init__(self, config: Mapping[str, Any], weights: Mapping[str, torch.Tensor]) -> None:
        self._module = _module(config, weights)
        self.dtype: torch.dtype = weights["patch_embedding.weight"].dtype
        self._stop: Stop | None = None
        for block in self._module.blocks:
            block.register_forward_pre_hook(lambda *_: self._give_up_if_asked())

    def context(self, text: torch.Tensor, image: torch.Tensor | None = None) -> ReferenceContext:
        """Cast the embeddings; see ``Denoiser.context``."""
        return ReferenceContext(text=text.to(self.dtype), image=None if image is None else image.to(self.dtype))

    def __call__(
        self,
        latents: torch.Tensor,
        timesteps: torch.Tensor,
        context: ReferenceContext,
        *,
        rows: torch.Tensor | None = None,
        stop: Stop | None = None,
    ) -> torch.Tensor:
        """Return the velocity; see ``Denoiser``."""
        self._stop = stop
        velocity: torch.Tensor = self._module(
            hidden_states=latents.to(self.dtype),
            timestep=timesteps if rows is None else timesteps[rows][None],
            encoder_hidden_states=context.text,
            encoder_hidden_states_image=context.image,
            return_dict=False,
        )[0]
        return velocity

    def _give_up_if_asked(self) -> None:
        if self._stop is not None and self._stop():
            raise Cancelled


def _module(config: Mapping[str, Any], weights: Mapping[str, torch.Tensor]) -> WanTransformer3DModel:
    """Build the module around ``weights`` without allocating any of its own."""
    with torch.device("meta"):
        module = WanTransformer3DModel.from_config(dict(config))
    module.load_state_dict(dict(weights), strict=True, assign=True)
    device = weights["patch_embedding.weight"].device
    shape = module.config
    # Its tables of rotations are no weights: computed, where the meta device left nothing.
    module.rope = WanRotaryPosEmbed(shape.attention_head_dim, shape.patch_size, shape.rope_max_seq_len).to(device)
    return module.requires_grad_(False).eval()
