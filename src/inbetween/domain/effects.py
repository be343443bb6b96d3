"""The names of the effects (specification section 3.5), which the catalogue offers and engines render."""

from typing import Literal, TypeAlias, get_args

EffectName: TypeAlias = Literal[
    "squish",
    "rotation",
    "poke",
    "inflate",
    "dissolve",
    "carousel",
    "singleheart",
    "flying",
    "rose",
    "crystalrose",
    "hug",
    "frenchkiss",
    "coupleheart",
    "melt",
    "icecream",
    "dance1",
    "dance2",
    "dance3",
    "dance4",
    "dance5",
    "mermaid",
    "graduation",
    "dragon",
    "money",
    "jellyfish",
    "pupil",
    "hanfu-1",
    "solaron",
    "magazine",
    "mech1",
    "mech2",
]

EFFECT_NAMES: frozenset[str] = frozenset(get_args(EffectName))
