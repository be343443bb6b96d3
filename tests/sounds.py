"""Sounds that tests are made of, and their files."""

import io
import struct
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from inbetween.domain.frames import SOUND_RATE
from inbetween.domain.spec import SoundLimits

SOUND_LIMITS = SoundLimits(min_seconds=2, max_seconds=30, max_bytes=15 * 2**20)
"""What wan2.7-i2v takes."""

Wave = NDArray[np.float32]


def hum(seconds: float, *, hertz: float = 440.0, rate: int = SOUND_RATE) -> Wave:
    """Return (n,) of a steady tone at half of full scale."""
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def ticking(seconds: float, beats_per_minute: float) -> tuple[Wave, NDArray[np.float64]]:
    """Return (n,) of clicks of a hundredth of a second, the first after half a beat, and their times in seconds."""
    beat = 60 / beats_per_minute
    times = np.arange(beat / 2, seconds, beat)
    wave = np.zeros(round(seconds * SOUND_RATE), np.float32)
    click = hum(0.01, hertz=1500) * np.exp(-np.arange(480) / 120, dtype=np.float32)
    for at in times:
        piece = wave[round(at * SOUND_RATE) :][: len(click)]
        piece += click[: len(piece)]
    return wave, times


def wav(samples: bytes, *, tag: int = 1, bits: int = 16, rate: int = SOUND_RATE, channels: int = 1) -> bytes:
    """Return a WAV file of encoded samples; ``tag`` is 1 for whole numbers and 3 for floats."""
    step = channels * bits // 8
    form = struct.pack("<IHHIIHH", 16, tag, channels, rate, rate * step, step, bits)
    return b"RIFF" + struct.pack("<I", 36 + len(samples)) + b"WAVEfmt " + form + _data(samples)


def _data(samples: bytes) -> bytes:
    return b"data" + struct.pack("<I", len(samples)) + samples


def whole(wave: Wave) -> bytes:
    """Return samples as 16-bit numbers."""
    return np.round(wave * 32767).astype("<i2").tobytes()


def encoded(wave: Wave, codec: str, container: str, *, rate: int = SOUND_RATE, **options: str) -> bytes:
    """Return (n,) at 48 kHz as a file of ``codec`` in ``container``, heard on both sides."""
    file = io.BytesIO()
    with av.open(file, "w", format=container) as written:
        stream = written.add_stream(codec, rate=rate, layout="stereo", options=options)
        form = stream.codec_context.format.name if stream.codec_context.format else "fltp"
        frame = av.AudioFrame.from_ndarray(np.stack([wave, wave]), format="fltp", layout="stereo")
        frame.rate, frame.pts = SOUND_RATE, 0
        resampler = av.AudioResampler(format=form, layout="stereo", rate=rate)
        for piece in (*resampler.resample(frame), *resampler.resample(None)):
            written.mux(stream.encode(piece))
        written.mux(stream.encode(None))
    return file.getvalue()


def mp3(wave: Wave, *, rate: int = 44_100, **options: str) -> bytes:
    """Return an MP3 file."""
    return encoded(wave, "libmp3lame", "mp3", rate=rate, **options)


def written(folder: Path, name: str, content: bytes) -> Path:
    """Write a file into ``folder`` and return its path."""
    path = folder / name
    path.write_bytes(content)
    return path
