"""What ``inbetween doctor`` finds of a model map: what serves what, whether its files are there, and its fast paths."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from inbetween import app
from inbetween.catalog.models import MODELS
from inbetween.cli.finding import Finding
from inbetween.domain.errors import OperatorError
from inbetween.engines.remote.entry import Remote
from inbetween.engines.weights import Weights
from inbetween.offers.asked import asked_of
from inbetween.offers.offer import Offer, Offers
from inbetween.settings import Settings

_INSTALL = "pip install 'inbetween[wan]'"
_NOT_HERE = f"download it, {_INSTALL}, or start a worker where it is"


def served(read: Settings, alive: Collection[str] = ()) -> Iterator[Finding]:
    """Read the model map, if there is one, and look at each entry that serves something.

    ``alive`` are the names of those that a living worker serves, on whichever machine.
    """
    try:
        offers = app.model_map(read).offers
    except OperatorError as error:
        yield Finding(name="weights", state="broken", found=error.message, mend="correct INBETWEEN_WEIGHTS or its file")
        return
    entries = [(offer, offer.weights) for offer in offers if offer.weights]
    yield from (_entry(offer, weights, offers, elsewhere=offer.name in alive) for offer, weights in entries)
    yield from (_elsewhere(offer, offer.remote, offers) for offer in offers if offer.remote)
    there = [
        replace(weights, asked=asked_of(offer, offers))
        for offer, weights in entries
        if offer.engine == "wan" and not offer.missing
    ]
    if there:
        yield from _fast_paths(read, there)


def _entry(offer: Offer, weights: Weights, offers: Offers, *, elsewhere: bool) -> Finding:
    """Tell which models and effects an entry serves, and what of it is not here."""
    how = ", ".join(filter(None, (offer.engine, offer.capabilities.kind, weights.mode)))
    found = f"{how}: {', '.join(_serves(offer, offers))}"
    if offer.missing and elsewhere:
        return Finding(name=offer.name, state="works", found=f"{found}; by a worker elsewhere")
    if offer.missing:
        there = f"{found}; not here: {', '.join(offer.missing)}"
        return Finding(name=offer.name, state="broken", found=there, mend=_NOT_HERE)
    if offer.engine != "wan":
        return Finding(name=offer.name, state="works", found=found)
    return _on_its_card(replace(weights, asked=asked_of(offer, offers)), found)


def _on_its_card(weights: Weights, found: str) -> Finding:
    """Tell what of the weights lies on its card, by the numbers; nothing is loaded."""
    from inbetween.engines.wan.kinds import detect
    from inbetween.engines.wan.residency.cards import cards
    from inbetween.engines.wan.residency.choice import residency_of, told
    from inbetween.engines.wan.residency.plan import SIZES

    name, number = weights.name, int(weights.devices[0].partition(":")[2] or 0)
    free = dict(enumerate(cards())).get(number)
    if weights.folder is None or free is None:
        return Finding(name=name, state="works", found=found)
    residency = residency_of(weights, detect(weights.folder), free)
    fitting = [size for size, pixels in SIZES.items() if residency.fits(pixels)]
    found += (
        f"; of {free / 1e9:.0f} GB on {weights.devices[0]}: {told(residency)}; room for {', '.join(fitting) or 'none'}"
    )
    if "720P" in fitting:
        return Finding(name=name, state="works", found=found)
    return Finding(name=name, state="weak", found=found, mend="a larger card, or mode = 'fp8'")


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


def _fast_paths(read: Settings, entries: list[Weights]) -> Iterator[Finding]:
    """Let a child with torch try whatever the entries allow, on their devices, at the lengths that they serve."""
    from inbetween.engines.wan.doctor import report

    try:
        told = report(entries, read.cache / "numba")
    except OperatorError as error:
        yield Finding(name="wan", state="broken", found=error.message, mend=_INSTALL)
        return
    yield Finding(name="wan", state="works", found=f"torch {told['torch']} on {told['device']}; {told['kernels']}")
    yield from map(_tried, told["entries"])


def _tried(entry: Mapping[str, Any]) -> Finding:
    """Tell which kernels are used at which lengths, and what was refused with which figure."""
    if entry["fault"]:
        mend = "correct its entry in the model map, or what it needs"
        return Finding(name=entry["name"], state="broken", found=f"{entry['device']}: {entry['fault']}", mend=mend)
    among = [row for row in entry["attention"] if row["tokens"] == row["seen"]]
    used = [f"{row['chosen']} at {row['tokens']:,} tokens" for row in among]
    used += sorted({f"{row['product']} products" for row in entry["products"]})
    refused = [
        f"{verdict['kernel']} at {row['tokens']:,} tokens to {row['seen']:,} ({verdict['refused']})"
        for row in entry["attention"]
        for verdict in row["verdicts"]
        if verdict["refused"] and not verdict["absent"]
    ]
    found = f"{entry['device']}, tried: {', '.join(used) or 'nothing is asked of it'}"
    if not refused:
        return Finding(name=entry["name"], state="works", found=found)
    mend = "others do the work; another version of the driver or of the library may compute it"
    return Finding(name=entry["name"], state="weak", found=f"{found}; refused: {'; '.join(refused)}", mend=mend)
