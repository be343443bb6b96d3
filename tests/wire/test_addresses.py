"""Hosts, spellings of paths, and headers that clients send: specification sections 1.2, 1.4 and 2.1."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.samples import SUCCESS
from tests.served import GENERATION, KEYFRAMES, TASKS, Server, refusal

HOSTS = (
    "dashscope.aliyuncs.com",
    "dashscope-intl.aliyuncs.com",
    "dashscope-us.aliyuncs.com",
    "ws-4f2a.cn-beijing.maas.aliyuncs.com",
    "ws-4f2a.ap-southeast-1.maas.aliyuncs.com:8443",
    "%7BWorkspaceId%7D.eu-central-1.maas.aliyuncs.com",
    "[::1]:8000",
)


@pytest.mark.parametrize("host", HOSTS)
def test_any_host_is_served_and_is_the_host_of_the_urls(server: Server, host: str) -> None:
    """Section 1.2: also a template whose braces nobody filled in, as URL libraries write it."""
    headers = {"Host": host}
    task_id = server.created(headers=headers)
    server.queue.settle(server.queue.take(), SUCCESS)
    url = server.poll(task_id, headers=headers).json()["output"]["video_url"]
    assert url.startswith(f"http://{host}/inbetween/v1/objects/results/")
    policy = server.get("/api/v1/uploads?action=getPolicy&model=wan2.7-i2v", headers=headers).json()["data"]
    assert policy["upload_host"] == f"http://{host}/inbetween/v1/uploads"


def test_a_host_that_no_url_can_hold_is_served_and_the_urls_name_the_address_that_was_reached(server: Server) -> None:
    headers = {"Host": "{WorkspaceId}.cn-beijing.maas.aliyuncs.com"}
    server.created(headers=headers)
    policy = server.get("/api/v1/uploads?action=getPolicy&model=wan2.7-i2v", headers=headers).json()["data"]
    assert policy["upload_host"] == "http://video.test:8000/inbetween/v1/uploads"


def test_a_public_url_wins_over_any_host(serving: Callable[..., Server]) -> None:
    server = serving(public_url="https://videos.example.org")
    policy = server.get("/api/v1/uploads?action=getPolicy&model=wan2.7-i2v", headers={"Host": HOSTS[3]}).json()["data"]
    assert urlsplit(policy["upload_host"]).netloc == "videos.example.org"


@pytest.mark.parametrize("path", [KEYFRAMES, GENERATION])
def test_api_task_is_api(server: Server, path: str) -> None:
    """Section 1.4: the first ``/api/`` of an SDK's request with ``query=True``."""
    task_id = server.created(path=path.replace("/api/", "/api-task/"))
    again = f"/api-task/v1/tasks/{task_id}"
    assert server.get(again).json()["output"]["task_status"] == "PENDING"
    assert server.get(f"{again}/").json()["output"]["task_id"] == task_id
    assert server.get("/api-task/v1/tasks/").json()["total"] == 1
    assert server.post(f"{again}/cancel").status_code == 200


@pytest.mark.parametrize(
    "path", ["/api-task", "/api-tasks/v1/tasks", "/api-task/api-task/v1/tasks", "/v1/api-task/v1/tasks"]
)
def test_only_the_first_part_of_a_path_is_respelled(server: Server, path: str) -> None:
    assert refusal(server.get(path)) == (404, "NotFound", "Not found!")


@pytest.mark.parametrize(
    "headers",
    [
        {"X-DashScope-WorkSpace": "ws-4f2a"},
        {"X-DashScope-DataInspection": "enable"},
        {"X-DashScope-DataInspection": "disable"},
        {"X-DashScope-OssResourceResolve": "enable"},
        {"X-DashScope-SSE": "enable", "X-DashScope-Plugin": "{}", "X-DashScope-EncryptionKey": "k"},
    ],
    ids=lambda headers: "+".join(headers),
)
def test_headers_that_mean_nothing_here_are_ignored(server: Server, headers: dict[str, str]) -> None:
    """Section 2.1."""
    task_id = server.created(headers=headers)
    assert server.poll(task_id, headers=headers).json()["output"]["task_status"] == "PENDING"
    assert server.get(TASKS, headers=headers).json()["total"] == 1


def test_a_get_of_cancel_is_405_in_json_and_cancels_nothing(server: Server) -> None:
    """The asynchronous client of SDK 1.25 sends one; it reads the JSON of every answer."""
    task_id = server.created()
    for path in (f"{TASKS}/{task_id}/cancel", f"{TASKS}/{task_id}/cancel/", f"/api-task/v1/tasks/{task_id}/cancel/"):
        answer = server.get(path)
        assert refusal(answer) == (405, "InvalidParameter", "Request method 'GET' is not supported.")
        assert answer.headers["allow"] == "POST"
    assert server.poll(task_id).json()["output"]["task_status"] == "PENDING"
