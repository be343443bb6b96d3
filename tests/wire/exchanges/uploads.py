"""Leave to upload, temporary keys, and lists of models (specification sections 1.4, 3.7 and 8)."""

from collections.abc import Iterator

from tests.wire.exchange import ANYTHING, ID, Exchange, Text, holding, refusal, stated
from tests.wire.matrix import COLUMNS

POLICY = "/api/v1/uploads"
TOKENS = "/api/v1/tokens"
BASE64 = Text("[A-Za-z0-9+/]+=*")


@stated("8.1")
def policies() -> Iterator[Exchange]:
    """Every model has its own; numbers are whole, switches are text."""
    leave = {
        "policy": BASE64,
        "signature": BASE64,
        "upload_dir": Text(r"dashscope-instant/[^/]+/\d{4}-\d\d-\d\d/[^/]+"),
        "upload_host": Text("http://video.test:8000/.+"),
        "expire_in_seconds": 300,
        "max_file_size_mb": 100,
        "capacity_limit_mb": 999999999,
        "oss_access_key_id": Text(".+"),
        "x_oss_object_acl": "private",
        "x_oss_forbid_overwrite": "true",
    }
    for column in COLUMNS:
        for model in column.models:
            path = f"{POLICY}?action=getPolicy&model={model}"
            answer = {"request_id": ID, "data": leave}
            yield Exchange(name=model, rows=("upload policy",), method="GET", path=path, headers={}, answer=answer)


@stated("8.1")
def no_policies() -> Iterator[Exchange]:
    """``model`` is required, an unknown one is an error; so is another action."""
    empty = refusal('Required parameter "model" missing from request.', code="BadRequest.EmptyModel")
    for query, told in (
        ("action=getPolicy", empty),
        ("action=getPolicy&model=", empty),
        ("action=getPolicy&model=wan9", refusal("Model not exist.")),
        ("model=wan2.7-i2v", refusal(holding("getPolicy"))),
        ("action=put&model=wan2.7-i2v", refusal(holding("getPolicy"))),
    ):
        path = f"{POLICY}?{query}"
        yield Exchange(name=query, rows=("upload policy",), method="GET", path=path, headers={}, **told)


@stated("8.4")
def tokens() -> Iterator[Exchange]:
    """1 to 1800 seconds, 60 when nothing is said; the sentence beyond is our choice."""
    for query, seconds in (("", 60), ("?expire_in_seconds=1", 1), ("?expire_in_seconds=1800", 1800)):
        answer = {"token": Text("st-.+"), "expires_at": 1_800_000_000 + seconds}
        path = TOKENS + query
        yield Exchange(name=f"{seconds} s", rows=("temporary key",), path=path, headers={}, answer=answer)
    for value in ("0", "1801", "x"):
        told = refusal(holding("1", "1800", "expire_in_seconds"))
        path = f"{TOKENS}?expire_in_seconds={value}"
        yield Exchange(name=f"refuses {value}", rows=("temporary key",), path=path, headers={}, **told)


@stated("1.4, 3.7")
def lists_of_models() -> Iterator[Exchange]:
    """Both answer 200 to a live key; their inside is published nowhere that was read."""
    inside = {"request_id": ID, "output": ANYTHING}
    for path in ("/api/v1/models", "/api/v1/quotas", "/api/v1/quotas?model=wan2.7-i2v&page_no=1&page_size=20"):
        row = "models" if "models" in path else "quotas"
        yield Exchange(name=path, rows=(row,), state="emulated", method="GET", path=path, headers={}, answer=inside)
    path, answer = "/compatible-mode/v1/models", {"object": "list", "data": ANYTHING}
    yield Exchange(name=path, rows=("models",), state="emulated", method="GET", path=path, headers={}, answer=answer)
