"""Which database, store and secret belong together: every process of an installation must have the same three.

A worker that swept the store of another database would remove every result in it; an API with a secret of its own
would give out URLs that the others refuse. Both are noticed at start, by what the database remembers.
"""

from sqlalchemy import select, text

from inbetween.db.database import Database, Transaction
from inbetween.db.schema import installation
from inbetween.domain.clock import new_id
from inbetween.domain.errors import OperatorError
from inbetween.storage import names
from inbetween.storage.objects import ObjectMissing, Objects
from inbetween.storage.sign import Signer

ID_KEY = "installation/id"
"""The object whose content the database remembers: no two stores have the same."""

STORE, _SECRET = "store", "secret"
"""What the database remembers, by name."""

_REMEMBER = text("INSERT INTO installation (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING")


def tie_store(database: Database, objects: Objects, *, where: str) -> None:
    """Tie the database to its store at their first use, and later see that they are still the same two.

    A store in which nothing lies yet is anybody's: a first use may have been cut off half way.

    Raises:
        OperatorError: the store at ``where`` belongs to another database, is not the one used so far, or is away.
    """
    try:
        known = _known(database, STORE)
        if known is None:
            with database.transaction() as tx:
                known = _first_use(tx, objects, where)
        found = id_of(objects)
    except OSError as error:
        raise OperatorError(f"The store {where} cannot be used ({error}).") from error
    if known != found:
        raise OperatorError(
            f"The store {where} is not the one that this database was used with; is a disk not mounted, or the name "
            f"wrong? If it shall be the store from now on, put {known} into it as {ID_KEY}."
        )


def tie_secret(database: Database, signer: Signer) -> None:
    """Tie the database to the secret that its URLs are signed with, and later see that it is still the same.

    The database holds a fingerprint; who reads it learns nothing that opens anything.

    Raises:
        OperatorError: this process was given another secret.
    """
    fingerprint = signer.digest("fingerprint", "").hex()
    known = _known(database, _SECRET)
    if known is None:
        with database.transaction() as tx:
            known = _agreed(tx, _SECRET, fingerprint)
    if known != fingerprint:
        raise OperatorError(
            "The URLs of this database are signed with another secret: give this process the same INBETWEEN_SECRET, or "
            "the same file `secret` in its data folder, as the others. To change it for all of them (every URL and "
            "temporary key given out so far then ends), stop them and DELETE FROM installation WHERE name = 'secret'."
        )


def _first_use(tx: Transaction, objects: Objects, where: str) -> str:
    """Return the id that the database now has, and the store if nobody else was first."""
    fresh = new_id()
    known = _agreed(tx, STORE, fresh)
    if known == fresh:
        if id_of(objects) is not None and not _is_empty(objects):
            raise OperatorError(
                f"The store {where} holds what another database knows, and this one would sweep it away. Give another "
                f"INBETWEEN_OBJECTS or --data, or, if that database is gone for good, remove {ID_KEY} from the store."
            )
        objects.put(ID_KEY, fresh.encode())
    return known


def _is_empty(objects: Objects) -> bool:
    return not any(stored for folder in names.FOLDERS for stored in objects.listing(folder))


def id_of(objects: Objects) -> str | None:
    """Return the id that a store has, or ``None`` when no database has used it yet."""
    try:
        with objects.open(ID_KEY) as opened:
            return b"".join(opened.part(0, opened.size)).decode()
    except ObjectMissing:
        return None


def _known(database: Database, name: str) -> str | None:
    """Look before anything is written: a database that only reads still answers polls."""
    with database.reading() as tx:
        return _remembered(tx, name)


def _remembered(tx: Transaction, name: str) -> str | None:
    return tx.connection.execute(select(installation.c.value).where(installation.c.name == name)).scalar_one_or_none()


def _agreed(tx: Transaction, name: str, value: str) -> str:
    """Remember ``value``, unless somebody was first (who is waited for), and return what is remembered."""
    tx.connection.execute(_REMEMBER, {"name": name, "value": value})
    return _remembered(tx, name) or value
