"""Make the other inputs that the calls need from the two pictures: a WebP, a clip and a tune.

``python examples/record.py`` writes ``last.webp``, ``clip.mp4`` (two seconds that move towards the first picture) and
``tune.mp3`` (four seconds of a music box) beside this file. It needs numpy, Pillow and PyAV.
"""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from PIL import Image

HERE = Path(__file__).resolve().parent
WIDTH, HEIGHT = 640, 360
FPS, CLIP_SECONDS = 30, 2
FARTHEST = 1.06
"""How far the clip zooms out of the first picture's crop at its start."""

RATE = 24_000
NOTES = (523.25, 659.26, 783.99, 1046.50, 783.99, 659.26, 587.33, 523.25)  # C5 E5 G5 C6 G5 E5 D5 C5, in hertz
NOTE_SECONDS = 0.5


def approach(picture: Image.Image) -> Iterator[Image.Image]:
    """Yield the frames of a slow move into the picture."""
    frames = FPS * CLIP_SECONDS
    for number in range(frames):
        zoom = FARTHEST ** (number / (frames - 1))
        width, height = picture.width / zoom, picture.height / zoom
        left, top = (picture.width - width) / 2, (picture.height - height) / 2
        box = (left, top, left + width, top + height)
        yield picture.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC, box=box)


def write_clip(path: Path, frames: Iterator[Image.Image]) -> None:
    """Write the frames as H.264."""
    with av.open(str(path), "w") as video:
        stream = video.add_stream("libx264", rate=FPS, options={"crf": "24", "preset": "slow"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for frame in frames:
            video.mux(stream.encode(av.VideoFrame.from_image(frame)))
        video.mux(stream.encode())


def tune() -> np.ndarray:
    """Return the notes as plucked sines with an octave above, (1, samples) int16."""
    time = np.arange(int(RATE * NOTE_SECONDS)) / RATE
    plucked = [
        np.exp(-5 * time) * (np.sin(2 * np.pi * hz * time) + 0.3 * np.sin(4 * np.pi * hz * time)) for hz in NOTES
    ]
    return (np.concatenate(plucked) * 9000).astype(np.int16)[None]


def write_tune(path: Path, samples: np.ndarray) -> None:
    """Write the samples as MP3."""
    with av.open(str(path), "w") as sound:
        stream = sound.add_stream("libmp3lame", rate=RATE, layout="mono")
        stream.bit_rate = 48_000
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.sample_rate = RATE
        sound.mux(stream.encode(frame))
        sound.mux(stream.encode())


def main() -> None:
    """Write the three files."""
    Image.open(HERE / "last.png").save(HERE / "last.webp", quality=85)
    write_clip(HERE / "clip.mp4", approach(Image.open(HERE / "first.png")))
    write_tune(HERE / "tune.mp3", tune())


if __name__ == "__main__":
    main()
