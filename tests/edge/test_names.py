"""Names, signatures and policies that were changed, borrowed or kept too long open nothing."""

import base64
import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from inbetween.domain.clock import HOUR, SECOND
from inbetween.domain.scope import Scope
from inbetween.storage.local import LocalObjects
from inbetween.storage.objects import ObjectMissing
from tests.edge.hostile import OBJECT_NAMES
from tests.samples import SCOPE
from tests.served import TASKS, Server, new_key, refusal
from tests.wire.test_uploads import certificate, form_of, kept, multipart, post

KEY = "results/4b1d2a52-30a5-4f3a-8a3e-0c5f1a2b3c4d/1.mp4"
OBJECTS = "/inbetween/v1/objects"


@pytest.fixture
def url(server: Server) -> str:
    server.front.objects.put(KEY, b"video")
    server.front.objects.put("uploads/private", b"somebody's picture")
    return server.front.signer.sign("", KEY, server.clock.now + HOUR)


@pytest.mark.parametrize("name", OBJECT_NAMES)
def test_a_name_elsewhere_opens_nothing_whatever_it_is_signed_with(server: Server, url: str, name: str) -> None:
    query = urlsplit(url).query
    answer = server.get(f"{OBJECTS}/{name}?{query}", key=None)
    assert refusal(answer)[:2] in {(403, "AccessDenied"), (404, "NotFound")}
    assert b"video" not in answer.content


@pytest.mark.parametrize("name", OBJECT_NAMES)
def test_even_a_signed_name_leads_nowhere_but_to_the_objects(server: Server, tmp_path: Path, name: str) -> None:
    """Who could sign anything at all would still not leave the folder."""
    (tmp_path / "secret").write_bytes(b"secret bytes")
    answer = server.get(server.front.signer.sign("", name, None), key=None)
    assert answer.status_code in {403, 404}
    assert b"secret bytes" not in answer.content


def _changed(url: str) -> dict[str, str]:
    query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    expires, signature = query["Expires"], query["Signature"]
    later, path = str(int(expires) + 3600), urlsplit(url).path

    def built(expires: str, signature: str, path: str = path) -> str:
        return f"{path}?Expires={expires}&Signature={signature}"

    return {
        "a later end": built(later, signature),
        "no end": f"{path}?Signature={signature}",
        "an end that never comes": built("253402300799", signature),
        "a second end after": f"{built(expires, signature)}&Expires={later}",
        "a second end before": f"{path}?Expires={later}&Expires={expires}&Signature={signature}",
        "a second signature": f"{built(expires, signature)}&Signature={'0' * 64}",
        "names in lower case": f"{path}?expires={expires}&signature={signature}",
        "a signature in capitals": built(expires, signature.upper()),
        "a cut signature": built(expires, signature[:-1]),
        "an empty signature": built(expires, ""),
        "a signature with a blank": built(expires, f"{signature}%20"),
        "an end with a sign": built(f"%2B{expires}", signature),
        "an end with a nought": built(f"0{expires}", signature),
        "an end in full-width digits": built("１８０００００００", signature),
        "another attempt": built(expires, signature, path.replace("1.mp4", "2.mp4")),
        "another file": built(expires, signature, f"{OBJECTS}/uploads/private"),
        "the preview": built(expires, signature, path.replace("1.mp4", "preview.jpg")),
        "a longer path": built(expires, signature, f"{path}/x"),
        "a key in the query": f"{path}?api_key=sk-x",
    }


LASTING = {"a second end before"}
"""The last of two parameters counts, which here is the signed one."""


def test_a_url_that_was_changed_opens_nothing(server: Server, url: str) -> None:
    opened = {name for name, changed in _changed(url).items() if server.get(changed, key=None).status_code == 200}
    assert opened <= LASTING
    assert server.get(url, key=None).status_code == 200


def test_a_url_is_good_for_reading_alone_and_until_its_second(server: Server, url: str) -> None:
    for method in ("PUT", "POST", "DELETE", "PATCH"):
        assert refusal(server.send(method, url, key=None))[0] == 405
    server.clock.advance(HOUR + SECOND)
    for method in ("GET", "HEAD"):
        assert server.send(method, url, key=None).status_code == 403


def test_no_key_is_taken_from_the_query(server: Server) -> None:
    for name in ("api_key", "apikey", "key", "token", "access_token", "Authorization"):
        assert refusal(server.get(f"{TASKS}?{name}={server.key}", key=None))[0] == 401


@pytest.mark.parametrize(
    "change",
    [
        {"expires": 2**50},
        {"max_bytes": 2**50},
        {"account": "other"},
        {"region": "ap-southeast-1"},
        {"model": "wan2.7-i2v"},
        {"dir": "dashscope-instant"},
        {"dir": ".."},
        {},
    ],
)
def test_a_policy_that_was_changed_permits_nothing(server: Server, change: dict[str, object]) -> None:
    fields = form_of(certificate(server), "a.png")
    terms = json.loads(base64.b64decode(fields["policy"]))
    fields["policy"] = base64.b64encode(json.dumps(terms | change, separators=(",", ":")).encode()).decode()
    assert refusal(post(server, multipart(fields)))[:2] == (403, "SignatureDoesNotMatch")
    assert kept(server) == []


def test_a_policy_is_worth_nothing_after_its_time_however_often_it_was_used(server: Server) -> None:
    fields = form_of(certificate(server), "a.png")
    assert post(server, multipart(fields)).status_code == 200
    server.clock.advance(300 * SECOND)
    again = fields | {"key": fields["key"].replace("a.png", "b.png")}
    assert [refusal(post(server, multipart(each)))[0] for each in (fields, again)] == [403, 403]
    assert len(kept(server)) == 1


def test_an_upload_is_nothing_to_another_account(server: Server) -> None:
    fields = form_of(certificate(server), "a.png")
    assert post(server, multipart(fields)).status_code == 200
    stranger = new_key(server.front.database, Scope(region=SCOPE.region, account="other"))
    given = {"first_frame_url": f"oss://{fields['key']}", "last_frame_url": f"oss://{fields['key']}"}
    body = {"model": "wan2.2-kf2v-flash", "input": given}
    assert "no such upload" in refusal(server.create(body, key=stranger))[2]
    assert server.create(body).status_code == 200


def test_a_link_in_the_folder_of_objects_is_no_object(tmp_path: Path) -> None:
    """Who can plant a link there could read the file himself; the server does not lend him its rights."""
    (tmp_path / "secret").write_bytes(b"secret bytes")
    objects = LocalObjects(tmp_path / "objects")
    (tmp_path / "objects" / "results").mkdir()
    (tmp_path / "objects" / "results" / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(ObjectMissing):
        objects.open("results/link")
    with pytest.raises(ObjectMissing):
        objects.bring("results/link", tmp_path / "brought")
    assert objects.size("results/link") is None
    assert list(objects.listing("results")) == []
