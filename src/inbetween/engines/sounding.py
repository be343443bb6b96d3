"""An engine that makes no sound, heard all the same: the tween engine's sound by procedure, where the operator allows.

It says so in every video: nothing listens to the pictures, and what is heard is told by the words of the prompt alone.
"""

from inbetween.engines.protocol import Capabilities, Engine, Host, Rendering, Scene
from inbetween.engines.tween.sound.beside import heard


class SoundingEngine:
    """The engine ``silent`` under its own name, with sound where a scene wants any."""

    def __init__(self, silent: Engine) -> None:
        self._silent = silent

    @property
    def name(self) -> str:
        """The name of the engine that makes the pictures."""
        return self._silent.name

    @property
    def capabilities(self) -> Capabilities:
        """What that engine can do."""
        return self._silent.capabilities

    def warm(self, host: Host) -> None:
        """Load what that engine loads."""
        self._silent.warm(host)

    def render(self, scene: Scene, host: Host) -> Rendering:
        """Render the scene, and its sound beside it; see ``Engine.render``."""
        rendering = _heard(self._silent, scene, host)
        if scene.wants_sound and scene.sound is None:
            rendering.measurements["sound_by"] = "tween"
            rendering.notes.append(
                f"The sound was made by procedure from the words of the prompt: the engine {self.name} makes none."
            )
        return rendering


@heard
def _heard(silent: Engine, scene: Scene, host: Host) -> Rendering:
    return silent.render(scene, host)
