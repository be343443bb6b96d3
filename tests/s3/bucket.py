"""A bucket on an S3 server of our own."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from inbetween.storage.s3 import S3Objects
from tests.npm import installed

HERE = Path(__file__).parent
NAME = "test"
_KEY_ID = "S3RVER"  # the one that s3rver knows
_SECRET = "wJalr/a+secret=of-these-tests"


@dataclass(frozen=True)
class Bucket:
    """Where the server listens, and the process that can be killed."""

    process: "subprocess.Popen[str]"
    port: int
    prefix: str = ""

    @property
    def url(self) -> str:
        """What ``INBETWEEN_OBJECTS`` is set to."""
        return f"s3://{NAME}/{self.prefix}".rstrip("/")

    @property
    def variables(self) -> dict[str, str]:
        """What the environment must hold to be let in."""
        return {
            "AWS_ACCESS_KEY_ID": _KEY_ID,
            "AWS_SECRET_ACCESS_KEY": _SECRET,
            "AWS_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.port}",
        }

    def objects(self) -> S3Objects:
        """Open the store in this process, whose environment holds the variables."""
        return S3Objects(NAME, self.prefix)


@contextmanager
def running_bucket(folder: Path, port: int = 0) -> Iterator[Bucket]:
    """Run a server with a bucket, its files in ``folder``, on ``port`` or on a free one."""
    program = shutil.copy(HERE / "server.cjs", installed(HERE))
    command = ["node", program, folder, NAME, str(port), _KEY_ID, _SECRET]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    # Its own session: Ctrl-C is for the tests, whose end then closes the pipe.
    with subprocess.Popen(command, text=True, start_new_session=True, **pipes) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Bucket(process=process, port=int(process.stdout.readline()))
        with suppress(BrokenPipeError):  # it may have been killed
            process.stdin.close()
        process.wait(30)
