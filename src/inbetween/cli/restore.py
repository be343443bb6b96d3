"""``inbetween restore``: an installation from a backup, where there is none yet."""

import json
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import delete

from inbetween import app, settings
from inbetween.cli.backup import MANIFEST, OBJECTS, ROWS, SECRET, Folder, Manifest, keep_secret, telling, told
from inbetween.cli.options import Data
from inbetween.cli.privacy import keep_private
from inbetween.db import dump, migrations
from inbetween.db.database import Database, Transaction
from inbetween.db.schema import tasks, uploads
from inbetween.domain.errors import OperatorError
from inbetween.storage.copies import copy_objects
from inbetween.storage.installation import id_of
from inbetween.storage.local import LocalObjects
from inbetween.storage.objects import Objects
from inbetween.tasks import upkeep

EXAMPLES = "Example: inbetween restore /mnt/backups/2026-11-21 --data /srv/inbetween"


def restore(folder: Folder, data: Data = None) -> None:
    """Make an installation from a backup: the files first, then all rows at once.

    Its unfinished tasks wait to be done. The database may be of another kind than the one that was backed up.
    """
    read, manifest = settings.read(data=data), _manifest(folder)
    keep_private()
    with app.data_folder(read) as place, closing(Database(read.database_url)) as database, telling():
        _insist_on_no_tables(database)
        _put_back_secret(folder / SECRET, place / SECRET)
        copied = None
        if manifest.objects:
            kept, objects = LocalObjects(folder / OBJECTS), app.open_objects(read)
            _insist_on_same_store(kept, objects)
            copied = copy_objects(kept, objects, through=place)
        with database.transaction() as tx:
            dump.read_tables(tx.connection, folder / ROWS, manifest.revision)
            _leave_out(tx, manifest.lost)
            upkeep.give_back_all(tx)
    print(f"{manifest.rows['tasks']} tasks, {manifest.rows['uploads']} uploads, {told(copied)} are restored.")


def _insist_on_no_tables(database: Database) -> None:
    with database.reading() as tx:
        if migrations.stored_revision(tx.connection) is not None:
            raise OperatorError("The database holds an installation already; restore needs one without tables.")


def _insist_on_same_store(kept: Objects, objects: Objects) -> None:
    """Refuse a store that another database knows; one that this backup was half restored into is welcome."""
    known = id_of(objects)
    if known is not None and known != id_of(kept):
        raise OperatorError("The store holds the files of another installation; restore needs one of its own.")


def _leave_out(tx: Transaction, lost: Mapping[str, list[str]]) -> None:
    for task_id in lost.get("tasks", []):
        tx.connection.execute(delete(tasks).where(tasks.c.id == task_id))
    for wire_key in lost.get("uploads", []):
        tx.connection.execute(delete(uploads).where(uploads.c.wire_key == wire_key))


def _put_back_secret(source: Path, target: Path) -> None:
    if not source.exists():
        return
    if target.exists() and target.read_bytes() != source.read_bytes():
        raise OperatorError(f"{target} is another secret than the backup's; restore into a folder without one.")
    keep_secret(source, target)


def _manifest(folder: Path) -> Manifest:
    try:
        read: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return Manifest(**read)
    except (OSError, ValueError, TypeError) as error:
        raise OperatorError(f"{folder} is no backup: its {MANIFEST} cannot be read.") from error
