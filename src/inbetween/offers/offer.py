"""What this installation offers for each public model, and which of it a request is rendered by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from itertools import chain
from types import MappingProxyType
from typing import TypeAlias

from inbetween.catalog.abilities import lacking
from inbetween.catalog.models import MODELS, with_effect
from inbetween.domain.spec import Abilities, MediaKind, Need, VideoSpec
from inbetween.domain.task import Draft, Task
from inbetween.engines import registry
from inbetween.engines.protocol import Capabilities
from inbetween.engines.remote.entry import Remote
from inbetween.engines.weights import Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An engine, maybe with weights, or a server that renders elsewhere; and what it can do."""

    engine: str
    capabilities: Capabilities
    weights: Weights | None = None
    remote: Remote | None = None

    @property
    def name(self) -> str:
        """What the operator calls it: no two offers of an installation have one name."""
        named = self.weights or self.remote
        return named.name if named else self.engine

    @property
    def abilities(self) -> Abilities:
        """The requests that it renders."""
        return self.capabilities.abilities

    @property
    def weighty(self) -> bool:
        """Whether its child holds weights in memory."""
        return registry.loads_weights(self.engine)

    @property
    def missing(self) -> tuple[str, ...]:
        """What it needs and is not on this machine: files, or a module. Whoever only accepts tasks needs none of it."""
        needed = self.weights.paths if self.weights else ()
        gone = [str(path) for path in needed if not path.exists()]
        return (*gone, *(f"the module {name}" for name in registry.modules(self.engine) if not find_spec(name)))

    def rendered(self, spec: VideoSpec) -> VideoSpec:
        """Return what is rendered of ``spec``: all of it, at the weights' own rate where the operator keeps that."""
        fps = self.capabilities.fps if self.weights and self.weights.fps == "native" else None
        return replace(spec, fps=fps or spec.fps)

    def stands_in_for(self, model: str) -> bool:
        """Say whether its weights are of another generation than ``model``, or nobody knows which."""
        if self.remote is not None:
            return self.remote.dialect != "dashscope" or self.remote.model not in (None, model)
        return self.weights is not None and self.capabilities.kind not in MODELS[model].open_kinds


_Several: TypeAlias = Mapping[str, tuple[Offer, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """Everything that is rendered here: ``models`` by the identity of a model, in order of preference; others by
    ``default``. An effect of ``effects`` is rendered by its own offer, whatever the model."""

    default: Offer
    models: _Several = field(default_factory=lambda: MappingProxyType({}))
    effects: Mapping[str, Offer] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, model: str, need: Need) -> Offer:
        """Return what renders such a request for ``model``: the first offer that lacks nothing, else the first."""
        among = self.for_model(model) if need.effect is None else self.for_effect(model, need.effect)
        return next((offer for offer in among if not lacking(offer.abilities, need)), among[0])

    def for_model(self, model: str) -> tuple[Offer, ...]:
        """Return the offers for requests without an effect, the preferred one first."""
        return self.models.get(MODELS[model].identity, (self.default,))

    def for_effect(self, model: str, effect: str) -> tuple[Offer, ...]:
        """Return the offers for an effect: its own, or those of the model, and the default engine behind them."""
        return (self.effects[effect],) if effect in self.effects else (*self.for_model(model), self.default)

    def able(self, model: str, need: Need) -> Abilities:
        """Return the abilities of what renders such a request for ``model``."""
        return self.of(model, need).abilities

    def of_task(self, task: Draft | Task) -> Offer:
        """Return what a task is for: what its row names. Where that names nothing of this map: what it would be now."""
        named = next((offer for offer in self._named() if offer.name == task.offer), None)
        return named or (self.of(task.model, task.spec.need) if task.spec else self.for_model(task.model)[0])

    def by_whom(self, model: str, kinds: frozenset[MediaKind]) -> Offer | None:
        """Return what renders a model's set of inputs at some length, ``None`` when nothing here does."""
        return next((offer for offer in self.for_model(model) if kinds in offer.abilities.media_sets), None)

    def by_whom_effect(self, effect: str) -> Offer | None:
        """Return what renders an effect, of whichever models have it; ``None`` when nothing here does."""
        among = chain.from_iterable(self.for_effect(model, effect) for model in with_effect(effect))
        return next((offer for offer in among if effect in offer.abilities.effects), None)

    def __iter__(self) -> Iterator[Offer]:
        """Yield each offer once, the default first."""
        yield from {offer.name: offer for offer in self._named()}.values()

    def _named(self) -> Iterator[Offer]:
        """Yield each offer as often as something is rendered by it, the default first."""
        yield from chain([self.default], *self.models.values(), self.effects.values())


def alone(engine: str, capabilities: Capabilities) -> Offers:
    """Return the offers of an installation where one engine renders everything."""
    return Offers(default=Offer(engine=engine, capabilities=capabilities))
