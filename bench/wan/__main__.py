"""Measure the wan engine on one GPU, stock diffusers beside ours: ``python -m bench.wan --json wan.json``.

Ten minutes on one H200. Peaks of the card come first: every floor is computed from them. Then rows by their worth; no
arm begins that would not end within ``--budget`` seconds, and each row is in the file as soon as it is measured. The
table of the goals comes last. Weights are random, so figures are speeds, and errors against the same weights in bf16,
never quality. ``--tiny`` runs every arm on a model of two layers, on CPUs too.
"""

import argparse
import contextlib
import importlib
import signal
import sys
from pathlib import Path

import torch
from diffusers.utils import logging

from bench import about
from bench.wan import attention, cancel, folder, forward, products, sizes, task, traffic, vae
from bench.wan.goals import goals
from bench.wan.run import Run, markdown, table
from bench.wan.subject import Subject

PARTS = {
    "forward": forward.measure,
    "forward8": forward.eight_bits,
    "forward480": forward.smaller,
    "decode": vae.measure,
    "condition": vae.condition,
    "cancel": cancel.measure,
    "task": None,
    "products8": forward.products_only,
    "attention": attention.measure,
    "gemm": products.measure,
    "stock-vae": vae.in_bf16,
    "stock-forward": forward.switches,
    "traffic": traffic.measure,
}
"""What is measured, the most wanted first; all goals are among those up to ``task``. That is other processes' work:
before it this one frees the device."""

BUDGET = 560.0
"""Seconds: ten minutes, less what Python takes to import torch and to put everything away."""


def main(arguments=None):
    """Measure what was asked for; print a line per arm, then tables; keep the JSON up to date all the while."""
    asked = _arguments(arguments)
    logging.set_verbosity_error()  # it warns of each cast, with or without need
    subject = Subject(*_sizes(asked), asked.device)
    run = Run(asked.device, asked.budget, hurried=not asked.tiny)
    run.keep = lambda: _kept(asked, run)
    parts = [part for part in PARTS if part in (asked.only or PARTS) and part not in asked.but]
    with contextlib.ExitStack() as stack:
        # A run that is cut short tells what it has.
        stack.callback(signal.signal, signal.SIGTERM, signal.signal(signal.SIGTERM, lambda *_: sys.exit(143)))
        job = _job(run, stack, tiny=asked.tiny) if "task" in parts else None
        stack.callback(_told, run)  # before the folder is removed: whoever ends a run may not wait for that
        with torch.no_grad():
            products.peaks(run)
            for part in parts:
                _measured(part, run, subject, job, tiny=asked.tiny)
    return run.rows


def _measured(part, run, subject, job, *, tiny):
    try:
        if part != "task":
            PARTS[part](run, subject)
        elif job:
            subject.forget()
            task.measure(run, job, tiny=tiny)
            if not task.video_of(run, "exact"):
                importlib.import_module("bench.wan.alone").measure(run, job, tiny=tiny)
    except Exception as error:  # noqa: BLE001 - one part's failure is a row, not the end of the others
        run.arm(part, "what comes before its arms", lambda error=error: _raised(error))


def _job(run, stack, *, tiny):
    """Begin to write the weights that will be served; return what waits for them, ``None`` where there is no room."""
    jobs = []

    def begun():
        jobs.append(stack.enter_context(folder.being_written(tiny=tiny)))
        return {}

    run.arm("task", "a folder for the weights", begun)
    return jobs[0] if jobs else None


def _raised(error):
    raise error


def _sizes(asked):
    return [sizes.SIZES[name] for name in (("tiny", "tinier") if asked.tiny else ("720", "480"))]


def _kept(asked, run):
    if asked.json:
        about.write(asked.json, "wan", tiny=asked.tiny, gpu=_device(run), goals=goals(run), rows=run.rows)


def _told(run):
    out = [row for row in run.rows if row.keys() & {"skipped", "failed", "refused"}]
    print(f"\n{table(run.rows)}\n\n**goals**\n\n{markdown(goals(run))}\n")
    for row in out:
        reason = row.get("skipped") or row.get("failed") or row.get("refused")
        print(f"not measured: {row['part']}, {row['arm']}: {reason}")
    print("Weights are random: nothing here says how good a video is.", flush=True)


def _arguments(arguments):
    parser = argparse.ArgumentParser(prog="bench.wan", description=__doc__)
    parser.add_argument("--only", action="append", choices=PARTS, metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--but", action="append", choices=PARTS, metavar="PART", default=[], help="leave it out")
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--budget", type=float, default=BUDGET, help="seconds that all of it may take")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(arguments)
    if asked.device == "cpu" and not asked.tiny and asked.only != ["traffic"]:
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
