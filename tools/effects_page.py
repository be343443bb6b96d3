"""Write docs/modes/effects.md from the catalogue and the engine's card: ``python tools/effects_page.py``."""

from collections.abc import Iterator
from pathlib import Path

from inbetween.catalog.effects import EFFECTS
from inbetween.catalog.models import fitting
from inbetween.engines.tween.card import CAPABILITIES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "modes" / "effects.md"

ROWS = 8
"""Effects of one picture, as in ``bench.effects``."""

HEAD = """# Effects

An effect takes one picture and the place of the prompt. Those of `tween` are **procedures in code**: each bends, cuts
out, lights or paints over the picture that it was given, in five seconds that are written down second by second.
Nothing is generated: no body, hand or lip of anybody in the picture acts beyond a bend of the picture, and everything
that is added is drawn, in soft clay or in light, so that nobody takes it for a photograph.

```
inbetween effects                                        # what there is
inbetween generate me.jpg -o me.mp4 --effect squish      # the model is one that has the effect
curl -s localhost:8000/inbetween/v1/effects/squish/preview -o squish.webp
```

Over the API it is `input.template` of the wan 2.1 models ([models](../models.md)). `GET /inbetween/v1/effects` tells
all of it, and `GET /inbetween/v1/effects/NAME/preview` gives a small moving picture.

## What holds for every effect

* The first frame is the picture, bit for bit before the codec; the effect comes in over the first quarter of a second.
* An effect is written for five seconds. In a video of three or four it plays faster; nothing is left out.
* Same picture, seed and machine, same bytes. The seed moves sparks, confetti and noise, never what happens.
* No more than three flashes of the whole frame in a second. Videos with effects have no sound, as in the cloud.
* Light is screened over the picture, so that a bright one does not burn out.

## What it knows of the picture

Without weights the subject is guessed ([`scene/`](../../src/inbetween/engines/tween/effects/scene)): faces by the
colour and shape of patches of skin, the rest by what differs from the border of the picture, its outline by GrabCut.
That is right for one person or two before a calm background, and for a cup on a table; it is often wrong for animals
that fill the frame, for crowds, and for faces in black and white, which are not found at all.

So a cut-out is **trusted only if** its outline lies on edges, its shape is whole, and its two sides differ in colour.
If it is not, effects that move the subject show the whole picture as a card with round corners instead, which looks as
if it were meant; the others paint over the whole frame. The task's measurements say which it was: `subject` is
`cut out` or `not told apart`, and `faces` counts those that were found. `hug`, `frenchkiss` and `coupleheart` draw two
heads together if two faces were found, and leave them where they are otherwise.

Where a subject leaves its place, what was behind it is not known: a dark, blurred backdrop stands there, never an
invented room.
"""


def page() -> str:
    """Return the page as text."""
    return "\n".join([HEAD, *_groups(), *_foot()]).rstrip() + "\n"


def _groups() -> Iterator[str]:
    """Yield the tables, each with its picture: the picture's rows are the table's."""
    yield "## The effects\n"
    yield "The pictures show two dolls of our own (`make effects-gallery`) at 0, .9, 1.7, 2.5, 3.3, 4.1 and 4.9 s.\n"
    every = list(EFFECTS.values())
    for number, start in enumerate(range(0, len(every), ROWS), 1):
        yield "| effect | picture | model | what is seen | what that is not |\n| --- | --- | --- | --- | --- |"
        for effect in every[start : start + ROWS]:
            shows = effect.shows if effect.name in CAPABILITIES.abilities.effects else "*not rendered yet*"
            model = fitting({"first_frame"}, effect.name).name
            name = f"`{effect.name}` {effect.chinese}"
            yield f"| {name} | {effect.wants} | `{model}` | {shows} | {effect.limits} |"
        names = ", ".join(effect.name for effect in every[start : start + ROWS])
        yield f"\n![{names}](../pictures/modes/effects-{number}.jpg)\n"


def _foot() -> Iterator[str]:
    yield """## What it costs

Beside x264 alone: see *Videos of every other mode* in the [benchmarks](../benchmarks.md), measured by
`python -m bench.modes effect`.

## How one is made

`engines/tween/effects/NAME.py` holds `prepare(stage)`, which works out everything that does not depend on time and
returns a function of the second: a frame in RGB, drawn by two threads in any order. `kit/` holds what several share:
time, bends, layers, light, clay, stamps, particles, letters. A test compares catalogue, files, card and previews, and
holds each effect against every other, against white walls, noise and small pictures.
"""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
