"""Uploads: specification section 8, and the form as the SDKs post it."""

import base64
import re
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from inbetween.domain.clock import HOUR, SECOND
from tests.contents import content_of
from tests.served import MODEL, Server, body, picture, refusal

POLICY = "/api/v1/uploads"
FORM = "/inbetween/v1/uploads"
PICTURE = picture()
HOSTILE = [
    "cat.png",
    "a cat + a dog.png",
    'say "cheese".png',
    "it's.png",
    "第一帧.png",
    "Screenshot\u202f1.png",
    "%41%2e.png",
    "../../etc/passwd",
    "/etc/passwd",
    "..",
    "a\\b.png",
    "C:\\fakepath\\cat.png",
    "-rf",
    "no type",
    ".hidden",
    "x" * 700 + ".png",
    "🐈.png",
]


def certificate(server: Server, model: str = MODEL, **options: Any) -> dict[str, Any]:
    """Ask for leave to upload."""
    answer = server.get(POLICY, params={"action": "getPolicy", "model": model}, **options)
    assert answer.status_code == 200, answer.text
    content: dict[str, Any] = answer.json()
    assert set(content) == {"request_id", "data"}
    leave: dict[str, Any] = content["data"]
    return leave


def form_of(leave: dict[str, Any], name: str) -> dict[str, str]:
    """Return the fields that the SDK posts, in its order."""
    return {
        "OSSAccessKeyId": leave["oss_access_key_id"],
        "Signature": leave["signature"],
        "policy": leave["policy"],
        "key": f"{leave['upload_dir']}/{name}",
        "x-oss-object-acl": leave["x_oss_object_acl"],
        "x-oss-forbid-overwrite": leave["x_oss_forbid_overwrite"],
        "success_action_status": "200",
        "x-oss-content-type": "image/png",
    }


def multipart(fields: dict[str, str], content: bytes = PICTURE, filename: str = "f") -> bytes:
    """Write a form as requests does: raw UTF-8, no type on the file's part, the file last."""
    parts = [
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()
    ]
    head = "".join(parts) + f'--b\r\nContent-Disposition: form-data; name="file"; filename="{filename}"\r\n\r\n'
    return head.encode() + content + b"\r\n--b--\r\n"


def post(server: Server, content: bytes | AsyncIterator[bytes]) -> httpx.Response:
    """Post a form without a key, as every client does."""
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    return server.post(FORM, key=None, content=content, headers=headers)


def kept(server: Server) -> list[str]:
    """Return the keys of everything that lies in the upload rooms, finished or not."""
    assert list(server.front.scratch.iterdir()) == []
    return [found.key for found in server.front.objects.listing("uploads")]


def test_certificate(server: Server) -> None:
    """Section 8.1."""
    leave = certificate(server)
    assert re.fullmatch(r"dashscope-instant/[0-9a-f]{32}/2027-01-15/[0-9a-f-]{36}", leave["upload_dir"])
    for name in ("policy", "signature"):
        assert base64.b64decode(leave.pop(name), validate=True)
    del leave["upload_dir"]
    assert leave == {
        "upload_host": "http://video.test:8000/inbetween/v1/uploads",
        "expire_in_seconds": 300,
        "max_file_size_mb": 100,
        "capacity_limit_mb": 999999999,
        "oss_access_key_id": "inbetween",
        "x_oss_object_acl": "private",
        "x_oss_forbid_overwrite": "true",
    }


def test_every_certificate_has_a_directory_of_its_own(server: Server) -> None:
    assert certificate(server)["upload_dir"] != certificate(server)["upload_dir"]


def test_the_form_is_posted_to_the_public_address(serving: Callable[..., Server]) -> None:
    leave = certificate(serving(public_url="https://videos.example"))
    assert leave["upload_host"] == "https://videos.example/inbetween/v1/uploads"


@pytest.mark.parametrize(
    ("query", "code", "message"),
    [
        ({"model": MODEL}, "InvalidParameter", "Input should be 'getPolicy': action"),
        ({"action": "put", "model": MODEL}, "InvalidParameter", "Input should be 'getPolicy': action"),
        ({"action": "getPolicy"}, "BadRequest.EmptyModel", 'Required parameter "model" missing from request.'),
        ({"action": "getPolicy", "model": "wan9"}, "InvalidParameter", "Model not exist."),
    ],
)
def test_certificate_of_nothing(server: Server, query: dict[str, str], code: str, message: str) -> None:
    assert refusal(server.get(POLICY, params=query)) == (400, code, message)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_of_any_name_is_used_by_its_url(server: Server, name: str) -> None:
    """Section 8.3: the key comes back as it was posted, and names nothing on the disk."""
    fields = form_of(certificate(server), name)
    filename = name.replace('"', "%22")
    answer = post(server, multipart(fields, filename=filename))
    assert (answer.status_code, answer.content) == (200, b"")
    (key,) = kept(server)
    assert re.fullmatch(r"uploads/[0-9a-f-]{36}", key)
    assert content_of(server.front.objects, key) == PICTURE
    spec = server.queue.see(server.created(body(first_frame_url=f"oss://{fields['key']}"))).spec
    assert spec is not None
    assert spec.media[0].source == f"oss://{fields['key']}"


def test_the_key_is_never_decoded(server: Server) -> None:
    fields = form_of(certificate(server), "%41.png")
    assert post(server, multipart(fields)).status_code == 200
    decoded = fields["key"].replace("%41", "A")
    assert server.create(body(first_frame_url=f"oss://{decoded}")).status_code == 400
    assert server.create(body(first_frame_url=f"oss://{quote(fields['key'])}")).status_code == 400


def test_an_upload_serves_many_tasks_for_48_hours(server: Server) -> None:
    fields = form_of(certificate(server), "cat.png")
    post(server, multipart(fields))
    sent = body(first_frame_url=f"oss://{fields['key']}", last_frame_url=f"OSS://{fields['key']}")
    server.created(sent)
    server.clock.advance(48 * HOUR - 1)
    server.created(sent)
    server.clock.advance(1)
    assert refusal(server.create(sent))[1] == "InvalidParameter"


def test_an_upload_is_bound_to_its_model(server: Server) -> None:
    fields = form_of(certificate(server, "wanx2.1-kf2v-plus"), "cat.png")
    post(server, multipart(fields))
    sent = body(first_frame_url=f"oss://{fields['key']}")
    assert server.create(sent).status_code == 400
    assert server.create(sent | {"model": "wanx2.1-kf2v-plus"}).status_code == 200


def test_two_files_of_one_certificate(server: Server) -> None:
    leave = certificate(server)
    for name in ("first.png", "last.png"):
        assert post(server, multipart(form_of(leave, name))).status_code == 200
    assert len(kept(server)) == 2


def test_a_second_file_under_one_key_is_refused(server: Server) -> None:
    form = multipart(form_of(certificate(server), "cat.png"))
    assert post(server, form).status_code == 200
    status, code, _ = refusal(post(server, form))
    assert (status, code) == (409, "FileAlreadyExists")
    assert len(kept(server)) == 1


def test_an_expired_policy(server: Server) -> None:
    """Section 8.2."""
    fields = form_of(certificate(server), "cat.png")
    server.clock.advance(300 * SECOND)
    told = (403, "AccessDenied", "Invalid according to Policy: Policy expired.")
    assert refusal(post(server, multipart(fields))) == told
    assert kept(server) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("policy", "e30="),
        ("Signature", "x"),
        ("Signature", "é"),
        ("key", "cat.png"),
        ("key", "dashscope-instant/x/y/z/cat.png"),
    ],
)
def test_a_form_that_its_policy_does_not_cover(server: Server, field: str, value: str) -> None:
    fields = form_of(certificate(server), "cat.png") | {field: value}
    assert refusal(post(server, multipart(fields)))[0] == 403
    assert kept(server) == []


@pytest.mark.parametrize("field", ["policy", "Signature", "key"])
def test_a_form_without_a_field_that_it_needs(server: Server, field: str) -> None:
    fields = form_of(certificate(server), "cat.png")
    del fields[field]
    assert refusal(post(server, multipart(fields)))[0] == 400
    assert kept(server) == []


def test_a_file_larger_than_allowed(serving: Callable[..., Server]) -> None:
    server = serving(upload_limit=len(PICTURE))
    fields = form_of(certificate(server), "cat.png")
    assert refusal(post(server, multipart(fields, PICTURE + b"x")))[:2] == (400, "EntityTooLarge")
    assert kept(server) == []
    assert post(server, multipart(fields)).status_code == 200


def test_a_form_that_announces_too_much_is_not_read(serving: Callable[..., Server]) -> None:
    answer = post(serving(upload_limit=10), bytes(2**20 + 11))
    assert refusal(answer) == (413, "BadRequest.TooLarge", "Payload Too Large.")


def test_an_endless_file_is_cut_off(serving: Callable[..., Server]) -> None:
    server = serving(upload_limit=100_000)
    head = multipart(form_of(certificate(server), "cat.png")).partition(PICTURE)[0]

    async def chunks() -> AsyncIterator[bytes]:
        yield head
        while True:
            yield bytes(1000)

    assert refusal(post(server, chunks()))[:2] == (400, "EntityTooLarge")
    assert kept(server) == []


def test_endless_bytes_after_the_form_are_cut_off(serving: Callable[..., Server]) -> None:
    server = serving(upload_limit=100_000)
    whole = multipart(form_of(certificate(server), "cat.png"))

    async def chunks() -> AsyncIterator[bytes]:
        yield whole
        while True:
            yield bytes(100_000)

    assert refusal(post(server, chunks()))[:2] == (413, "BadRequest.TooLarge")
    assert kept(server) == []


def malformed() -> Iterator[tuple[str, bytes]]:
    whole = multipart({"key": "x"})
    yield "empty", b""
    yield "no form", b"hello"
    yield "no file", whole.replace(b'name="file"', b'name="fool"')
    yield "no name", b"--b\r\n\r\nx\r\n--b--\r\n"
    yield "not UTF-8", b'--b\r\nContent-Disposition: form-data; name="key"\r\n\r\n\xff\r\n--b--\r\n'
    yield "huge field", multipart({"policy": "x" * 70_000})
    yield "many fields", multipart({f"f{number}": "" for number in range(40)})
    yield "huge header", b"--b\r\nX: " + b"x" * 9000 + b"\r\n\r\nx\r\n--b--\r\n"


@pytest.mark.parametrize("content", [pytest.param(content, id=name) for name, content in malformed()])
def test_a_malformed_form_is_refused(server: Server, content: bytes) -> None:
    status, _, _ = refusal(post(server, content))
    assert status in (400, 413)
    assert kept(server) == []


def test_a_form_that_ends_within_its_file_is_refused(server: Server) -> None:
    whole = multipart(form_of(certificate(server), "cat.png"))
    assert refusal(post(server, whole[:-40]))[0] == 400
    assert kept(server) == []


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=" + "b" * 300])
def test_a_form_without_a_usable_boundary_is_refused(server: Server, content_type: str) -> None:
    answer = server.post(FORM, key=None, content=b"x", headers={"Content-Type": content_type})
    assert refusal(answer)[:2] == (400, "MalformedPOSTRequest")


def test_a_body_that_is_no_form_is_refused(server: Server) -> None:
    assert refusal(server.post(FORM, key=None, json={}))[:2] == (415, "InvalidParameter")


def test_a_form_with_two_files_is_refused(server: Server) -> None:
    whole = multipart(form_of(certificate(server), "cat.png"))
    second = multipart({}, b"other")
    assert refusal(post(server, whole.removesuffix(b"--b--\r\n") + second))[0] == 400
    assert kept(server) == []


def test_a_file_that_cannot_be_stored_leaves_nothing(server: Server, tmp_path: Path) -> None:
    fields = form_of(certificate(server), "cat.png")
    (tmp_path / "objects" / "uploads").write_text("in the way")
    assert refusal(post(server, multipart(fields)))[:2] == (503, "ModelUnavailable")
    assert list(server.front.scratch.iterdir()) == []
    assert server.create(body(first_frame_url=f"oss://{fields['key']}")).status_code == 400
