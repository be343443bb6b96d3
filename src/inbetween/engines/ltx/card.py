"""What LTX-2 can do, known without torch."""

from inbetween.domain.errors import OperatorError
from inbetween.domain.spec import Abilities, MediaKind
from inbetween.engines.protocol import Capabilities
from inbetween.engines.weights import Weights

FPS = 24
"""Frames a second that LTX-2 was trained for; the pipeline is told, and other rates are possible."""


def capabilities(weights: Weights) -> Capabilities:
    """Return what the engine can do with ``weights``: whatever they are, the same.

    Raises:
        OperatorError: they are to be computed otherwise than diffusers does.
    """
    if (weights.mode, weights.attention) != ("exact", "auto"):
        asked = f"mode is {weights.mode!r}, attention {weights.attention!r}"
        raise OperatorError(f"mode and attention: LTX-2 is computed as diffusers does; leave both away ({asked}).")
    both_or_first: frozenset[frozenset[MediaKind]] = frozenset(
        {frozenset({"first_frame"}), frozenset({"first_frame", "last_frame"})}
    )
    return Capabilities(
        abilities=Abilities(media_sets=both_or_first),
        makes_sound=True,
        needs=f"A CUDA GPU, pip install 'inbetween[wan]', and the folder {weights.folder}.",
        kind="ltx2",
        fps=FPS,
        exact_ends=False,
    )
