"""How much memory the cards of this machine have, asked of the driver's own program. No torch."""

import shutil
import subprocess

_SECONDS = 10.0
_MIB = 2**20


def cards() -> tuple[int, ...]:
    """Return the bytes of each NVIDIA card that are free, by its number; nothing where the driver is not there."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return ()
    asked = [program, "--query-gpu=memory.free", "--format=csv,noheader,nounits"]
    try:
        told = subprocess.run(asked, capture_output=True, text=True, timeout=_SECONDS, check=True)  # noqa: S603 - its path
        return tuple(int(line) * _MIB for line in told.stdout.split("\n") if line.strip())
    except (OSError, ValueError, subprocess.SubprocessError):
        return ()
