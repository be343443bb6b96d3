"""Write docs/pictures/demo.jpg from ``out/demo.mp4``: the first frame, three in-betweens, the last frame."""

from pathlib import Path

import av
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
WIDTH, GAP = 320, 4
SHOWN = (0, 50, 75, 100, 149)


def main() -> None:
    """Write the strip."""
    with av.open(str(ROOT / "out" / "demo.mp4")) as video:
        frames = [frame.to_image() for number, frame in enumerate(video.decode(video=0)) if number in SHOWN]
    height = WIDTH * frames[0].height // frames[0].width
    strip = Image.new("RGB", ((WIDTH + GAP) * len(frames) - GAP, height), "white")
    for place, frame in enumerate(frames):
        strip.paste(frame.resize((WIDTH, height), Image.Resampling.LANCZOS), (place * (WIDTH + GAP), 0))
    target = ROOT / "docs" / "pictures" / "demo.jpg"
    target.parent.mkdir(exist_ok=True)
    strip.save(target, quality=88, optimize=True)


if __name__ == "__main__":
    main()
