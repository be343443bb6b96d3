"""Verbs of the command line, each in a process of its own that need not load the libraries.

Loading them takes longer than most verbs: one process does it once, and forks for every verb. The tests that a start or
an end is the subject of start ``inbetween`` itself.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Forks:
    """A process that runs verbs in forks of its own."""

    process: "subprocess.Popen[str]"

    def run(
        self, arguments: Sequence[str | Path], *, folder: Path, environment: Mapping[str, str]
    ) -> "subprocess.CompletedProcess[str]":
        """Run ``inbetween`` with these arguments in ``folder``, and return its exit code and what it wrote."""
        words = [str(argument) for argument in arguments]
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as error:
            places = [f"/proc/{os.getpid()}/fd/{file.fileno()}" for file in (out, error)]
            wanted = {"words": words, "folder": str(folder), "environment": dict(environment), "places": places}
            assert self.process.stdin is not None
            assert self.process.stdout is not None
            self.process.stdin.write(json.dumps(wanted) + "\n")
            self.process.stdin.flush()
            code = int(self.process.stdout.readline())
            return subprocess.CompletedProcess(words, code, _read(out), _read(error))


@contextmanager
def forking() -> Iterator[Forks]:
    """Give a process that has loaded what most verbs load."""
    pipes = dict.fromkeys(("stdin", "stdout"), subprocess.PIPE)
    with subprocess.Popen([sys.executable, "-m", __name__], cwd=ROOT, text=True, **pipes) as process:
        try:
            yield Forks(process)
        finally:
            process.kill()


def _read(file: IO[str]) -> str:
    file.seek(0)
    return file.read()


def _serve() -> None:
    """Run what is asked line by line, and answer each with its exit code."""
    import inbetween.cli.main
    import inbetween.worker.make
    import inbetween.worker.words  # noqa: F401

    for line in sys.stdin:
        fork = os.fork()
        if not fork:
            _become(**json.loads(line))
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1])}\n")
        sys.stdout.flush()


def _become(words: list[str], folder: str, environment: dict[str, str], places: list[str]) -> NoReturn:
    """Be ``inbetween`` with these words; every way out ends the process."""
    from inbetween.__main__ import main

    for standard, place in enumerate([os.devnull, *places]):
        os.dup2(os.open(place, os.O_RDWR), standard)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["inbetween", *words]
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    _serve()
