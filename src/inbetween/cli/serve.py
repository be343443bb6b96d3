"""``inbetween serve``: the API, and a worker in the same process unless others do the tasks."""

import contextlib
import fcntl
import socket
from collections.abc import Iterator
from typing import Annotated

import typer

from inbetween import app, settings
from inbetween.cli.logs import write_logs
from inbetween.cli.options import Data
from inbetween.cli.privacy import keep_private
from inbetween.cli.stopping import stopping_on_signals, worker_ended
from inbetween.domain.errors import OperatorError
from inbetween.settings import Settings

EXAMPLES = (
    "\b\nExample: inbetween serve\n"
    "Example: inbetween serve --host 0.0.0.0 --port 80 --public-url http://videos.example.org\n"
    "Example: inbetween serve --no-worker & inbetween worker & inbetween worker"
)

BACKLOG = 2048
"""Connections that may wait for the server, as its own default."""


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on [env INBETWEEN_HOST, 127.0.0.1].")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 picks a free one [env INBETWEEN_PORT, 8000].")] = None,
    public_url: Annotated[
        str | None, typer.Option(help="Base of the URLs in answers [env INBETWEEN_PUBLIC_URL].")
    ] = None,
    worker: Annotated[
        bool | None,
        typer.Option(
            "--worker/--no-worker",
            help="Do the tasks here, or leave them to `inbetween worker` [env INBETWEEN_WORKER].",
        ),
    ] = None,
    data: Data = None,
) -> None:
    """Serve the API and render its tasks, until Ctrl-C or SIGTERM."""
    from inbetween.cli.server import Server  # the web framework; the other verbs do not wait for it

    read = settings.read(host=host, port=port, public_url=public_url, worker=worker, data=data)
    keep_private()
    write_logs()
    with (
        _listening(read) as listener,
        _only_one(read),
        app.open_house(read) as house,
        stopping_on_signals(house, (server := Server(house.api, house.gate, failed=house.failed)).leave),
    ):
        here = _address(listener)
        listener.listen(BACKLOG)  # whoever reads the address may connect at once
        if house.first_key:
            print(_snippet(read.public_url or here, house.first_key), flush=True)
        public = f"public as {read.public_url}, " if read.public_url else ""
        print(f"Listening on {here} ({public}data in {read.data}).", flush=True)
        server.run(sockets=[listener])
        if house.failed():
            raise worker_ended()


@contextlib.contextmanager
def _listening(read: Settings) -> Iterator[socket.socket]:
    """Bind the address, so that a taken port is one sentence and port 0 has a number before anything starts."""
    family = socket.AF_INET6 if ":" in read.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((read.host, read.port))
        except OSError as error:
            raise OperatorError(f"{read.host}:{read.port} cannot be listened on ({error.strerror}).") from error
        yield listener


@contextlib.contextmanager
def _only_one(read: Settings) -> Iterator[None]:
    """Hold the data folder: two servers on one folder would clear each other's work files."""
    with app.data_folder(read) as data:
        lock = (data / "serve.lock").open("w")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise OperatorError(f"Another server uses {data}; stop it, or give another --data folder.") from error
        yield


def _address(listener: socket.socket) -> str:
    """Return the URL that reaches ``listener`` from this machine."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  compared, not bound
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _snippet(base: str, key: str) -> str:
    """Return what to paste to use the server with the official SDK."""
    return f"""A key was made. It is shown once:

    {key}

Paste into a shell, then run any program that uses the dashscope SDK:

    export DASHSCOPE_API_KEY={key}
    export DASHSCOPE_HTTP_BASE_URL={base}/api/v1
"""
