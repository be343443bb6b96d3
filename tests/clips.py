"""Clips that tests are made of: drawn frames in an MP4 or MOV, of any rate, form and orientation."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import Rgb
from inbetween.domain.spec import ClipLimits
from tests.pictures import smooth

CLIP_LIMITS = ClipLimits(
    min_seconds=2, max_seconds=10, min_side=240, max_side=4096, max_aspect=8, max_bytes=100 * 2**20
)
"""What wan2.7-i2v takes."""

SIZE = (480, 272)
UPRIGHT = (1, 0, 0, 1)
CLOCKWISE, HALF, COUNTER, MIRRORED = (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0), (-1, 0, 0, 1)
"""The first two columns of a track's matrix: how its frames are turned before they are shown."""


def travelling(count: int, *, step: float = 2.0, size: tuple[int, int] = SIZE, seed: int = 1) -> list[Rgb]:
    """Return the frames of a camera that travels over soft clouds, ``step`` pixels a frame."""
    width, height = size
    wide = smooth(width + round(count * step) + 1, height, seed)
    return [wide[:, round(number * step) :][:, :width] for number in range(count)]


def saved_clip(
    path: Path,
    frames: Iterable[Rgb],
    *,
    instants: Sequence[Fraction] | None = None,
    fps: int = 30,
    codec: str = "libx264",
    pixels: str = "yuv420p",
    colour: tuple[int, int] = (1, 1),
    aspect: Fraction | None = None,
    matrix: tuple[int, int, int, int] = UPRIGHT,
    transfer: int | None = None,
    sound: NDArray[np.float32] | None = None,
    **options: str,
) -> Path:
    """Write RGB frames to ``path``, shown at ``instants`` (seconds) or at ``fps``.

    ``colour`` are matrix and range, ``transfer`` is the curve, by libavutil's numbers; ``sound`` is (2, n) at 48 kHz.
    ``options`` are the container's.
    """
    with av.open(str(path), "w", options=options) as container:
        plain = {"crf": "12", "preset": "ultrafast"} if codec == "libx264" else {"b": "20M"}
        stream = container.add_stream(codec, rate=fps, options=plain)
        first, *rest = frames
        stream.height, stream.width, stream.pix_fmt = *first.shape[:2], pixels
        context = stream.codec_context
        context.time_base = Fraction(1, 600) if codec == "libx264" else Fraction(1, fps)
        context.colorspace, context.color_range = colour
        if transfer:
            context.color_trc = transfer
        if aspect:
            context.sample_aspect_ratio = aspect
        track = container.add_stream("aac", rate=48_000, layout="stereo") if sound is not None else None
        for number, picture in enumerate([first, *rest]):
            frame = _frame(picture, pixels, colour)
            at = instants[number] if instants else Fraction(number, fps)
            frame.pts, frame.time_base = round(at / context.time_base), context.time_base
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
        if track is not None and sound is not None:
            heard = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound), format="fltp", layout="stereo")
            heard.rate, heard.pts = 48_000, 0
            container.mux(track.encode(heard))
            container.mux(track.encode())
    if matrix != UPRIGHT:
        path.write_bytes(_turned(path.read_bytes(), matrix))
    return path


def _frame(picture: Rgb, pixels: str, colour: tuple[int, int]) -> Any:
    matrix = {1: "ITU709", 5: "ITU601", 6: "ITU601"}[colour[0]]
    full = {1: "MPEG", 2: "JPEG"}[colour[1]]
    frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
    return frame.reformat(format=pixels, dst_colorspace=matrix, src_color_range="JPEG", dst_color_range=full)


def _turned(file: bytes, matrix: tuple[int, int, int, int]) -> bytes:
    """Write ``matrix`` into the first track's header: ISO/IEC 14496-12, 8.3.2."""
    at = file.index(b"tkhd") + 4 + 40
    a, b, c, d = matrix
    rows = np.array([[a, b, 0], [c, d, 0], [0, 0, 16384]], ">i4") * 65536
    return file[:at] + rows.astype(">i4").tobytes() + file[at + 36 :]
