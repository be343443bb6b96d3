"""How the camera moves in a shot of which nothing is told: a little, and not like in the shot before."""

from inbetween.domain.plan import Move, Size
from inbetween.engines.tween.shots.sizes import NEAR

_IN = Move(kind="push", dir="in", speed="slow")
_OUT = Move(kind="push", dir="out", speed="slow")
_ALONG = Move(kind="truck", speed="slow")
_UP = Move(kind="crane", speed="slow", amount="small")


def unsaid(number: int, count: int, size: Size) -> tuple[Move, ...]:
    """Return the moves of shot ``number`` (from 0) of ``count`` that begins with ``size``."""
    if number and number + 1 == count and size not in NEAR:
        return (_OUT,)
    if size in NEAR:
        return (_IN if number % 2 else _UP,)
    return (_ALONG if number % 2 else _IN,)
