"""The promise of the end frames, measured: what was given comes out as the first and the last frame."""

from pathlib import Path
from typing import Any

import numpy as np

from inbetween.domain.frames import Yuv420
from inbetween.domain.spec import MediaKind
from inbetween.engines.protocol import Scene
from inbetween.media.decode import end_frames
from inbetween.pixels.colour import rgb_to_yuv420
from inbetween.pixels.compare import psnr

EQUAL_PSNR = 100.0
"""What is written for frames without any difference: JSON has no infinity."""


class Ends:
    """Watches the first and the last frame of a scene on their way into the encoder and out of the file."""

    def __init__(self, scene: Scene) -> None:
        places: dict[MediaKind, int] = {"first_frame": 0, "last_frame": scene.frame_count - 1}
        self._scene = scene
        self._places = {kind: index for kind, index in places.items() if kind in scene.pictures}
        if scene.clip:
            self._places["first_clip"] = 0
        self._identical: dict[MediaKind, bool] = {}
        self._near: dict[MediaKind, float] = {}
        self._sent: dict[MediaKind, Yuv420] = {}

    def drawn(self, index: int, frame: Yuv420) -> None:
        """Compare what the engine drew with what is due, bit by bit and in dB, before any mark."""
        for kind in self._kinds_at(index):
            due = self._due(kind)
            self._identical[kind] = _equal(frame, due)
            self._near[kind] = _decibels(frame, due)

    def sent(self, index: int, frame: Yuv420) -> None:
        """Keep what goes into the encoder; the engine may draw its next frame into the same memory."""
        for kind in self._kinds_at(index):
            self._sent[kind] = Yuv420(frame.y.copy(), frame.u.copy(), frame.v.copy())

    def measured(self, video: Path | None) -> dict[str, dict[str, Any]]:
        """Return what was measured of each given input; without a ``video`` its frames are to the bit those sent.

        ``identical`` and ``drawn_psnr_y`` (dB) tell how the engine's frame is the given one, before mark and codec,
        ``psnr_y`` (dB) what the codec has left of the engine's frame.
        """
        decoded = self._decoded(video) if video else self._sent
        return {
            kind: {
                "identical": self._identical[kind],
                "drawn_psnr_y": self._near[kind],
                "psnr_y": _decibels(self._sent[kind], decoded[kind]),
            }
            for kind in self._places
        }

    def _decoded(self, video: Path) -> dict[MediaKind, Yuv420]:
        first, last = end_frames(video)
        return {"first_frame": first, "first_clip": first, "last_frame": last}

    def _due(self, kind: MediaKind) -> Yuv420:
        clip = self._scene.clip
        return clip.first if clip and kind == "first_clip" else rgb_to_yuv420(self._scene.pictures[kind].fitted)

    def _kinds_at(self, index: int) -> list[MediaKind]:
        return [kind for kind, place in self._places.items() if place == index]


def _decibels(a: Yuv420, b: Yuv420) -> float:
    return round(min(psnr(a.y, b.y), EQUAL_PSNR), 2)


def _equal(a: Yuv420, b: Yuv420) -> bool:
    return all(np.array_equal(x, y) for x, y in ((a.y, b.y), (a.u, b.u), (a.v, b.v)))
