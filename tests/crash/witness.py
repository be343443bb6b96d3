"""What happened to every row, written down by the database itself: triggers that none of our verbs knows of.

They see every commit of every process, also of one that dies in the next instant. A rolled back change leaves nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.engine import Connection

_TABLE = {
    "sqlite": "CREATE TABLE witness (number INTEGER PRIMARY KEY, event TEXT, task_id TEXT, old TEXT, new TEXT)",
    "postgresql": "CREATE TABLE witness (number BIGSERIAL PRIMARY KEY, event TEXT, task_id TEXT, old TEXT, new TEXT)",
}
_EVENTS = {
    "submitted": ("INSERT ON tasks", "NEW.id, NULL, NEW.status"),
    "moved": ("UPDATE ON tasks", "NEW.id, OLD.status || ' ' || OLD.attempt, NEW.status || ' ' || NEW.attempt"),
    "forgotten": ("DELETE ON tasks", "OLD.id, OLD.status, NULL"),
    "billed": ("INSERT ON usages", "NEW.task_id, NULL, NULL"),
    "unbilled": ("DELETE ON usages", "OLD.task_id, NULL, NULL"),
    "rebilled": ("UPDATE ON usages", "NEW.task_id, NULL, NULL"),
}
_CHANGED = "OLD.status <> NEW.status OR OLD.attempt <> NEW.attempt OR OLD.ended_at <> NEW.ended_at"
TERMINAL = frozenset({"SUCCEEDED", "FAILED", "CANCELED"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A change of a row, in the order of its commits."""

    event: str
    task_id: str
    old: str | None
    new: str | None

    @property
    def ends(self) -> bool:
        """Whether the task was settled by it: any write of a terminal status, also over another."""
        return self.event == "moved" and (self.new or "").split()[0] in TERMINAL


@contextmanager
def looking(url: str) -> Iterator[Connection]:
    """Give a connection of the auditor's own, past the house's pools."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg") if url.startswith("post") else url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def call_witness(url: str) -> None:
    """Let the database write down what happens from now on."""
    with looking(url) as connection:
        dialect = connection.dialect.name
        connection.execute(text(_TABLE[dialect]))
        for event, (when, values) in _EVENTS.items():
            for statement in _trigger(dialect, event, when, values):
                connection.execute(text(statement))
        connection.commit()


def _trigger(dialect: str, event: str, when: str, values: str) -> list[str]:
    note = f"INSERT INTO witness (event, task_id, old, new) VALUES ('{event}', {values});"  # noqa: S608 - names of our own
    guard = f"WHEN ({_CHANGED})" if event == "moved" else ""
    if dialect == "sqlite":
        return [f"CREATE TRIGGER witness_{event} AFTER {when} {guard} BEGIN {note} END"]
    body = f"BEGIN {note} RETURN NULL; END"
    return [
        f"CREATE FUNCTION witness_{event}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER witness_{event} AFTER {when} FOR EACH ROW {guard} EXECUTE FUNCTION witness_{event}()",
    ]


def testimony(connection: Connection) -> list[Event]:
    """Return every event."""
    rows = connection.execute(text("SELECT event, task_id, old, new FROM witness ORDER BY number")).mappings()
    return [Event(**row) for row in rows]


def rows_of(connection: Connection, table: str) -> list[dict[str, Any]]:
    """Return every row of a table."""
    return [dict(row) for row in connection.execute(text(f"SELECT * FROM {table}")).mappings()]  # noqa: S608
