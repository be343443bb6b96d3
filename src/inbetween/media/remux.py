"""A stranger's video handed on as it is: where it is what was promised, its packets go into a file of ours."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

from inbetween.domain import file_faults
from inbetween.domain.errors import TaskFailure
from inbetween.domain.frames import Frame
from inbetween.media.clip_form import is_ours
from inbetween.media.clip_index import BROKEN, ClipIndex, UnreadableClip, opened
from inbetween.media.encode import Encoded, VideoForm, exactly, mp4_at

_CODEC, _SOUND_CODEC = "h264", "aac"
"""What every browser plays, and what we write."""

_SOUND_SLACK = Fraction(1, 10)
"""Seconds that a sound may be longer or shorter than its film: packets of AAC end where they end."""


def fits(index: ClipIndex, size: tuple[int, int], fps: int, frame_count: int, *, heard: bool) -> bool:
    """Say whether the packets of a clip are the promised video: no frame of it would be drawn otherwise.

    ``size`` is (width, height); ``heard`` says whether its sound, if it has any, goes along.
    """
    if index.size != size or (index.width, index.height) != size or index.turn.changes:
        return False
    if len(index.stamps) != frame_count or not _at_rate(index, fps):
        return False
    try:
        with opened(index.path) as (container, stream):
            sounds = container.streams.audio[:1] if heard else ()
            return (
                stream.codec_context.name == _CODEC
                and is_ours(next(container.decode(stream)), size)
                and all(_is_heard_throughout(sound, Fraction(frame_count, fps)) for sound in sounds)
            )
    except (UnreadableClip, StopIteration, *BROKEN):
        return False


def remuxed(frames: Iterable[Frame], source: Path, path: Path, form: VideoForm, *, heard: bool, name: str) -> Encoded:
    """Write the packets of ``source``, a clip that fits, to ``path``, once all of its ``frames`` have been drawn.

    Whatever is raised, by ``frames`` too, leaves no file.

    Raises:
        ValueError: ``frames`` gave another number of frames than ``form`` says.
        TaskFailure: the clip is damaged; ``name`` is what the fault calls it.
    """
    for _ in exactly(frames, form):
        pass
    try:
        with opened(source) as (container, stream), mp4_at(path) as target:
            target.metadata["comment"] = form.comment
            kept = [stream, *(container.streams.audio[:1] if heard else ())]
            copies = {one.index: target.add_stream_from_template(one) for one in kept}
            for packet in container.demux(kept):
                if packet.dts is not None:
                    packet.stream = copies[packet.stream.index]
                    target.mux(packet)
    except (UnreadableClip, *BROKEN) as error:
        raise TaskFailure.of(file_faults.unreadable_clip(name, "is damaged or cut off")) from error
    return Encoded(frames=form.frame_count, size_bytes=path.stat().st_size)


def _at_rate(index: ClipIndex, fps: int) -> bool:
    """Say whether each frame is shown at its instant, as near as the clip's ticks come."""
    shown = (*index.stamps, index.end)
    return all(abs(index.instant(stamp) - Fraction(number, fps)) <= index.tick for number, stamp in enumerate(shown))


def _is_heard_throughout(sound: Any, seconds: Fraction) -> bool:
    if sound.codec_context is None or sound.codec_context.name != _SOUND_CODEC or sound.duration is None:
        return False
    return bool(abs(sound.duration * sound.time_base - seconds) <= _SOUND_SLACK)
