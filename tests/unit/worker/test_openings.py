"""What a GPU and weights leave open in the walls around an engine child, and what stays shut."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

from inbetween.worker.landlock import version

pytestmark = pytest.mark.skipif(version() < 3, reason="Landlock's whole wall around files is Linux 6.2's")

WALLED = """
    import json, mmap, os, resource, socket, sys
    from pathlib import Path
    from inbetween.worker.isolation import Openings, isolate

    weights, own, outside, sockets = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4] == "2"
    asked = Openings(reads=(weights,), writes=(own,), memory=None, graphics=True, sockets=sockets)
    told = {"walls": isolate(os.getppid(), asked)}

    def attempt(deed):
        try:
            deed()
        except OSError as error:
            return type(error).__name__
        return "done"

    told["read weights"] = attempt(lambda: (weights / "model").read_bytes())
    told["write weights"] = attempt(lambda: (weights / "model").write_bytes(b""))
    told["read outside"] = attempt(outside.read_bytes)
    told["write own"] = attempt(lambda: (own / "kernel").write_bytes(b"x"))
    told["a terabyte"] = attempt(lambda: mmap.mmap(-1, 2**40, flags=mmap.MAP_PRIVATE | 0x4000, prot=0))
    told["shared memory"] = attempt(lambda: os.unlink(__import__("tempfile").mkstemp(dir="/dev/shm")[1]))
    told["socket"] = attempt(lambda: socket.socket(socket.AF_INET).close())
    told["leave the session"] = attempt(lambda: os.setsid())
    print(json.dumps(told))
"""


def _tried(folder: Path, devices: int) -> dict[str, Any]:
    for name in ("weights", "own"):
        (folder / name).mkdir()
    (folder / "weights" / "model").write_bytes(b"0")
    (folder / "secret").write_bytes(b"0")
    places = [str(folder / name) for name in ("weights", "own", "secret")]
    command = [sys.executable, "-c", textwrap.dedent(WALLED), *places, str(devices)]
    told: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return told


@pytest.mark.parametrize("devices", [1, 2])
def test_a_gpu_takes_the_bound_of_memory_and_several_the_wall_to_the_network(tmp_path: Path, devices: int) -> None:
    told = _tried(tmp_path, devices)
    assert told.pop("walls") == {
        "dies_with_parent": True,
        "bounded_memory": False,
        "own_files": True,
        "no_signals": version() >= 6,
        "no_network": devices == 1,
    }
    assert told == {
        "read weights": "done",
        "write weights": "PermissionError",
        "read outside": "PermissionError",
        "write own": "done",
        "a terabyte": "done",
        "shared memory": "done",
        "socket": "PermissionError" if devices == 1 else "done",
        "leave the session": "PermissionError",
    }
