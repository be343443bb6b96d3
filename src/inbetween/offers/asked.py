"""Which videos may be asked of an offer: what a child with weights makes itself ready for before its first task."""

from inbetween.catalog.model import Model
from inbetween.catalog.models import MODELS
from inbetween.engines.weights import Asked
from inbetween.media.sizes import output_size
from inbetween.offers.offer import Offer, Offers

_USUAL = (16, 9)
"""The shape of most pictures. Others have nearly as many tokens; a child checks those when they come."""


def asked_of(offer: Offer, offers: Offers) -> tuple[Asked, ...]:
    """Return every size and rate at which models that ``offer`` renders are asked for, with their durations."""
    found: dict[tuple[int, int, int], set[int]] = {}
    for model in MODELS.values():
        if _renders(offer, offers, model):
            for resolution in model.resolutions:
                size = output_size(*_USUAL, resolution, multiple=model.multiple)
                found.setdefault((*size, _fps(offer, model)), set()).update(_seconds(offer, model, resolution))
    return tuple(
        Asked(width=width, height=height, fps=fps, seconds=tuple(sorted(seconds)))
        for (width, height, fps), seconds in sorted(found.items())
        if seconds
    )


def _renders(offer: Offer, offers: Offers, model: Model) -> bool:
    if offer in offers.for_model(model.name):
        return True
    return any(offers.effects.get(effect) == offer for effect in model.effects)


def _fps(offer: Offer, model: Model) -> int:
    native = offer.weights is not None and offer.weights.fps == "native"
    return (offer.capabilities.fps if native else None) or model.fps


def _seconds(offer: Offer, model: Model, resolution: str) -> list[int]:
    longest = offer.abilities.longest_seconds
    allowed = model.seconds_at.get(resolution, model.seconds)
    return [seconds for seconds in allowed if longest is None or seconds <= longest]
