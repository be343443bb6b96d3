"""Where the camera goes when nothing is said: what the picture itself asks for."""

from inbetween.domain.plan import Direction, Move
from inbetween.engines.tween.moves.sight import Sight

WIDE, TALL = 1.0 / 2.1, 1.0 / 0.62
"""Heights, in widths, of panoramas and of scrolls: a camera travels along them. The widest film frame is 2.39 to 1, a
telephone's 9 to 19.5; those of cameras, from 16:9 to 9:16, lie between."""

GATHERED = 0.50
"""Share of what stands out in the best quarter of the picture, from which on that is its one subject."""


def default_moves(sight: Sight) -> tuple[tuple[Move, ...], str]:
    """Return the moves for a picture that nobody directed, and why they were chosen."""
    if sight.tall < WIDE:
        return (Move(kind="truck", speed="slow"),), "a wide picture: along it, to its subject's side"
    if sight.tall > TALL:
        return (Move(kind="crane", speed="slow"),), "a tall picture: along it, to its subject's side"
    if sight.gathered >= GATHERED:
        return (Move(kind="push", dir="in", speed="slow"),), "one subject: slowly towards it"
    away: Direction = "left" if sight.side[0] > 0 else "right"
    return (
        (Move(kind="orbit", dir=away, speed="slow"), Move(kind="push", dir="in", speed="slow", amount="small")),
        "no one subject: a slow arc, a little closer",
    )
