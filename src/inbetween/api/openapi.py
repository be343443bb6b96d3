"""An honest OpenAPI document: declared answers, every error in its one shape, and no 422, which is never sent.

FastAPI writes it, from routes that nothing is served by; it is imported when the document is first asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from inbetween import __version__
from inbetween.api.errors import ErrorAnswer

Schema = Mapping[str, Any]

_WHY = {
    400: "The request breaks a rule; the message names every fault.",
    401: "The key is missing or not accepted.",
    403: "Not allowed.",
    404: "There is no such thing for this caller.",
    409: "It is there already.",
    413: "The body is too large.",
    415: "The body is of another type.",
    416: "The range lies outside the file.",
    429: "Too many submits, or wrong keys; Retry-After says when to come again.",
    500: "Something failed that should not.",
    503: "The database, the disk or the store does not work at the moment, or takes no more at once; come again.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What the document says about one address. ``keyed`` ones want ``Authorization: Bearer KEY``."""

    summary: str
    answer: type[BaseModel] | None = None
    errors: Sequence[int] = ()
    parameters: Sequence[Schema] = ()
    body: Schema | None = None
    answers: Mapping[int | str, dict[str, Any]] | None = None
    keyed: bool = True

    @property
    def responses(self) -> dict[int | str, dict[str, Any]]:
        """The answers, as the framework takes them."""
        refused = sorted({*self.errors, 500, 503, *((401, 429) if self.keyed else ())})
        errors = {status: {"model": ErrorAnswer, "description": _WHY[status]} for status in refused}
        return {**errors, **(self.answers or {})}

    @property
    def extra(self) -> dict[str, Any]:
        """What the framework cannot see, since routes read the request themselves."""
        extra: dict[str, Any] = {"parameters": list(self.parameters)}
        if self.body:
            extra["requestBody"] = {"required": True, "content": self.body}
        if self.keyed:
            extra["security"] = [{"key": []}]
        return extra


def in_query(name: str, description: str, *, required: bool = False, **schema: object) -> Schema:
    """Describe a parameter of the query string."""
    about = {"name": name, "in": "query", "required": required, "description": description}
    return {**about, "schema": {"type": "string", **schema}}


def in_path(name: str, description: str) -> Schema:
    """Describe a part of the path."""
    return {"name": name, "in": "path", "required": True, "description": description, "schema": {"type": "string"}}


def in_header(name: str, description: str, *, required: bool = False, **schema: object) -> Schema:
    """Describe a header."""
    return {**in_query(name, description, required=required, **schema), "in": "header"}


def document(routes: Iterable[tuple[Route, Operation]]) -> dict[str, Any]:
    """Return the document of an application that serves ``routes``."""
    from fastapi.openapi.utils import get_openapi

    made = get_openapi(
        title="Inbetween",
        version=__version__,
        description="The Wan image-to-video API on your own machine.",
        routes=[_described(route, operation) for route, operation in routes],
    )
    made.setdefault("components", {})["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    return made


def _described(route: Route, operation: Operation) -> BaseRoute:
    from fastapi.routing import APIRoute

    return APIRoute(
        route.path,
        route.endpoint,
        methods=route.methods,
        summary=operation.summary,
        response_model=operation.answer,
        response_class=JSONResponse if operation.answer else Response,
        responses=operation.responses,
        openapi_extra=operation.extra,
    )
