"""What an entry of the model map says of its residency, and what is chosen where it says nothing. No torch.

Its ``options``: ``residency`` (``auto``, ``card``, ``shelf``), ``card_gb`` (count on so much of the card, 10^9 bytes,
where others use it too), ``kept_blocks`` (of a shelved expert, on the card).
"""

from dataclasses import dataclass
from typing import Any, get_args

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.kinds import Kind
from inbetween.engines.wan.modes import mode_of
from inbetween.engines.wan.residency.parts import parts_of
from inbetween.engines.wan.residency.plan import GB, LARGEST, SIZES, Residency, Wanted, chosen
from inbetween.engines.weights import Weights

_MOST_GB, _MOST_BLOCKS = 1_000, 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an entry says: see the module. ``card`` in bytes."""

    wanted: Wanted = "auto"
    card: int | None = None
    blocks: int | None = None


def said_of(weights: Weights) -> Said:
    """Read what an entry says of its residency.

    Raises:
        OperatorError: something that cannot be.
    """
    wanted = weights.options.get("residency", "auto")
    if wanted not in get_args(Wanted):
        raise _wrong("residency", wanted, f"one of {', '.join(get_args(Wanted))}")
    if wanted == "shelf" and len(weights.devices) > 1:
        raise _wrong("residency", wanted, "card where several devices share a forward")
    card = _number(weights, "card_gb", _MOST_GB)
    blocks = _number(weights, "kept_blocks", _MOST_BLOCKS)
    return Said(
        wanted=wanted,
        card=None if card is None else int(card * GB),
        blocks=None if blocks is None else int(blocks),
    )


def residency_of(weights: Weights, kind: Kind, card: int | None) -> Residency:
    """Return what lies where, on a card with ``card`` bytes free; ``None``: a device whose memory nobody counts.

    Raises:
        OperatorError: the entry says something that cannot be, or a file is missing.
    """
    said = said_of(weights)
    free = said.card or card
    uncounted = said.wanted == "auto" and (free is None or len(weights.devices) > 1)
    parts = parts_of(kind, mode_of(weights.mode))
    largest = max((one.width * one.height for one in weights.asked), default=LARGEST)
    wanted = "card" if uncounted else said.wanted
    return chosen(parts, free or 0, largest=largest, wanted=wanted, blocks=said.blocks)


def told(residency: Residency, size: str = "720P") -> str:
    """Return a residency in words, with what it costs for a video of ``size``."""
    pixels = SIZES[size]
    if residency.experts == "stay":
        visits = "" if residency.encoders == "stay" else "; the encoders come for the words"
        return f"everything stays on the card{visits}"
    parts = residency.parts
    kept = residency.kept(parts.tokens(pixels))
    arriving, passing = residency.arrival_seconds(pixels), residency.passing_seconds(pixels)
    return (
        f"{parts.experts} x {parts.blocks} blocks and the encoders in {residency.cpu_bytes / GB:.0f} GB of CPU memory; "
        f"at {size} {kept} blocks of the expert at work stay on the card, copies take at most {arriving:.1f} s a "
        f"segment and {passing:.1f} s a forward, hidden where that takes longer"
    )


def _number(weights: Weights, key: str, most: int) -> Any:
    value = weights.options.get(key)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most):
        return value
    raise _wrong(key, value, f"a number from 0 to {most}")


def _wrong(key: str, value: Any, should: str) -> OperatorError:
    return OperatorError(f"options.{key} is {value!r}; it should be {should}.")
