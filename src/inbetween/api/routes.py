"""Every address of the server in one table, inside one onion."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from anyio import to_thread
from starlette import routing
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from inbetween.api import descriptions as told
from inbetween.api import files, health, metrics
from inbetween.api.dashscope import catalogue, synthesis, tasks, tokens, uploads
from inbetween.api.errors import ANSWERED_BY
from inbetween.api.front import Front
from inbetween.api.measured import Measured
from inbetween.api.openapi import Operation, document
from inbetween.api.origins import admitting
from inbetween.api.own import catalogue as own_catalogue
from inbetween.api.own import plan, retries
from inbetween.api.own import tasks as own
from inbetween.api.rings import Envelope, LastResort, Spellings
from inbetween.storage.sign import OBJECTS_PATH

Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]
Lifespan: TypeAlias = Callable[[Starlette], AbstractAsyncContextManager[None]]

VENDOR = "/api/v1"
COMPATIBLE = "/compatible-mode/v1"
OURS = "/inbetween/v1"
SUBMIT = f"{VENDOR}/services/aigc/{{group}}/video-synthesis"


@dataclass(frozen=True, slots=True)
class Route:
    """An address, who answers it and what the document says of it."""

    methods: str
    path: str
    endpoint: Endpoint
    operation: Operation


ROUTES = (
    Route("POST", SUBMIT.format(group="image2video"), synthesis.create_on("image2video"), told.CREATE),
    Route("POST", SUBMIT.format(group="video-generation"), synthesis.create_on("video-generation"), told.CREATE),
    Route("GET", f"{VENDOR}/tasks", tasks.listing, told.LIST),
    Route("GET", f"{VENDOR}/tasks/{{task_id}}", tasks.query, told.QUERY),
    Route("POST", f"{VENDOR}/tasks/{{task_id}}/cancel", tasks.cancel, told.CANCEL),
    Route("GET", f"{VENDOR}/uploads", uploads.certificate, told.CERTIFICATE),
    Route("POST", f"{VENDOR}/tokens", tokens.create, told.TOKEN),
    Route("GET", f"{VENDOR}/models", catalogue.models, told.MODELS_LIST),
    Route("GET", f"{VENDOR}/quotas", catalogue.quotas, told.QUOTAS),
    Route("GET", f"{COMPATIBLE}/models", catalogue.compatible_models, told.COMPATIBLE_MODELS),
    Route("POST", uploads.FORM_PATH, uploads.upload, told.UPLOAD),
    Route("GET HEAD", f"{OBJECTS_PATH}/{{key:path}}", files.signed_object, told.OBJECT),
    Route("GET", f"{OURS}/models", own_catalogue.models, told.CATALOGUE),
    Route("GET", f"{OURS}/effects", own_catalogue.effects, told.EFFECTS),
    Route("GET HEAD", own_catalogue.PREVIEW_PATH, own_catalogue.effect_preview, told.EFFECT_PREVIEW),
    Route("POST", f"{OURS}/plan", plan.create, told.PLAN),
    Route("GET", f"{OURS}/tasks/{{task_id}}", own.details, told.DETAILS),
    Route("POST", f"{OURS}/tasks/{{task_id}}/retry", retries.create, told.RETRY),
    Route("GET HEAD", f"{OURS}/tasks/{{task_id}}/preview", own.preview, told.PREVIEW),
    Route("GET HEAD", "/healthz", health.alive, told.ALIVE),
    Route("GET HEAD", "/readyz", health.ready, told.READY),
    Route("GET", "/metrics", metrics.metrics, told.METRICS),
)


def onion(front: Front) -> list[Middleware]:
    """Return the rings around the routes, outermost first."""
    inner = (Middleware(LastResort), Middleware(Spellings))
    return [Middleware(Measured, front.meters), Middleware(Envelope), *admitting(front.origins), *inner]


def create_api(front: Front, lifespan: Lifespan | None = None) -> Starlette:
    """Return the application that answers with ``front``; ``lifespan`` is entered when the server starts."""
    pairs = [(_served(route, method), route.operation) for route in ROUTES for method in route.methods.split()]
    api = Starlette(
        routes=[*(served for served, _ in pairs), routing.Route(f"{OURS}/openapi.json", _telling(pairs))],
        middleware=onion(front),
        exception_handlers=ANSWERED_BY,
        lifespan=lifespan,
    )
    api.router.redirect_slashes = False
    api.state.front = front
    return api


def _served(route: Route, method: str) -> routing.Route:
    """Return the framework's route of one method; it would add a HEAD to each GET, also where the table has none."""
    served = routing.Route(route.path, route.endpoint)
    served.methods = {method}
    return served


def _telling(pairs: Sequence[tuple[routing.Route, Operation]]) -> Endpoint:
    """Return the endpoint of the document of ``pairs``, which is made when somebody first asks."""

    @cache
    def made() -> dict[str, Any]:
        return document(pairs)

    async def openapi(_request: Request) -> Response:
        return JSONResponse(await to_thread.run_sync(made))

    return openapi
