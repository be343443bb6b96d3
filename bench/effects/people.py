"""Two dolls of clay in an evening garden: a picture of our own for every effect, alone or as a pair."""

from dataclasses import dataclass

import cv2
import numpy as np

from inbetween.engines.tween.effects.kit.clay import CLAY, FELT, Look, clay, flat, stacked
from inbetween.engines.tween.effects.kit.distances import capsule, carved, ellipse, joined, moved, sheet
from inbetween.engines.tween.effects.kit.noise import noise
from inbetween.engines.tween.effects.kit.stamp import put, sprite

SKIN = Look(gloss=0.08, rim=0.12, dark=0.32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doll:
    """What somebody looks like: colours, and whether the hair is long."""

    skin: tuple = (232, 178, 148)
    hair: tuple = (74, 46, 34)
    shirt: tuple = (196, 74, 60)
    long_hair: bool = False


ONE = Doll()
TWO = Doll(skin=(226, 168, 140), hair=(38, 30, 34), shirt=(52, 104, 150), long_hair=True)


def portrait(height, width):
    """Return one doll from the chest up, (height, width, 3) uint8 RGB."""
    return _peopled(height, width, ((0.5, 1.0, ONE),))


def couple(height, width):
    """Return two dolls beside each other."""
    apart = 0.22 * min(height, width) / width
    return _peopled(height, width, ((0.5 - apart, 0.74, ONE), (0.5 + apart, 0.72, TWO)))


def _peopled(height, width, who):
    frame, unit = garden(height, width), min(height, width)
    for x, scale, doll in who:
        wide = 1.0 * scale * unit
        drawn = sprite(figure(round(wide), doll))
        put(frame, drawn, (x * width, height - wide * drawn.tall / 2 + 0.02 * unit), wide)
    return frame


def garden(height, width):
    """Return an evening sky over hedges, out of focus."""
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    sky = np.float32((246, 222, 190)) * y + np.float32((120, 158, 196)) * (1 - y)
    leaves = noise((height, width), 14, np.random.default_rng(2), octaves=3)[..., None]
    hedge = np.float32((58, 96, 66)) * (0.55 + 0.8 * leaves)
    edge = 0.58 + 0.06 * noise((8, width), 5, np.random.default_rng(4), octaves=2)[:1, :, None]
    share = np.clip((y - edge) * 18, 0, 1)
    mixed = sky + share * (hedge - sky)
    soft = cv2.GaussianBlur(np.broadcast_to(mixed, (height, width, 3)).copy(), (0, 0), 0.008 * min(height, width))
    return np.clip(soft, 0, 255).astype(np.uint8)


def figure(size, doll):
    """Return a doll from the chest up, ``size`` pixels wide."""
    on = sheet(size, 0.94)
    head = ellipse(on, (0, -0.36), (0.32, 0.39))
    ears = [ellipse(on, (side * 0.33, -0.34), (0.06, 0.10)) for side in (-1, 1)]
    shoulders = joined(ellipse(on, (0, 0.94), (0.74, 0.72)), capsule(on, (-0.42, 0.50), (0.42, 0.50), (0.2, 0.2)), 0.2)
    neck = capsule(on, (0, -0.05), (0, 0.36), (0.15, 0.18))
    parts = [_back_hair(on, doll), clay(neck, _even(doll.skin, 0.86), rounding=0.12, look=SKIN)]
    parts += [clay(shoulders, doll.shirt, look=FELT), clay(_collar(on), _even(doll.shirt, 0.7), look=FELT)]
    parts += [clay(ear, doll.skin, look=SKIN) for ear in ears]
    parts += [clay(head, doll.skin, rounding=0.3, look=SKIN), *_face(on, doll), _hair(on, doll, head)]
    return stacked(parts, shadow=0.28, reach=0.02)


def _even(colour, share):
    return tuple(share * value for value in colour)


def _back_hair(on, doll):
    low = 0.30 if doll.long_hair else -0.30
    return clay(capsule(on, (0, -0.42), (0, low), (0.42, 0.36 if doll.long_hair else 0.34)), doll.hair, look=CLAY)


def _hair(on, doll, head):
    cap = ellipse(on, (0, -0.47), (0.36, 0.34))
    fringe = ellipse(on, (0.06, -0.16), (0.34, 0.40), 0.12)
    return clay(
        joined(carved(cap, fringe), carved(head - np.float32(0.05), ellipse(on, (0, 0), (0.6, 0.56))), 0.04),
        doll.hair,
        rounding=0.12,
        look=CLAY,
    )


def _collar(on):
    return capsule(moved(on, (0, 0.27)), (-0.16, 0), (0.16, 0), (0.06, 0.06))


def _face(on, doll):
    eyes = [(side * 0.125, -0.33) for side in (-1, 1)]
    yield from (flat(ellipse(on, eye, (0.058, 0.042)), (246, 244, 240)) for eye in eyes)
    yield from (flat(ellipse(on, eye, (0.030, 0.034)), (58, 40, 32)) for eye in eyes)
    yield from (flat(ellipse(on, (x + 0.012, y - 0.014), (0.009, 0.009)), (255, 255, 255)) for x, y in eyes)
    yield from (
        flat(capsule(on, (x - 0.055, y - 0.075), (x + 0.055, y - 0.08), (0.012, 0.012)), doll.hair) for x, y in eyes
    )
    yield clay(capsule(on, (0, -0.30), (0, -0.21), (0.022, 0.04)), _even(doll.skin, 0.97), look=SKIN)
    mouth = carved(ellipse(on, (0, -0.115), (0.105, 0.06)), ellipse(on, (0, -0.15), (0.13, 0.06)))
    yield flat(mouth, (176, 66, 62))
    yield from (flat(ellipse(on, (side * 0.2, -0.2), (0.06, 0.045)), (236, 120, 104), 0.3) for side in (-1, 1))
