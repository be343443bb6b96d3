"""Where and when figures were measured, and the files that keep them."""

import json
import math
import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "bench" / "results"
"""What was measured last: the tables and pictures of the docs are written from these files."""

_EQUAL = 100.0
"""dB written for pictures that are equal, as in a task's measurements: JSON has no infinity."""


def write(path, what, **found):
    """Write what was measured as JSON, its floats rounded to 4 places, after a note of where and when."""
    path.parent.mkdir(parents=True, exist_ok=True)
    told = json.dumps(rounded({"bench": what, "about": _about(), **found}), separators=(",", ":"))
    # A row a line: two measurements can be compared by diff.
    path.write_text(told.replace("},{", "},\n{") + "\n", encoding="utf-8")


def rounded(value):
    """Return JSON values with every float rounded to 4 places; infinity is 100 dB."""
    if isinstance(value, dict):
        return {key: rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(inner) for inner in value]
    if isinstance(value, float):
        return _EQUAL if math.isinf(value) else round(value, 4)
    return value


def told(about):
    """Return a sentence that says where and when figures were measured."""
    return f"Measured {about['date']} at `{about['commit']}` on {about['cores']} cores ({about['processor']})."


def _about():
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _git("rev-parse", "--short", "HEAD") + ("+" if _git("status", "--porcelain", "src") else ""),
        "cores": os.cpu_count(),
        "processor": _processor(),
        "python": platform.python_version(),
    }


def _git(*arguments):
    """Return what git says; nothing where there is none, as on a machine that was only lent a copy of the files."""
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()


def _processor():
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
