"""The few words that declarations of models are written with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from inbetween.catalog.model import BEIJING, SINGAPORE, Model, Prices, Rate
from inbetween.domain.spec import MediaKind

FIRST: MediaKind = "first_frame"
LAST: MediaKind = "last_frame"
AUDIO: MediaKind = "driving_audio"
CLIP: MediaKind = "first_clip"


def sets(*legal: Iterable[MediaKind]) -> frozenset[frozenset[MediaKind]]:
    """Return the legal sets of inputs."""
    return frozenset(frozenset(one) for one in legal)


def span(first: int, last: int) -> tuple[int, ...]:
    """Return every whole second from ``first`` to ``last``."""
    return tuple(range(first, last + 1))


def priced(beijing: Mapping[str, str], singapore: Mapping[str, str] | None = None) -> Prices:
    """Return prices in CNY per second by region and resolution."""
    regions = {BEIJING: beijing, SINGAPORE: singapore or {}}
    return {
        region: {tier: Decimal(price) for tier, price in tiers.items()} for region, tiers in regions.items() if tiers
    }


def rated(each: int, elsewhere: Mapping[str, Rate] | None = None) -> Mapping[str, Rate]:
    """Return a rate of ``each`` submits a second and as many running tasks, and what differs in other regions."""
    return {BEIJING: Rate(submits_per_second=each, running=each), **(elsewhere or {})}


def also_called(model: Model, *names: str) -> Iterator[Model]:
    """Yield ``model`` and the same under its other names."""
    yield model
    for name in names:
        yield replace(model, name=name, alias_of=model.name)
