"""What the OpenAPI document says of each address."""

from inbetween.accounts.tokens import LONGEST_SECONDS
from inbetween.api import edge, health
from inbetween.api.dashscope import catalogue, forms, paging, replies, uploads
from inbetween.api.dashscope.tokens import TokenAnswer
from inbetween.api.openapi import Operation, Schema, in_header, in_path, in_query
from inbetween.api.own.catalogue import Catalogue, Effects
from inbetween.api.own.plan import PlanAnswer, PlanRequest
from inbetween.api.own.retries import Retried
from inbetween.api.own.tasks import TaskDetails
from inbetween.catalog.models import MODELS
from inbetween.domain.task import Status

_TASK = in_path("task_id", "The id that create answered.")
_EFFECT = in_path("name", "Of an effect.")
_BYTES = {"schema": {"type": "string", "format": "binary"}}
_SIGNATURE = (
    in_query("Expires", "From the URL.", required=True),
    in_query("Signature", "From the URL.", required=True),
)
_RANGE = in_header("Range", "One range of bytes; several, or another unit, give the whole file.")
_CERTIFIED = ("OSSAccessKeyId", "Signature", "policy", "key", "x-oss-object-acl", "x-oss-forbid-overwrite")


def _paged(default_size: int) -> tuple[Schema, Schema]:
    return (
        in_query("page_no", "Pages count from 1.", type="integer", minimum=1, maximum=paging.MOST_PAGES),
        in_query("page_size", f"Default {default_size}.", type="integer", minimum=1, maximum=paging.MOST_PER_PAGE),
    )


_REPLAY = in_header(
    "Idempotency-Key",
    "Any text of your own. For 24 hours the account's same key with the same body gives the same task.",
    pattern=r"^[ -~]*$",
    maxLength=edge.LONGEST_REPLAY_KEY,
)
_NAMED = (in_query("name", "A part of a name."), in_query("model", "A whole name."))

CREATE = Operation(
    summary="Create a video task",
    answer=replies.TaskAnswer,
    errors=(400, 403, 404, 409, 413, 415, 429),  # 404 and 409 on demand alone: docs/testing-clients.md
    parameters=(
        in_header("X-DashScope-Async", "There are only asynchronous tasks.", required=True, enum=["enable"]),
        _REPLAY,
    ),
    body={"application/json": {"schema": forms.BODY_SCHEMA}},
)
QUERY = Operation(
    summary="Query a task; one that is unknown, another account's or over is UNKNOWN",
    answer=replies.TaskAnswer,
    parameters=(_TASK,),
)
LIST = Operation(
    summary="List tasks",
    answer=replies.TaskList,
    errors=(400,),
    parameters=(
        in_query("task_id", "One task."),
        in_query("start_time", "YYYYMMDDhhmmss in UTC+8; default 24 hours before end_time.", pattern=r"^\d{14}$"),
        in_query("end_time", "The same; default now, at most 24 hours after start_time.", pattern=r"^\d{14}$"),
        in_query("model_name", "One model."),
        in_query("status", "One status.", enum=[status.value for status in Status]),
        in_query("api_key_id", "One key."),
        in_query("region", "Tasks of other regions are not here."),
        *_paged(10),
    ),
)
CANCEL = Operation(
    summary="Cancel a task that is PENDING, with force one that is RUNNING",
    answer=replies.Acknowledgement,
    errors=(400,),
    parameters=(
        _TASK,
        in_query("force", "Stop a RUNNING task too: nothing is billed. The vendor has no such thing.", type="boolean"),
    ),
)
CERTIFICATE = Operation(
    summary="Get leave to upload files for one model",
    answer=uploads.CertificateAnswer,
    errors=(400,),
    parameters=(
        in_query("action", "What is asked for.", required=True, enum=["getPolicy"]),
        in_query("model", "The model that the files are for.", required=True, enum=list(MODELS)),
    ),
)
TOKEN = Operation(
    summary="Lend the rights of the key for some seconds",
    answer=TokenAnswer,
    errors=(400,),
    parameters=(in_query("expire_in_seconds", "Default 60.", type="integer", minimum=1, maximum=LONGEST_SECONDS),),
)
UPLOAD = Operation(
    summary="Upload a file; its URL is oss:// and the key, good for 48 hours",
    errors=(400, 403, 409, 413, 415),
    body={
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["policy", "Signature", "key", "file"],
                "properties": {name: {"type": "string"} for name in _CERTIFIED}
                | {"success_action_status": {"type": "string"}, "file": {**_BYTES["schema"], "description": "Last."}},
            }
        }
    },
    keyed=False,
)
OBJECT = Operation(
    summary="Download a video by its signed URL, whole or a range",
    errors=(403, 404, 416),
    parameters=(in_path("key", "From the URL."), *_SIGNATURE, _RANGE, in_header("If-None-Match", "The ETag you have.")),
    answers={
        200: {"description": "The file.", "content": {"video/mp4": _BYTES, "image/jpeg": _BYTES}},
        206: {"description": "The range.", "content": {"video/mp4": _BYTES, "image/jpeg": _BYTES}},
        304: {"description": "The file that you have."},
    },
    keyed=False,
)
MODELS_LIST = Operation(
    summary="List models",
    answer=catalogue.ModelsAnswer,
    errors=(400,),
    parameters=(*_NAMED, *_paged(20)),
)
QUOTAS = Operation(
    summary="List the published rates of each model",
    answer=catalogue.QuotasAnswer,
    errors=(400,),
    parameters=(*_NAMED, *_paged(20)),
)
COMPATIBLE_MODELS = Operation(
    summary="List models as clients of another vendor's API read them",
    answer=catalogue.CompatibleModels,
)
CATALOGUE = Operation(
    summary="Every model: what it takes, what it costs, what of it is rendered here", answer=Catalogue
)
EFFECTS = Operation(summary="Every effect: its picture, its models, whether it is rendered here", answer=Effects)
EFFECT_PREVIEW = Operation(
    summary="A small moving picture of an effect",
    errors=(404,),
    parameters=(_EFFECT,),
    answers={200: {"description": "The picture.", "content": {"image/webp": _BYTES}}},
    keyed=False,
)
PLAN = Operation(
    summary="What a prompt directs: shots, camera, sounds; nothing is rendered",
    answer=PlanAnswer,
    errors=(400, 413, 415),
    body={"application/json": {"schema": PlanRequest.model_json_schema()}},
)
DETAILS = Operation(
    summary="Everything about a task: engine, seed, progress, measurements",
    answer=TaskDetails,
    errors=(404,),
    parameters=(_TASK,),
)
RETRY = Operation(
    summary="Do a task that FAILED or was CANCELED again: another task with the same promise",
    answer=Retried,
    errors=(400, 404, 429),
    parameters=(_TASK, _REPLAY),
)
PREVIEW = Operation(
    summary="The latest picture of a task",
    errors=(404, 416),
    parameters=(_TASK, _RANGE),
    answers={
        200: {"description": "The picture.", "content": {"image/jpeg": _BYTES}},
        206: {"description": "The range.", "content": {"image/jpeg": _BYTES}},
    },
)
ALIVE = Operation(summary="The server is alive", answer=health.Health, keyed=False)
READY = Operation(
    summary="The server can make videos",
    answer=health.Readiness,
    answers={503: {"model": health.Readiness, "description": "Something does not work."}},
    keyed=False,
)
METRICS = Operation(
    summary="Counts and times for Prometheus, for the addresses that the operator allows",
    errors=(404,),
    answers={
        200: {
            "description": "The text format of Prometheus.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        }
    },
    keyed=False,
)
