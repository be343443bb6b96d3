"""What the still engine can do, without loading it."""

from inbetween.domain.effects import EFFECT_NAMES
from inbetween.domain.spec import Abilities
from inbetween.engines.protocol import Capabilities

CAPABILITIES = Capabilities(
    # It shows nothing of an effect, of shots or of a sound's beats, and says so with every video: for those who write
    # clients, the answers count and the pictures do not.
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
        effects=EFFECT_NAMES,
        several_shots=True,
    ),
    makes_sound=False,
    needs=(
        "Nothing: it holds the first picture, or a clip's last frame, or dissolves it into the last picture. A test "
        "aid for authors of clients."
    ),
)
