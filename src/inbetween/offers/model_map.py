"""The model map: a TOML file that says which public model is rendered by which weights, read once at start.

Every fault is one sentence that names the file, the key, its value and what it should be.
"""

import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from inbetween.catalog.abilities import lacking
from inbetween.catalog.effects import EFFECTS
from inbetween.catalog.model import Model
from inbetween.catalog.models import MODELS
from inbetween.domain.errors import OperatorError
from inbetween.domain.spec import Abilities, Need
from inbetween.engines import registry
from inbetween.engines.remote.entry import ENGINE
from inbetween.engines.weights import EffectWords
from inbetween.offers.checks import Found, remote_faults, weights_faults
from inbetween.offers.offer import Offer, Offers
from inbetween.offers.sentences import one_of, told, wrong
from inbetween.offers.tables import MapTables, WeightsTable

_EVERYTHING = Abilities(
    media_sets=frozenset(media for model in MODELS.values() for media in model.media_sets),
    effects=frozenset(EFFECTS),
    several_shots=True,
)
"""What the vendor's own cloud renders: whatever its models take."""

_ALONE = Need(kinds=frozenset({"first_frame"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelMap:
    """What the file says: ``offers``, how many children with weights are ``resident`` at once, and which are ``warm``
    from the start, by the names of their offers."""

    offers: Offers
    resident: int = 1
    warm: frozenset[str] = frozenset()

    def served(self, chosen: Collection[str]) -> frozenset[str]:
        """Return the names of the offers that a worker of ``chosen`` ones is for; of none chosen: all.

        Raises:
            OperatorError: there is no such offer.
        """
        names = [offer.name for offer in self.offers]
        if unknown := [name for name in chosen if name not in names]:
            raise OperatorError(
                f"INBETWEEN_SERVES is wrong: {unknown[0]} renders nothing; name some of {', '.join(names)}."
            )
        return frozenset(chosen or names)

    def warm_of(self, chosen: Collection[str]) -> list[str]:
        """Return which children of such a worker start with it: the default engine's, and those that the file names."""
        early, served = {self.offers.default.name, *self.warm}, self.served(chosen)
        return [offer.name for offer in self.offers if offer.name in early & served and not offer.missing]


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
        raise told(path, error.errors(include_url=False)[0]) from None
    except ValueError as error:  # tomllib's own, and text that is not UTF-8
        raise OperatorError(f"The model map {path} is no TOML: {error}.") from error


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
        self._check("children", self._children(offers))
        children = self._tables.children
        return ModelMap(offers=offers, resident=children.resident, warm=frozenset(children.warm))

    def _children(self, offers: Offers) -> Found:
        """Hold what starts early against what there is, and against how many may be loaded."""
        children, by = self._tables.children, {offer.name: offer for offer in offers}
        for name in children.warm:
            if name not in by:
                yield "warm", name, f"it should name what a model or an effect is rendered by: {', '.join(by)}"
        weighty = [name for name in children.warm if name in by and by[name].weighty]
        if len(weighty) > children.resident:
            yield "warm", weighty, f"resident allows {children.resident} with weights at once"

    def _check(self, key: str, faults: Found) -> None:
        for inner, value, advice in faults:
            raise self._wrong(f"{key}.{inner}", value, advice)

    def _offer(self, name: str) -> Offer:
        """Return the offer of ``[weights.NAME]``."""
        table, key = self._tables.weights[name], f"weights.{name}"
        if name in registry.ENGINES:
            raise self._wrong(key, name, "an engine has that name; choose another")
        engine = table.engine or self._engine_for(table, key)
        if engine not in registry.ENGINES:
            raise self._wrong(f"{key}.engine", engine, one_of(registry.ENGINES, engine))
        self._check(key, weights_faults(table, engine, self._path.parent))
        weights = replace(table.weights(name, engine, self._path.parent), effects=self._effects_of(name))
        try:
            able = registry.capabilities(engine, weights)
        except OperatorError as error:
            raise OperatorError(f"{self._path}: {key}: {error.message}") from error
        return Offer(engine=engine, capabilities=able, weights=weights)

    def _remote(self, name: str) -> Offer:
        """Return the offer of ``[remotes.NAME]``."""
        if name in registry.ENGINES or name in self._offers:
            raise self._wrong(f"remotes.{name}", name, "weights or an engine have that name; choose another")
        table = self._tables.remotes[name]
        self._check(f"remotes.{name}", remote_faults(table))
        remote = table.remote(name, self._path.parent, _EVERYTHING)
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
                raise self._wrong(key, model, f"there is no such model; {one_of(MODELS, model)}")
            identity = MODELS[model].identity
            if identity in named:
                raise self._wrong(key, model, f"{named[identity]} is the same model; name one of them")
            named[identity] = model
            among = [given] if isinstance(given, str) else given
            if not among:
                raise self._wrong(key, given, "it should name weights")
            if len(set(among)) < len(among):
                raise self._wrong(key, given, "it should name each once")
            offers = tuple(self._named(key, name) for name in among)
            if not any(_renders(offer, MODELS[model]) for offer in offers):
                raise self._wrong(key, given, f"of what {model} is asked for it can make nothing")
            yield identity, offers

    def _named(self, key: str, name: str) -> Offer:
        """Return the weights called ``name``, or the engine that needs none."""
        if name in self._offers:
            return self._offers[name]
        if name not in registry.names():
            raise self._wrong(key, name, one_of((*self._offers, *registry.names()), name))
        return self._engines.setdefault(name, Offer(engine=name, capabilities=registry.capabilities(name)))

    def _effects_of(self, name: str) -> dict[str, EffectWords]:
        """Return the effects that the weights called ``name`` render, with their words and LoRAs."""
        tables = {effect: table for effect, table in self._tables.effects.items() if table.weights == name}
        return {effect: table.words(self._path.parent) for effect, table in tables.items()}

    def _effects(self) -> Iterator[tuple[str, Offer]]:
        """Yield the offer of each effect: the weights that it names."""
        for effect, table in self._tables.effects.items():
            key = f"effects.{effect}"
            if effect not in EFFECTS:
                raise self._wrong(key, effect, f"there is no such effect; {one_of(EFFECTS, effect)}")
            base = self._offers.get(table.weights)
            loaded = [name for name, offer in self._offers.items() if offer.weighty]
            if base is None or base.weights is None or table.weights not in loaded:
                raise self._wrong(f"{key}.weights", table.weights, one_of(loaded, table.weights))
            if _ALONE.kinds not in base.abilities.media_sets:
                raise self._wrong(f"{key}.weights", table.weights, "an effect has one picture, and they need two")
            yield effect, base

    def _wrong(self, key: str, value: Any, advice: str) -> OperatorError:
        return wrong(self._path, key, value, advice)


def _renders(offer: Offer, model: Model) -> bool:
    """Say whether an offer makes a video of some inputs of a model, the shortest at least, or some effect of it."""
    needs = [Need(kinds=kinds, seconds=min(model.seconds)) for kinds in model.media_sets]
    needs += [Need(kinds=_ALONE.kinds, effect=effect, seconds=min(model.seconds)) for effect in model.effects]
    return any(not lacking(offer.abilities, need) for need in needs)
