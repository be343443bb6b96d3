"""Whatever the OpenAPI document allows, and whatever it forbids: the server answers as the document says, never 5xx."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from inbetween.api.routes import ROUTES, Route
from inbetween.domain.clock import HOUR
from inbetween.storage.names import preview_key
from tests.samples import DRAFT, EVERYTHING, SUCCESS
from tests.served import Server, body

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
FEW = 20
VIDEO = str(SUCCESS.object_key)


def known(server: Server, route: Route) -> dict[str, Any]:
    """Return values that lead somewhere: a task with its video, the signature of one, a legal body, leave to upload."""
    match route.path.removeprefix("/inbetween/v1"):
        case "/uploads":
            return {"body": _form(server)}
        case "/objects/{key:path}":
            url = urlsplit(server.front.signer.sign("", VIDEO, server.clock.now + HOUR))
            return {"path_parameters": {"key": VIDEO}, "query": dict(parse_qsl(url.query))}
        case "/tasks/{task_id}" | "/tasks/{task_id}/preview" | "/api/v1/tasks/{task_id}":
            return {"path_parameters": {"task_id": _finished(server)}}
        case "/api/v1/tasks/{task_id}/cancel":
            return {"path_parameters": {"task_id": server.queue.submit(DRAFT).id}}
        case path if "video-synthesis" in path:
            return {"body": body(), "headers": {"X-DashScope-Async": "enable"}}
    return {}


def _finished(server: Server) -> str:
    """Return the id of a task that has its video and a picture of it."""
    server.queue.submit(DRAFT)
    task = server.queue.take()
    server.queue.settle(task, SUCCESS)
    server.front.objects.put(preview_key(task.id), b"bytes of a file")
    return task.id


def _form(server: Server) -> dict[str, Any]:
    """Return a form that uploads a file, once."""
    leave = server.get("/api/v1/uploads", params={"action": "getPolicy", "model": DRAFT.model}).json()["data"]
    named = {"policy": leave["policy"], "Signature": leave["signature"]}
    return {**named, "key": f"{leave['upload_dir']}/cat.png", "file": b"bytes of a file"}


@pytest.mark.parametrize("count", [FEW, pytest.param(500, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.methods} {route.path}")
def test_every_answer_is_one_that_is_described(serving: Callable[..., Server], route: Route, count: int) -> None:
    server = serving(abilities=EVERYTHING)
    server.front.objects.put(VIDEO, b"bytes of a file")
    document = schemathesis.openapi.from_asgi("/inbetween/v1/openapi.json", server.api)
    operation = document[route.path.replace(":path", "")][route.methods.split()[0]]
    cases = some.one_of(
        operation.as_strategy(),
        operation.as_strategy(GenerationMode.NEGATIVE),
        operation.as_strategy(**known(server, route)),
    )

    @settings(
        max_examples=count, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(cases, some.sampled_from([server.key, server.key, server.key, "sk-unknown", None]))
    def exchange(case: schemathesis.Case, key: str | None) -> None:
        answer = case.call(headers={} if key is None else {"Authorization": f"Bearer {key}"})
        case.validate_response(answer, checks=CHECKS)

    exchange()
