"""What the tween engine can do, without loading it."""

from inbetween.domain.spec import Abilities
from inbetween.engines.protocol import Capabilities

CAPABILITIES = Capabilities(
    abilities=Abilities(
        media_sets=frozenset({frozenset({"first_frame"}), frozenset({"first_frame", "last_frame"})}),
        effects=frozenset(
            {
                "coupleheart",
                "flying",
                "hanfu-1",
                "jellyfish",
                "mech1",
                "mech2",
                "mermaid",
                "pupil",
                "singleheart",
                "solaron",
                "squish",
            }
        ),
    ),
    makes_sound=True,
    needs="Two CPU cores; no weights and no network.",
)
