"""The model map: a TOML file that says which public model is rendered by which weights, read once at start.

Every fault is one sentence that names the file, the key, its value and what it should be.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from inbetween.catalog.effects import EFFECTS
from inbetween.catalog.models import MODELS
from inbetween.domain.errors import OperatorError
from inbetween.domain.spec import Abilities, Need
from inbetween.engines import registry
from inbetween.engines.remote.entry import ENGINE
from inbetween.offers.offer import Offer, Offers
from inbetween.offers.tables import MapTables, WeightsTable

_EVERYTHING = Abilities(
    media_sets=frozenset(media for model in MODELS.values() for media in model.media_sets),
    effects=frozenset(EFFECTS),
    several_shots=True,
)
"""What the vendor's own cloud renders: whatever its models take."""

_ALONE = Need(kinds=frozenset({"first_frame"}))
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelMap:
    """What the file says: ``offers``, how many children with weights are ``resident`` at once, and which are ``warm``
    from the start, by the names of their offers."""

    offers: Offers
    resident: int = 1
    warm: frozenset[str] = frozenset()


def read_map(path: Path | None, engine: str) -> ModelMap:
    """Return the map in the file at ``path``; without one, ``engine`` renders everything.

    Raises:
        OperatorError: it cannot be read, or something in it is wrong.
    """
    default = Offer(engine=engine, capabilities=registry.capabilities(engine))
    if path is None:
        return ModelMap(offers=Offers(default=default))
    return _Reading(path, default, _tables(path)).map()


def _tables(path: Path) -> MapTables:
    try:
        with path.open("rb") as file:
            return MapTables.model_validate(tomllib.load(file))
    except OSError as error:
        raise OperatorError(
            f"The model map {path} cannot be read ({error.strerror}); check INBETWEEN_WEIGHTS."
        ) from error
    except ValidationError as error:
        raise OperatorError(f"{path}: {_told(error.errors(include_url=False)[0])}") from None
    except ValueError as error:  # tomllib's own, and text that is not UTF-8
        raise OperatorError(f"The model map {path} is no TOML: {error}.") from error


def _told(error: ErrorDetails) -> str:
    """Return a fault of the tables as a sentence."""
    key = ".".join(str(part) for part in error["loc"] if part not in ("str", "list[str]", "float", "[key]"))
    if error["type"] == "extra_forbidden":
        return f"{key} is no key of a model map; check its spelling."
    if error["type"] == "missing":
        return f"{key} is missing; give it."
    return f"{key} is wrong: {error['msg'].lower()} (it is {_shown(error['input'])})."


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}..."


class _Reading:
    """Holds the tables of one file together, and what they name against what there is."""

    def __init__(self, path: Path, default: Offer, tables: MapTables) -> None:
        self._path, self._tables = path, tables
        self._engines = {default.engine: default}
        self._offers = {name: self._offer(name) for name in tables.weights}
        self._offers |= {name: self._remote(name) for name in tables.remotes}
        self._default = default

    def map(self) -> ModelMap:
        """Return what the tables say."""
        offers = Offers(default=self._default, models=dict(self._models()), effects=dict(self._effects()))
        for name in self._tables.children.warm:
            if name not in {offer.name for offer in offers}:
                raise self._wrong("children.warm", name, "it should name what a model or an effect is rendered by")
        return ModelMap(
            offers=offers, resident=self._tables.children.resident, warm=frozenset(self._tables.children.warm)
        )

    def _offer(self, name: str) -> Offer:
        """Return the offer of ``[weights.NAME]``."""
        table, key = self._tables.weights[name], f"weights.{name}"
        if name in registry.ENGINES:
            raise self._wrong(key, name, "an engine has that name; choose another")
        engine = table.engine or self._engine_for(table, key)
        if engine not in registry.ENGINES:
            raise self._wrong(f"{key}.engine", engine, _one_of(registry.ENGINES))
        if table.sigmas and table.sigmas != sorted(set(table.sigmas), reverse=True):
            raise self._wrong(f"{key}.sigmas", table.sigmas, "they should fall from one to the next")
        if table.sigmas and table.steps not in (None, len(table.sigmas)):
            raise self._wrong(f"{key}.steps", table.steps, f"there are {len(table.sigmas)} sigmas; leave steps away")
        if isinstance(table.guidance, list) and len(table.guidance) != 2:
            raise self._wrong(f"{key}.guidance", table.guidance, "it should be a number, or one for high and low noise")
        weights = table.weights(name, engine, self._path.parent)
        try:
            able = registry.capabilities(engine, weights)
        except OperatorError as error:
            raise OperatorError(f"{self._path}: {key}: {error.message}") from error
        return Offer(engine=engine, capabilities=able, weights=weights)

    def _remote(self, name: str) -> Offer:
        """Return the offer of ``[remotes.NAME]``."""
        if name in registry.ENGINES or name in self._offers:
            raise self._wrong(f"remotes.{name}", name, "weights or an engine have that name; choose another")
        remote = self._tables.remotes[name].remote(name, self._path.parent, _EVERYTHING)
        try:
            remote.place()  # its key is read anew for each task, so that it may change; it has to be there
        except OperatorError as error:
            raise OperatorError(f"{self._path}: {error.message}") from error
        return Offer(engine=ENGINE, capabilities=remote.capabilities, remote=remote)

    def _engine_for(self, table: WeightsTable, key: str) -> str:
        """Return the engine that loads a folder of such a layout; where the folder is elsewhere, Wan's."""
        layout = registry.layout_of(self._path.parent / table.folder) if table.folder else None
        try:
            return registry.engine_for(layout) if layout else "wan"
        except OperatorError as error:
            raise OperatorError(f"{self._path}: {key}.folder: {error.message}") from error

    def _models(self) -> Iterator[tuple[str, tuple[Offer, ...]]]:
        """Yield the offers of each model, by its identity."""
        named: dict[str, str] = {}
        for model, given in self._tables.models.items():
            key = f'models."{model}"'
            if model not in MODELS:
                raise self._wrong(key, model, f"there is no such model; {_one_of(MODELS)}")
            identity = MODELS[model].identity
            if identity in named:
                raise self._wrong(key, model, f"{named[identity]} is the same model; name one of them")
            named[identity] = model
            among = [given] if isinstance(given, str) else given
            if not among:
                raise self._wrong(key, given, "it should name weights")
            yield identity, tuple(self._named(key, name) for name in among)

    def _named(self, key: str, name: str) -> Offer:
        """Return the weights called ``name``, or the engine that needs none."""
        if name in self._offers:
            return self._offers[name]
        if name not in registry.names():
            raise self._wrong(key, name, _one_of((*self._offers, *registry.names())))
        return self._engines.setdefault(name, Offer(engine=name, capabilities=registry.capabilities(name)))

    def _effects(self) -> Iterator[tuple[str, Offer]]:
        """Yield the offer of each effect: the weights that it names, with its LoRAs and its words."""
        for effect, table in self._tables.effects.items():
            key = f"effects.{effect}"
            if effect not in EFFECTS:
                raise self._wrong(key, effect, f"there is no such effect; {_one_of(EFFECTS)}")
            base = self._offers.get(table.weights)
            if base is None or base.weights is None:
                raise self._wrong(f"{key}.weights", table.weights, _one_of(self._offers))
            if _ALONE.kinds not in base.abilities.media_sets:
                raise self._wrong(f"{key}.weights", table.weights, "an effect has one picture, and they need two")
            loras = (*base.weights.loras, *(lora.lora(self._path.parent) for lora in table.loras))
            weights = replace(base.weights, name=f"{base.name}+{effect}", loras=loras, prompt=table.prompt)
            able = registry.capabilities(base.engine, weights)
            yield effect, Offer(engine=base.engine, capabilities=able, weights=weights)

    def _wrong(self, key: str, value: Any, advice: str) -> OperatorError:
        return OperatorError(f"{self._path}: {key} is wrong: {advice} (it is {_shown(value)}).")


def _one_of(names: Mapping[str, Any] | tuple[str, ...]) -> str:
    return f"it should be one of {', '.join(names)}" if names else "the map has no table [weights.NAME] yet"
