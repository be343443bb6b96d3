"""An effect by its name: ``hanfu-1`` is ``hanfu_1.py``, loaded when it is first asked for."""

import importlib

from inbetween.engines.tween.effects.scene.stage import Paint, Stage


def prepare(name: str, stage: Stage) -> Paint:
    """Return what paints the effect called ``name``, which the engine's card lists.

    The film begins with the picture itself, and ``modes.effect`` mixes the effect in.
    """
    module = importlib.import_module(f"{__package__}.{name.replace('-', '_')}")
    paint: Paint = module.prepare(stage)
    return paint
