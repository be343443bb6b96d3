"""How a fault of a model map is told: one sentence with the file, the key, its value and what it should be."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from inbetween.domain.errors import OperatorError
from inbetween.offers.tables import ChildrenTable, EffectTable, LoraTable, MapTables, RemoteTable, WeightsTable

_TABLES: dict[int | str, type[BaseModel]] = {
    "weights": WeightsTable,
    "remotes": RemoteTable,
    "effects": EffectTable,
    "children": ChildrenTable,
    "loras": LoraTable,
}
_NO_KEYS = ("str", "list[str]", "float", "[key]")
"""What pydantic says on the way to a value and no file has."""

_MOST_SHOWN = 60


def wrong(path: Path, key: str, value: Any, advice: str) -> OperatorError:
    """Return that ``key`` of the map at ``path`` has a wrong ``value``."""
    return OperatorError(f"{path}: {key} is wrong: {advice} (it is {_shown(value)}).")


def told(path: Path, error: ErrorDetails) -> OperatorError:
    """Return what a table says of its own name, type or range."""
    key = ".".join(str(part) for part in error["loc"] if part not in _NO_KEYS)
    if error["type"] == "extra_forbidden":
        names = next((_TABLES[part] for part in reversed(error["loc"][:-1]) if part in _TABLES), MapTables).model_fields
        return OperatorError(f"{path}: {key} is no key of a model map; {one_of(names, str(error['loc'][-1]))}.")
    if error["type"] == "missing":
        return OperatorError(f"{path}: {key} is missing; give it.")
    return wrong(path, key, error["input"], error["msg"].lower())


def one_of(names: Iterable[str], given: str) -> str:
    """Return which ``names`` there are, the one first that is most like the ``given``."""
    known = list(names)
    if not known:
        return "the map has no table [weights.NAME] yet"
    near = get_close_matches(given, known, n=1)
    return f"it should be {f'{near[0]}, or ' if near else ''}one of {', '.join(known)}"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}..."
