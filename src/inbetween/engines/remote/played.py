"""The engine of videos that another server made: it plays them into what was promised, and invents nothing."""

from collections.abc import Iterator
from itertools import islice

from inbetween.domain.errors import OperatorError
from inbetween.domain.frames import Frame, Recording
from inbetween.domain.spec import Abilities
from inbetween.engines.protocol import Capabilities, Host, Rendering, Scene
from inbetween.engines.remote.entry import ENGINE
from inbetween.engines.retime.retiming import Retiming, instants


class PlayedEngine:
    """Plays a scene's recording at the scene's rate; one that ends early holds its last frame."""

    name = ENGINE
    capabilities = Capabilities(
        abilities=Abilities(media_sets=frozenset()),
        makes_sound=True,
        needs="A video from another server.",
        exact_ends=False,
    )

    def warm(self, host: Host) -> None:
        """Do nothing: what another rate needs is loaded when one comes."""

    def render(self, scene: Scene, host: Host) -> Rendering:  # noqa: ARG002 - playing is told by whoever draws
        """Play the recording, fitted to the scene's size already."""
        recording = scene.recording
        if recording is None:
            raise OperatorError("the engine remote plays recordings, and the scene has none")
        facts = {
            "recorded_fps": recording.fps,
            "recorded_frames": recording.frame_count,
            "encoded_again": recording.whole is None,
        }
        return Rendering(frames=_played(recording, scene), fps=scene.fps, sound=recording.sound, measurements=facts)


def _played(recording: Recording, scene: Scene) -> Iterator[Frame]:
    if recording.fps == scene.fps and recording.frame_count >= scene.frame_count:
        yield from islice(recording.frames, scene.frame_count)
        return
    shown = instants(scene.frame_count, scene.fps)
    yield from Retiming(recording.frames, instants(recording.frame_count, recording.fps), shown).frames()
