"""Frames to an MP4 file that every browser plays: H.264 High, 4:2:0, BT.709, constant rate, index first."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np

from inbetween.domain.frames import SOUND_RATE, Frame, Plane, Sound, Yuv420
from inbetween.pixels.colour import rgb_to_yuv420

PRESET = "veryfast"
"""The smallest file among x264's fast presets; ``SMOOTH`` departs from it."""

SMOOTH = (
    "b-adapt=0",
    "bframes=5",
    "rc-lookahead=7",
    "subme=1",
    "me=dia",
    "no-dct-decimate=1",
    "partitions=i8x8,i4x4",
)
"""What smooth motion allows: always five bidirectional frames between two others, and hardly any search, since the
motion of the neighbours foretells it. Half the CPU of the preset, and no more bytes (docs/decisions/0014)."""

CRF = 17
"""Constant quality, visually close to the frames: with ``SMOOTH`` what 18 is with the preset alone."""

FIRST_QUANTISER, LAST_QUANTISER = 7, 1
"""Of the end frames: at least 50 dB of luma whatever the pictures are, at no time and for some 40 KB. The first is an I
frame, and x264 gives those 3 less; the last is not, and adaptive quantisation gives most back where all is detail. At 5
a last frame of noise, confetti or a checkerboard had 47.4 to 49.5 dB, at 1 it has 50.7 and more."""

KEY_SECONDS = 2
"""Most seconds between two points that a player can seek to."""

THREADS = 1
"""Drawing keeps the other cores busy: beside it a second thread of x264's costs 3 % more CPU and 31 MB at 720P, and no
film of ours ends sooner. Its bytes may depend on the number, so it does not follow the machine."""

_BT709 = 1  # ITU-T H.273, tables 2 to 4: primaries, transfer and matrix
_LIMITED = 1  # libavutil's AVCOL_RANGE_MPEG
_CHROMA_CENTRE = 1  # H.264, figure E-1: where rgb_to_yuv420 samples chroma
_AVX512 = 13  # OpenCV's CV_CPU_AVX_512F


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """What was written."""

    frames: int
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoForm:
    """The form of a video: even sides in pixels, frames a second, their number, and the tag of its maker."""

    width: int
    height: int
    fps: int
    frame_count: int
    comment: str


def planar(frame: Frame) -> Yuv420:
    """Return a frame in the encoder's form: RGB is converted, 4:2:0 comes through."""
    return frame if isinstance(frame, Yuv420) else rgb_to_yuv420(frame)


def encode(frames: Iterable[Frame], path: Path, form: VideoForm, sound: Sound | None = None) -> Encoded:
    """Write ``frames`` to ``path`` as they come, with ``sound`` cut or padded with silence to their length.

    The same frames give the same bytes. Whatever is raised, by ``frames`` too, leaves no file.

    Raises:
        ValueError: ``frames`` gave another number of frames, or another size, than ``form`` says.
    """
    with mp4_at(path) as container:
        container.metadata["comment"] = form.comment
        video = _video_stream(container, form)
        track = _Track(container, sound) if sound else None
        for index, frame in enumerate(exactly(frames, form)):
            container.mux(video.encode(_packed(planar(frame), index, form)))
            if track:
                track.write_until(Fraction(index + 1, form.fps))
        container.mux(video.encode())
        if track:
            track.finish()
    return Encoded(frames=form.frame_count, size_bytes=path.stat().st_size)


@contextmanager
def mp4_at(path: Path) -> Iterator[Any]:
    """Open an MP4 for writing; close it, and remove it unless it was finished."""
    try:
        # bitexact leaves out the library's version, faststart puts the index before the frames.
        options = {"movflags": "+faststart", "fflags": "+bitexact"}
        with av.open(str(path), "w", format="mp4", options=options) as container:
            yield container
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _video_stream(container: Any, form: VideoForm) -> Any:
    """Add the H.264 stream with its colour tags."""
    options = {"preset": PRESET, "crf": str(CRF), "x264-params": _x264_parameters(form)}
    stream = container.add_stream("libx264", rate=form.fps, options=options)
    stream.width, stream.height, stream.pix_fmt = form.width, form.height, "yuv420p"
    codec = stream.codec_context
    codec.profile, codec.gop_size = "High", KEY_SECONDS * form.fps
    codec.thread_count = THREADS
    codec.color_primaries = codec.color_trc = codec.colorspace = _BT709
    codec.color_range = _LIMITED
    return stream


def _x264_parameters(form: VideoForm) -> str:
    """Return what only x264 knows: where chroma is sampled, the quantiser of both ends, and which kernels to use."""
    last = form.frame_count - 1
    ends = f"0,0,q={FIRST_QUANTISER}" + (f"/{last},{last},q={LAST_QUANTISER}" if last else "")
    parameters = [*SMOOTH, f"chromaloc={_CHROMA_CENTRE}", f"zones={ends}"]
    # The AVX-512 kernels of x264 165 decide by memory that nobody wrote, unless a row has a multiple of 8 macroblocks:
    # the same frames then give other bytes, and more of them (docs/decisions/0009).
    if form.width % 128 and cv2.checkHardwareSupport(_AVX512):
        parameters.append("asm=AVX2")
    return ":".join(parameters)


def exactly(frames: Iterable[Frame], form: VideoForm) -> Iterator[Frame]:
    """Pass ``frames`` through and insist on their promised number."""
    drawn = 0
    for frame in frames:
        drawn += 1
        if drawn > form.frame_count:
            break
        yield frame
    if drawn != form.frame_count:
        raise ValueError(f"the engine drew {drawn} frames, not {form.frame_count}")


def _packed(frame: Yuv420, index: int, form: VideoForm) -> Any:
    """Copy a frame's planes into the encoder's memory, once."""
    packed = av.VideoFrame(form.width, form.height, "yuv420p")
    packed.pts, packed.time_base = index, Fraction(1, form.fps)
    for target, plane in zip(packed.planes, (frame.y, frame.u, frame.v), strict=True):
        _fill(target, plane)
    return packed


def _fill(target: Any, plane: Plane) -> None:
    """Copy ``plane`` row by row: the encoder's rows are longer than the picture's, for its vector loads."""
    if plane.shape != (target.height, target.width):
        raise ValueError(f"the engine drew a plane of {plane.shape}, not {(target.height, target.width)}")
    rows = np.frombuffer(target, np.uint8).reshape(target.height, target.line_size)
    rows[:, : target.width] = plane


class _Track:
    """An AAC stream beside the frames, written in step with them so that the muxer holds little back."""

    def __init__(self, container: Any, sound: Sound) -> None:
        self._container, self._sound = container, sound
        channels = sound.samples.shape[0]
        self._layout = "mono" if channels == 1 else "stereo"
        self._stream = container.add_stream("aac", rate=SOUND_RATE, layout=self._layout, options={"b": "192k"})
        self._written = 0

    def write_until(self, seconds: Fraction) -> None:
        """Encode the samples up to an instant; silence where the sound has ended."""
        end = round(seconds * self._sound.rate)
        piece = self._sound.samples[:, self._written : end]
        piece = np.pad(piece, ((0, 0), (0, end - self._written - piece.shape[1])))
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(piece), format="fltp", layout=self._layout)
        frame.rate, frame.pts, frame.time_base = self._sound.rate, self._written, Fraction(1, self._sound.rate)
        self._container.mux(self._stream.encode(frame))
        self._written = end

    def finish(self) -> None:
        """Flush what the encoder holds back."""
        self._container.mux(self._stream.encode())
