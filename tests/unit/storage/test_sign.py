"""Signed URLs: who may read which object, until when."""

from urllib.parse import parse_qs, urlsplit

import pytest

from inbetween.domain.clock import DAY, HOUR, SECOND
from inbetween.storage.sign import Signer

NOW = 1_800_000_000_000
KEY = "results/6f1c2b9e-0000-4000-8000-000000000000/1.mp4"
SIGNER = Signer(b"k" * 32)


def parts(url: str) -> tuple[str, str, str]:
    split = urlsplit(url)
    query = parse_qs(split.query)
    return split.path, query["Expires"][0], query["Signature"][0]


def test_a_signed_url_opens_its_object_until_its_second():
    path, expires, signature = parts(SIGNER.sign("http://host:8000/", KEY, NOW + DAY))
    assert path == f"/inbetween/v1/objects/{KEY}"
    assert expires == str((NOW + DAY) // SECOND)
    assert SIGNER.verify(KEY, expires, signature, NOW)
    assert SIGNER.verify(KEY, expires, signature, NOW + DAY - 1)
    assert not SIGNER.verify(KEY, expires, signature, NOW + DAY)


def test_a_url_never_ends_before_its_row():
    _, expires, signature = parts(SIGNER.sign("http://h", KEY, NOW + 1))
    assert SIGNER.verify(KEY, expires, signature, NOW + 1)
    assert not SIGNER.verify(KEY, expires, signature, NOW + SECOND)


def test_equal_promises_give_equal_urls():
    assert SIGNER.sign("http://h", KEY, NOW) == SIGNER.sign("http://h/", KEY, NOW)


def test_what_is_kept_for_ever_is_signed_for_ever():
    _, expires, signature = parts(SIGNER.sign("http://h", KEY, None))
    assert SIGNER.verify(KEY, expires, signature, NOW + 1000 * 365 * DAY)


@pytest.mark.parametrize(
    ("key", "expires", "flip"),
    [
        (KEY.replace("1.mp4", "2.mp4"), None, None),
        (f"{KEY}/", None, None),
        (KEY, str((NOW + DAY) // SECOND), None),
        (KEY, "", None),
        (KEY, " ", None),
        (KEY, "9" * 400, None),
        (KEY, "１８０００００００", None),
        (KEY, "1e12", None),
        (KEY, "-1", None),
        (KEY, "\udc80", None),
        (KEY, None, 0),
        (KEY, None, -1),
    ],
)
def test_a_changed_url_opens_nothing(key: str, expires: str | None, flip: int | None):
    _, genuine_expires, signature = parts(SIGNER.sign("http://h", KEY, NOW + HOUR))
    if flip is not None:
        letters = list(signature)
        letters[flip] = "0" if letters[flip] != "0" else "1"
        signature = "".join(letters)
    assert not SIGNER.verify(key, genuine_expires if expires is None else expires, signature, NOW)


@pytest.mark.parametrize("signature", ["", "é", "\udc80", "0" * 64, "A" * 10_000])
def test_a_made_up_signature_opens_nothing(signature: str):
    assert not SIGNER.verify(KEY, str(NOW), signature, NOW)


def test_another_secret_opens_nothing():
    _, expires, signature = parts(Signer(b"j" * 32).sign("http://h", KEY, NOW + HOUR))
    assert not SIGNER.verify(KEY, expires, signature, NOW)


def test_a_digest_for_one_purpose_is_none_for_another():
    assert SIGNER.digest("object", "x") != SIGNER.digest("upload", "x")


def test_an_expiry_written_in_a_second_way_is_still_bounded():
    # int() would read these; only the text that was signed has a signature.
    for expires in ("+1800003600", "1_800_003_600", "01800003600"):
        assert not SIGNER.verify(KEY, expires, SIGNER.digest("object", f"1800003600\n{KEY}").hex(), NOW)
