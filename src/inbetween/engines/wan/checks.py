"""What of the fast path is right on these devices: ``python -m inbetween.engines.wan.checks`` prints JSON.

It reads entries of a model map as a JSON list on standard input, and tries what a start would (``trials``). A process
of its own: ``doctor`` asks it, and the process that answers requests never imports torch. It loads no models, so it
imports neither diffusers nor transformers, which take twice as long as all that it does.
"""

import json
import sys
from collections.abc import Mapping
from typing import Any

import torch

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.devices import device_of, layout_of, precision
from inbetween.engines.wan.kernels import ops_on
from inbetween.engines.wan.kinds import detect
from inbetween.engines.wan.trials import trial_of, tried
from inbetween.engines.weights import Weights


def checked(rows: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what comes of each entry on each of its devices."""
    kind = "cuda" if torch.cuda.is_available() else "cpu"
    entries = [Weights.from_json(row) for row in rows]
    return {
        "torch": torch.__version__,
        "device": torch.cuda.get_device_name() if kind == "cuda" else "cpu",
        "kernels": ops_on(kind)[1],
        "entries": [_entry(entry, device) for entry in entries for device in dict.fromkeys(entry.devices)],
    }


def _entry(weights: Weights, name: str) -> dict[str, Any]:
    told: dict[str, Any] = {"name": weights.name, "device": name, "attention": [], "products": []}
    try:
        if weights.folder is None:
            raise OperatorError("folder is missing; give the weights' folder, in the diffusers layout.")
        device, sharing = device_of(weights, name), layout_of(weights).sharing
        kind = detect(weights.folder)
        found = tried(trial_of(weights, kind, device, dtype=precision(device), sharing=sharing))
    except OperatorError as error:
        return told | {"fault": error.message}
    return told | {"attention": found.attention, "products": found.products, "fault": found.fault}


if __name__ == "__main__":
    with torch.no_grad():
        sys.stdout.write(json.dumps(checked(json.load(sys.stdin))) + "\n")
