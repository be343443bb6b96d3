"""Measure the wan engine: ``python -m bench.wan [--gemm] [--attention] [--dit] [--vae] [--condition] [--traffic]``.

All parts without a name of one. Peaks of the card come first: every floor is computed from them. On one H200 it ends
within ten minutes: no arm begins once ``--budget`` seconds are spent. Weights are random, so figures are speeds and
errors against the same weights in bf16, never quality. ``--tiny`` runs every arm on a model of two layers, on CPUs too.
"""

import argparse
import time
from pathlib import Path

import torch

from bench import about
from bench.wan import attention, forward, products, sizes, traffic, vae
from bench.wan.run import Run, table

PARTS = {
    "gemm": products.measure,
    "attention": attention.measure,
    "dit": forward.measure,
    "vae": vae.measure,
    "condition": vae.condition,
    "traffic": traffic.measure,
}


def main(arguments=None):
    """Measure what was asked for; print a line per arm, then tables; write JSON where asked."""
    asked = _arguments(arguments)
    start, size = time.monotonic(), sizes.SIZES["tiny" if asked.tiny else asked.size]
    run = Run(asked.device, asked.budget)
    config = sizes.config_of(size)
    with torch.no_grad():
        products.peaks(run)
        for name in [part for part in PARTS if getattr(asked, part)] or PARTS:
            PARTS[name](run, size, config)
    print(f"\n{table(run.rows)}\n\nWeights are random: nothing here says how good a video is.")
    if asked.json:
        about.write(asked.json, "wan", size=asked.size, tiny=asked.tiny, gpu=_device(run), rows=run.rows,
                    seconds=time.monotonic() - start)  # fmt: skip
    return run.rows


def _arguments(arguments):
    parser = argparse.ArgumentParser(prog="bench.wan", description=__doc__)
    for part in PARTS:
        parser.add_argument(f"--{part}", action="store_true")
    parser.add_argument("--size", choices=("720", "480"), default="720", help="480: call this first, it is 4x faster")
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--budget", type=float, default=480.0, help="seconds after which no arm begins")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(arguments)
    if asked.device == "cpu" and not asked.tiny and not asked.traffic:
        parser.error("full-size weights need a GPU; --tiny runs every arm on a CPU")
    return asked


def _device(run):
    cuda = run.device.type == "cuda"
    return {
        "name": torch.cuda.get_device_name(run.device) if cuda else "cpu",
        "torch": torch.__version__,
        "cudnn": torch.backends.cudnn.version() if cuda else None,
    }


if __name__ == "__main__":
    main()
