"""What a child that a picture has taken over would try, and what the kernel answers to each."""

import ctypes
import errno
import os
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

IO_URING_SETUP = 425


def tried_network() -> dict[str, str]:
    """Try each way of opening a socket."""
    families = (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX)
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall(IO_URING_SETUP, 1, None)
    ring = errno.errorcode[ctypes.get_errno()]
    return _answers({family.name: lambda family=family: socket.socket(family).close() for family in families}) | {
        "io_uring": ring
    }


def tried_files(own: Path) -> dict[str, str]:
    """Try what could be done to files, outside and in the order's ``own`` folder."""
    code, parent, inside = Path(__file__), Path(f"/proc/{os.getppid()}"), own / "tried"
    return _answers(
        {
            "read outside": Path("/etc/passwd").read_bytes,
            "list outside": lambda: list(Path("/").iterdir()),
            "read the parent's environment": (parent / "environ").read_bytes,
            "read the parent's memory": (parent / "mem").open,
            "write where code is": lambda: code.open("a").close(),
            "make a file outside": lambda: code.with_name("tried").write_bytes(b""),
            "cut a file outside short": lambda: os.truncate(code, code.stat().st_size),
            "run what was written": lambda: _run_written(inside),
            "make a link": lambda: inside.with_suffix(".link").symlink_to("/etc/passwd"),
            "make a pipe": lambda: os.mkfifo(inside.with_suffix(".pipe")),
            "write inside": lambda: inside.with_suffix(".file").write_bytes(b"x"),
            "fill the disk by one file": lambda: os.truncate(inside.with_suffix(".file"), 2**40),
        }
    )


def tried_others() -> dict[str, str]:
    """Try what could be done to other processes, or to get away from the parent's kill."""
    return _answers(
        {
            "signal the parent": lambda: os.kill(os.getppid(), 0),
            "leave the session": os.setsid,
            "take a group of its own": lambda: os.setpgid(0, 0),
        }
    )


def _run_written(path: Path) -> None:
    path.write_text("#!/bin/sh\n")
    path.chmod(0o700)
    os.execv(path, [path])  # noqa: S606 - it must not come to that


def _answers(attempts: Mapping[str, Callable[[], object]]) -> dict[str, str]:
    return {name: _answer(attempt) for name, attempt in attempts.items()}


def _answer(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except OSError as error:
        return errno.errorcode[error.errno or 0]
    return "done"
