"""Every row of a database as lines of JSON, and back. The lines are the same from SQLite and from PostgreSQL.

They are written from one instant of a database that goes on working, and read into one that has no tables yet.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, MetaData, Table, insert, inspect, select

from inbetween.db import migrations

Row: TypeAlias = Mapping[str, Any]

_NOT_KEPT = frozenset({"alembic_version", "workers"})
"""The revision is told beside the rows; a worker of one place is none of another."""

_BATCH = 500


def write_tables(connection: Connection, folder: Path) -> dict[str, int]:
    """Write each table into ``folder`` as it is, whatever its revision; return how many rows each has."""
    return {name: _write(connection, table, file_of(folder, name)) for name, table in _tables(connection).items()}


def read_tables(connection: Connection, folder: Path, revision: str) -> None:
    """Make the tables of ``revision``, fill them from ``folder`` and bring them to this version's form.

    Raises:
        OperatorError: a newer version has written the rows.
    """
    migrations.upgrade(connection, revision)
    for name, table in _tables(connection).items():
        rows = rows_of(folder, name)
        while batch := list(islice(rows, _BATCH)):
            connection.execute(insert(table), batch)
    migrations.upgrade(connection)


def rows_of(folder: Path, table: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table that was written into ``folder``; none of a table that came with a later revision."""
    path = file_of(folder, table)
    if path.exists():
        with path.open(encoding="ascii") as lines:
            yield from map(json.loads, lines)


def file_of(folder: Path, table: str) -> Path:
    """Return the file of a table."""
    return folder / f"{table}.jsonl"


def _tables(connection: Connection) -> Mapping[str, Table]:
    names: Sequence[str] = sorted(set(inspect(connection).get_table_names()) - _NOT_KEPT)
    return {name: Table(name, MetaData(), autoload_with=connection) for name in names}


def _write(connection: Connection, table: Table, path: Path) -> int:
    written = 0
    with path.open("w", encoding="ascii") as file:
        for row in connection.execution_options(yield_per=_BATCH).execute(select(table)).mappings():
            file.write(json.dumps(dict(row)) + "\n")
            written += 1
    return written
