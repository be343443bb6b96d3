"""Upload policies: what a form may store, and every way to ask for more."""

import base64
import json
import re

import pytest

from inbetween.domain.clock import SECOND
from inbetween.domain.errors import Denial
from inbetween.domain.scope import Scope
from inbetween.storage.policy import admit, certificate
from inbetween.storage.sign import Signer

NOW = 1_800_000_000_000
SCOPE = Scope(region="cn-beijing", account="main")
MODEL = "wan2.2-kf2v-flash"
SIGNER = Signer(b"k" * 32)


def issue(signer: Signer = SIGNER, scope: Scope = SCOPE) -> dict[str, str | int]:
    return certificate(signer, scope=scope, model=MODEL, host="http://h/up", max_bytes=100 * 2**20, now=NOW)


def form(name: str = "cat.png", **changes: str) -> dict[str, str]:
    issued = issue()
    fields = {"policy": issued["policy"], "Signature": issued["signature"], "key": f"{issued['upload_dir']}/{name}"}
    return {field: str(value) for field, value in {**fields, **changes}.items()}


def refused(fields: dict[str, str], now: int = NOW) -> tuple[int, str]:
    with pytest.raises(Denial) as caught:
        admit(SIGNER, fields, now=now)
    return caught.value.status, caught.value.code


def test_a_certificate_has_the_ten_fields_of_section_8_1():
    issued = issue()
    assert issued["upload_host"] == "http://h/up"
    assert (issued["expire_in_seconds"], issued["max_file_size_mb"]) == (300, 100)
    assert re.fullmatch(r"dashscope-instant/[0-9a-f]{32}/2027-01-15/[0-9a-f-]{36}", str(issued["upload_dir"]))
    posted = ("policy", "signature", "upload_dir", "oss_access_key_id", "x_oss_object_acl", "x_oss_forbid_overwrite")
    assert all(isinstance(issued[field], str) for field in posted)
    assert (issued["x_oss_object_acl"], issued["x_oss_forbid_overwrite"]) == ("private", "true")
    assert len(issued) == 10


def test_a_certificate_does_not_tell_the_account():
    assert "main" not in str(issue()["upload_dir"])


def test_every_certificate_has_its_own_directory():
    assert issue()["upload_dir"] != issue()["upload_dir"]


@pytest.mark.parametrize("name", ["cat.png", 'a "b" + c%20.png', "图 片.png", "a/b/../c.png", "%41.png", "..", "💡"])
def test_a_policy_admits_any_file_name_and_keeps_it_as_sent(name: str):
    fields = form(name)
    grant = admit(SIGNER, fields, now=NOW + 300 * SECOND - 1)
    assert grant.wire_key == fields["key"]
    assert (grant.scope, grant.model, grant.max_bytes) == (SCOPE, MODEL, 100 * 2**20)


def test_a_policy_ends_after_300_seconds():
    assert refused(form(), now=NOW + 300 * SECOND) == (403, "AccessDenied")
    with pytest.raises(Denial, match=r"^Invalid according to Policy: Policy expired\.$"):
        admit(SIGNER, form(), now=NOW + 300 * SECOND)


@pytest.mark.parametrize("field", ["policy", "Signature", "key"])
def test_each_field_is_needed(field: str):
    whole = form()
    assert refused({name: value for name, value in whole.items() if name != field}) == (400, "InvalidArgument")
    assert refused({**whole, field: ""}) == (400, "InvalidArgument")


def test_a_changed_policy_is_refused():
    fields = form()
    terms = json.loads(base64.b64decode(fields["policy"]))
    for change in ({"max_bytes": 2**40}, {"account": "other"}, {"expires": NOW * 2}, {"dir": "x"}, {"model": "y"}):
        policy = base64.b64encode(json.dumps({**terms, **change}).encode()).decode()
        assert refused({**fields, "policy": policy}) == (403, "SignatureDoesNotMatch")


@pytest.mark.parametrize("signature", ["AAAA", "é", "\udc80", "=" * 4000])
def test_a_made_up_signature_is_refused(signature: str):
    assert refused(form(Signature=signature)) == (403, "SignatureDoesNotMatch")


def test_a_policy_that_is_no_policy_is_refused_before_it_is_read():
    for policy in ("{}", "e30=", "\x00", "\udc80"):
        assert refused(form(policy=policy)) == (403, "SignatureDoesNotMatch")


def test_a_signature_for_a_url_signs_no_policy():
    terms = base64.b64encode(b"{}").decode()
    borrowed = base64.b64encode(SIGNER.digest("object", terms)).decode()
    assert refused(form(policy=terms, Signature=borrowed)) == (403, "SignatureDoesNotMatch")


def test_a_key_outside_the_directory_is_refused():
    directory = form()["key"].rsplit("/", 1)[0]
    for key in ("cat.png", "dashscope-instant/x/cat.png", directory, f"{directory}x/cat.png", f"/{directory}/cat.png"):
        assert refused(form(key=key)) == (403, "AccessDenied")


def test_a_key_that_is_no_text_is_refused():
    for name in ("", "a\x00b", "a\nb", "\x7f", "\udc80", "图" * 400):
        assert refused(form(name)) == (400, "InvalidObjectName")
