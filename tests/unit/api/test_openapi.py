"""The document says what is true: every address, its answers, and no answer that is never given."""

from typing import Any

import pytest

from inbetween.api.routes import ROUTES
from inbetween.catalog.models import MODELS
from inbetween.domain.effects import EFFECT_NAMES
from tests.served import Server


@pytest.fixture
def document(server: Server) -> dict[str, Any]:
    answer = server.get("/inbetween/v1/openapi.json", key=None)
    assert answer.status_code == 200
    content: dict[str, Any] = answer.json()
    return content


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method.upper()} {path}": operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }


def test_every_route_is_described(document: dict[str, Any]) -> None:
    routes = {f"{method} {route.path.replace(':path', '')}" for route in ROUTES for method in route.methods.split()}
    assert set(operations(document)) == routes


def test_the_frameworks_own_validation_is_never_announced(document: dict[str, Any]) -> None:
    for operation in operations(document).values():
        assert "422" not in operation["responses"]


def test_every_error_has_the_one_shape(document: dict[str, Any]) -> None:
    for operation in operations(document).values():
        for status, answer in operation["responses"].items():
            if status >= "400" and status != "503":
                assert answer["content"] == {
                    "application/json": {"schema": {"$ref": "#/components/schemas/ErrorAnswer"}}
                }


def test_every_parameter_of_a_path_is_described(document: dict[str, Any]) -> None:
    for name, operation in operations(document).items():
        described = {told["name"] for told in operation["parameters"] if told["in"] == "path"}
        assert described == {part[1:-1] for part in name.split("/") if part.startswith("{")}


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    def references(value: Any) -> list[str]:
        if isinstance(value, dict):
            found = [value["$ref"]] if "$ref" in value else []
            return found + [ref for inner in value.values() for ref in references(inner)]
        return [ref for inner in value for ref in references(inner)] if isinstance(value, list) else []

    for reference in references(document):
        assert reference.removeprefix("#/components/schemas/") in document["components"]["schemas"]


def test_the_body_of_create_is_described(document: dict[str, Any]) -> None:
    operation = document["paths"]["/api/v1/services/aigc/image2video/video-synthesis"]["post"]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    assert set(schema["properties"]["model"]["enum"]) == set(MODELS)
    described = set(schema["properties"]["parameters"]["properties"])
    assert described == {name for model in MODELS.values() for name in model.parameters}
    entry = schema["properties"]["input"]["properties"]["media"]["items"]
    assert entry["required"] == ["type", "url"]
    assert set(entry["properties"]["type"]["enum"]) == {name for model in MODELS.values() for name in model.media_types}
    assert set(schema["properties"]["input"]["properties"]["template"]["enum"]) == {*EFFECT_NAMES, "", None}
    assert operation["security"] == [{"key": []}]
    assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"


def test_the_headers_of_create_are_described(document: dict[str, Any]) -> None:
    operation = document["paths"]["/api/v1/services/aigc/image2video/video-synthesis"]["post"]
    told = {header["name"]: header for header in operation["parameters"] if header["in"] == "header"}
    assert {name: header["required"] for name, header in told.items()} == {
        "X-DashScope-Async": True,
        "Idempotency-Key": False,
    }
    assert told["Idempotency-Key"]["schema"]["maxLength"] == 255
