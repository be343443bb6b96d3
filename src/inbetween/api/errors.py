"""Every error as the contract's flat JSON: ``{"code", "message", "request_id"}``."""

from collections.abc import Callable, Coroutine
from typing import Any

from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match

from inbetween.api import denials
from inbetween.domain.errors import Denial, InbetweenError, Refusal


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
    HTTPException: on_no_route,
}
