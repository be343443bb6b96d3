"""What ``inbetween doctor`` finds of a model map: what serves what, whether its files are there, and its fast paths."""

import importlib.util
from collections.abc import Iterator

from inbetween import app
from inbetween.catalog.models import MODELS
from inbetween.cli.finding import Finding
from inbetween.domain.errors import OperatorError
from inbetween.engines import registry
from inbetween.engines.remote.entry import Remote
from inbetween.engines.weights import Weights
from inbetween.offers.offer import Offer, Offers
from inbetween.settings import Settings

_INSTALL = "pip install 'inbetween[wan]'"


def served(read: Settings) -> Iterator[Finding]:
    """Read the model map, if there is one, and look at each entry that serves something."""
    try:
        offers = app.model_map(read).offers
    except OperatorError as error:
        yield Finding(name="weights", state="broken", found=error.message, mend="correct INBETWEEN_WEIGHTS or its file")
        return
    entries = [(offer, offer.weights) for offer in offers if offer.weights]
    yield from (_entry(offer, weights, offers) for offer, weights in entries)
    yield from (_elsewhere(offer, offer.remote, offers) for offer in offers if offer.remote)
    if any(offer.engine == "wan" for offer, _ in entries) and importlib.util.find_spec("torch"):
        yield _fast_paths(read)


def _entry(offer: Offer, weights: Weights, offers: Offers) -> Finding:
    """Tell which models and effects an entry serves, and whether it can be loaded here."""
    how = ", ".join(filter(None, (offer.engine, offer.capabilities.kind, weights.mode)))
    found = f"{how}: {', '.join(_serves(offer, offers))}"
    missing = [str(path) for path in weights.paths if not path.exists()]
    if missing:
        there = f"{found}; not there: {', '.join(missing)}"
        return Finding(name=offer.name, state="broken", found=there, mend="download it, or correct the model map")
    if registry.on_gpu(offer.engine) and not importlib.util.find_spec("torch"):
        return Finding(name=offer.name, state="broken", found=f"{found}; no torch", mend=_INSTALL)
    return Finding(name=offer.name, state="works", found=found)


def _elsewhere(offer: Offer, remote: Remote, offers: Offers) -> Finding:
    """Tell which models another server serves; it is not asked."""
    found = f"{remote.dialect} at {remote.url}: {', '.join(_serves(offer, offers))}"
    return Finding(name=offer.name, state="works", found=found)


def _serves(offer: Offer, offers: Offers) -> Iterator[str]:
    """Yield the models of an offer, with whether it stands in for them, and its effect."""
    for model in MODELS:
        if offer in offers.for_model(model):
            yield f"{model} (stand-in)" if offer.stands_in_for(model) else model
    yield from (f"effect {effect}" for effect, other in offers.effects.items() if other == offer)


def _fast_paths(read: Settings) -> Finding:
    """Let a child with torch check every kernel and mode on this very device."""
    from inbetween.engines.wan.doctor import report

    try:
        told = report(read.cache / "wan")
    except OperatorError as error:
        return Finding(name="wan", state="broken", found=error.message, mend=_INSTALL)
    refused = [
        f"{row.get('kernel') or row.get('product')} ({row['refused']})"
        for row in (*told["attention"], *told["products"])
        if row["refused"]
    ]
    found = f"torch {told['torch']} on {told['device']}; {told['kernels']}"
    if refused:
        found += f"; refused: {', '.join(refused)}"
    return Finding(name="wan", state="works", found=found)
