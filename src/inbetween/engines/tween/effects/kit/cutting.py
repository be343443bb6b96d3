"""The subject bends, its background does not: no straight line behind it gives the bend away."""

import cv2

from inbetween.domain.frames import Plane, Rgb
from inbetween.engines.tween.effects.kit.grid import Field, Maps, look
from inbetween.engines.tween.effects.kit.laying import lay_over, mixed
from inbetween.engines.tween.effects.scene.stage import Stage


def bent(stage: Stage, maps: Maps, picture: Rgb | None = None) -> tuple[Rgb, Plane]:
    """Return the picture, or another of its size, as the maps show it, and the subject's mask likewise."""
    seen = look(stage.picture if picture is None else picture, maps)
    # A subject that the frame cuts off goes on beyond it; a card ends there.
    return seen, look(stage.subject.mask, maps, cv2.BORDER_CONSTANT if stage.carded else cv2.BORDER_REPLICATE)


def cut(stage: Stage, dx: Field, dy: Field, behind: Rgb) -> tuple[Rgb, Plane]:
    """Lay the subject, bent, over ``behind``, in place; return what it is now and its bent mask."""
    seen, mask = bent(stage, stage.grid.maps(dx, dy))
    lay_over(behind, seen, mask)
    return behind, mask


def behind(stage: Stage, share: float) -> Rgb:
    """Return a frame of its own to lay the subject on: the plate, and a ``share`` of the backdrop.

    At 0 it is the picture itself: that is for subjects that stand in their place. A card lies on its backdrop always.
    """
    if stage.carded:
        return stage.backdrop.copy()
    if share <= 0:
        return stage.picture.copy()
    return mixed(stage.plate, stage.backdrop, share)
