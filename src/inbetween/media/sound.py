"""A stranger's sound file to samples, or one clear sentence. Runs where a crash is cheap: the engine child."""

import struct
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from inbetween.domain import file_faults
from inbetween.domain.errors import TaskFailure
from inbetween.domain.frames import SOUND_RATE, Sound
from inbetween.domain.spec import SoundLimits

BROKEN = (av.FFmpegError, ValueError)
"""What PyAV raises on damaged bytes, and on frames that change their form midway."""

CODECS = (
    "mp3", "mp3float", "pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le",
    "pcm_alaw", "pcm_mulaw", "adpcm_ms", "adpcm_ima_wav",
)  # fmt: skip
"""What may be inside: a WAV file can hold anything, and each further decoder is one more to be attacked."""

SLACK = 0.1
"""Seconds that a file may be shorter or longer than the model takes: encoders of MP3 pad by up to two frames."""

FADE_SECONDS = 0.01
"""In which a sound that is longer than the video ends: cut in the middle of a tone it would click."""

_RATES = range(4_000, 384_001)
"""Beyond these a header lies, and the resampler would want memory for filters of any length."""

_MOST_CHANNELS = 8
"""libswresample crashes in PyAV above eight planes."""

_MOST_FAILED = 0.05
"""Share of packets that may be broken: players skip tags and stumps between good frames too."""

_UNKNOWN_SIZE = 0x7FFFF000
"""A WAV written to a pipe says this size or more: its writer did not know it."""

_DAMAGED = "is damaged, or no sound"

_HALF = 2**-0.5
_SIDES = {
    "FL": (1.0, 0.0),
    "FR": (0.0, 1.0),
    "FC": (_HALF, _HALF),
    "LFE": (0.0, 0.0),
    "BL": (_HALF, 0.0),
    "BR": (0.0, _HALF),
    "SL": (_HALF, 0.0),
    "SR": (0.0, _HALF),
    "FLC": (1.0, 0.0),
    "FRC": (0.0, 1.0),
    "BC": (0.5, 0.5),
}
"""How much of each channel is heard left and right: ITU-R BS.775-4, table 2, and its like for further channels."""

_USUAL = {
    1: ("FC",),
    2: ("FL", "FR"),
    3: ("FL", "FR", "FC"),
    4: ("FL", "FR", "BL", "BR"),
    5: ("FL", "FR", "FC", "BL", "BR"),
    6: ("FL", "FR", "FC", "LFE", "BL", "BR"),
    7: ("FL", "FR", "FC", "LFE", "BC", "SL", "SR"),
    8: ("FL", "FR", "FC", "LFE", "BL", "BR", "SL", "SR"),
}
"""What channels without names are, by their number: WAVE_FORMAT_EXTENSIBLE's order."""


class UnreadableSound(Exception):
    """The stream cannot be decoded; the text says what it is: it ends the sentence "the sound ..."."""


def load_sound(path: Path, limits: SoundLimits, *, name: str) -> Sound:
    """Decode a sound file: 48 kHz, left and right, from its first sample on.

    Never more is decoded than the longest that ``limits`` allow, whatever the file's header says.

    Args:
        path: an encoded sound of any name.
        limits: what the model takes; ``name`` is what a fault calls the sound.

    Raises:
        TaskFailure: the sound is unreadable, damaged, cut off, or outside ``limits``.
    """
    size_bytes = path.stat().st_size
    if size_bytes > limits.max_bytes:
        raise TaskFailure.of(file_faults.sound_bytes(name, size_bytes, limits.max_bytes))
    try:
        sound, promised = _read(path, limits, name)
    except UnreadableSound as error:
        raise TaskFailure.of(file_faults.unreadable_sound(name, str(error))) from error
    except BROKEN as error:
        raise TaskFailure.of(file_faults.unreadable_sound(name, _DAMAGED)) from error
    _check_seconds(sound, promised, limits, name)
    return sound


def as_long_as(sound: Sound, seconds: float) -> Sound:
    """Return ``sound`` cut, or padded with silence, to ``seconds``.

    What is left keeps its samples, but where sound is cut away: there the last ``FADE_SECONDS`` fall to nothing.
    """
    count = round(seconds * sound.rate)
    samples = np.zeros((len(sound.samples), count), np.float32)
    kept = sound.samples[:, :count]
    samples[:, : kept.shape[1]] = kept
    if sound.samples.shape[1] > count:
        fall = min(round(FADE_SECONDS * sound.rate), count)
        samples[:, count - fall :] *= np.linspace(1, 0, fall, dtype=np.float32)
    return Sound(samples=samples, rate=sound.rate)


def decode_sound(
    container: Any, seconds: float, *, codecs: Sequence[str] = CODECS, begins: Fraction | None = None
) -> Sound | None:
    """Decode the first sound stream of an open PyAV container, from where it stands, and at most ``seconds`` of it.

    Args:
        container: opened for reading; its sound stream has not been decoded yet.
        seconds: the most that is returned.
        codecs: what may be inside, by libav's names.
        begins: the instant of the container that the first sample belongs to, in seconds: silence fills what the
            stream begins later, what it begins earlier is left away. ``None``: where the stream begins.

    Returns:
        (2, n) float32 in -1..1 at 48 kHz; ``None`` without a sound stream.

    Raises:
        UnreadableSound: the stream is damaged, or of a form that nobody uses.
        av.FFmpegError, ValueError: as ``BROKEN``.
    """
    stream = next(iter(container.streams.audio), None)
    if stream is None:
        return None
    mixing = _mixing(stream, codecs)
    frames = _frames(container, stream)
    first, count = next(frames, None), round(seconds * SOUND_RATE)
    late = 0 if first is None or begins is None else _lateness(first, begins)
    gap, away = min(max(late, 0), count), min(max(-late, 0), count)
    pieces, have = [np.zeros((2, gap), np.float32)], gap - away
    for planes in _resampled(chain([first], frames) if first else ()):
        pieces.append((mixing @ planes)[:, max(-have, 0) : max(count - have, 0)])
        have += planes.shape[1]
        if have >= count:
            break
    return Sound(samples=_checked(np.concatenate(pieces, axis=1)), rate=SOUND_RATE)


def _checked(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return samples within -1..1, as every player does with louder ones; what is no number is refused."""
    if not np.isfinite(samples).all():
        raise UnreadableSound("holds samples that are no numbers")
    return np.clip(samples, -1, 1, out=samples)


def _lateness(first: Any, begins: Fraction) -> int:
    """Return how many samples after ``begins`` the first frame is due."""
    return 0 if first.pts is None else round((first.pts * first.time_base - begins) * SOUND_RATE)


def _read(path: Path, limits: SoundLimits, name: str) -> tuple[Sound, float]:
    """Return the sound of a file, and how many seconds its header promises: 0 where it does not say."""
    try:
        container = av.open(str(path), options=_options(limits))
    except av.ArgumentError as error:  # how libavformat says that a format is not on the list
        raise TaskFailure.of(file_faults.sound_format(name, limits.formats)) from error
    with container:
        sound = decode_sound(container, limits.max_seconds + 2 * SLACK)
        if sound is None:
            raise UnreadableSound("holds no sound")
        stream = container.streams.audio[0]
        promised = _wav_seconds(path, stream) if container.format.name == "wav" else _mp3_seconds(stream)
    return sound, promised


def _options(limits: SoundLimits) -> dict[str, str]:
    """Return what libavformat may open: these formats and codecs, and no file but this one."""
    formats = ",".join(one.lower() for one in limits.formats)
    return {"format_whitelist": formats, "codec_whitelist": ",".join(CODECS), "protocol_whitelist": "file"}


def _check_seconds(sound: Sound, promised: float, limits: SoundLimits, name: str) -> None:
    """Refuse a sound that is too short, too long, or shorter than its header says."""
    seconds = sound.samples.shape[1] / sound.rate
    bounds = limits.min_seconds, limits.max_seconds
    if seconds > limits.max_seconds + SLACK:
        raise TaskFailure.of(file_faults.sound_seconds(name, None, bounds))
    if seconds < promised - SLACK:
        why = f"is cut off: it should have {promised:.1f} s and has {seconds:.1f} s"
        raise TaskFailure.of(file_faults.unreadable_sound(name, why))
    if seconds < limits.min_seconds - SLACK:
        raise TaskFailure.of(file_faults.sound_seconds(name, seconds, bounds))


def _wav_seconds(path: Path, stream: Any) -> float:
    """Return what the header of a WAV file promises; libavformat believes the length of the file instead."""
    with path.open("rb") as file:
        file.seek(12)
        while len(head := file.read(8)) == 8:
            tag, size = struct.unpack("<4sI", head)
            if tag == b"data":
                known = size < _UNKNOWN_SIZE and stream.bit_rate
                return float(size * 8 / stream.bit_rate) if known else 0.0
            file.seek(size + size % 2, 1)
    return 0.0


def _mp3_seconds(stream: Any) -> float:
    """Return what the header of an MP3 file promises.

    Only a file that tells its encoder's delay tells its number of frames; any other length is libavformat's guess.
    """
    return float(stream.duration * stream.time_base) if stream.start_time and stream.duration else 0.0


def _mixing(stream: Any, codecs: Sequence[str]) -> NDArray[np.float32]:
    """Return the gains (2, channels) of left and right, if the stream has a form that is read."""
    if stream.codec_context is None or not stream.codec_context.layout.nb_channels:
        raise UnreadableSound(_DAMAGED)
    channels, codec = stream.codec_context.layout.channels, stream.codec_context.name
    if len(channels) not in _USUAL or stream.rate not in _RATES or codec not in codecs:
        raise UnreadableSound(f"is {codec} of {len(channels)} channels at {stream.rate} Hz, which is not read")
    return mixed_down([channel.name for channel in channels])


def mixed_down(channels: Sequence[str]) -> NDArray[np.float32]:
    """Return the gains (2, channels) of left and right for channels by libav's names.

    The loudest sum of a side is 1, so that nothing is clipped; a lone channel is heard on both sides as it is.
    """
    known = channels if all(name in _SIDES for name in channels) else _USUAL[len(channels)]
    gains = np.array([_SIDES[name] for name in known]).T
    return (gains / max(float(gains.sum(axis=1).max()), 1e-9)).astype(np.float32)


def _frames(container: Any, stream: Any) -> Iterator[Any]:
    """Yield the frames of a stream; a few broken packets are left out, as players do."""
    failed = packets = 0
    for packet in container.demux(stream):
        packets += 1
        try:
            yield from packet.decode()
        except av.InvalidDataError:
            failed += 1
    if failed > max(_MOST_FAILED * packets, 1):
        raise UnreadableSound(_DAMAGED)


def _resampled(frames: Iterable[Any]) -> Iterator[NDArray[np.float32]]:
    """Yield frames as (channels, n) float32 at 48 kHz; what has that rate comes through unchanged."""
    resampler = av.AudioResampler(format="fltp", rate=SOUND_RATE)
    for frame in chain(frames, [None]):
        for piece in resampler.resample(frame):
            yield piece.to_ndarray()
