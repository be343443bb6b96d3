"""How a camera that was moving when its clip ended comes to rest: no velocity jumps, and hardly any bare border shows.

What lies ahead of a travelling camera was never filmed. So it stops soon, and goes nearer meanwhile until the picture
fills the frame again; until then a narrow strip mirrors the picture's border.
"""

from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from inbetween.engines.tween.clip.going import Going
from inbetween.engines.tween.moves.easing import Values
from inbetween.engines.tween.moves.path import WHOLE_VIEW, Path, View

Complex: TypeAlias = NDArray[np.complexfloating[Any, Any]]
"""Places and shifts right (real) and down (imaginary), in widths."""

LONGEST, SHORTEST = 1.2, 0.3
"""Seconds in which a camera comes to rest: the quicker it goes, the sooner, or it would run out of its picture."""

MOST_SHIFT, MOST_TURN = 0.045, 0.07
"""Widths that a camera travels, and logarithm or radians by which all grows and turns, until it rests. A twentieth of
the width costs a tenth of the picture."""

QUICKEST = 0.8
"""Widths a second from which on no picture is wide enough to stop in: a whip."""

_ROOM, _ROOM_SECONDS = 2.2, (0.6, 1.6)
"""Times its stopping, and seconds at least and at most, in which a camera goes nearer: quicker would be seen as a
lunge, slower would show more of what is mirrored."""

_BACK_SECONDS = 1.6
"""Seconds in which it returns to where the last picture wants it."""

_BARELY = 1.004
"""How much wider than its picture a view may be without surroundings: two pixels on either side are mirrored."""

_LIGHT_SECONDS, _MOST_LIGHT = 0.8, 0.12
"""Seconds in which light comes to rest, and the logarithm by which it may change until then."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coast:
    """What is added to what a film draws after its clip.

    ``places`` (frames, 3, 3) take a place of the frame to one of what is drawn, both in widths from the middle;
    ``nearer`` (frames,) is how much that magnifies, ``light`` (frames,) by how much luma above black grows. ``outward``
    is how many times as wide as the picture the widest view is, ``bare`` the largest share of a side beyond it.
    """

    places: NDArray[np.float64]
    nearer: Values
    light: Values
    outward: float
    bare: float


def coast(going: Going, seconds: Values, tall: float, *, returns: bool = False) -> Coast:
    """Let what was going at the first of ``seconds`` come to rest.

    Args:
        going: what the clip did at its end.
        seconds: of every frame, from 0.
        tall: height of the frame in widths.
        returns: the last frame is due where it is drawn, so all is back by then.
    """
    most = float(seconds[-1]) / (3 if returns else 1)
    time = max(min(_stopping(going), most), 1e-6)
    back = _returning(seconds, time) if returns else np.ones_like(seconds)
    done = _gone(seconds, time) * back
    grown, shift = np.exp(going.turn * done), _bounded(going.shift) * done
    needed = _needed(grown, shift, tall)
    nearing = min(float(np.clip(_ROOM * time, *_ROOM_SECONDS)), most)
    room = 1 + (float(needed.max()) - 1) * _smooth(seconds / nearing) * back
    light = np.clip(going.light * _gone(seconds, min(_LIGHT_SECONDS, most)), -_MOST_LIGHT, _MOST_LIGHT) * back
    outward = float((1 / np.abs(grown)).max())
    return Coast(
        places=np.stack([_place(*one) for one in zip(grown, shift, room, strict=True)]),
        nearer=np.abs(grown) * room,
        light=np.exp(light),
        outward=outward if outward > _BARELY else 1.0,
        bare=float(np.maximum(needed / room - 1, 0).max()) / 2,
    )


def views_of(added: Coast) -> tuple[View, ...]:
    """Return what a coasting camera sees of frames that are drawn for it."""
    return tuple(
        _coasting(WHOLE_VIEW, place, float(nearer)) for place, nearer in zip(added.places, added.nearer, strict=True)
    )


def carried(path: Path, added: Coast) -> Path:
    """Return the way of a camera that also coasts."""
    views = tuple(
        _coasting(view, place, float(nearer))
        for view, place, nearer in zip(path.views, added.places, added.nearer, strict=True)
    )
    return replace(path, views=views, outward=path.outward * added.outward)


def _coasting(view: View, place: NDArray[np.float64], nearer: float) -> View:
    return replace(view, place=view.place @ place, magnification=view.magnification * nearer)


def _stopping(going: Going) -> float:
    """Return the seconds to rest in: half the way of a steady camera."""
    longest = min(2 * MOST_SHIFT / max(abs(going.shift), 1e-9), 2 * MOST_TURN / max(abs(going.turn), 1e-9))
    return float(np.clip(longest, SHORTEST, LONGEST))


def _bounded(shift: complex) -> complex:
    return shift * min(1.0, QUICKEST / max(abs(shift), 1e-9))


def _gone(seconds: Values, time: float) -> Values:
    """Return the way of a unit velocity that dies away in ``time`` by half a cosine."""
    at = np.clip(seconds / time, 0.0, 1.0)
    way: Values = time * (at + np.sin(np.pi * at) / np.pi) / 2
    return way


def _returning(seconds: Values, time: float) -> Values:
    """Return 1 until ``time``, then down to 0 by the last of ``seconds`` at the latest."""
    whole = min(_BACK_SECONDS, max(float(seconds[-1]) - time, 1e-6))
    back: Values = 1 - _smooth((seconds - time) / whole)
    back[-1] = 0.0  # and nothing, where rounding would leave a trace: the last picture is due to the bit
    return back


def _smooth(share: Values) -> Values:
    """Return the smootherstep (Perlin, 2002) of 0..1: at rest, and without any force, at both ends."""
    at = np.clip(share, 0.0, 1.0)
    smooth: Values = at**3 * (at * (6 * at - 15) + 10)
    return smooth


def _needed(grown: Complex, shift: Complex, tall: float) -> Values:
    """Return how much nearer each view must be so that no corner leaves the picture, but for what shrinks it."""
    turned = np.exp(-1j * np.angle(grown))
    scale = np.maximum(np.abs(grown), 1.0)
    corners = np.abs(np.stack([_axes(turned * complex(0.5, sign * tall / 2)) for sign in (-1, 1)])).max(0)
    left = np.array([[0.5], [tall / 2]]) * scale - np.abs(_axes(turned * shift))
    needed: Values = np.maximum((corners / np.maximum(left, 1e-3)).max(0), 1.0)
    return needed


def _axes(places: Complex) -> NDArray[np.float64]:
    return np.stack([places.real, places.imag])


def _place(grown: complex, shift: complex, room: float) -> NDArray[np.float64]:
    """Return the similarity from the frame to what is drawn: out of the room, back by the shift, and by the growth."""
    turn, by = 1 / (grown * room), -shift / grown
    return np.array([[turn.real, -turn.imag, by.real], [turn.imag, turn.real, by.imag], [0.0, 0.0, 1.0]])
