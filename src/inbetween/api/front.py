"""Everything that the API stands on, handed over by ``app``."""

from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from starlette.requests import Request

from inbetween.api.callers import Callers
from inbetween.api.gate.budget import Budget
from inbetween.api.gate.strangers import Strangers
from inbetween.api.lately import Lately
from inbetween.api.threads import Threads
from inbetween.catalog.model import MEBIBYTE
from inbetween.db.database import Database
from inbetween.domain.clock import Millis
from inbetween.metrics.meters import Meters
from inbetween.offers.offer import Offers
from inbetween.storage.objects import Objects
from inbetween.storage.sign import Signer
from inbetween.tasks.wake import Wake

if TYPE_CHECKING:
    from inbetween.api.health import Readiness

READY_SECONDS = 2.0
"""For which readiness is told again without a look: each look writes to the disk. Probes come every 5 to 10 s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The rooms and the settings that requests are answered with.

    ``scratch`` is a folder for uploads on their way in, best on the filesystem of the objects. ``offers`` tell
    which engine renders what here. ``region`` is the one whose keys are accepted.
    ``keep`` is the life time of ended rows (``None``: for ever). ``validation`` says whether a faulty body is refused
    (early) or becomes a task that fails (late, as measured at the cloud). ``strict_paths`` refuses a model on the
    other of the two submit paths. ``rates`` applies the published submit rates. ``rehearsals`` lets callers ask in a
    prompt how a task should end. ``public_url`` is the base of the URLs in answers (``None``: the host that was asked).
    ``meters`` count what is done, for those whose address is in ``metrics_allowed``.
    Pages of the ``origins`` may call from browsers (CORS; ``*``: of all). ``readiness`` remembers what was found.
    ``budget`` bounds what large bodies take together, ``strangers`` how many wrong keys an address may try.
    ``callers`` remembers keys for a second where the database is on another machine.
    The two limits are in bytes; a body of 56 MiB holds two pictures of 20 MiB in base64.
    """

    database: Database
    objects: Objects
    signer: Signer
    wake: Wake
    worker_ready: Callable[[], bool]
    draw_seed: Callable[[], int]
    scratch: Path
    offers: Offers
    region: str
    keep: Millis | None
    validation: Literal["early", "late"] = "early"
    strict_paths: bool = False
    rates: bool = False
    rehearsals: bool = False
    public_url: str | None = None
    body_limit: int = 56 * MEBIBYTE
    upload_limit: int = 100 * MEBIBYTE
    meters: Meters = field(default_factory=Meters)
    metrics_allowed: tuple[IPv4Network | IPv6Network, ...] = ()
    origins: tuple[str, ...] = ()
    readiness: "Lately[Readiness]" = field(default_factory=lambda: Lately(READY_SECONDS))
    budget: Budget = field(default_factory=Budget)
    strangers: Strangers = field(default_factory=Strangers)
    threads: Threads = field(default_factory=Threads)
    callers: Callers = field(default_factory=Callers)


def front_of(request: Request) -> Front:
    """Return the front that ``create_api`` was given."""
    front: Front = request.app.state.front
    return front
