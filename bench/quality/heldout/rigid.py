"""Things that move on their own, each as a similarity, before a background that hardly moves."""

from bench.quality.heldout import grounds, things
from bench.quality.heldout.photographs import medallion, photograph
from bench.quality.scenes import Pose, backdrop, canvas, pan, prop, stage


def _fishes(w, h):
    ground = backdrop(canvas(grounds.reef, w, h, 2011), pan(0), pan(-0.015, 0.01))
    left = prop(things.fish(int(h * 0.45), 2012), Pose(x=0.7, y=0.35), Pose(x=0.5, y=0.4, turn=-6))
    near = prop(things.fish(int(h * 0.7), 2013), Pose(x=0.35, y=0.68), Pose(x=0.27, y=0.66, scale=1.08))
    return stage(w, h, ground, left, near)


def _kite(w, h):
    """Let a small thing fly far."""
    ground = backdrop(canvas(grounds.skyline, w, h, 2021), pan(0.004), pan(-0.004))
    flying = prop(things.kite(int(h * 0.28), 2022), Pose(x=0.18, y=0.62, turn=-12), Pose(x=0.66, y=0.22, turn=14))
    return stage(w, h, ground, flying)


def _gear(w, h):
    ground = backdrop(canvas(grounds.shelf, w, h, 2031), pan(0), pan(0.01))
    turning = prop(things.gear(int(h * 0.66), 2032), Pose(x=0.42, y=0.52), Pose(x=0.48, y=0.48, turn=35))
    return stage(w, h, ground, turning)


def _car(w, h):
    ground = backdrop(canvas(grounds.dunes, w, h, 2041), pan(0.01), pan(-0.01))
    driving = prop(things.car(int(h * 0.55), 2042), Pose(x=0.25, y=0.66, scale=0.9), Pose(x=0.58, y=0.72, scale=1.1))
    return stage(w, h, ground, driving)


def _leaves(w, h):
    ground = backdrop(canvas(grounds.forest, w, h, 2051), pan(0), pan(0))
    falls = ((0.22, 0.25, 0.05, 0.28, 26, 0.34), (0.52, 0.4, -0.07, 0.2, -18, 0.42), (0.78, 0.22, 0.02, 0.4, 12, 0.28))
    leaves = [
        prop(things.leaf(int(h * size), 2052 + number), Pose(x=x, y=y), Pose(x=x + dx, y=y + dy, turn=turn))
        for number, (x, y, dx, dy, turn, size) in enumerate(falls)
    ]
    return stage(w, h, ground, *leaves)


def _passing(w, h):
    """Let two things change sides, one before the other."""
    ground = backdrop(canvas(grounds.mosaic, w, h, 2061), pan(0), pan(0.012))
    right = prop(things.lantern(int(h * 0.5), 2062), Pose(x=0.26, y=0.45), Pose(x=0.62, y=0.5))
    left = prop(things.fish(int(h * 0.5), 2063), Pose(x=0.7, y=0.55), Pose(x=0.32, y=0.5))
    return stage(w, h, ground, right, left)


def _lanterns(w, h):
    """Let two things overlap from the first frame to the last."""
    ground = backdrop(canvas(grounds.skyline, w, h, 2071), pan(0.01), pan(-0.01))
    behind = prop(things.lantern(int(h * 0.55), 2072), Pose(x=0.4, y=0.45), Pose(x=0.46, y=0.4, turn=5))
    before = prop(things.lantern(int(h * 0.65), 2073), Pose(x=0.52, y=0.6, turn=4), Pose(x=0.44, y=0.62, turn=-6))
    return stage(w, h, ground, behind, before)


def _cat(w, h):
    ground = backdrop(canvas(photograph("gravel"), w, h, 0, 1.15), pan(0, scale=1.0), pan(-0.02, scale=1.0))
    face = prop(medallion("cat", int(h * 0.6), radius=0.48), Pose(x=0.32, y=0.45), Pose(x=0.55, y=0.55, turn=10))
    return stage(w, h, ground, face)


def _faces(w, h):
    ground = backdrop(canvas(photograph("rocket"), w, h, 0, 1.12), pan(0, scale=1.0), pan(0.01, scale=1.0))
    woman = prop(medallion("astronaut", h // 2, x=0.44, y=0.2, radius=0.2), Pose(x=0.25, y=0.4), Pose(x=0.36, y=0.35))
    man = prop(
        medallion("cameraman", h // 2, x=0.42, y=0.25, radius=0.22), Pose(x=0.74, y=0.6), Pose(x=0.6, y=0.7, scale=1.2)
    )
    return stage(w, h, ground, woman, man)


SCENES = {
    "fishes": _fishes,
    "kite": _kite,
    "gear": _gear,
    "car": _car,
    "leaves": _leaves,
    "passing": _passing,
    "lanterns": _lanterns,
    "photo-cat": _cat,
    "photo-faces": _faces,
}
