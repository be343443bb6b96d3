"""Cameras that pan, push, roll and tilt; nothing moves but the camera."""

from bench.quality import painting
from bench.quality.heldout import grounds
from bench.quality.heldout.photographs import photograph
from bench.quality.scenes import backdrop, canvas, pan, prop, stage, tilt


def _view(paint, seed, start, end, margin=1.6):
    """Return a builder of one picture seen from ``start`` to ``end``."""

    def scene(w, h):
        return stage(w, h, backdrop(canvas(paint, w, h, seed, margin), start, end))

    return scene


def _tilted(w, h):
    ground = backdrop(canvas(grounds.shelf, w, h, 2131, 1.3), pan(0, scale=1.0), pan(0, scale=1.0))
    return stage(w, h, ground, warp=tilt(-0.045))


def _tilted_pan(w, h):
    ground = backdrop(canvas(grounds.mosaic, w, h, 2135, 1.4), pan(0.03, scale=1.0), pan(-0.03, 0.01, scale=1.0))
    return stage(w, h, ground, warp=tilt(0.03))


def _walk(w, h):
    """Walk past three slopes and a wood, the nearer the faster."""
    size = int(h * 1.4), int(w * 1.4)
    sky = backdrop(painting.sky(*size, 2161, top=(0.5, 0.4, 0.5), bottom=(0.95, 0.8, 0.6)), pan(0), pan(0.003))
    planes = ((0.15, 0.006), (0.5, 0.02), (0.95, 0.05))
    slopes = [
        prop(painting.slope(*size, depth, 2162 + 9 * number), pan(-shift, scale=1.0), pan(shift, scale=1.0))
        for number, (depth, shift) in enumerate(planes)
    ]
    return stage(w, h, sky, *slopes)


SCENES = {
    "push-skyline": _view(grounds.skyline, 2101, pan(0, scale=0.78), pan(-0.03, 0.03, scale=1.13)),
    "roll-forest": _view(grounds.forest, 2111, pan(0, turn=-6), pan(0.01, turn=8), 1.9),
    "pan-dunes": _view(grounds.dunes, 2121, pan(0.11), pan(-0.11)),
    "tilt-shelf": _tilted,
    "tilt-pan-mosaic": _tilted_pan,
    "pull-roll-reef": _view(grounds.reef, 2141, pan(0.02, scale=1.2, turn=5), pan(-0.02, scale=0.95, turn=-7), 1.9),
    "shake-knit": _view(grounds.knit, 2151, pan(0), pan(0.035, -0.05, turn=2.5)),
    "walk": _walk,
    "photo-push-cup": _view(photograph("cup"), 0, pan(0, scale=1.0), pan(-0.02, 0.03, scale=1.3), 1.08),
    "photo-roll-rocket": _view(photograph("rocket"), 0, pan(0, scale=1.05, turn=-4), pan(0, scale=1.2, turn=6), 1.25),
    "photo-pan-cameraman": _view(photograph("cameraman"), 0, pan(0.05, scale=1.0), pan(-0.05, 0.03, scale=1.04), 1.15),
    "photo-roll-galaxies": _view(photograph("galaxies"), 0, pan(0.02, scale=1.0), pan(-0.02, scale=1.1, turn=7), 1.3),
}
