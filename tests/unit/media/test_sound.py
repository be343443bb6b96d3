"""Every kind of file that people call a sound becomes 48 kHz left and right, or one clear sentence."""

import io
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from inbetween.domain.errors import TaskFailure
from inbetween.domain.frames import SOUND_RATE, Sound
from inbetween.media import sound
from inbetween.media.sound import as_long_as, decode_sound, load_sound, mixed_down
from tests.pictures import smooth
from tests.sounds import SOUND_LIMITS, encoded, hum, mp3, wav, whole, written

TONE = hum(2.5)
CLICK = np.zeros(int(2.5 * SOUND_RATE), np.float32)
CLICK[SOUND_RATE : SOUND_RATE + 24] = 0.8


def loaded(folder: Path, content: bytes):
    heard = load_sound(written(folder, "sound", content), SOUND_LIMITS, name="driving_audio")
    assert heard.rate == SOUND_RATE
    assert heard.samples.dtype == np.float32
    assert heard.samples.shape[0] == 2
    return heard.samples


def sentence(folder: Path, content: bytes) -> str:
    with pytest.raises(TaskFailure) as failed:
        loaded(folder, content)
    return f"{failed.value.code}: {failed.value.message}"


def test_sixteen_bits_at_48_khz_come_through_bit_by_bit(tmp_path: Path):
    sides = np.random.default_rng(1).integers(-32768, 32768, (100_000, 2)).astype("<i2")
    samples = loaded(tmp_path, wav(sides.tobytes(), channels=2))
    assert np.array_equal(samples, sides.T.astype(np.float32) / 32768)


def twenty_four_bits(wave) -> bytes:
    return np.round(wave * 8388607).astype("<i4").view(np.uint8).reshape(-1, 4)[:, :3].tobytes()


@pytest.mark.parametrize(
    ("content", "exact"),
    [
        (wav((TONE * 127 + 128).astype(np.uint8).tobytes(), bits=8), 1 / 64),
        (wav(twenty_four_bits(TONE), bits=24), 1e-6),
        (wav(TONE.astype("<f4").tobytes(), tag=3, bits=32), 0),
        (wav(TONE.astype("<f8").tobytes(), tag=3, bits=64), 0),
        (wav(whole(hum(2.5, rate=22_050)), rate=22_050), 1e-2),
        (wav(whole(hum(2.5, rate=96_000)), rate=96_000), 1e-2),
        (mp3(TONE), 0.05),
        (mp3(TONE, rate=48_000, **{"q:a": "4"}), 0.05),
    ],
    ids=["8 bits", "24 bits", "floats", "doubles", "22 kHz", "96 kHz", "mp3", "mp3 of many rates"],
)
def test_every_depth_rate_and_codec_gives_the_same_sound(content: bytes, exact: float, tmp_path: Path):
    samples = loaded(tmp_path, content)
    assert abs(samples.shape[1] - len(TONE)) <= 2
    inner = slice(2400, len(TONE) - 2400)  # filters and codecs ring at the edges
    assert np.abs(samples[:, inner] - TONE[inner]).max() <= exact


@pytest.mark.parametrize("content", [mp3(CLICK), mp3(CLICK, rate=24_000), wav(whole(CLICK[::3]), rate=16_000)])
def test_a_click_is_heard_when_it_was_made_whatever_an_encoder_put_before_it(content: bytes, tmp_path: Path):
    samples = loaded(tmp_path, content)
    assert abs(int(np.abs(samples[0]).argmax()) - SOUND_RATE - 12) < 48


def test_one_channel_is_heard_on_both_sides_as_it_is(tmp_path: Path):
    samples = loaded(tmp_path, wav(whole(TONE)))
    assert np.array_equal(samples[0], samples[1])
    assert np.array_equal(samples[0] * 32768, np.round(TONE * 32767))


def test_surround_is_mixed_down_without_clipping(tmp_path: Path):
    assert np.allclose(mixed_down(["FL", "FR", "FC", "LFE", "BL", "BR"]).sum(axis=1), 1)
    six = np.zeros((len(TONE), 6), np.float32)
    six[:, 0], six[:, 5] = TONE, 1.0
    left, right = loaded(tmp_path, wav(whole(six.ravel()), channels=6))
    assert np.abs(left - TONE / (1 + 2**0.5)).max() < 1e-3
    assert np.abs(right - 2**-0.5 / (1 + 2**0.5)).max() < 1e-3


def test_channels_without_a_known_name_are_taken_by_their_number():
    assert np.array_equal(mixed_down(["NONE", "NONE"]), np.eye(2))


def test_a_wav_from_a_pipe_says_no_length_and_is_taken(tmp_path: Path):
    content = bytearray(wav(whole(TONE)))
    content[40:44] = b"\xff\xff\xff\xff"
    assert loaded(tmp_path, bytes(content)).shape[1] == len(TONE)


def test_floats_beyond_full_scale_are_clipped_as_players_do(tmp_path: Path):
    samples = loaded(tmp_path, wav((TONE * 1e30).astype("<f4").tobytes(), tag=3, bits=32))
    assert (samples.min(), samples.max()) == (-1, 1)


def test_an_mp3_with_a_picture_of_its_cover_is_a_sound(tmp_path: Path):
    cover = io.BytesIO()
    with av.open(cover, "w", format="mp3") as file:
        voice = file.add_stream("libmp3lame", rate=SOUND_RATE, layout="stereo")
        picture = file.add_stream("mjpeg", rate=1)
        picture.width, picture.height, picture.pix_fmt = 64, 48, "yuvj420p"
        frame = av.VideoFrame.from_ndarray(smooth(64, 48), format="rgb24").reformat(format="yuvj420p")
        frame.pts = 0
        file.mux([*picture.encode(frame), *picture.encode(None)])
        tone = av.AudioFrame.from_ndarray(np.stack([TONE, TONE]), format="fltp", layout="stereo")
        tone.rate, tone.pts = SOUND_RATE, 0
        file.mux([*voice.encode(tone), *voice.encode(None)])
    assert abs(loaded(tmp_path, cover.getvalue()).shape[1] - len(TONE)) < 48


NOT_A_NUMBER = np.where(np.arange(len(TONE)) == 1000, np.nan, TONE).astype("<f4")
BROKEN_MP3 = mp3(TONE)
LASTS = "InvalidFile.Duration: Invalid file duration. The file duration must be 2 s ~ 30 s. driving_audio"
LARGE = "InvalidFile.Size: Invalid file size. The audio file size must be less than 15MB. driving_audio has 15.01MB."
OPEN = "InvalidFile.Openerror: Invalid file, cannot open file as audio. driving_audio"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", f"{OPEN} is damaged, or no sound."),
        (b"not a sound at all " * 40, f"{OPEN} is damaged, or no sound."),
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n/etc/hostname\n", f"{OPEN} is damaged, or no sound."),
        (np.random.default_rng(2).bytes(50_000), f"{OPEN} is damaged, or no sound."),
        (wav(whole(TONE))[:40_044], f"{OPEN} is cut off: it should have 2.5 s and has 0.4 s."),
        (BROKEN_MP3[: len(BROKEN_MP3) // 2], f"{OPEN} is cut off: it should have 2.5 s and has 1.3 s."),
        (wav(NOT_A_NUMBER.tobytes(), tag=3, bits=32), f"{OPEN} holds samples that are no numbers."),
        (
            wav(whole(TONE), channels=20),
            f"{OPEN} is pcm_s16le of 20 channels at 48000 Hz, which is not read.",
        ),
        (wav(whole(TONE), rate=10**9), f"{OPEN} is pcm_s16le of 1 channels at 1000000000 Hz, which is not read."),
        (
            encoded(TONE, "aac", "adts"),
            "InvalidParameter: File type is not supported. Allowed types are: .wav, .mp3. driving_audio is of another.",
        ),
        (
            wav(b""),
            f"{LASTS} has 0.0 s.",
        ),
        (
            wav(whole(hum(1.899))),
            f"{LASTS} has 1.89 s.",
        ),
        (
            wav(bytes(8000 * 31), bits=8, rate=8000),
            f"{LASTS} is longer.",
        ),
        (
            bytes(15 * 2**20 + 1),
            LARGE,
        ),
    ],
    ids=[
        "empty", "text", "a playlist", "noise", "a cut wav", "a cut mp3", "nan", "many channels", "a wild rate",
        "aac", "no samples", "short", "long", "large",
    ],
)  # fmt: skip
def test_what_is_no_sound_for_the_model_is_one_sentence(content: bytes, expected: str, tmp_path: Path):
    assert sentence(tmp_path, content) == expected


def test_of_three_hours_no_more_is_decoded_than_is_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    frames: list[int] = []
    real = sound._frames

    def counted(container, stream):
        for frame in real(container, stream):
            frames.append(frame.samples)
            yield frame

    monkeypatch.setattr(sound, "_frames", counted)
    quiet = mp3(np.zeros(60 * SOUND_RATE, np.float32), rate=8_000, b="8k")
    assert "is longer" in sentence(tmp_path, quiet * 180)
    assert sum(frames) < 31 * 8_000


def test_a_sound_that_is_too_long_is_cut_and_falls_silent_and_one_too_short_is_padded():
    tone = Sound(samples=np.stack([TONE, TONE]), rate=SOUND_RATE)
    longer, shorter = as_long_as(tone, 4), as_long_as(tone, 2)
    assert (longer.samples.shape, shorter.samples.shape) == ((2, 4 * SOUND_RATE), (2, 2 * SOUND_RATE))
    assert np.array_equal(longer.samples[0], np.pad(TONE, (0, 4 * SOUND_RATE - len(TONE))))
    assert np.array_equal(shorter.samples[0, :-480], TONE[: 2 * SOUND_RATE - 480])
    assert shorter.samples[0, -1] == 0
    assert np.array_equal(as_long_as(tone, 2.5).samples, tone.samples)


def clip(wave, *, sound_later: Fraction = Fraction(0)) -> io.BytesIO:
    """Return a clip of two seconds whose sound, if it has one, begins later than its pictures."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as written:
        video = written.add_stream("libx264", rate=30)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        audio = written.add_stream("aac", rate=SOUND_RATE, layout="stereo") if wave is not None else None
        for index in range(60):
            frame = av.VideoFrame.from_ndarray(smooth(64, 48), format="rgb24").reformat(format="yuv420p")
            frame.pts, frame.time_base = index, Fraction(1, 30)
            written.mux(video.encode(frame))
        written.mux(video.encode(None))
        if audio:
            tone = av.AudioFrame.from_ndarray(np.stack([wave, wave]), format="fltp", layout="stereo")
            tone.rate, tone.pts, tone.time_base = SOUND_RATE, round(sound_later * SOUND_RATE), Fraction(1, SOUND_RATE)
            written.mux([*audio.encode(tone), *audio.encode(None)])
    file.seek(0)
    return file


@pytest.mark.parametrize("later", [Fraction(0), Fraction(1, 4)])
def test_the_sound_of_a_clip_lies_where_its_pictures_do(later: Fraction):
    with av.open(clip(CLICK, sound_later=later)) as container:
        heard = decode_sound(container, 2.0, codecs=("aac",), begins=Fraction(0))
    assert heard is not None
    assert heard.samples.shape == (2, 2 * SOUND_RATE)
    assert abs(int(np.abs(heard.samples[0]).argmax()) - round((1 + later) * SOUND_RATE) - 12) < 48


def test_a_clip_without_sound_has_none():
    with av.open(clip(None)) as container:
        assert decode_sound(container, 2.0) is None
