"""``inbetween worker``: a process that does tasks and serves nothing."""

import threading

from inbetween import app, settings
from inbetween.cli.logs import write_logs
from inbetween.cli.options import Data
from inbetween.cli.privacy import keep_private
from inbetween.cli.stopping import stopping_on_signals, worker_ended

EXAMPLES = (
    "\b\nExample: inbetween worker\n"
    "Example: INBETWEEN_DATABASE=postgresql://user:password@host/inbetween inbetween worker"
)

LOOK_SECONDS = 1.0
"""How late a worker that ended by a fault of its own is noticed: whoever started this process can then mend it."""


def worker(data: Data = None) -> None:
    """Do the tasks that `inbetween serve` accepts on the same database, until Ctrl-C or SIGTERM.

    Start as many as there is work for, on this machine or on others.
    """
    read = settings.read(data=data)
    keep_private()
    write_logs()
    left = threading.Event()
    with app.open_worker(read) as at_work, stopping_on_signals(at_work, left.set):
        print(f"Working with {', '.join(sorted(at_work.serves())) or 'nothing yet'} (data in {read.data}).", flush=True)
        while not left.wait(LOOK_SECONDS):
            if at_work.failed():
                raise worker_ended()
