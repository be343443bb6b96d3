"""The catalogue: every public model by its name."""

from collections.abc import Mapping
from types import MappingProxyType

from inbetween.catalog import i2v, kf2v, media, pixverse
from inbetween.catalog.model import Model

MODELS: Mapping[str, Model] = MappingProxyType(
    {model.name: model for room in (media, i2v, kf2v, pixverse) for model in room.MODELS}
)

DEFAULT = kf2v.WAN22_FLASH
