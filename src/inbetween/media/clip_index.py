"""A stranger's MP4 or MOV: what it holds and when each of its frames is shown, found out before any of them is drawn.

Only libavformat's reader of these two containers is let near the file, only decoders that cameras and editors need, and
only as many packets as the longest clip can have.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import av
import numpy as np

from inbetween.domain import file_faults
from inbetween.domain.errors import TaskFailure
from inbetween.domain.limits import check_clip
from inbetween.domain.spec import ClipFacts, ClipLimits

BROKEN = (av.FFmpegError, ValueError, MemoryError, ArithmeticError)
"""What PyAV raises on damaged bytes."""

CODECS = frozenset({"h264", "hevc", "av1", "libdav1d", "vp9", "mpeg4", "mjpeg", "prores", "dnxhd"})
"""Decoders of what cameras, telephones and editors write into the two containers."""

MOST_RATE = 240
"""Frames a second up to which a clip is read: what slow motion is filmed at."""

_BRANDS_OF_PICTURES = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis", b"crx "})
"""ISO/IEC 23008-12, clause 10: pictures, still or moving, in the same boxes."""

_BOXES_OF_OLD = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
"""What a QuickTime file may begin with that is older than ``ftyp``."""

_SLACK = 1.0
"""Seconds beyond the longest clip for which packets are read: a clip that is longer is refused, however long."""

_HIGH_RANGE = frozenset({16, 18})
"""ITU-T H.273, table 3: perceptual quantiser, hybrid log-gamma."""

_DISPLAY_MATRIX = "DISPLAYMATRIX"


class UnreadableClip(Exception):
    """The clip cannot be read; the text says why: it ends a sentence that begins with its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """How stored planes become upright: first rows become columns, if ``across``, then either side is flipped."""

    across: bool
    flip_x: bool
    flip_y: bool

    @property
    def changes(self) -> bool:
        """Whether anything is turned or flipped."""
        return self.across or self.flip_x or self.flip_y


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipIndex:
    """A clip on disk.

    ``stamps`` are the instants of its frames, rising, in ticks of ``tick`` seconds; the last one ends at ``end``.
    ``width`` and ``height`` are of the frames as they are stored, ``aspect`` how wide one of their pixels is.
    ``remarks`` are sentences for the user on what is shown otherwise than it was filmed.
    """

    path: Path
    format: str
    stamps: tuple[int, ...]
    end: int
    tick: Fraction
    width: int
    height: int
    aspect: Fraction
    turn: Turn
    remarks: tuple[str, ...] = ()

    @property
    def seconds(self) -> Fraction:
        """From the first frame until the last has been shown."""
        return self.instant(self.end)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in square pixels, upright."""
        wide, tall = max(self.aspect, Fraction(1)), min(self.aspect, Fraction(1))
        width, height = round(self.width * wide), round(self.height / tall)
        return (height, width) if self.turn.across else (width, height)

    def instant(self, stamp: int) -> Fraction:
        """Return when a frame is shown, in seconds after the first."""
        return (stamp - self.stamps[0]) * self.tick

    def stamp(self, instant: Fraction) -> int:
        """Return the stamp of an instant, not before the first."""
        return self.stamps[0] + max(round(instant / self.tick), 0)


def read_index(path: Path, limits: ClipLimits, *, name: str) -> ClipIndex:
    """Read what a clip says of itself, and its first frame.

    Args:
        path: a file of any name.
        limits: what the model takes; ``name`` is what a fault calls the clip.

    Raises:
        TaskFailure: the file is no such clip, damaged, cut off, or outside ``limits``.
    """
    size_bytes = path.stat().st_size
    if size_bytes > limits.max_bytes:
        raise TaskFailure.of(file_faults.clip_bytes(name, size_bytes, limits.max_bytes))
    form = _format(path)
    if form not in limits.formats:
        raise TaskFailure.of(file_faults.clip_format(name, limits.formats))
    try:
        index = _index(path, form, limits, name)
    except UnreadableClip as error:
        raise TaskFailure.of(file_faults.unreadable_clip(name, str(error))) from error
    except BROKEN as error:
        raise TaskFailure.of(file_faults.unreadable_clip(name, "is damaged or cut off")) from error
    _check(index, size_bytes, limits, name)
    return index


@contextmanager
def opened(path: Path) -> Iterator[tuple[Any, Any]]:
    """Open a clip: its container, and the stream that is its video, ready to be decoded.

    Raises:
        UnreadableClip: there is none, or it is coded as nothing that is read.
        av.FFmpegError, ValueError: as ``BROKEN``.
    """
    with av.open(str(path), format="mov", options={"protocol_whitelist": "file"}) as container:
        films = [one for one in container.streams.video if not one.disposition & one.disposition.attached_pic]
        if not films:
            raise UnreadableClip("holds no video")
        stream = films[0]
        codec = stream.codec_context
        name = codec.name if codec else "nothing known"  # PyAV has no context for what libavcodec cannot decode
        if name not in CODECS:
            raise UnreadableClip(f"is coded as {name}, which is not read")
        codec.thread_count = 1  # more would each hold frames of their own
        yield container, stream


def _format(path: Path) -> str:
    """Return the container by its first boxes: ``MP4``, ``MOV``, or nothing for any other file."""
    with path.open("rb") as file:
        start = file.read(12)
    kind, brand = start[4:8], start[8:12]
    if kind in _BOXES_OF_OLD or (kind == b"ftyp" and brand == b"qt  "):
        return "MOV"
    return "MP4" if kind == b"ftyp" and brand not in _BRANDS_OF_PICTURES else ""


def _index(path: Path, form: str, limits: ClipLimits, name: str) -> ClipIndex:
    with opened(path) as (container, stream):
        _check_announced(container, stream, limits, name)
        stamps, end = _stamps(container, stream, limits, name)
    with opened(path) as (container, stream):
        stream.codec_context.options = {"max_pixels": str(limits.max_side**2)}
        first = next(container.decode(stream), None)
        if first is None:
            raise UnreadableClip("is damaged or cut off")
        aspect = stream.sample_aspect_ratio or Fraction(1)
        return ClipIndex(
            path=path,
            format=form,
            stamps=stamps,
            end=end,
            tick=stream.time_base,
            width=first.width,
            height=first.height,
            aspect=aspect if aspect > 0 else Fraction(1),
            turn=_turn(first),
            remarks=tuple(_remarks(first)),
        )


def _check_announced(container: Any, stream: Any, limits: ClipLimits, name: str) -> None:
    """Refuse by the header alone what would take long to read."""
    seconds = [container.duration / av.time_base] if container.duration else []
    seconds += [float(stream.duration * stream.time_base)] if stream.duration else []
    if min(seconds, default=0) > limits.max_seconds + _SLACK:
        raise TaskFailure.of(file_faults.clip_seconds(name, min(seconds), (limits.min_seconds, limits.max_seconds)))
    size = stream.codec_context.width, stream.codec_context.height
    if max(size) > limits.max_side:
        raise TaskFailure.of(file_faults.clip_sides(name, size, (limits.min_side, limits.max_side)))


def _stamps(container: Any, stream: Any, limits: ClipLimits, name: str) -> tuple[tuple[int, ...], int]:
    """Return when each frame is shown, and when the last one ends, from the packets alone."""
    most = round((limits.max_seconds + _SLACK) * MOST_RATE)
    packets = [packet for packet in _packets(container, stream, most, name) if not packet.is_discard]
    if not packets:
        raise UnreadableClip("holds no frames")
    if stream.frames > len(packets) or any(packet.is_corrupt for packet in packets):
        raise UnreadableClip("is damaged or cut off")
    stamps = sorted({packet.pts for packet in packets})
    last = max(packets, key=lambda packet: packet.pts)
    usual = median(after - before for before, after in pairwise(stamps)) if len(stamps) > 1 else 0
    return tuple(stamps), stamps[-1] + int(last.duration or usual)


def _packets(container: Any, stream: Any, most: int, name: str) -> Iterator[Any]:
    number = 0
    for packet in container.demux(stream):
        if packet.pts is None or not packet.size:
            continue
        number += 1
        if number > most:
            raise TaskFailure.of(file_faults.clip_rate(name, MOST_RATE))
        yield packet


def _turn(frame: Any) -> Turn:
    """Return how a frame becomes upright: ISO/IEC 14496-12, 8.3.2, rounded to a quarter of a turn."""
    found = [block for block in frame.side_data if block.type.name == _DISPLAY_MATRIX]
    if not found:
        return Turn(across=False, flip_x=False, flip_y=False)
    (a, b, _), (c, d, _), _ = np.frombuffer(found[0], np.int32).reshape(3, 3).tolist()
    if abs(a) + abs(d) >= abs(b) + abs(c):
        return Turn(across=False, flip_x=a < 0, flip_y=d < 0)
    return Turn(across=True, flip_x=c < 0, flip_y=b < 0)


def _remarks(frame: Any) -> Iterator[str]:
    if frame.color_trc in _HIGH_RANGE:
        yield "The clip has a high dynamic range, which is not mapped: it may look paler."
    if frame.interlaced_frame:
        yield "The clip is interlaced, and its frames are shown as they are: what moves has combs."


def _check(index: ClipIndex, size_bytes: int, limits: ClipLimits, name: str) -> None:
    width, height = index.size
    facts = ClipFacts(
        format=index.format, width=width, height=height, seconds=float(index.seconds), size_bytes=size_bytes
    )
    found = check_clip(facts, limits, name)
    if found:
        raise TaskFailure(found[0].code, " & ".join(fault.message for fault in found))
