"""Draw the moving previews of the catalogue and the strips of docs/modes/effects.md.

    python -m bench.effects [--only squish ...]

Look at them: they are drawn from what the engine does today.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from bench.effects import films
from inbetween.catalog.effects import EFFECTS, PREVIEWS
from inbetween.engines.tween.card import CAPABILITIES

SIDE, FPS = 200, 8
QUALITIES, MOST = (38, 30, 22, 14), 98_000
"""Of a preview: the best quality that takes no more bytes, so that all of them take 2 MB of the wheel."""

ROWS, TIMES, SHOWN = 8, (0.0, 0.9, 1.7, 2.5, 3.3, 4.1, 4.9), 132
STRIPS = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "modes"


def main(arguments=None):
    """Write the previews that were asked for, and all strips unless only some were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=sorted(CAPABILITIES.abilities.effects))
    asked = parser.parse_args(arguments)
    rendered = [name for name in EFFECTS if name in CAPABILITIES.abilities.effects]
    for name in asked.only or rendered:
        _preview(name)
    if not asked.only:
        for number, names in enumerate(_batched(list(EFFECTS)), 1):
            _strips(number, [name for name in names if name in rendered])


def _batched(names):
    return [names[start : start + ROWS] for start in range(0, len(names), ROWS)]


def _preview(name):
    first, *rest = (Image.fromarray(frame) for frame in films.preview(name, side=SIDE, fps=FPS))
    path = PREVIEWS / f"{name}.webp"
    for quality in QUALITIES:
        first.save(path, save_all=True, append_images=rest, duration=1000 // FPS, loop=0, quality=quality, method=4)
        if path.stat().st_size <= MOST:
            break
    print(f"{path.name}  {path.stat().st_size / 1000:.0f} kB")


def _strips(number, names):
    rows = [_named(name, films.strip(name, TIMES, SHOWN)) for name in names]
    path = STRIPS / f"effects-{number}.jpg"
    Image.fromarray(np.vstack(rows)).save(path, quality=78, optimize=True)
    print(f"{path.name}  {path.stat().st_size / 1000:.0f} kB")


def _named(name, row):
    """Write an effect's name beside its frames."""
    label = np.full((row.shape[0], 110, 3), 255, np.uint8)
    cv2.putText(label, name, (6, row.shape[0] // 2), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (40, 40, 40), 1, cv2.LINE_AA)
    return np.hstack([label, row])


if __name__ == "__main__":
    main()
