"""The engines by name. What one can do is known here without loading it; loading happens in the engine child."""

import importlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inbetween.domain.errors import OperatorError
from inbetween.engines.protocol import Capabilities, Engine
from inbetween.engines.still.card import CAPABILITIES as STILL
from inbetween.engines.tween.card import CAPABILITIES as TWEEN
from inbetween.engines.weights import Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An engine that this installation knows: where its class is, as ``module:Class``, and what it can do.

    Of an engine that loads weights this depends on them: ``card`` is the ``module:function`` that tells it of some, and
    its class is made with them; it loads folders whose pipeline has a name among ``layouts``. ``on_gpu`` says that the
    walls of ``worker.isolation`` have to leave it a GPU. ``modules`` are those of its extra that it imports.
    """

    target: str
    capabilities: Capabilities | None = None
    card: str | None = None
    layouts: tuple[str, ...] = ()
    on_gpu: bool = False
    modules: tuple[str, ...] = ()


ENGINES: Mapping[str, Listed] = {
    "tween": Listed(target="inbetween.engines.tween.engine:TweenEngine", capabilities=TWEEN),
    "still": Listed(target="inbetween.engines.still.engine:StillEngine", capabilities=STILL),
    "wan": Listed(
        target="inbetween.engines.wan.engine:WanEngine",
        card="inbetween.engines.wan.card:capabilities",
        layouts=("WanImageToVideoPipeline",),
        on_gpu=True,
        modules=("torch", "diffusers", "transformers"),
    ),
    "ltx": Listed(
        target="inbetween.engines.ltx.engine:LtxEngine",
        card="inbetween.engines.ltx.card:capabilities",
        layouts=("LTX2ConditionPipeline", "LTX2ImageToVideoPipeline", "LTX2Pipeline"),
        on_gpu=True,
        modules=("torch", "diffusers", "transformers"),
    ),
}


_SOUNDING = "inbetween.engines.sounding:SoundingEngine"


def names(*, with_weights: bool = False) -> tuple[str, ...]:
    """Return the names of the engines that need no weights, the default first; or of all."""
    return tuple(name for name, listed in ENGINES.items() if with_weights or not listed.card)


def capabilities(name: str, weights: Weights | None = None) -> Capabilities:
    """Return what the engine called ``name`` can do, with ``weights`` where it loads some.

    Raises:
        OperatorError: there is no such engine, or it cannot be told what it can do with such weights.
    """
    listed = _listed(name)
    if listed.capabilities:
        return listed.capabilities
    told: Capabilities = _at(name, str(listed.card))(_given(name, weights))
    return told


def layout_of(folder: Path) -> str | None:
    """Return the name of the pipeline that a folder in the diffusers layout was saved from; ``None``: it tells none."""
    try:
        index = json.loads((folder / "model_index.json").read_bytes())
    except (OSError, ValueError):
        return None
    return str(index.get("_class_name")) if isinstance(index, dict) else None


def engine_for(layout: str) -> str:
    """Return the engine that loads folders of a ``layout``.

    Raises:
        OperatorError: none does.
    """
    known = {layout: name for name, listed in ENGINES.items() for layout in listed.layouts}
    if layout not in known:
        raise OperatorError(f"No engine here loads a folder of a {layout}; the layouts are {', '.join(known)}.")
    return known[layout]


def on_gpu(name: str) -> bool:
    """Say whether the engine called ``name``, or the class at ``module:Class``, works on a GPU."""
    return name in ENGINES and ENGINES[name].on_gpu


def loads_weights(name: str) -> bool:
    """Say whether the engine called ``name`` is made with weights."""
    return name in ENGINES and ENGINES[name].card is not None


def modules(name: str) -> tuple[str, ...]:
    """Return the modules without which the engine called ``name`` cannot be imported, beside what all are made with."""
    return ENGINES[name].modules if name in ENGINES else ()


def load(name: str, weights: Weights | None = None) -> Engine:
    """Import and create the engine called ``name``, or the class at ``module:Class``: an engine of your own.

    One that loads weights is made with ``weights``, which it loads when it warms up. Where they may be heard though
    the engine makes no sound, the tween engine's is laid under them.

    Raises:
        OperatorError: there is no such engine, or it cannot be imported.
    """
    target = name if ":" in name else _listed(name).target
    loads = ":" not in name and _listed(name).card
    made = _at(name, target)
    engine: Engine = made(_given(name, weights)) if loads else made()
    if weights and weights.sound == "procedural":
        engine = _at(name, _SOUNDING)(engine)
    return engine


def _at(name: str, target: str) -> Any:
    """Return what is at ``module:name``."""
    module, _, inner = target.partition(":")
    try:
        return getattr(importlib.import_module(module), inner)
    except (ImportError, AttributeError) as error:
        raise OperatorError(f"The engine {name} cannot be loaded: {error}.") from error


def _given(name: str, weights: Weights | None) -> Weights:
    if weights is None:
        raise OperatorError(f"The engine {name} needs weights; name them in the model map, INBETWEEN_WEIGHTS.")
    return weights


def _listed(name: str) -> Listed:
    if name not in ENGINES:
        raise OperatorError(f"There is no engine {name}; the engines are {', '.join(ENGINES)}.")
    return ENGINES[name]
