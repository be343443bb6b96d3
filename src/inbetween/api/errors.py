"""Every error as the contract's flat JSON: ``{"code", "message", "request_id"}``."""

from collections.abc import Callable, Coroutine
from typing import Any

import structlog
from anyio import sleep
from pydantic import BaseModel, Field
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match

from inbetween.api import denials
from inbetween.api.front import front_of
from inbetween.db.outage import cause_of, is_outage
from inbetween.domain.errors import Denial, InbetweenError, Refusal

PACE_SECONDS = 1.0
"""How long a GET waits for its 503. Who polls comes again after it, the Java SDK at once and for ever: an outage must
not become a flood. The wait holds no thread."""

_log = structlog.get_logger(__name__)


class ErrorAnswer(BaseModel):
    """An error, as every address answers it."""

    code: str = Field(examples=["InvalidParameter"])
    message: str = Field(examples=["Field required: input.first_frame_url"])
    request_id: str = Field(examples=["2d9a1a2c-4f0f-9f3c-8a3e-1a2b3c4d5e6f"])


def request_id_of(request: Request) -> str:
    """Return the id of this request."""
    request_id: str = request.state.request_id
    return request_id


def answer(error: InbetweenError, request_id: str) -> Response:
    """Render an error. A ``Denial`` knows its status, everything else is the body's fault: 400."""
    status = error.status if isinstance(error, Denial) else 400
    headers = dict(error.headers) if isinstance(error, denials.WithHeaders) else None
    body = {"code": error.code, "message": error.message, "request_id": request_id}
    return JSONResponse(body, status, headers)


async def on_refusal(request: Request, error: InbetweenError) -> Response:
    """Answer what a route refused."""
    return answer(error, request_id_of(request))


async def on_bad_key(request: Request, error: denials.BadKey) -> Response:
    """Answer a wrong key, or that there were too many from this address; a right one never comes here."""
    host = request.client.host if request.client else ""
    wait = front_of(request).strangers.tried(host)
    return answer(error if wait is None else denials.too_many_bad_keys(wait), request_id_of(request))


async def on_database_error(request: Request, error: SQLAlchemyError) -> Response:
    """Answer for a database that is away; a statement that it refuses is a fault of ours."""
    if not is_outage(error):
        raise error
    return await _outage(request, denials.database_away(), cause_of(error))


async def on_os_error(request: Request, error: OSError) -> Response:
    """Answer for a disk or a store: nothing else that an address does can fail so."""
    return await _outage(request, denials.store_away(), str(error))


async def _outage(request: Request, denial: Denial, cause: str) -> Response:
    request_id = request_id_of(request)
    _log.warning("outage", request_id=request_id, method=request.method, path=request.url.path, cause=cause)
    if request.method != "POST":
        await sleep(PACE_SECONDS)
    return answer(denial, request_id)


async def on_no_route(request: Request, error: HTTPException) -> Response:
    """Answer what the router refused: an unknown path, or a method that the path does not have."""
    wrong = denials.wrong_method(request.method, _allowed(request)) if error.status_code == 405 else denials.not_found()
    return answer(wrong, request_id_of(request))


def _allowed(request: Request) -> set[str]:
    """Return the methods of every route of the path; the router would name those of the first alone."""
    matching = (route for route in request.app.routes if route.matches(request.scope)[0] is not Match.NONE)
    return {method for route in matching for method in route.methods}


ANSWERED_BY: dict[int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]] = {
    Refusal: on_refusal,
    Denial: on_refusal,
    denials.BadKey: on_bad_key,
    HTTPException: on_no_route,
    SQLAlchemyError: on_database_error,
    OSError: on_os_error,
}
