"""The pictures of docs/modes/shots.md.

    python -m bench.explain.shots [--size 832x464] [--out DIR] [picture ...]

They are drawn from the example's pictures, by prompts: the first and the last frame of each shot, and what leads from
shot to shot half-way.
"""

from collections.abc import Sequence
from functools import partial

import numpy as np
from PIL import Image

from bench.about import ROOT
from bench.explain import album, paper
from inbetween.engines.protocol import Scene
from inbetween.engines.tween.film import Film
from inbetween.engines.tween.modes.shots import film
from inbetween.engines.tween.shots.spans import SECONDS
from inbetween.media.fit import place
from inbetween.pixels.colour import yuv420_to_rgb
from inbetween.prompts.parse import parse

FPS = 30
PROMPTS = {
    "multi": ("Generate a multi-shot video. A lake. A balloon. The mountains. Evening comes.", 10),
    "told": ("Shot 1: a lake. Shot 2: close-up, slow push in. Shot 3: medium shot, pan right. Shot 4: pull back.", 8),
}
PAIR = ("镜头1：全景，湖面。镜头2：特写，热气球。镜头3：全景，傍晚。", 6)
PICTURES = (*PROMPTS, "pair", "transitions")


def drawn(prompt: str, seconds: int, size: tuple[int, int], *, pair: bool = False) -> Film:
    """Return the film of a prompt, made of the example's first picture or of both."""
    width, height = size
    names = ("first", "last") if pair else ("first",)
    given = {f"{name}_frame": np.array(Image.open(ROOT / "examples" / f"{name}.png").convert("RGB")) for name in names}
    scene = Scene(
        width=width,
        height=height,
        fps=FPS,
        frame_count=seconds * FPS,
        prompt=prompt,
        negative_prompt="",
        seed=1,
        pictures={kind: place(picture, width, height) for kind, picture in given.items()},
        plan=parse(prompt, seconds),
    )
    return film(scene, lambda _: None)


def ends(made: Film) -> np.ndarray:
    """Show the first and the last frame of each shot, the shots in columns."""
    edges = [0, *made.measurements["cuts"], len(made.times)]
    told = made.measurements["shots"]
    firsts = [
        _captioned(made, first, f"{shot['size']}: frame {first}") for shot, first in zip(told, edges, strict=False)
    ]
    lasts = [
        _captioned(made, stop - 1, f"{', '.join(shot['moves'])}: frame {stop - 1}")
        for shot, stop in zip(told, edges[1:], strict=True)
    ]
    return paper.page(paper.row(*firsts), paper.row(*lasts))


def transitions(size: tuple[int, int]) -> np.ndarray:
    """Show each transition that takes time shortly before its middle."""
    shown = []
    for kind, words in _WORDS.items():
        made = drawn(f"Shot 1: a lake. {words} Shot 2: close-up of the balloon.", 4, size)
        (cut,) = made.measurements["cuts"]
        shown.append(_captioned(made, cut - max(round(SECONDS[kind] * FPS / 8), 1), kind))
    return paper.page(paper.row(*shown[:4]), paper.row(*shown[4:], (np.full_like(shown[0][0], 255), "")))


_WORDS = {
    "dissolve": "Cross dissolve.",
    "fade": "Fade to black.",
    "whip": "Whip pan transition.",
    "iris": "Iris transition.",
    "wipe": "Wipe transition.",
    "flash": "White flash.",
    "glitch": "Glitch transition.",
}


def _captioned(made: Film, number: int, caption: str) -> tuple[np.ndarray, str]:
    return yuv420_to_rgb(made.draws[0](float(number))), caption


def picture(name: str, size: tuple[int, int]) -> np.ndarray:
    """Return a picture of the page by its name."""
    if name == "transitions":
        return transitions(size)
    return ends(drawn(*PAIR, size, pair=True) if name == "pair" else drawn(*PROMPTS[name], size))


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the pictures that were asked for, all by default."""
    album.write(lambda size: partial(picture, size=size), PICTURES, arguments, told=__doc__, prefix="shots-")


if __name__ == "__main__":
    main()
