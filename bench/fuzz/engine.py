"""An engine that looks at everything that was decoded, and draws a video only if the prompt says so."""

from inbetween.domain.errors import TaskFailure
from inbetween.engines.protocol import Host, Rendering, Scene
from inbetween.engines.still.engine import StillEngine

DECODED = "Fuzz.Decoded"
WHOLE = "whole"


class Peeker(StillEngine):
    """Ends every order whose prompt is not ``WHOLE`` once its inputs are decoded, with the code ``DECODED``."""

    name = "peeker"

    def render(self, scene: Scene, host: Host) -> Rendering:
        """Draw out what is lazy, then say that it could be decoded.

        Raises:
            TaskFailure: it could.
        """
        if scene.prompt == WHOLE:
            return super().render(scene, host)
        if scene.clip:
            for _ in scene.clip.frames:
                pass
        raise TaskFailure(DECODED, "decoded")
