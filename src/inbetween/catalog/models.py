"""The catalogue: every public model by its name."""

from collections.abc import Mapping
from types import MappingProxyType

from inbetween.catalog import kf2v
from inbetween.catalog.model import Model

MODELS: Mapping[str, Model] = MappingProxyType({model.name: model for model in kf2v.MODELS})

DEFAULT = kf2v.WAN22_FLASH
