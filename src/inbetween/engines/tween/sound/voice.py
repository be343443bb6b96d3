"""A synthetic voice: espeak-ng as a process of its own, if the machine has it. Chinese is spelled out by pypinyin.

espeak-ng is GPL-3 and stays a program that we ask; no lip of anybody's moves to it.
"""

import importlib.util
import io
import re
import shutil
import subprocess
import wave as wav

import numpy as np

from inbetween.domain.plan import Dialogue
from inbetween.engines.tween.sound.patience import Patience
from inbetween.engines.tween.sound.waves import Wave, banded, floats, samples
from inbetween.pixels.loudness import integrated_loudness
from inbetween.pixels.resample import resampled

PROGRAM = "espeak-ng"
SPEECH_LEVEL = -17.0
"""LUFS of a line in a plain voice, in both ears."""

LONGEST = 600
"""Characters of one line that are read."""

_LEASH = ("setpriv", "--pdeathsig", "KILL")
"""The kernel ends the voice with the child that asked it, however that ended (util-linux, where there is one)."""

_LANGUAGES = {"en": "en-us", "zh": "cmn-latn-pinyin", "ja": "ja", "ko": "ko"}
_VARIANTS = {"female": "f3", "male": "m3"}
_PITCH = {"female": 50, "male": 38}  # of 0..99
_AGE = {"child": 25, "old": -10}
_PACE = {"whisper": 120, "shout": 165, "fast": 165}  # words a minute
_PLAIN_PACE = 145
_PINYIN_PACE = 1.4
"""espeak-ng counts words, and pinyin is one word a syllable."""

_LEVELS = {"whisper": -6.0, "shout": 2.0}
_ASKING_SECONDS = 0.05
"""Between two looks whether somebody still waits for a line."""

_QUIET = 0.01
_BEFORE, _BEHIND = samples(0.01), samples(0.05)
_PAUSES = str.maketrans({"。": ". ", "，": ", ", "、": ", ", "！": "! ", "？": "? ", "；": "; ", "：": ": "})


class Unspoken(Exception):
    """A line that no voice says; the sentence tells the user why."""


def obstacle(language: str) -> str | None:
    """Return a sentence on what this machine lacks to speak a language, ``None`` where it lacks nothing."""
    if shutil.which(PROGRAM) is None:
        return "Nobody speaks: espeak-ng is not installed here."
    if language == "zh" and importlib.util.find_spec("pypinyin") is None:
        return "Nobody speaks Chinese: pypinyin is not installed here."
    return None


def speak(words: Dialogue, patience: Patience) -> Wave:
    """Return (n,) of the words at their level, from the first sound to the last.

    Args:
        words: what to say, and how.
        patience: a voice that is not ready when it has run out is ended.

    Raises:
        Unspoken: something is missing, the voice took too long, or nothing was heard of it.
    """
    if lack := obstacle(words.lang):
        raise Unspoken(lack)
    wave = _trimmed(_samples(_asked(words, patience)))
    wave = banded(wave, 90, 20_000)
    level = SPEECH_LEVEL + _LEVELS.get(words.manner or "", 0.0)
    return wave * np.float32(10 ** ((level - integrated_loudness(np.stack([wave, wave]))) / 20))


def _asked(words: Dialogue, patience: Patience) -> bytes:
    """Return the WAV file that the program writes; its text comes by standard input, never as an argument."""
    leash = _LEASH if shutil.which(_LEASH[0]) else ()
    command = [*leash, PROGRAM, *voice_arguments(words), "--stdin", "--stdout"]
    pipe = subprocess.PIPE
    # A fixed program and our own arguments.
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as program:  # noqa: S603
        try:
            return _written(program, readable(words).encode(), patience)
        finally:
            program.kill()


def _written(program: "subprocess.Popen[bytes]", text: bytes, patience: Patience) -> bytes:
    """Return what a program writes that reads ``text``; it is asked again and again whether somebody still waits."""
    asked: bytes | None = text
    while patience.left:
        try:
            return program.communicate(asked, timeout=_ASKING_SECONDS)[0]
        except subprocess.TimeoutExpired:
            asked = None  # it has what it reads
    raise Unspoken("A line is not spoken: the voice took too long.")


def voice_arguments(words: Dialogue) -> list[str]:
    """Return the voice, its pitch and its pace as arguments of espeak-ng."""
    speaker = words.voice or ("female" if words.age == "child" else "male")
    variant = "whisper" if words.manner == "whisper" else _VARIANTS[speaker]
    pitch = _PITCH[speaker] + _AGE.get(words.age or "", 0)
    pace = _PACE.get(words.manner or "", _PLAIN_PACE) * (_PINYIN_PACE if words.lang == "zh" else 1)
    return ["-v", f"{_LANGUAGES[words.lang]}+{variant}", "-p", str(pitch), "-s", str(round(pace))]


def readable(words: Dialogue) -> str:
    """Return the text that the program reads: no control characters, which would command it, and Chinese as pinyin."""
    text = re.sub(r"[\x00-\x1f\x7f]", " ", words.text)[:LONGEST]
    if words.lang != "zh":
        return text
    from pypinyin import Style, lazy_pinyin  # 57 MB and .15 s, only where Chinese is spoken

    syllables = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True)
    return " ".join(syllables).translate(_PAUSES)


def _samples(file: bytes) -> Wave:
    """Return (n,) at 48 kHz of a mono WAV file of 16 bits whose header may promise more than came."""
    try:
        with wav.open(io.BytesIO(file)) as opened:
            rate, held = opened.getframerate(), opened.readframes(len(file))
    except (wav.Error, EOFError) as error:
        raise Unspoken("A line is not spoken: the voice said nothing.") from error
    return resampled(floats(np.frombuffer(held[: len(held) // 2 * 2], "<i2") / 32768), rate)


def _trimmed(wave: Wave) -> Wave:
    """Return what lies between the first and the last sound."""
    heard = np.flatnonzero(np.abs(wave) > _QUIET)
    if not heard.size:
        raise Unspoken("A line is not spoken: the voice said nothing.")
    return wave[max(int(heard[0]) - _BEFORE, 0) : int(heard[-1]) + _BEHIND]
