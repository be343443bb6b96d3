"""What the tween engine can do, without loading it."""

from inbetween.domain.spec import Abilities
from inbetween.engines.protocol import Capabilities

CAPABILITIES = Capabilities(
    abilities=Abilities(
        media_sets=frozenset(
            {
                frozenset({"first_frame"}),
                frozenset({"first_frame", "driving_audio"}),
                frozenset({"first_frame", "last_frame"}),
                frozenset({"first_frame", "last_frame", "driving_audio"}),
                frozenset({"first_clip"}),
                frozenset({"first_clip", "last_frame"}),
            }
        ),
        effects=frozenset(
            {
                "carousel",
                "coupleheart",
                "crystalrose",
                "dance1",
                "dance2",
                "dance3",
                "dance4",
                "dance5",
                "dissolve",
                "dragon",
                "flying",
                "frenchkiss",
                "graduation",
                "hanfu-1",
                "hug",
                "icecream",
                "inflate",
                "jellyfish",
                "magazine",
                "mech1",
                "mech2",
                "melt",
                "mermaid",
                "money",
                "poke",
                "pupil",
                "rose",
                "rotation",
                "singleheart",
                "solaron",
                "squish",
            }
        ),
        several_shots=True,
    ),
    makes_sound=True,
    needs="Two CPU cores; no weights and no network.",
)
