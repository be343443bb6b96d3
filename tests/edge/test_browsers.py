"""What a browser is told: what may run, be kept or be read by the pages of others."""

from collections.abc import Callable

import pytest

from inbetween.api.lately import Lately
from tests.edge.test_requests import ALWAYS
from tests.served import KEYFRAMES, TASKS, Server

PAGE = "https://studio.example.org"
KEY = "results/4b1d2a52-30a5-4f3a-8a3e-0c5f1a2b3c4d/1.mp4"
PREFLIGHT = {
    "Origin": PAGE,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization,content-type,x-dashscope-async",
}


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/nowhere", TASKS, f"{TASKS}/x", "/inbetween/v1/openapi.json"])
def test_every_answer_is_inert_and_nobodys_to_keep(server: Server, path: str) -> None:
    headers = server.get(path).headers
    assert ALWAYS.items() <= dict(headers).items()
    assert len(headers.get_list("cache-control")) == 1


def test_a_video_may_be_shown_and_kept_by_its_viewer(server: Server) -> None:
    server.front.objects.put(KEY, b"video")
    headers = server.get(server.front.signer.sign("", KEY, None), key=None).headers
    assert headers["cache-control"] == "private, max-age=3600"
    assert "media-src 'self'" in headers["content-security-policy"]
    assert headers.get_list("content-security-policy") == [headers["content-security-policy"]]
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")


def test_pages_of_others_may_read_nothing(server: Server) -> None:
    answer = server.get(TASKS, headers={"Origin": PAGE})
    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    assert server.send("OPTIONS", KEYFRAMES, key=None, headers=PREFLIGHT).status_code == 405


def test_pages_of_a_named_origin_may_call_and_others_not(serving: Callable[..., Server]) -> None:
    server = serving(origins=(PAGE,))
    asked = server.send("OPTIONS", KEYFRAMES, key=None, headers=PREFLIGHT)
    assert asked.status_code == 200
    assert asked.headers["access-control-allow-origin"] == PAGE
    assert "access-control-allow-credentials" not in asked.headers
    for told in (server.get(TASKS, headers={"Origin": PAGE}), server.get(TASKS, key="x", headers={"Origin": PAGE})):
        assert told.headers["access-control-allow-origin"] == PAGE
        assert "Retry-After" in told.headers["access-control-expose-headers"]
        assert "Origin" in told.headers["vary"]
    for stranger in ("https://evil.example", f"{PAGE}.evil.example", "null", PAGE.replace("https", "http")):
        refused = server.send("OPTIONS", KEYFRAMES, key=None, headers=PREFLIGHT | {"Origin": stranger})
        assert refused.status_code == 400
        assert "access-control-allow-origin" not in refused.headers
        assert "access-control-allow-origin" not in server.get(TASKS, headers={"Origin": stranger}).headers


def test_readiness_is_looked_up_once_in_a_while(serving: Callable[..., Server]) -> None:
    now, looked = [0.0], []
    server = serving(readiness=Lately(2.0, lambda: now[0]), worker_ready=lambda: looked.append(1) is None)
    for _ in range(50):
        assert server.get("/readyz", key=None).status_code == 200
    assert len(looked) == 1
    now[0] += 2.0
    server.front.database.close()
    server.get("/readyz", key=None)
    assert len(looked) == 2
