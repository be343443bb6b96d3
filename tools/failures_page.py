"""Write docs/failures.md from the table in tests/outage: ``python tools/failures_page.py``."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "failures.md"
HEAD = """# When something fails

Whatever fails, a task that was accepted is not lost, ends once, and is billed once; nothing has to be restarted when
the fault is gone. Why it is so: [decision 21](decisions/0021-an-outage-is-nobodys-fault.md).

During an outage the answer is 503, `ModelUnavailable`, with the vendor's sentence *Model is unavailable, please try
again later.*, ours about what does not work, and `Retry-After: 5`. Of all errors it is the one after which the vendor's
SDKs go on polling: 1.x for Python for ever, 2.x twice more after the `Retry-After`. A GET is answered after a second,
because the Java SDK asks again at once. `GET /readyz` names what does not work (`database`, `store`, `worker`): let a
proxy or an orchestrator ask it. `GET /healthz` is 200 as long as the process lives; a restart mends none of these.

| what fails | what callers see | what the operator sees | how it recovers | shown by |
| --- | --- | --- | --- | --- |
"""
TAIL = """
The tests mount disks in memory, stop and kill a real PostgreSQL, and set the clock of a real server (`tests/outage`;
`make slow` runs the long ones; as root, with the package `faketime`).

## What does not recover by itself

* A disk that is hung, not broken (a dead NFS server): the kernel lets nobody give up. Mount with `soft`, or restart.
* An SQLite file that is deleted or damaged: `inbetween restore`.
* A clock that was wrong by days when tasks ended: lifetimes are instants, and what is over is removed. Let the machine
  know the time before the server starts (`After=time-sync.target`).
* A server that starts while its database is away ends with exit code 2 and a sentence: let its
  supervisor start it again.
"""


def page() -> str:
    """Return the page as text."""
    sys.path.insert(0, str(ROOT))
    from tests.outage.rows import FAULTS

    lines = []
    for row in FAULTS:
        shown = ", ".join(f"[{name}](../tests/{file})" for file, name in row.shown)
        lines.append(f"| {row.fails} | {row.caller} | {row.operator} | {row.recovers} | {shown} |")
    return HEAD + "\n".join(lines) + "\n" + TAIL


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
