"""Is the server alive, and can it work."""

from functools import partial

import structlog
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from inbetween.api.front import Front, front_of
from inbetween.db.outage import cause_of

log = structlog.get_logger(__name__)

_PROBE = "health/probe"


class Health(BaseModel):
    """The answer of a process that answers."""

    status: str = "ok"


class Readiness(BaseModel):
    """What works; the status is 200 when everything does, else 503."""

    database: bool
    store: bool
    worker: bool


async def alive(_request: Request) -> Response:
    """Say that the process answers."""
    return JSONResponse(Health().model_dump())


async def ready(request: Request) -> Response:
    """Say whether a task that is submitted now would be made. Anybody may ask, so it is looked up once in a while."""
    front = front_of(request)
    found = await front.readiness.ask(partial(front.threads.files, _readiness, front))
    works = found.database and found.store and found.worker
    return JSONResponse(found.model_dump(), 200 if works else 503)


def _readiness(front: Front) -> Readiness:
    return Readiness(database=_database(front), store=_store(front), worker=front.worker_ready())


def _database(front: Front) -> bool:
    try:
        front.database.check()
    except SQLAlchemyError as error:
        log.warning("the database does not work", cause=cause_of(error))
        return False
    return True


def _store(front: Front) -> bool:
    """Write a byte and take it back: a full or read-only disk shows in nothing less."""
    try:
        front.objects.put(_PROBE, b".")
        front.objects.remove(_PROBE)
    except OSError as error:
        log.warning("the object store does not work", cause=str(error))
        return False
    return True
