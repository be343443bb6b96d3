"""What a process of a test's group loads: the tiny transformers that the test has saved."""

from collections.abc import Mapping
from typing import Any

import torch

from inbetween.engines.wan.dit import Dit, Ways
from inbetween.engines.wan.parallel import Member


def denoisers(asked: Mapping[str, Any], device: torch.device, member: Member) -> Mapping[str, Dit]:
    """Return our forward over each saved transformer, its tokens spread over the group."""
    torch.set_num_threads(1)
    made = {}
    for name, path in asked.items():
        saved = torch.load(path, map_location=device)
        member.layout.require(saved["config"]["num_attention_heads"])
        made[name] = Dit(saved["config"], saved["weights"], Ways(spread=member.spread))
    return made
