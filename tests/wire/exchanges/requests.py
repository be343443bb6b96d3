"""Errors of a request as such (specification sections 2.1 to 2.3), on both create paths where both can have them."""

from collections.abc import Iterator
from typing import Any

from tests.wire.exchange import ASYNC, GENERATION, ID, KEYFRAMES, Exchange, Text, refusal, stated
from tests.wire.matrix import COLUMNS, column
from tests.wire.scenes import pending, stranger, submitted

KEYFRAME = column("kf2v 2.2")
TASKS = "/api/v1/tasks"
ANY_TASK = f"{TASKS}/4b1d2a52-30a5-4f3a-8a3e-0c5f1a2b3c4d"
UPLOADS = "/api/v1/uploads?action=getPolicy&model=wan2.7-i2v"
TOKENS = "/api/v1/tokens?expire_in_seconds=60"
KEYED = (
    ("create", "POST", KEYFRAMES),
    ("create", "POST", GENERATION),
    ("query", "GET", ANY_TASK),
    ("list", "GET", f"{TASKS}/"),
    ("cancel", "POST", f"{ANY_TASK}/cancel"),
    ("upload policy", "GET", UPLOADS),
    ("temporary key", "POST", TOKENS),
)
JSON = {"Content-Type": "application/json"}


def asked(row: str, method: str, path: str, says: str, **expected: object) -> Exchange:
    """Return an exchange with one of the operations of section 1.1."""
    body = KEYFRAME.asked() if row == "create" else None
    name = f"{says} {path.rpartition('/aigc/')[2].partition('/')[0]}" if row == "create" else says
    return Exchange(name=name, rows=(row,), method=method, path=path, body=body, **expected)  # type: ignore[arg-type]


@stated("2.3, 1.3")
def keys() -> Iterator[Exchange]:
    """No header, and a key that is unknown, malformed or of another region."""
    none = refusal("No API-key provided.", code="InvalidApiKey", status=401)
    bad = refusal("Invalid API-key provided.", code="InvalidApiKey", status=401)
    for row, method, path in KEYED:
        headers = {**ASYNC, "Authorization": None}
        yield asked(row, method, path, "without a key", headers=headers, **none)
        for key in ("Bearer sk-unknown", "Bearer", "sk-unknown", "Basic c2s6", "Bearer st-unknown"):
            headers = {**ASYNC, "Authorization": key}
            yield asked(row, method, path, f"with {key!r}", headers=headers, **bad)
        elsewhere = stranger(pending(), region="ap-southeast-1", account="main")
        headers = {**ASYNC, "Authorization": "Bearer {key}"}
        yield asked(row, method, path, "of another region", headers=headers, scene=elsewhere, **bad)


@stated("2.1, 2.3")
def asynchronous_header() -> Iterator[Exchange]:
    """HTTP is asynchronous only; the first letter is lower-case."""
    told = refusal("current user api does not support synchronous calls.", code="AccessDenied", status=403)
    for path in (KEYFRAMES, GENERATION):
        for value in (None, "disable", ""):
            says = f"X-DashScope-Async: {value}"
            yield asked("create", "POST", path, says, headers={"X-DashScope-Async": value}, **told)


@stated("2.3, 13 (18)")
def models() -> Iterator[Exchange]:
    """Unknown ones as measured on both paths, and none at all."""
    unknown = refusal("Model not exist.")
    empty = refusal('Required parameter "model" missing from request.', code="BadRequest.EmptyModel")
    for path in (KEYFRAMES, GENERATION):
        for model in ("wan9.9-i2v", "wan2.2-t2v-plus", "WAN2.7-I2V", 5, ["wan2.7-i2v"]):
            body = KEYFRAME.asked() | {"model": model}
            yield Exchange(name=f"{model!r} {path[22:27]}", rows=("create",), path=path, body=body, **unknown)
        for says, body in (
            ("no model", {"input": KEYFRAME.input}),
            ("null for a model", KEYFRAME.asked() | {"model": None}),
            ("empty model", KEYFRAME.asked() | {"model": ""}),
        ):
            yield Exchange(name=f"{says} {path[22:27]}", rows=("create",), path=path, body=body, **empty)


@stated("1.1, 2.3, 13 (21)")
def paths_of_models() -> Iterator[Exchange]:
    """Ours serves every model on both paths; strictly, the other one is the url error with its full-width mark."""
    told = refusal("url error, please check url！")
    strict = {"strict_paths": True}
    for one in COLUMNS:
        for model in one.models:
            body = one.asked() | {"model": model}
            for path in (KEYFRAMES, GENERATION):
                says = f"{model} {path[22:27]}"
                row = {"rows": ("model",), "column": one.title, "path": path, "body": body}
                yield Exchange(name=says, **row)
                if model == one.model:
                    expected = {} if path == one.path else told
                    yield Exchange(name=f"{says} strict", settings=strict, **row, **expected)


@stated("2.3")
def bodies() -> Iterator[Exchange]:
    """What is no JSON object; an object is read whatever surrounds it."""
    told = refusal("The input parameter requires json format.", code="BadRequest.IllegalInput")
    for path in (KEYFRAMES, GENERATION):
        for content in (
            b"",
            b"{",
            b"[]",
            b"1",
            b"null",
            b'"text"',
            b"{'model': 1}",
            b"\xff{}",
            b'{"a":"\\ud800"}',
            b"[" * 9000,
        ):
            says = f"{content[:20]!r} {path[22:27]}"
            headers = {**ASYNC, **JSON}
            yield Exchange(name=says, rows=("create",), path=path, headers=headers, content=content, **told)


@stated("2.1, 2.3")
def content_types() -> Iterator[Exchange]:
    """JSON with any parameter; the code of another type is our choice, as its sentence."""
    for value in ("application/json", "application/json; charset=utf-8", "Application/JSON"):
        headers = {**ASYNC, "Content-Type": value}
        yield Exchange(name=value, rows=("create",), headers=headers, body=KEYFRAME.asked())
    for value in ("text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""):
        headers = {**ASYNC, "Content-Type": value}
        told = refusal(Text(f".*application/json.*{value}.*"), status=415)
        yield Exchange(name=value, rows=("create",), headers=headers, body=KEYFRAME.asked(), **told)


@stated("2.3")
def methods_and_paths() -> Iterator[Exchange]:
    """405 is our choice of the two statuses; an unknown path is 404."""
    for row, method, path, allowed in (
        ("create", "GET", KEYFRAMES, "POST"),
        ("create", "GET", GENERATION, "POST"),
        ("create", "DELETE", GENERATION, "POST"),
        ("list", "POST", TASKS, "GET"),
        ("query", "DELETE", ANY_TASK, "GET"),
        ("cancel", "GET", f"{ANY_TASK}/cancel", "POST"),
        ("upload policy", "PUT", UPLOADS, "GET"),
        ("temporary key", "GET", TOKENS, "POST"),
    ):
        told = refusal(f"Request method '{method}' is not supported.", status=405)
        allow = {"allow": allowed}
        yield Exchange(name=f"{method} {path}", rows=(row,), method=method, path=path, answer_headers=allow, **told)
    told = refusal("Not found!", code="NotFound", status=404)
    for path in ("/", "/api/v1", "/api/v1/services/aigc/text2image/image-synthesis", "/api/v2/tasks", f"{ANY_TASK}/x"):
        yield Exchange(name=f"no {path}", rows=("any other path",), method="GET", path=path, **told)


@stated("2.3")
def large_bodies() -> Iterator[Exchange]:
    """413 as the older copy says; the limit is ours."""
    told = refusal("Payload Too Large.", code="BadRequest.TooLarge", status=413)
    for path in (KEYFRAMES, GENERATION):
        body = KEYFRAME.asked(prompt="x" * 1000)
        settings = {"body_limit": 1000}
        yield Exchange(
            name=f"1,000 bytes {path[22:27]}", rows=("create",), path=path, body=body, settings=settings, **told
        )


@stated("3.7")
def rates() -> Iterator[Exchange]:
    """Submits a second of each model and account; 429 with when to come again, which the vendor leaves open."""
    sentence = "Requests rate limit exceeded, please try again later."
    over: dict[str, Any] = refusal(sentence, code="Throttling.RateQuota", status=429)
    over |= {"answer_headers": {"retry-after": "1"}}
    for one in COLUMNS:
        yield Exchange(
            name=f"over {one.submits} a second" if one.submits else "none is published",
            rows=("rate",),
            column=one.title,
            body=one.asked(),
            settings={"rates": True},
            scene=submitted(one, one.submits or 10),
            **(over if one.submits else {}),
        )


@stated("1.4, 2.1")
def tolerated() -> Iterator[Exchange]:
    """Headers that mean nothing here, slashes, queries, and /api-task/."""
    ignored = {"X-DashScope-WorkSpace": "ws-1", "X-DashScope-DataInspection": "enable", "X-DashScope-SSE": "enable"}
    yield Exchange(name="headers of SDKs", rows=("create",), headers={**ASYNC, **ignored}, body=KEYFRAME.asked())
    for path in (f"{GENERATION}/", f"{KEYFRAMES}?task=x", KEYFRAMES.replace("/api/", "/api-task/")):
        yield Exchange(name=f"at {path}", rows=("create",), path=path, body=KEYFRAME.asked())
    yield Exchange(
        name="answers", rows=("create",), body=KEYFRAME.asked(), answer_headers={"content-type": "application/json"}
    )
    answer = {"output": {"task_id": ANY_TASK[-36:], "task_status": "UNKNOWN"}, "request_id": ID}
    path = ANY_TASK.replace("/api/", "/api-task/")
    yield Exchange(name="at /api-task/", rows=("query",), method="GET", path=path, answer=answer)
