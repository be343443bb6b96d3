"""``inbetween backup``: an installation as it is at one instant, in a folder."""

import json
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, TypeAlias

import typer
from sqlalchemy.exc import SQLAlchemyError

from inbetween import __version__, app, settings
from inbetween.cli.options import Data
from inbetween.cli.privacy import keep_private
from inbetween.cli.whole import whole
from inbetween.db import dump, migrations
from inbetween.db.database import Database
from inbetween.db.outage import cause_of
from inbetween.domain.clock import Millis
from inbetween.domain.errors import OperatorError
from inbetween.settings import Settings
from inbetween.storage.copies import Copied, copy_objects
from inbetween.storage.installation import STORE, id_of
from inbetween.storage.local import LocalObjects
from inbetween.storage.objects import Objects
from inbetween.tasks import upkeep

EXAMPLES = "Example: inbetween backup /mnt/backups/$(date +%F)"

ROWS, OBJECTS, SECRET, MANIFEST = "rows", "objects", "secret", "backup.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds. ``lost`` names rows whose objects were removed before they were copied, by their table."""

    version: str
    revision: str
    taken_at: Millis
    rows: Mapping[str, int]
    objects: int
    lost: Mapping[str, list[str]]


Folder: TypeAlias = Annotated[Path, typer.Argument(metavar="DIR", show_default=False)]


def backup(folder: Folder, data: Data = None) -> None:
    """Write everything into a new folder, while servers and workers go on: rows, files and the signing secret.

    What a bucket holds stays there; all else of one instant is in the folder, or the folder is not made.
    """
    read = settings.read(data=data)
    keep_private()
    with _new(folder) as new, _opened(read) as database:
        revision, taken_at, rows = _write_rows(database, new / ROWS)
        copied = None if read.bucket else _copied_out(app.open_objects(read), new)
        keep_secret(read.data / SECRET, new / SECRET)
        manifest = Manifest(
            version=__version__,
            revision=revision,
            taken_at=taken_at,
            rows=rows,
            objects=copied.objects if copied else 0,
            lost=_lost(new) if copied else {},
        )
        (new / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2), encoding="utf-8")
    print(f"{rows['tasks']} tasks, {rows['uploads']} uploads, {told(copied)} are in {folder}.")


@contextmanager
def _new(folder: Path) -> Iterator[Path]:
    """Give a folder that takes its name when all is in it; nothing is left of one that fails.

    Raises:
        OperatorError: there is one of that name, or it cannot be written.
    """
    part = folder.with_name(f".{folder.name}.part")
    if folder.exists():
        raise OperatorError(f"{folder} is there already; a backup makes a folder of its own.")
    # prompts, pictures and the secret are their owner's
    with whole(folder, part, called="The backup", mode=0o700) as new:
        (new / ROWS).mkdir(mode=0o700)
        yield new


@contextmanager
def _opened(read: Settings) -> Iterator[Database]:
    """Open the database as it is: a backup before an upgrade must not upgrade."""
    if read.database is None and not (read.data / "inbetween.db").exists():
        raise OperatorError(f"There is no installation in {read.data}; name its folder with --data.")
    with closing(Database(read.database_url)) as database, telling():
        yield database


@contextmanager
def telling() -> Iterator[None]:
    """Tell what keeps a database from its work in one sentence."""
    try:
        yield
    except SQLAlchemyError as error:
        raise OperatorError(f"The database cannot be used ({cause_of(error)}).") from error


def _write_rows(database: Database, folder: Path) -> tuple[str, Millis, dict[str, int]]:
    with database.snapshot() as tx:
        revision = migrations.stored_revision(tx.connection)
        if revision is None:
            raise OperatorError("The database holds no installation.")
        return revision, tx.now, dump.write_tables(tx.connection, folder)


def _copied_out(objects: Objects, folder: Path) -> Copied:
    """Copy what the rows name after the rows were read: nothing that they name can be younger than they are.

    Raises:
        OperatorError: the store is not the one that the rows speak of, as when its disk is not mounted.
    """
    known = [row["value"] for row in dump.rows_of(folder / ROWS, "installation") if row["name"] == STORE]
    if known and known != [id_of(objects)]:
        raise OperatorError("The files that the database speaks of are not in the store; is its disk not mounted?")
    return copy_objects(objects, LocalObjects(folder / OBJECTS), through=folder)


def _lost(folder: Path) -> dict[str, list[str]]:
    """Return the rows whose objects had gone: their lives ended while the backup was made."""
    kept = LocalObjects(folder / OBJECTS)
    gone = [row["id"] for row in dump.rows_of(folder / ROWS, "tasks") if not all(map(kept.size, upkeep.needs(row)))]
    files = dump.rows_of(folder / ROWS, "uploads")
    return {"tasks": gone, "uploads": [row["wire_key"] for row in files if not kept.size(row["object_key"])]}


def keep_secret(source: Path, target: Path) -> None:
    """Copy the secret, if it is in a file; one of the environment is its owner's to keep."""
    if source.exists():
        target.touch(mode=0o600)
        target.write_bytes(source.read_bytes())


def told(copied: Copied | None) -> str:
    """Say in a few words what was copied."""
    return f"{copied.objects} files of {copied.size_bytes / 2**20:.1f} MiB" if copied else "and no files"
