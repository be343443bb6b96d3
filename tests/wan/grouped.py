"""What a process of a test's group loads: the tiny transformers that the test has saved."""

from collections.abc import Mapping
from typing import Any

import torch

from inbetween.engines.wan.dit import Dit, Ways
from inbetween.engines.wan.parallel import Member
from inbetween.engines.weights import Weights


class Scaled(Dit):
    """Stands for an exchange of LoRAs: what it gives out is scaled by the strength of the first one."""

    def exchange(self, weights: Weights) -> None:
        self._out = (self._out[0] * weights.loras[0].strength, self._out[1] * weights.loras[0].strength)


def denoisers(asked: Mapping[str, Any], device: torch.device, member: Member) -> Mapping[str, Dit]:
    """Return our forward over each saved transformer, its tokens spread over the group."""
    torch.set_num_threads(1)
    made = {}
    for name, path in asked.items():
        saved = torch.load(path, map_location=device)
        member.layout.require(saved["config"]["num_attention_heads"])
        made[name] = Scaled(saved["config"], saved["weights"], Ways(spread=member.spread))
    return made
