"""Every error as the contract's flat JSON: ``{"code", "message", "request_id"}``."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi import Request
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
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


def answer(error: InbetweenError, request_id: str, headers: Mapping[str, str] | None = None) -> Response:
    """Render an error. A ``Denial`` knows its status, everything else is the body's fault: 400."""
    status = error.status if isinstance(error, Denial) else 400
    body = {"code": error.code, "message": error.message, "request_id": request_id}
    return JSONResponse(body, status, headers=dict(headers or {}))


async def on_error(request: Request, error: Exception) -> Response:
    """Answer what a route or the router refused; anything else goes on to the outer ring."""
    headers = None
    match error:
        case HTTPException(status_code=405):
            error, headers = denials.wrong_method(request.method), {"Allow": ", ".join(_allowed(request))}
        case HTTPException():
            error = denials.not_found()
        case denials.Throttled():
            headers = {"Retry-After": str(error.retry_after_seconds)}
    if not isinstance(error, InbetweenError):
        raise error
    return answer(error, request_id_of(request), headers)


def _allowed(request: Request) -> list[str]:
    """Return the methods of every route of the path; the router would name those of the first alone."""
    matching = (route for route in request.app.routes if route.matches(request.scope)[0] is not Match.NONE)
    return sorted({method for route in matching for method in route.methods})


HANDLERS: dict[int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]] = {
    Refusal: on_error,
    Denial: on_error,
    HTTPException: on_error,
}
