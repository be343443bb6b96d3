"""What the words of a prompt direct, before anything is rendered."""

from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, from_json
from starlette.requests import Request
from starlette.responses import Response

from inbetween.api import auth, denials, edge
from inbetween.api.answers import rendered
from inbetween.api.errors import request_id_of
from inbetween.api.front import front_of
from inbetween.catalog.directing import counted_shot_type
from inbetween.catalog.models import MODELS
from inbetween.domain import faults
from inbetween.domain.errors import Fault, Refusal
from inbetween.domain.plan import Plan
from inbetween.domain.spec import ShotType
from inbetween.prompts.parse import parse

BODY_LIMIT = 2**16
"""Bytes; the longest prompt of any model has a third of them."""

LONGEST_PROMPT = max(model.prompt_limit for model in MODELS.values())
_LONGEST = 60
_EXPECTED = {"string_type": "a valid string", "bool_type": "a valid boolean", "model_type": "a valid object"}


class PlanRequest(BaseModel):
    """A prompt, and what its plan depends on. Unknown fields are ignored."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)

    prompt: str = Field(description=f"Cut silently beyond {LONGEST_PROMPT} characters, or the model's limit.")
    duration: float = Field(5, ge=1, le=_LONGEST, description="Seconds of video.")
    shot_type: ShotType | None = Field(None, description="It beats the words; where the model has none, it is ignored.")
    last_frame: bool = Field(
        False, description="Whether a last frame is given: times alone are then beats of one take."
    )
    model: str | None = Field(None, description="Its prompt limit and its shot type count.")


class PlanAnswer(BaseModel):
    """The plan. What nobody told is absent; a direction that is absent is chosen by the picture."""

    request_id: str
    plan: Plan


async def create(request: Request) -> Response:
    """Tell what a prompt directs."""
    front = front_of(request)
    edge.check_length(request, BODY_LIMIT)  # 413
    edge.check_content_type(request, edge.JSON)  # 415
    await auth.authenticate(request)  # 401
    asked = _read(await edge.read_body(request, BODY_LIMIT))  # 413, 400
    plan = await front.threads.bodies(_planned, asked)
    return rendered(PlanAnswer(request_id=request_id_of(request), plan=plan))


def _planned(asked: PlanRequest) -> Plan:
    if asked.model is None:
        return parse(asked.prompt[:LONGEST_PROMPT], asked.duration, asked.shot_type, has_last_frame=asked.last_frame)
    model = MODELS[asked.model]
    counted = counted_shot_type(model, asked.shot_type or "single")
    return parse(asked.prompt[: model.prompt_limit], asked.duration, counted, has_last_frame=asked.last_frame)


def _read(body: bytes) -> PlanRequest:
    """Return what is asked.

    Raises:
        Denial: the body is no JSON object, or names a model that is not in the catalogue.
        Refusal: fields are missing or wrong.
    """
    try:
        asked = PlanRequest.model_validate(_object(body))
    except ValidationError as error:
        raise Refusal([_fault(one) for one in error.errors(include_url=False)]) from None
    if asked.model is not None and asked.model not in MODELS:
        raise denials.unknown_model()
    return asked


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = from_json(body)
    except ValueError:
        raise denials.not_json() from None
    if not isinstance(value, dict):
        raise denials.not_json()
    return value


def _fault(error: ErrorDetails) -> Fault:
    path = ".".join(map(str, error["loc"]))
    kind = error["type"]
    if kind == "missing":
        return faults.missing(path)
    if kind == "literal_error":
        return faults.not_one_of(path, get_args(ShotType))
    if kind in _EXPECTED:
        return faults.wrong_type(path, _EXPECTED[kind])
    return faults.number_range(path, 1, _LONGEST)  # what is left is a duration that is none
