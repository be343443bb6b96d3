"""How an answer becomes bytes."""

from pydantic import BaseModel
from starlette.responses import Response

ENGINE = "X-Inbetween-Engine"


def rendered(answer: BaseModel, engine: str | None = None) -> Response:
    """Return an answer as JSON without what is absent, with the engine's name when it is about a task."""
    headers = {ENGINE: engine} if engine else None
    return Response(answer.model_dump_json(exclude_none=True), media_type="application/json", headers=headers)
