"""The file that picks adapters and wires the rooms together; what makes videos is picked in ``pools``.

The API and the worker are imported where they are built: the verbs that only open the database do not wait for the
web framework, nor for what reads prompts and fetches URLs (half a second of processor time together).
"""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from inbetween.accounts import keys
from inbetween.catalog.accept import MAX_SEED
from inbetween.db.database import Database
from inbetween.domain.errors import OperatorError
from inbetween.domain.scope import Scope
from inbetween.engines import registry
from inbetween.metrics.meters import Meters
from inbetween.offers.model_map import ModelMap, read_map
from inbetween.offers.offer import Offers, alone
from inbetween.settings import Settings
from inbetween.storage.installation import tie_secret, tie_store
from inbetween.storage.local import LocalObjects
from inbetween.storage.objects import Objects
from inbetween.storage.secret import load_or_make
from inbetween.storage.sign import Signer
from inbetween.tasks import workers
from inbetween.tasks.wake import Wake
from inbetween.tasks.wake_sqlite import FileWake
from inbetween.tasks.workers import Presence

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from inbetween.api.front import Front
    from inbetween.api.gate.gate import Gate
    from inbetween.worker.loop import Worker
    from inbetween.worker.workshop import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """What the API and the worker of one process share."""

    database: Database
    objects: Objects
    wake: Wake
    meters: Meters


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A running server: ``worker`` is ``None`` where other processes do the tasks.

    ``first_key`` is the secret of the key that was made because there was none.
    """

    api: "Starlette"
    worker: "Worker | None"
    first_key: str | None
    gate: "Gate"

    def drain(self) -> None:
        """Claim nothing more; let the running task finish, or give it back."""
        if self.worker:
            self.worker.drain()

    def failed(self) -> bool:
        """Say whether the worker has ended though nobody drained it."""
        return self.worker is not None and self.worker.failed()

    def hurry(self) -> None:
        """Let ``drain`` wait no longer: the running task is given back now."""
        if self.worker:
            self.worker.hurry()


@contextmanager
def data_folder(read: Settings) -> Iterator[Path]:
    """Give the data folder, made when it is not there, to open something in it.

    Raises:
        OperatorError: it cannot be made, or does not take what is opened.
    """
    try:
        read.data.mkdir(mode=0o700, parents=True, exist_ok=True)  # prompts and pictures are their owner's
        yield read.data
    except OSError as error:
        raise OperatorError(f"The data folder {read.data} cannot be used ({error.strerror}).") from error


@contextmanager
def open_database(read: Settings) -> Iterator[Database]:
    """Open the database with its tables up to date.

    Raises:
        OperatorError: the data folder or the database cannot be used.
    """
    with data_folder(read):
        database = Database(read.database_url)
    try:
        database.migrate()
        yield database
    finally:
        database.close()


@contextmanager
def open_wake(database: Database) -> Iterator[Wake]:
    """Open the channel that carries news between the processes on ``database``."""
    if database.is_file:
        wake: Wake = FileWake(database)
    else:
        from inbetween.tasks.wake_postgresql import PostgresWake  # its driver is an extra

        wake = PostgresWake(database)
    try:
        yield wake
    finally:
        wake.close()


def open_objects(read: Settings) -> Objects:
    """Open the store of results, inputs and uploads: a bucket, or a folder.

    Raises:
        OperatorError: what speaks to buckets is not installed.
    """
    if read.bucket is None:
        return LocalObjects(read.data / "objects")
    try:
        from inbetween.storage.s3 import S3Objects
    except ModuleNotFoundError as error:
        raise OperatorError("A bucket needs what speaks to it: pip install 'inbetween[s3]'.") from error
    return S3Objects(*read.bucket)


def model_map(read: Settings) -> ModelMap:
    """Return what renders which model here.

    Raises:
        OperatorError: the model map cannot be read, or something in it is wrong.
    """
    return read_map(read.weights, read.engine)


def offers_for(read: Settings, engine: str | None) -> Offers:
    """Return what the command line renders with: the engine that it was told, or what the model map says."""
    return alone(engine, registry.capabilities(engine)) if engine else model_map(read).offers


@contextmanager
def open_house(read: Settings) -> Iterator[House]:
    """Open everything that a server needs, with a worker of its own unless ``read`` wants none."""
    from inbetween.api.incoming import incoming
    from inbetween.api.routes import create_api

    mapped = model_map(read)
    with open_rooms(read) as rooms, ExitStack() as stack:
        with data_folder(read) as data:
            scratch = stack.enter_context(incoming(data))
        worker = stack.enter_context(_working(read, rooms, mapped)) if read.worker else None
        front = _front(read, rooms, mapped.offers, scratch=scratch, worker=worker)
        first_key = _first_key(read, rooms.database)
        yield House(api=create_api(front), worker=worker, first_key=first_key, gate=_gate(read))


@contextmanager
def open_worker(read: Settings) -> Iterator["Worker"]:
    """Open everything that a worker without a server needs, and start it; at the end it is drained."""
    mapped = model_map(read)
    with open_rooms(read) as rooms, _figures(read, rooms.meters), _working(read, rooms, mapped) as worker:
        yield worker


@contextmanager
def open_rooms(read: Settings) -> Iterator[Rooms]:
    """Open the rooms of this process."""
    with open_database(read) as database, open_wake(database) as wake:
        objects = open_objects(read)
        tie_store(database, objects, where=read.objects or str(read.data / "objects"))
        yield Rooms(database=database, objects=objects, wake=wake, meters=Meters())


@contextmanager
def _figures(read: Settings, meters: Meters) -> Iterator[None]:
    """Answer Prometheus meanwhile, where a port for it is set."""
    if read.metrics_port is None:
        yield
        return
    from inbetween.metrics.listener import listening

    with listening(meters, (read.host, read.metrics_port), allowed=read.metrics_allowed):
        yield


@contextmanager
def _working(read: Settings, rooms: Rooms, mapped: ModelMap) -> Iterator["Worker"]:
    """Let a worker do tasks meanwhile, in a folder of its own."""
    from inbetween.worker.folders import own_folder, place
    from inbetween.worker.loop import Worker, fresh_name

    locks, name = read.data / "workers", fresh_name()
    with ExitStack() as stack:
        with data_folder(read) as data:
            folder = stack.enter_context(own_folder(data / "work", locks=locks, holder=name))
        shop = _workshop(read, rooms, mapped, folder=folder, locks=locks)
        worker = Worker(shop, Presence(name=name, place=place(locks)))
        worker.start()
        try:
            yield worker
        finally:
            worker.drain()


def _workshop(read: Settings, rooms: Rooms, mapped: ModelMap, *, folder: Path, locks: Path) -> "Workshop":
    """Gather what the worker stands on."""
    from inbetween.pools import fetcher, pool_of_all
    from inbetween.prompts.rewrite import Verbatim
    from inbetween.worker.courses import COURSES, Courses
    from inbetween.worker.workshop import Workshop

    return Workshop(
        database=rooms.database,
        objects=rooms.objects,
        fetcher=fetcher(read),
        pool=pool_of_all(read, mapped, rooms.objects, folder=folder),
        rewriter=Verbatim(),
        wake=rooms.wake,
        folder=folder,
        locks=locks,
        offers=mapped.offers,
        serves=mapped.served(read.served),
        mark=read.mark,
        keep=read.keep_millis,
        disk_limit=read.disk_limit_bytes,
        lease=read.lease_millis,
        drain_seconds=read.drain_seconds,
        meters=rooms.meters,
        courses=Courses(read.cache / COURSES),
    )


def _front(read: Settings, rooms: Rooms, offers: Offers, *, scratch: Path, worker: "Worker | None") -> "Front":
    """Gather what the API stands on."""
    from inbetween.api.front import Front
    from inbetween.api.gate.budget import Budget
    from inbetween.api.gate.strangers import Strangers

    return Front(
        database=rooms.database,
        objects=rooms.objects,
        signer=_signer(read, rooms.database),
        wake=rooms.wake,
        worker_ready=worker.ready if worker else partial(workers.anybody_works, rooms.database),
        draw_seed=lambda: secrets.randbelow(MAX_SEED + 1),
        scratch=scratch,
        offers=offers,
        region=read.region,
        keep=read.keep_millis,
        validation=read.validation,
        strict_paths=read.strict_paths,
        rates=read.rates,
        rehearsals=read.test_aids,
        public_url=read.public_url,
        origins=read.origins,
        budget=Budget(read.body_memory_bytes),
        strangers=Strangers(read.bad_keys),
        meters=rooms.meters,
        metrics_allowed=read.metrics_allowed,
    )


def _signer(read: Settings, database: Database) -> Signer:
    """Return what signs with the secret of the installation."""
    given = read.secret and read.secret.get_secret_value().encode()
    signer = Signer(given or load_or_make(read.data / "secret"))
    tie_secret(database, signer)
    return signer


def _gate(read: Settings) -> "Gate":
    """Make what counts connections."""
    from inbetween.api.gate.addresses import Proxies
    from inbetween.api.gate.descriptors import affordable
    from inbetween.api.gate.gate import Gate
    from inbetween.api.gate.limits import Limits

    connections = affordable(read.connections)
    limits = Limits(connections=connections, connections_per_address=read.connections_per_address)
    return Gate(limits, Proxies(read.proxies))


def _first_key(read: Settings, database: Database) -> str | None:
    """Make a key when there is none, and return its secret: the only time that it is known."""
    with database.transaction() as tx:
        if keys.any_key(tx):
            return None
        return keys.create(tx, scope=Scope(region=read.region, account=read.account), name="first").secret
