"""Over HTTP, too, what belongs to one scope does not exist for another (specification section 1.3)."""

from inbetween.domain.scope import Scope
from inbetween.storage.names import preview_key
from tests.served import MODEL, TASKS, Server, body, refusal

OTHER_ACCOUNT = Scope(region="cn-beijing", account="other")
OTHER_REGION = Scope(region="ap-southeast-1", account="main")


def test_another_account_sees_a_task_as_unknown(server: Server) -> None:
    task_id = server.created()
    stranger = server.new_key(OTHER_ACCOUNT)
    output = server.poll(task_id, key=stranger).json()["output"]
    assert output == {"task_id": task_id, "task_status": "UNKNOWN"}
    unknown = server.poll(task_id.replace(task_id[:4], "0000"), key=stranger)
    assert set(unknown.headers) == set(server.poll(task_id, key=stranger).headers)


def test_another_account_neither_cancels_nor_lists_a_task(server: Server) -> None:
    task_id = server.created()
    stranger = server.new_key(OTHER_ACCOUNT)
    assert refusal(server.post(f"{TASKS}/{task_id}/cancel", key=stranger))[:2] == (400, "UnsupportedOperation")
    assert server.get(TASKS, key=stranger, params={"task_id": task_id}).json()["total"] == 0
    assert server.poll(task_id).json()["output"]["task_status"] == "PENDING"


def test_another_account_sees_no_details_and_no_preview(server: Server) -> None:
    task_id = server.created()
    server.front.objects.put(preview_key(task_id), b"jpeg")
    stranger = server.new_key(OTHER_ACCOUNT)
    for path in (f"/inbetween/v1/tasks/{task_id}", f"/inbetween/v1/tasks/{task_id}/preview"):
        assert server.get(path).status_code == 200
        assert refusal(server.get(path, key=stranger))[:2] == (404, "NotFound")


def test_keys_of_one_account_share_its_tasks(server: Server) -> None:
    task_id = server.created()
    colleague = server.new_key()
    assert server.poll(task_id, key=colleague).json()["output"]["task_status"] == "PENDING"
    assert server.post(f"{TASKS}/{task_id}/cancel", key=colleague).status_code == 200


def test_a_key_of_another_region_is_no_key(server: Server) -> None:
    told = (401, "InvalidApiKey", "Invalid API-key provided.")
    key = server.new_key(OTHER_REGION)
    assert refusal(server.create(key=key)) == told
    assert refusal(server.get(TASKS, key=key)) == told


def test_another_account_cannot_use_an_upload(server: Server) -> None:
    policy = f"/api/v1/uploads?action=getPolicy&model={MODEL}"
    leave = server.get(policy).json()["data"]
    fields = {"policy": leave["policy"], "Signature": leave["signature"], "key": f"{leave['upload_dir']}/a.png"}
    answer = server.post("/inbetween/v1/uploads", key=None, data=fields, files={"file": ("a.png", b"png")})
    assert answer.status_code == 200
    sent = body(first_frame_url=f"oss://{fields['key']}")
    assert server.create(sent).status_code == 200
    assert refusal(server.create(sent, key=server.new_key(OTHER_ACCOUNT)))[:2] == (400, "InvalidParameter")
