"""Every address of the server in one table, inside one onion."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from fastapi import FastAPI, Request
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, Response

from inbetween import __version__
from inbetween.api import descriptions as told
from inbetween.api import files, health, metrics
from inbetween.api.dashscope import catalogue, synthesis, tasks, tokens, uploads
from inbetween.api.errors import ANSWERED_BY
from inbetween.api.front import Front
from inbetween.api.measured import Measured
from inbetween.api.openapi import Operation, document
from inbetween.api.own import catalogue as own_catalogue
from inbetween.api.own import plan
from inbetween.api.own import tasks as own
from inbetween.api.rings import LastResort, RequestIds, Spellings
from inbetween.storage.sign import OBJECTS_PATH

Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]
Lifespan: TypeAlias = Callable[[FastAPI], AbstractAsyncContextManager[None]]

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
    Route("GET HEAD", f"{OURS}/tasks/{{task_id}}/preview", own.preview, told.PREVIEW),
    Route("GET HEAD", "/healthz", health.alive, told.ALIVE),
    Route("GET HEAD", "/readyz", health.ready, told.READY),
    Route("GET", "/metrics", metrics.metrics, told.METRICS),
)

ONION = (Middleware(RequestIds), Middleware(LastResort), Middleware(Spellings))


def create_api(front: Front, lifespan: Lifespan | None = None) -> FastAPI:
    """Return the application that answers with ``front``; ``lifespan`` is entered when the server starts."""
    api = FastAPI(
        title="Inbetween",
        version=__version__,
        description="The Wan image-to-video API on your own machine.",
        openapi_url=f"{OURS}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        middleware=[Middleware(Measured, front.meters), *ONION],
        exception_handlers=ANSWERED_BY,
        lifespan=lifespan,
    )
    api.state.front = front
    for route in ROUTES:
        _add(api, route)
    api.openapi = partial(document, api)  # type: ignore[method-assign]  # the framework's documented way
    return api


def _add(api: FastAPI, route: Route) -> None:
    operation = route.operation
    for method in route.methods.split():
        api.add_api_route(
            route.path,
            route.endpoint,
            methods=[method],
            summary=operation.summary,
            response_model=operation.answer,
            response_class=JSONResponse if operation.answer else Response,
            responses=operation.responses,
            openapi_extra=operation.extra,
        )
