"""A database, a store and a secret that belong together know each other again, and nobody else."""

from pathlib import Path

import pytest

from inbetween.db.database import Database
from inbetween.domain.errors import OperatorError
from inbetween.storage.installation import ID_KEY, tie_secret, tie_store
from inbetween.storage.local import LocalObjects
from inbetween.storage.objects import Objects, StoreDown
from inbetween.storage.sign import Signer

OTHER = "02b0f0a4-7a7e-4d7e-9f43-6a4a4ac2a111"


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    return LocalObjects(tmp_path / "objects")


def tie(database: Database, objects: Objects) -> None:
    tie_store(database, objects, where="the folder")


def test_a_store_is_known_again(database: Database, objects: Objects) -> None:
    for _ in range(2):
        tie(database, objects)
    assert objects.size(ID_KEY)


def test_the_store_of_an_earlier_version_is_tied_with_all_that_lies_in_it(database: Database, objects: Objects) -> None:
    objects.put("results/t/1.mp4", b"x")
    tie(database, objects)
    tie(database, objects)


def test_a_first_use_that_was_cut_off_is_begun_again(database: Database, objects: Objects) -> None:
    objects.put(ID_KEY, OTHER.encode())
    tie(database, objects)
    tie(database, objects)


@pytest.mark.parametrize("folder", ["results", "inputs", "uploads"])
def test_the_store_of_another_database_is_refused_and_left_as_it_is(
    database: Database, objects: Objects, folder: str
) -> None:
    objects.put(ID_KEY, OTHER.encode())
    objects.put(f"{folder}/a", b"x")
    for _ in range(2):
        with pytest.raises(OperatorError, match="another database"):
            tie(database, objects)
    assert {stored.key for stored in objects.listing("installation")} == {ID_KEY}
    objects.remove(ID_KEY)
    tie(database, objects)


def test_a_store_that_is_not_the_one_used_so_far_is_refused(
    database: Database, objects: Objects, tmp_path: Path
) -> None:
    tie(database, objects)
    with pytest.raises(OperatorError, match="not the one") as refused:
        tie(database, LocalObjects(tmp_path / "not-mounted"))
    known = next(word for word in refused.value.message.split() if word.count("-") == 4)
    LocalObjects(tmp_path / "not-mounted").put(ID_KEY, known.encode())
    tie(database, LocalObjects(tmp_path / "not-mounted"))


def test_a_store_that_is_away_ties_nothing(
    database: Database, objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(key: str) -> None:
        raise StoreDown("no answer")

    with monkeypatch.context() as patch:
        patch.setattr(objects, "open", away)
        with pytest.raises(OperatorError, match="no answer"):
            tie(database, objects)
    tie(database, objects)


def test_one_secret_signs_everything(database: Database) -> None:
    for _ in range(2):
        tie_secret(database, Signer(b"s" * 32))
    with pytest.raises(OperatorError, match="INBETWEEN_SECRET"):
        tie_secret(database, Signer(b"t" * 32))
    with database.reading() as tx:
        values = tx.connection.exec_driver_sql("SELECT value FROM installation").scalars().all()
    assert not [value for value in values if b"s" * 32 in value.encode()]
