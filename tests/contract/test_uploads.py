"""Uploads: what an ``oss://`` URL means, for whom and for how long (specification section 8.3)."""

from dataclasses import replace

import pytest

from inbetween.db.database import Database, Transaction
from inbetween.domain.clock import HOUR
from inbetween.domain.errors import Denial
from inbetween.domain.scope import Scope
from inbetween.storage import uploads
from inbetween.storage.policy import Grant
from inbetween.storage.uploads import Upload
from tests.clocks import HandClock

SCOPE = Scope(region="cn-beijing", account="main")
MODEL = "wan2.2-kf2v-flash"
GRANT = Grant(wire_key='dashscope-instant/x/图 "a"+%41.png', scope=SCOPE, model=MODEL, max_bytes=100)


def record(tx: Transaction, grant: Grant = GRANT) -> Upload:
    return uploads.record(tx, grant, object_key=uploads.fresh_key(), size_bytes=7)


def test_an_upload_is_found_by_the_text_that_was_sent(database: Database):
    with database.transaction() as tx:
        upload = record(tx)
    with database.reading() as tx:
        assert uploads.find(tx, SCOPE, GRANT.wire_key, MODEL) == upload
        assert uploads.find(tx, SCOPE, GRANT.wire_key.replace("%41", "A"), MODEL) is None
        assert uploads.find(tx, SCOPE, GRANT.wire_key.upper(), MODEL) is None


@pytest.mark.parametrize(
    ("scope", "model"),
    [
        (replace(SCOPE, region="ap-southeast-1"), MODEL),
        (replace(SCOPE, account="other"), MODEL),
        (SCOPE, "wanx2.1-kf2v-plus"),
    ],
)
def test_an_upload_is_bound_to_region_account_and_model(database: Database, scope: Scope, model: str):
    with database.transaction() as tx:
        record(tx)
        assert uploads.find(tx, scope, GRANT.wire_key, model) is None


@pytest.mark.parametrize("key", ["", "none", "a\x00b", "\udc80", "图" * 400])
def test_a_key_that_nobody_uploaded_means_nothing(database: Database, key: str):
    with database.reading() as tx:
        assert uploads.find(tx, SCOPE, key, MODEL) is None


def test_an_upload_lives_for_48_hours(database: Database, clock: HandClock):
    with database.transaction() as tx:
        upload = record(tx)
    clock.advance(48 * HOUR - 1)
    with database.reading() as tx:
        assert uploads.find(tx, SCOPE, GRANT.wire_key, MODEL) == upload
        assert uploads.expired(tx, limit=10) == []
    clock.advance(1)
    with database.reading() as tx:
        assert uploads.find(tx, SCOPE, GRANT.wire_key, MODEL) is None
        assert uploads.expired(tx, limit=10) == [upload]


def test_the_oldest_expired_uploads_come_first(database: Database, clock: HandClock):
    for name in "abc":
        with database.transaction() as tx:
            record(tx, replace(GRANT, wire_key=name))
        clock.advance(HOUR)
    clock.advance(48 * HOUR)
    with database.reading() as tx:
        assert [upload.wire_key for upload in uploads.expired(tx, limit=2)] == ["a", "b"]


def test_an_upload_is_never_overwritten(database: Database):
    with database.transaction() as tx:
        first = record(tx)
    with pytest.raises(Denial) as caught, database.transaction() as tx:
        record(tx)
    assert (caught.value.status, caught.value.code) == (409, "FileAlreadyExists")
    with database.reading() as tx:
        assert uploads.find(tx, SCOPE, GRANT.wire_key, MODEL) == first


def test_a_forgotten_upload_is_gone(database: Database):
    with database.transaction() as tx:
        upload = record(tx)
        assert uploads.holds(tx, upload.object_key)
        uploads.forget(tx, upload.wire_key)
        assert uploads.find(tx, SCOPE, GRANT.wire_key, MODEL) is None
        assert not uploads.holds(tx, upload.object_key)


def test_every_object_key_is_fresh():
    assert uploads.fresh_key() != uploads.fresh_key()
