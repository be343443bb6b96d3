"""What an adapter opens: the ways to reach one database."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """Pools that write, that read, and that read without ever waiting; ``dial`` opens a connection beside them."""

    writers: Engine
    readers: Engine
    glances: Engine
    dial: Callable[[], DBAPIConnection]
