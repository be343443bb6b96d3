"""What a render finds around itself: checkpoints in a folder, progress, previews, the wish to stop."""

import threading
import time
from pathlib import Path

from PIL import Image

from inbetween.domain.frames import Frame, Yuv420
from inbetween.engines.protocol import Scratch
from inbetween.pixels.colour import small_rgb
from inbetween.worker.scratch import FolderScratch, MemoryScratch
from inbetween.worker.stages import Stages

PREVIEW_SIDE = 480
"""Most pixels of a preview's longer side."""

PREVIEW_SECONDS = 1.0
"""Least time between two previews: one costs as much as half a frame."""


class RenderHost:
    """The host of one render. ``preview`` is the file that the newest preview is written to.

    ``stage`` is where in the whole the engine is, in the house's words; what is told is its own, which are finer.
    """

    def __init__(self, scratch: Path, preview: Path, stages: Stages) -> None:
        self.scratch: Scratch = FolderScratch(scratch)
        self._preview, self._stages = preview, stages
        self._next_preview, self._choosing = 0.0, threading.Lock()
        self.stage = "analyse"

    def progress(self, stage: str, fraction: float, preview: Frame | None = None) -> None:
        """Pass progress on within the house's stage, with a preview at most once a second."""
        self._stages.tell(self.stage, fraction, None if preview is None else self._previewed(preview), called=stage)

    def cancelled(self) -> bool:
        """Say whether the render should stop."""
        return self._stages.cancelled()

    def _previewed(self, frame: Frame) -> Path | None:
        """Write ``frame`` as the preview, unless the last one is fresh."""
        with self._choosing:
            now = time.monotonic()
            if now < self._next_preview:
                return None
            self._next_preview = now + PREVIEW_SECONDS
        image = Image.fromarray(small_rgb(frame, PREVIEW_SIDE) if isinstance(frame, Yuv420) else frame)
        image.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
        part = self._preview.with_suffix(".part")
        image.save(part, "JPEG", quality=80)
        part.replace(self._preview)
        return self._preview


class QuietHost:
    """The host of an engine that warms up: nobody listens and nobody stops it."""

    def __init__(self) -> None:
        self.scratch: Scratch = MemoryScratch()

    def progress(self, stage: str, fraction: float, preview: Frame | None = None) -> None:
        """Tell nobody."""

    def cancelled(self) -> bool:
        """Say that the work goes on."""
        return False
