"""What the wan engine can do with some weights, without loading them."""

from inbetween.domain.effects import EFFECT_NAMES
from inbetween.domain.errors import OperatorError
from inbetween.domain.spec import Abilities, MediaKind
from inbetween.engines.protocol import Capabilities
from inbetween.engines.wan.native import NATIVE, Native
from inbetween.engines.weights import Weights

_FIRST = frozenset[MediaKind]({"first_frame"})
_BOTH = frozenset[MediaKind]({"first_frame", "last_frame"})
_CLIP = frozenset[MediaKind]({"first_clip"})
_CLIP_AND_LAST = frozenset[MediaKind]({"first_clip", "last_frame"})


def capabilities(weights: Weights) -> Capabilities:
    """Return what the engine can do with ``weights``. Their folder is looked at only where no kind was given.

    Raises:
        OperatorError: they are of no kind that the engine knows.
    """
    kind = weights.kind or _kind_in(weights)
    native = next((native for name, native in NATIVE.items() if name == kind), None)
    if native is None:
        raise OperatorError(f"The weights {weights.name} are of no kind {kind}; the kinds are {', '.join(NATIVE)}.")
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
    )


def _kind_in(weights: Weights) -> str:
    if weights.folder is None:
        raise OperatorError(f"The weights {weights.name} have no folder; give one, in the diffusers layout.")
    from inbetween.engines.wan.kinds import detect  # reads JSON

    return detect(weights.folder).name


def _media_sets(native: Native) -> frozenset[frozenset[MediaKind]]:
    """Return the inputs that such weights take; a clip is taken by its last frames, however few the weights see."""
    if native.last == "always":
        return frozenset({_BOTH})
    ends = {_FIRST, _CLIP} if native.last == "never" else {_FIRST, _CLIP, _BOTH, _CLIP_AND_LAST}
    return frozenset(ends)
