"""What is measured on every frame on its way into the encoder."""

from collections.abc import Collection

from inbetween.domain.frames import Yuv420
from inbetween.engines.protocol import Scene
from inbetween.worker.ends import Ends
from inbetween.worker.motion import Motion, MotionMeter
from inbetween.worker.seam import SeamMeter


class Watches:
    """The end frames, the motion of what the engine draws itself, and the seam where a clip comes first.

    ``since`` is the number of frames that ``motion`` does not see: of the clip, all but the last.
    """

    def __init__(self, scene: Scene) -> None:
        clip = scene.clip
        self.since = clip.frame_count - 1 if clip else 0
        self.ends, self.motion = Ends(scene), MotionMeter()
        self.seam = SeamMeter(clip.frame_count) if clip else None

    def motion_but(self, meant: Collection[int]) -> Motion:
        """Return the motion; frames of the film's numbers ``meant`` may differ from those before them."""
        return self.motion.measured([number - self.since for number in meant])

    def drawn(self, index: int, frame: Yuv420) -> None:
        """Look at a frame before any mark."""
        self.ends.drawn(index, frame)
        if index >= self.since:
            self.motion.drawn(frame)
        if self.seam:
            self.seam.drawn(frame)
