"""Draw the pictures of docs/how-the-engine-thinks.md.

    python -m bench.explain [--size 832x464] [--out docs/pictures/engine] [picture ...]

Look at them: they are drawn from what the engine does today.
"""

from functools import cache
from pathlib import Path

from bench.explain import album, conventions, drawing, example, frames, maps, points, regimes
from bench.quality import scenes

STEPS = {
    "pair": points.pair,
    "matches": points.matches,
    "camera": points.camera,
    "light": points.light,
    "candidates": maps.candidates,
    "pick": maps.pick,
    "layers": points.layers,
    "labels": maps.labels,
    "flow": maps.flow,
    "visibility": maps.visibility,
    "ways": drawing.ways,
    "field": drawing.field,
    "cels": drawing.cels,
    "middle": frames.middle,
}
REGIMES = ("related", "soft", "recolour", "identical", "nearly-identical", "unrelated")
PICTURES = (*STEPS, *REGIMES, "splat", "path", "iris", "limits")
FOLDER = Path("docs/pictures/engine")


def main(arguments=None):
    """Write the pictures that were asked for, all by default."""
    album.write(lambda size: drawer(*size), PICTURES, arguments, told=__doc__, out=FOLDER, subsampling="4:4:4")


def drawer(width, height):
    """Return what draws a picture by its name, for pairs of the given size."""
    followed = cache(lambda: example.analysed(example.evening(width, height)))
    pairs = cache(lambda: example.pairs(width, height))
    others = {
        "splat": lambda: drawing.splat(example.analysed(scenes.build("flag", width, height))),
        "path": lambda: conventions.path(width, height),
        "iris": lambda: regimes.iris(pairs()["unrelated"]),
        "limits": lambda: frames.limits(example.difficult(width, height)),
    }

    def draw(name):
        if name in STEPS:
            return STEPS[name](followed())
        if name in REGIMES:
            return regimes.sheet(pairs()[name])
        return others[name]()

    return draw
