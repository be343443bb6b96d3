"""Colour that more than one effect wears."""

from inbetween.engines.tween.effects.kit.grading import curves

WARM = curves(
    ((0, 20), (128, 146), (255, 255)),
    ((0, 10), (128, 126), (255, 248)),
    ((0, 14), (128, 108), (255, 228)),
)
"""Candle light: reds up, blues down."""
