"""The real voice, within the walls of an engine child; and what happens where there is none."""

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from inbetween.domain.frames import SOUND_RATE
from inbetween.engines.tween.sound.patience import Patience
from inbetween.engines.tween.sound.voice import (
    PROGRAM,
    SPEECH_LEVEL,
    Unspoken,
    obstacle,
    readable,
    speak,
    voice_arguments,
)
from inbetween.pixels.loudness import integrated_loudness
from tests.unit.engines.tween.sound.plans import line


@pytest.fixture
def voice(missing_tool) -> None:
    if not shutil.which(PROGRAM):
        missing_tool("no espeak-ng")


@pytest.fixture
def pinyin(missing_tool) -> None:
    if not importlib.util.find_spec("pypinyin"):
        missing_tool("no pypinyin")


def soon() -> Patience:
    return Patience(10)


def phonemes(words) -> str:
    command = [PROGRAM, "-q", "-x", *voice_arguments(words), "--stdin"]
    return subprocess.run(command, input=readable(words), capture_output=True, text=True, check=True).stdout


def pitch(wave: np.ndarray) -> float:
    """Return the strongest repetition of a voice in Hz."""
    power = np.abs(np.fft.rfft(wave, 2 * len(wave))) ** 2
    likeness = np.fft.irfft(power)[120:480]  # 100 to 400 Hz
    return SOUND_RATE / (120 + int(np.argmax(likeness)))


def fake(folder: Path, monkeypatch, script: str) -> None:
    """Put a program of the voice's name first on the path."""
    program = folder / PROGRAM
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


@pytest.mark.usefixtures("voice")
def test_a_line_is_spoken_at_its_level_from_its_first_sound_to_its_last() -> None:
    wave = speak(line("We have to go now.", 1), soon())
    assert wave.dtype == np.float32
    assert 0.8 < len(wave) / SOUND_RATE < 2.5
    assert integrated_loudness(np.stack([wave, wave])) == pytest.approx(SPEECH_LEVEL, abs=0.3)
    assert np.abs(wave[:4800]).max() > 0.02
    assert np.array_equal(wave, speak(line("We have to go now.", 1), soon()))


@pytest.mark.usefixtures("voice")
def test_who_speaks_and_how_is_heard() -> None:
    text = "Here we are again, my friends."
    he, she, child = (speak(line(text, 1, **how), soon()) for how in ({}, {"voice": "female"}, {"age": "child"}))
    assert pitch(he) < 0.8 * pitch(she)
    assert pitch(he) < 0.8 * pitch(child)
    whisper, shout = (speak(line(text, 1, manner=how), soon()) for how in ("whisper", "shout"))
    assert integrated_loudness(np.stack([shout, shout])) - integrated_loudness(np.stack([whisper, whisper])) > 7
    assert len(shout) < len(he) < len(whisper)


@pytest.mark.usefixtures("voice", "pinyin")
def test_chinese_is_spoken_as_chinese() -> None:
    """The voice's own reading of characters spells many of them as English letters, marked (en)."""
    words = line("快跑，下雨了。我们去哪里？这是谁的猫？", 1, "zh")
    assert "(en)" not in phonemes(words)
    assert re.fullmatch(r"[a-zü]+[1-5]( [,.?!]?.*)?", readable(line("快跑", 1, "zh")))
    seconds = len(speak(words, soon())) / SOUND_RATE
    assert 2.5 < seconds < 7


@pytest.mark.usefixtures("voice")
@pytest.mark.parametrize("language", ["ja", "ko"])
def test_other_languages_have_voices(language: str) -> None:
    text = {"ja": "さようなら", "ko": "안녕하세요"}[language]
    assert len(speak(line(text, 1, language), soon())) > 0.3 * SOUND_RATE


@pytest.mark.usefixtures("voice")
@pytest.mark.parametrize("text", ["...", "", "   ", "\x00\x01", "—"])
def test_what_has_no_sound_is_told(text: str) -> None:
    with pytest.raises(Unspoken, match="said nothing"):
        speak(line(text, 1), soon())


def test_control_characters_do_not_command_the_voice_and_novels_are_cut() -> None:
    assert readable(line("a\x01p99 b\x00\x1b", 1)) == "a p99 b  "
    assert len(readable(line("word " * 500, 1))) == 600


def test_text_is_never_an_argument() -> None:
    assert voice_arguments(line("--help -f /etc/passwd", 1)) == ["-v", "en-us+m3", "-p", "38", "-s", "145"]


def test_without_the_program_nobody_speaks(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert obstacle("en") == "Nobody speaks: espeak-ng is not installed here."
    with pytest.raises(Unspoken, match="not installed"):
        speak(line("hello", 1), soon())


def test_without_pypinyin_nobody_speaks_chinese(monkeypatch, tmp_path: Path) -> None:
    fake(tmp_path, monkeypatch, "exit 0")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert obstacle("zh") == "Nobody speaks Chinese: pypinyin is not installed here."
    assert obstacle("en") is None


def test_a_voice_that_takes_too_long_is_ended(monkeypatch, tmp_path: Path) -> None:
    fake(tmp_path, monkeypatch, "exec sleep 60")
    before = time.monotonic()
    with pytest.raises(Unspoken, match="too long"):
        speak(line("hello", 1), Patience(0.2))
    assert time.monotonic() - before < 20


def test_a_voice_that_nobody_waits_for_is_ended(monkeypatch, tmp_path: Path) -> None:
    fake(tmp_path, monkeypatch, "exec sleep 60")
    patience = Patience(60)
    threading.Timer(0.2, patience.end).start()
    with pytest.raises(Unspoken, match="too long"):
        speak(line("hello", 1), patience)
    assert patience.left == 0


@pytest.mark.parametrize("script", ["exit 1", "echo RIFF", "head -c 3000 /dev/zero"])
def test_a_voice_that_breaks_is_told(script: str, monkeypatch, tmp_path: Path) -> None:
    fake(tmp_path, monkeypatch, script)
    with pytest.raises(Unspoken, match="said nothing"):
        speak(line("hello", 1), soon())


WALLED = """
    import os, sys
    from pathlib import Path
    from inbetween.worker.isolation import Openings, isolate
    walls = isolate(os.getppid(), Openings(memory=4 * 2**30, writes=(Path(sys.argv[2]),)))
    assert walls["no_network"] and walls["bounded_memory"], walls
    from inbetween.domain.plan import Dialogue
    from inbetween.engines.tween.sound.patience import Patience
    from inbetween.engines.tween.sound.voice import speak
    print("asking", flush=True)
    print(len(speak(Dialogue(text="hello there", lang="en", t=0), Patience(float(sys.argv[1])))))
"""


@pytest.mark.usefixtures("voice")
def test_the_walls_of_a_child_let_the_voice_speak(tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(WALLED), "10", tmp_path]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert int(told[1]) > 0.3 * SOUND_RATE


@pytest.mark.skipif(not shutil.which("setpriv"), reason="the kernel's leash is util-linux's setpriv")
def test_the_voice_dies_with_the_child(monkeypatch, tmp_path: Path) -> None:
    left = tmp_path / "pid"
    fake(tmp_path, monkeypatch, f"echo $$ > {left}.part; mv {left}.part {left}; exec sleep 60")
    command = [sys.executable, "-c", textwrap.dedent(WALLED), "60", tmp_path]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        try:
            wait_until(left.exists)
        finally:
            child.send_signal(signal.SIGKILL)
    voice = int(left.read_text())
    wait_until(lambda: not alive(voice))


def alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_until(question, seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, "It did not happen."
        time.sleep(0.01)
