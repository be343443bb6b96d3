"""The engines by name. What one can do is known here without loading it; loading happens in the engine child."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass

from inbetween.domain.errors import OperatorError
from inbetween.engines.protocol import Capabilities, Engine
from inbetween.engines.still.card import CAPABILITIES as STILL
from inbetween.engines.tween.card import CAPABILITIES as TWEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An engine that this installation knows: where its class is, as ``module:Class``, and what it can do."""

    target: str
    capabilities: Capabilities


ENGINES: Mapping[str, Listed] = {
    "tween": Listed(target="inbetween.engines.tween.engine:TweenEngine", capabilities=TWEEN),
    "still": Listed(target="inbetween.engines.still.engine:StillEngine", capabilities=STILL),
}


def names() -> tuple[str, ...]:
    """Return the names of all engines, the default first."""
    return tuple(ENGINES)


def capabilities(name: str) -> Capabilities:
    """Return what the engine called ``name`` can do.

    Raises:
        OperatorError: there is no such engine.
    """
    return _listed(name).capabilities


def load(name: str) -> Engine:
    """Import and create the engine called ``name``, or the class at ``module:Class``: an engine of your own.

    Raises:
        OperatorError: there is no such engine, or it cannot be imported.
    """
    target = name if ":" in name else _listed(name).target
    module, _, class_name = target.partition(":")
    try:
        engine: Engine = getattr(importlib.import_module(module), class_name)()
    except (ImportError, AttributeError) as error:
        raise OperatorError(f"The engine {name} cannot be loaded: {error}.") from error
    return engine


def _listed(name: str) -> Listed:
    if name not in ENGINES:
        raise OperatorError(f"There is no engine {name}; the engines are {', '.join(ENGINES)}.")
    return ENGINES[name]
