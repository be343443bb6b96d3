"""Write the pictures of a page of the docs: one command line for all of them."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

MODES = Path("docs/pictures/modes")
QUALITY = 80


def write(
    drawer: Callable[[tuple[int, int]], Callable[[str], np.ndarray]],
    pictures: Sequence[str],
    arguments: Sequence[str] | None,
    *,
    told: str | None,
    prefix: str = "",
    out: Path = MODES,
    size: str = "832x464",
    **options: str,
) -> None:
    """Write the pictures that ``arguments`` ask for, all by default, as ``PREFIXname.jpg``.

    Args:
        drawer: returns what draws a picture by its name, for a size in pixels.
        pictures: the names of all.
        arguments: of the command line; its own, if ``None``.
        told: what ``--help`` says.
        prefix: of the files' names.
        out: the folder, unless ``--out`` names another.
        size: of frames, unless ``--size`` wants another.
        options: of the JPEG writer.
    """
    parser = argparse.ArgumentParser(description=told, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default=size)
    parser.add_argument("--out", type=Path, default=out)
    parser.add_argument("pictures", nargs="*", default=pictures)
    asked = parser.parse_args(arguments)
    asked.out.mkdir(parents=True, exist_ok=True)
    width, height = map(int, asked.size.split("x"))
    draw = drawer((width, height))
    for name in asked.pictures:
        path = asked.out / f"{prefix}{name}.jpg"
        Image.fromarray(draw(name)).save(path, quality=QUALITY, optimize=True, **options)
        print(f"{path}  {path.stat().st_size / 1000:.0f} kB")
