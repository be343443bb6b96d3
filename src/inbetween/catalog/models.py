"""The catalogue: every public model by its name."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from inbetween.catalog import i2v, kf2v, media, pixverse
from inbetween.catalog.model import Model
from inbetween.domain.spec import MediaKind

MODELS: Mapping[str, Model] = MappingProxyType(
    {model.name: model for room in (media, i2v, kf2v, pixverse) for model in room.MODELS}
)

DEFAULT = kf2v.WAN22_FLASH

PREFERRED = (DEFAULT, i2v.WAN22_FLASH, media.WAN27, i2v.WANX21_PLUS, kf2v.WANX21_PLUS)
"""Models for callers who name none: between them they take every legal set of inputs and every effect."""


def fitting(kinds: Collection[MediaKind], effect: str | None = None, *, shot_type: bool = False) -> Model:
    """Return the first preferred model for inputs of these ``kinds``, or for an effect; the default if none has it.

    ``shot_type``: it has to have that parameter.
    """
    wanted = frozenset(kinds)
    among = (model for model in MODELS.values() if model.shot_types) if shot_type else PREFERRED
    fits = (model for model in among if (effect in model.effects if effect else wanted in model.media_sets))
    return next(fits, DEFAULT)


def with_effect(name: str) -> list[str]:
    """Return the names of the models that have an effect."""
    return [model.name for model in MODELS.values() if name in model.effects]
