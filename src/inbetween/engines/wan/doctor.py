"""What ``inbetween doctor`` asks about the fast path, without torch in its own process."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from inbetween.domain.errors import OperatorError

_SECONDS = 180.0
"""For one report: torch's import, and six attention kernels over 75,600 tokens at most, some of which compile."""


def report(folder: Path | None = None, *, device: str | None = None, seconds: float = _SECONDS) -> dict[str, Any]:
    """Return what each kernel and mode makes of this machine, from a child process.

    Args:
        folder: where timings are kept; ``None``: nowhere.
        device: torch's name of it; ``None``: the first GPU, else the CPU.
        seconds: for the whole report.

    Returns:
        ``device``, ``torch``, ``kernels`` (one sentence), ``attention`` (rows of ``kernel``, ``error``, ``seconds``,
        ``refused``), ``products`` (rows of ``product``, ``error``, ``refused``), ``tokens``.

    Raises:
        OperatorError: torch is missing, the device is, or the report took too long.
    """
    command = [sys.executable, "-m", "inbetween.engines.wan.checks"]
    command += ["--folder", str(folder)] if folder else []
    command += ["--device", device] if device else []
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, capture_output=True, text=True, timeout=seconds, check=False, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        raise OperatorError(f"The checks of the wan engine took more than {seconds:.0f} s; is the GPU busy?") from None
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no word"])[-1]
        raise OperatorError(f"The checks of the wan engine failed ({last}); pip install inbetween[wan] brings torch.")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
