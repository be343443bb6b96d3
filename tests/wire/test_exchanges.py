"""Every expected exchange takes place."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from inbetween.db.database import Database
from tests.clocks import HandClock
from tests.conftest import wipe
from tests.samples import EVERYTHING
from tests.served import Server, serve
from tests.wire.exchange import Exchange, differences
from tests.wire.exchanges import EXCHANGES


@pytest.fixture(scope="module")
def stage(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Exchange], Server]]:
    """Give what finds a server for an exchange: one for all of equal settings, emptied before each scene."""
    servers: dict[str, Server] = {}
    with ExitStack() as stack:

        def start(settings: Mapping[str, Any]) -> Server:
            folder, clock = tmp_path_factory.mktemp("stage"), HandClock()
            shutil.copyfile(migrated_file, folder / "inbetween.db")
            database = Database(f"sqlite:///{folder}/inbetween.db", clock)
            stack.callback(database.close)
            return stack.enter_context(serve(folder, database, clock, **settings))

        def find(exchange: Exchange) -> Server:
            settings = {"abilities": EVERYTHING, **exchange.settings}
            key = f"{sorted(settings.items())} {exchange.scene is None}"
            server = servers.get(key) or servers.setdefault(key, start(settings))
            if exchange.scene:
                empty(server)
            return server

        yield find


def empty(server: Server) -> None:
    """Make a server as new: no row but its key, and the clock at its beginning."""
    wipe(server.front.database)
    server.clock.now = HandClock().now
    server.key = server.new_key()


def sent(exchange: Exchange, server: Server) -> httpx.Response:
    """Play the scene and send the request."""
    names = exchange.scene(server) if exchange.scene else {}
    headers = {"Authorization": f"Bearer {server.key}", **exchange.headers}
    content = exchange.content
    if content is None and exchange.body is not None:
        body = exchange.body() if callable(exchange.body) else exchange.body
        content = json.dumps(body).encode()
        headers = {"Content-Type": "application/json", **headers}
    return server.send(
        exchange.method,
        exchange.path.format_map(names),
        key=None,
        content=content,
        headers={name: value.format_map(names) for name, value in headers.items() if value is not None},
    )


@pytest.mark.parametrize("exchange", EXCHANGES, ids=lambda exchange: exchange.id)
def test_an_exchange(exchange: Exchange, stage: Callable[[Exchange], Server]) -> None:
    server = stage(exchange)
    answer = sent(exchange, server)
    told = answer.json() if answer.content else None
    assert (answer.status_code, told) == (exchange.status, told), exchange.section
    assert list(differences(exchange.answer, told)) == []
    assert exchange.answer_headers.items() <= dict(answer.headers).items()
    if exchange.promised:
        assert promise(server, told["output"]["task_id"], exchange) == exchange.promised


def promise(server: Server, task_id: str, exchange: Exchange) -> dict[str, Any]:
    """Return what the accepted task promises of what was expected; media are sources by kind."""
    spec = server.queue.see(task_id).spec
    assert spec is not None
    media = {entry.kind: entry.source for entry in spec.media}
    return {name: media if name == "media" else getattr(spec, name) for name in exchange.promised}


def test_no_two_exchanges_have_one_name() -> None:
    names = [exchange.id for exchange in EXCHANGES]
    assert sorted(names) == sorted(set(names))
