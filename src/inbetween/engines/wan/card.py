"""What the wan engine can do with some weights, without loading them."""

from pathlib import Path

from inbetween.domain.effects import EFFECT_NAMES
from inbetween.domain.errors import OperatorError
from inbetween.domain.spec import Abilities, MediaKind
from inbetween.engines.protocol import Capabilities
from inbetween.engines.wan.kinds import detect
from inbetween.engines.wan.modes import mode_of
from inbetween.engines.wan.native import NATIVE, Native
from inbetween.engines.weights import Weights

_FIRST = frozenset[MediaKind]({"first_frame"})
_BOTH = frozenset[MediaKind]({"first_frame", "last_frame"})
_CLIP = frozenset[MediaKind]({"first_clip"})
_CLIP_AND_LAST = frozenset[MediaKind]({"first_clip", "last_frame"})


def capabilities(weights: Weights) -> Capabilities:
    """Return what the engine can do with ``weights``.

    Their folder is looked at where no kind was given: a process that only accepts tasks need not have it.

    Raises:
        OperatorError: the folder is not whole; their kind, mode or kernel of attention is unknown; or mode and kernel
            exclude each other.
    """
    kind = weights.kind or _kind_in(weights.folder)
    native = next((native for name, native in NATIVE.items() if name == kind), None)
    if native is None:
        raise OperatorError(f"kind is {kind}; it should be one of {', '.join(NATIVE)}.")
    mode_of(weights.mode, weights.attention)
    return Capabilities(
        abilities=Abilities(
            media_sets=_media_sets(native),
            effects=EFFECT_NAMES if weights.prompt is not None else frozenset(),
            longest_seconds=native.longest_seconds,
        ),
        makes_sound=weights.sound == "procedural",
        needs=f"A CUDA GPU, pip install 'inbetween[wan]', and the folder {weights.folder}.",
        kind=kind,
        fps=native.fps,
        exact_ends=False,
    )


def _kind_in(folder: Path | None) -> str:
    if folder is None:
        raise OperatorError("folder is missing; give the weights' folder, in the diffusers layout.")
    return detect(folder).name


def _media_sets(native: Native) -> frozenset[frozenset[MediaKind]]:
    """Return the inputs that such weights take; a clip is taken by its last frames, however few the weights see."""
    if native.last == "always":
        return frozenset({_BOTH})
    ends = {_FIRST, _CLIP} if native.last == "never" else {_FIRST, _CLIP, _BOTH, _CLIP_AND_LAST}
    return frozenset(ends)
