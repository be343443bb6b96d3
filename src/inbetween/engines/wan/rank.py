"""A process of a group beside rank 0: ``python -m inbetween.engines.wan.rank ORDER``.

It says on standard output that it is here, joins, loads the same weights, and does what it hears: make a context, do
its part of a forward, or exchange LoRAs. When its input closes it ends at once, whatever it is doing: rank 0 has gone.
"""

import contextlib
import io
import json
import os
import struct
import sys
import threading
from collections.abc import Mapping
from queue import SimpleQueue
from typing import IO, Any, cast

import torch

from inbetween.domain.errors import Cancelled
from inbetween.engines.wan.denoiser import Context, Denoiser, Exchanging
from inbetween.engines.wan.group import built
from inbetween.engines.wan.parallel import Layout, Member, joined
from inbetween.engines.weights import Weights


def main(order: Mapping[str, Any]) -> None:
    """Join the group and follow until the input ends."""
    verbs: SimpleQueue[dict[str, Any]] = SimpleQueue()
    hears, says = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints goes to the log
    threading.Thread(target=_listen, args=(hears, verbs, order["device"]), daemon=True).start()
    says.write("here\n")
    says.flush()
    device = torch.device(order["device"])
    member = joined(Layout(**order["layout"]), order["rank"], order["store"], device)
    denoisers = built(order["build"])(order["asked"], device, member)
    contexts: dict[int, Context] = {}
    while True:
        _follow(verbs.get(), member, denoisers, contexts)


def _follow(
    verb: dict[str, Any], member: Member, denoisers: Mapping[str, Denoiser], contexts: dict[int, Context]
) -> None:
    for number in verb["forgotten"]:
        contexts.pop(number, None)
    denoiser = denoisers[verb["name"]]
    if verb["do"] == "context":
        contexts[verb["number"]] = member.context(denoiser, verb["text"], verb["image"])
        return
    if verb["do"] == "exchange":
        cast("Exchanging", denoiser).exchange(Weights.from_json(json.loads(verb["weights"])))
        return
    given = {name: verb[name] for name in ("latents", "timesteps", "rows")}
    never = (lambda: False) if verb["asks"] else None
    with contextlib.suppress(Cancelled):  # rank 0 was asked to stop, and all stop with it
        member.velocity(denoiser, **given, context=contexts[verb["number"]], stop=never)


def _listen(hears: IO[bytes], verbs: "SimpleQueue[dict[str, Any]]", device: str) -> None:
    """Take in verbs, their tensors onto ``device``; end the process with the input."""
    while len(head := hears.read(8)) == 8:
        message = hears.read(struct.unpack("<Q", head)[0])
        verbs.put(torch.load(io.BytesIO(message), weights_only=True, map_location=device))
    os._exit(0)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
