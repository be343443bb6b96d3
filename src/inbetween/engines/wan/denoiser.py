"""What the sampling loop asks of a model: the velocity of a noisy video.

Two adapters keep this protocol over the same weights: ``reference`` (diffusers' own module) and ``dit`` (ours).
"""

from collections.abc import Callable
from typing import Protocol, TypeAlias

import torch

from inbetween.engines.weights import Weights

Stop: TypeAlias = Callable[[], bool]
"""Says whether the forward should be given up."""


class Context(Protocol):
    """What stays the same over all steps of a task, in whatever form its denoiser likes best."""


class Denoiser(Protocol):
    """One transformer on its device."""

    @property
    def dtype(self) -> torch.dtype:
        """What its matrix products compute in, and what latents are cast to on the way in."""

    def context(self, text: torch.Tensor, image: torch.Tensor | None = None) -> Context:
        """Prepare what the model sees beside the latents.

        Args:
            text: (1, 512, text_dim), zero behind the prompt's last token.
            image: (pictures, tokens, image_dim) of the pictures that CLIP sees, ``None`` where the model sees none.
        """

    def __call__(
        self,
        latents: torch.Tensor,
        timesteps: torch.Tensor,
        context: Context,
        *,
        rows: torch.Tensor | None = None,
        stop: Stop | None = None,
    ) -> torch.Tensor:
        """Return the velocity (1, out_channels, frames, height, width), in ``dtype``.

        Args:
            latents: (1, in_channels, frames, height, width), the condition's channels behind the noisy ones.
            timesteps: (distinct,) float32, 0..1000.
            context: from ``context`` of the same denoiser.
            rows: (tokens,) int64: which of ``timesteps`` each token has, frame by frame, row by row; ``None``: they
                all have the only one.
            stop: asked before and, where that is possible, between blocks.

        Raises:
            Cancelled: ``stop`` said so.
        """


class Exchanging(Denoiser, Protocol):
    """A denoiser over files, whose LoRAs can be exchanged."""

    def exchange(self, weights: Weights) -> None:
        """Merge the LoRAs of ``weights``, which are of the same folder, in the place of those that are merged.

        Raises:
            OperatorError: one is missing, or does not fit.
        """
