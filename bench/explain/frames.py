"""Drawn frames beside the truth."""

from bench.explain import paper
from bench.explain.example import SEED, ends
from bench.quality import films
from inbetween.engines.tween.modes.two_pictures import prepare_draws
from inbetween.pixels.colour import rgb_to_yuv420, yuv420_to_rgb
from inbetween.pixels.compare import colour_distance, psnr

_HALF = 0.5
_AMPLIFIED = 4


def middle(example):
    """Show the drawn frame half-way beside the truth, and what two simple methods make of the pair."""
    truth = example.scene.frame(_HALF)
    drawn = drawn_at(example, _HALF)
    flows = films.dense_flows(example.first, example.last)
    dense = films.dis_target(example.first, example.last, flows, _HALF)
    dissolve = films.dissolve(example.first, example.last, _HALF)
    return paper.page(
        paper.row((drawn, "drawn, t = .5"), (truth, "the truth"), _difference(drawn, truth)),
        paper.row(
            (dense, f"dense flow alone: {_quality(dense, truth)}"),
            (dissolve, f"a dissolve: {_quality(dissolve, truth)}"),
            _difference(dense, truth, "difference of dense flow"),
        ),
        paper.scale("0", f"{255 // _AMPLIFIED} levels and more", "difference to the truth"),
    )


def limits(scenes):
    """Show, of each scene by its caption, the drawn frame half-way, the truth, and the difference."""
    rows = []
    for caption, scene in scenes.items():
        truth = scene.frame(_HALF)
        (frame,), _ = films.at_times(*ends(scene), [_HALF])
        drawn = yuv420_to_rgb(frame)
        rows.append(paper.row((drawn, caption), (truth, "the truth"), _difference(drawn, truth)))
    return paper.page(*rows, paper.scale("0", f"{255 // _AMPLIFIED} levels and more", "difference to the truth"))


def drawn_at(example, t):
    """Draw the frame at ``t`` as the engine does."""
    return yuv420_to_rgb(prepare_draws(example.analysis, example.first, example.last, SEED)[0](t))


def _difference(drawn, truth, name="difference"):
    levels = colour_distance(drawn, truth)
    return paper.heat(levels * _AMPLIFIED / 255), f"{name}: {_quality(drawn, truth)}"


def _quality(drawn, truth):
    return f"{psnr(rgb_to_yuv420(drawn).y, rgb_to_yuv420(truth).y):.1f} dB"
