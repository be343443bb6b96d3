"""Scenes that no constant of the engine was chosen on: written and committed before it was ever measured on them.

Whoever looks at a single one of them to change the engine has used it up: say so in the lab log, and write new ones.
The drawn pictures and seeds occur nowhere else. The photographs do: earlier thresholds of what is related were set with
other crops and other moves of some of them in view.
"""

from bench.quality.heldout import camera, light, rigid, soft
from bench.quality.heldout.photographs import drawn, folder

KINDS = {"rigid": rigid.SCENES, "camera": camera.SCENES, "soft": soft.SCENES, "light": light.SCENES}
"""Per kind, what each scene of it is called and what builds it from a width and a height."""


def all_kinds():
    """Return the scenes by kind, without those of photographs where there are none."""
    return KINDS if folder() else drawn(KINDS)
