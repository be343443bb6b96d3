"""What ``inbetween doctor`` asks about the fast path, without torch in its own process."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from inbetween.domain.errors import OperatorError
from inbetween.engines.weights import Weights

_SECONDS = 300.0
"""For one report: torch's import, and per entry six attention kernels over 171,360 tokens at most, some of which
compile; the first time on a machine each is timed too."""


def report(entries: Iterable[Weights], folder: Path | None = None, *, seconds: float = _SECONDS) -> dict[str, Any]:
    """Return what each kernel and mode that ``entries`` allow makes of this machine, from a child process.

    Args:
        entries: of the model map, with what may be asked of each.
        folder: where timings are kept, beside compiled kernels; ``None``: nowhere.
        seconds: for the whole report.

    Returns:
        ``torch``, ``device``, ``kernels`` (one sentence), and ``entries``: a row per entry and device, with ``name``,
        ``device``, ``fault`` (why it cannot be served, or ``None``), ``attention`` (rows of ``tokens``, ``seen``,
        ``chosen``, ``fault``, and the ``verdicts`` as ``attention.Verdict``), ``products`` (rows of ``product``,
        ``tokens``, ``sides``, ``error``, ``fault``).

    Raises:
        OperatorError: torch is missing, or the report took too long.
    """
    kept = {} if folder is None else {"NUMBA_CACHE_DIR": str(folder)}
    asked = json.dumps([entry.to_json() for entry in entries])
    try:
        done = subprocess.run(
            [sys.executable, "-m", "inbetween.engines.wan.checks"],
            input=asked, capture_output=True, text=True, timeout=seconds, check=False, env=os.environ | kept,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise OperatorError(f"The checks of the wan engine took more than {seconds:.0f} s; is the GPU busy?") from None
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no word"])[-1]
        raise OperatorError(f"The checks of the wan engine failed ({last}); pip install inbetween[wan] brings torch.")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
