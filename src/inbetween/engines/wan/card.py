"""What the wan engine can do with some weights, without loading them."""

from collections.abc import Mapping
from pathlib import Path

from inbetween.domain.errors import OperatorError
from inbetween.domain.spec import Abilities, MediaKind
from inbetween.engines.protocol import Capabilities
from inbetween.engines.wan.kinds import detect
from inbetween.engines.wan.modes import mode_of
from inbetween.engines.wan.native import NATIVE, Native
from inbetween.engines.wan.residency.choice import said_of
from inbetween.engines.wan.unwanted import OPTION
from inbetween.engines.weights import Weights

_FIRST = frozenset[MediaKind]({"first_frame"})
_BOTH = frozenset[MediaKind]({"first_frame", "last_frame"})
_CLIP = frozenset[MediaKind]({"first_clip"})
_CLIP_AND_LAST = frozenset[MediaKind]({"first_clip", "last_frame"})

OPTIONS: Mapping[str, tuple[tuple[type, ...], str]] = {
    "keep_seconds": ((int, float), "a number of seconds, the least between two checkpoints"),
    "pairs": ((bool,), "true or false: whether both guidance passes share a forward"),
    "residency": ((str,), "auto, card or shelf"),
    "card_gb": ((int, float), "a number of GB, how much of the card to count on"),
    "kept_blocks": ((int,), "a whole number, how many blocks of an expert stay on the card"),
    OPTION: ((str,), "text: what no video of them should show, where the caller says nothing"),
}
"""What this engine reads beside the keys of an entry: types, and what they are."""


def capabilities(weights: Weights) -> Capabilities:
    """Return what the engine can do with ``weights``.

    Their folder is looked at where it is here or no kind was given: a process that only accepts tasks need not have it.

    Raises:
        OperatorError: the folder is not whole, or of another kind; or something in the entry is not for such weights.
    """
    kind = _kind(weights)
    native = next((native for name, native in NATIVE.items() if name == kind), None)
    if native is None:
        raise OperatorError(f"kind is {kind}; it should be one of {', '.join(NATIVE)}.")
    mode_of(weights.mode, weights.attention)
    _check_experts(weights, kind, native)
    _check_options(weights)
    said_of(weights)
    return Capabilities(
        abilities=Abilities(
            media_sets=_media_sets(native),
            effects=frozenset(weights.effects),
            longest_seconds=native.longest_seconds,
        ),
        makes_sound=weights.sound == "procedural",
        needs=f"A CUDA GPU, pip install 'inbetween[wan]', and the folder {weights.folder}.",
        kind=kind,
        fps=native.fps,
        exact_ends=False,
    )


def _kind(weights: Weights) -> str:
    """Return the kind that is given, which is also that of the folder where that is here."""
    if weights.kind is None:
        return _kind_in(weights.folder)
    if weights.folder is None or not weights.folder.is_dir():
        return weights.kind
    found = _kind_in(weights.folder)
    if found != weights.kind:
        raise OperatorError(f"kind is {weights.kind}; {weights.folder} holds weights of the kind {found}.")
    return found


def _check_experts(weights: Weights, kind: str, native: Native) -> None:
    """Refuse what is for the second expert of weights that have one."""
    if native.boundary is not None:
        return
    alone = f"weights of the kind {kind} have one expert; leave it away"
    if weights.boundary is not None:
        raise OperatorError(f"boundary is {weights.boundary}; {alone}.")
    if weights.guidance and weights.guidance[0] != weights.guidance[1]:
        raise OperatorError(f"guidance is {list(weights.guidance)}; {alone}, and give one number.")
    loras = (*weights.loras, *(lora for effect in weights.effects.values() for lora in effect.loras))
    if named := next((lora.expert for lora in loras if lora.expert != "both"), None):
        raise OperatorError(f"the expert of a LoRA is {named}; {alone}.")


def _check_options(weights: Weights) -> None:
    """Refuse options that nobody reads, and values that nobody could."""
    for name, value in weights.options.items():
        if name not in OPTIONS:
            raise OperatorError(f"options.{name} is {value!r}; the options are {', '.join(OPTIONS)}.")
        types, allowed = OPTIONS[name]
        if type(value) not in types:
            raise OperatorError(f"options.{name} is {value!r}; it should be {allowed}.")


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
