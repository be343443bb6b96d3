"""A contact sheet of each regime, and the order in which the iris opens."""

from bench.explain import example, paper
from inbetween.engines.tween.joins.iris import prepare_iris
from inbetween.engines.tween.modes.two_pictures import prepare_draws
from inbetween.engines.tween.pair import analyse
from inbetween.engines.tween.timing import even
from inbetween.pixels.colour import yuv420_to_rgb

FRAMES = 8
_ROW = 4
_TOLD = ("matches", "clean", "camera", "inliers", "layers", "light", "explained", "likeness")


def sheet(pair):
    """Draw eight frames of a pair, and what the analysis measured."""
    analysis = analyse(*pair, example.SEED, lambda _: None)
    draw = prepare_draws(analysis, *pair, example.SEED)[0]
    tiles = [(yuv420_to_rgb(draw(t)), f"t = {t:.2f}") for t in even(FRAMES)]
    facts = [f"{name} {_said(analysis.facts[name])}" for name in _TOLD if name in analysis.facts]
    rows = [paper.row(*tiles[start : start + _ROW]) for start in range(0, FRAMES, _ROW)]
    return paper.page(paper.text(f"{analysis.regime}:  {' · '.join(facts) or 'nothing to measure'}", size=17), *rows)


def iris(pair):
    """Show when each place opens, and three moments of it."""
    opening = prepare_iris(*pair, example.SEED)
    moments = [(yuv420_to_rgb(opening(t)), f"t = {t}") for t in (0.35, 0.5, 0.65)]
    return paper.page(
        paper.row((paper.heat(opening.order), "when each place opens"), *moments), paper.scale("first", "last", "opens")
    )


def _said(value):
    return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
