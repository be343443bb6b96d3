"""The API in this process over a real database and a real folder, and the bodies that clients send to it."""

import asyncio
import base64
import io
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from PIL import Image
from starlette.applications import Starlette

from inbetween.accounts import keys
from inbetween.api.front import Front
from inbetween.api.gate.strangers import Strangers
from inbetween.api.routes import create_api
from inbetween.db.database import Database
from inbetween.domain.clock import HOUR
from inbetween.domain.scope import Scope
from inbetween.domain.spec import Abilities
from inbetween.engines.protocol import Capabilities
from inbetween.offers.offer import Offers, alone
from inbetween.storage.local import LocalObjects
from inbetween.storage.sign import Signer
from inbetween.tasks.wake import LocalWake
from tests.clocks import HandClock
from tests.samples import SCOPE
from tests.verbs import Queue

KEYFRAMES = "/api/v1/services/aigc/image2video/video-synthesis"
GENERATION = "/api/v1/services/aigc/video-generation/video-synthesis"
TASKS = "/api/v1/tasks"
BOTH_ENDS = Abilities(media_sets=frozenset({frozenset({"first_frame", "last_frame"})}))
MODEL = "wan2.2-kf2v-flash"
SEED = 11


def picture(width: int = 640, height: int = 480, form: str = "PNG") -> bytes:
    """Return an encoded picture of one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, form)
    return buffer.getvalue()


def data_url(content: bytes, mime: str = "image/png") -> str:
    """Return bytes as a data URL."""
    return f"data:{mime};base64,{base64.b64encode(content).decode()}"


def body(*, parameters: Any = None, model: Any = MODEL, **fields: Any) -> dict[str, Any]:
    """Return a legal create body with fields of ``input`` changed; ``...`` leaves one out."""
    given = {
        "first_frame_url": "https://example.com/first.png",
        "last_frame_url": "https://example.com/last.png",
        "prompt": "a cat looks up",
    } | fields
    given = {name: value for name, value in given.items() if value is not ...}
    return {"model": model, "input": given, "parameters": {} if parameters is None else parameters}


def refusal(answer: httpx.Response) -> tuple[int, str, str]:
    """Return status, code and message of an error, which has one shape whatever it is about."""
    assert answer.headers["content-type"].startswith("application/json")
    told = answer.json()
    assert set(told) == {"code", "message", "request_id"}
    assert str(uuid.UUID(told["request_id"])) == told["request_id"]
    assert told["request_id"] == answer.headers["x-request-id"]
    return answer.status_code, told["code"], told["message"]


class Server:
    """A server to send requests to, and the rooms behind it."""

    def __init__(self, front: Front, clock: HandClock, runner: asyncio.Runner) -> None:
        self.front = front
        self.clock = clock
        self.api: Starlette = create_api(front)
        self.queue = Queue(front.database)
        self.key = self.new_key()
        self._runner = runner

    def new_key(self, scope: Scope = SCOPE) -> str:
        """Make a key and return its secret."""
        return new_key(self.front.database, scope)

    def send(self, method: str, path: str, *, key: str | None = "", **options: Any) -> httpx.Response:
        """Send one request with the server's own key, with another, or with none (``None``)."""
        headers = dict(options.pop("headers", {}))
        if key is not None:
            headers.setdefault("Authorization", f"Bearer {key or self.key}")

        async def exchange() -> httpx.Response:
            async with self._client() as client:
                return await client.request(method, path, headers=headers, **options)

        return self._runner.run(exchange())

    def create_each(self, contents: Iterable[Any], path: str = KEYFRAMES) -> list[httpx.Response]:
        """Send many create calls, one after another, with one client."""
        headers = {"X-DashScope-Async": "enable", "Authorization": f"Bearer {self.key}"}

        async def exchange() -> list[httpx.Response]:
            async with self._client() as client:
                return [await client.post(path, json=content, headers=headers) for content in contents]

        return self._runner.run(exchange())

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.api), base_url="http://video.test:8000")

    def get(self, path: str, **options: Any) -> httpx.Response:
        """Send a GET."""
        return self.send("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        """Send a POST."""
        return self.send("POST", path, **options)

    def create(self, content: Any = None, *, path: str = KEYFRAMES, **options: Any) -> httpx.Response:
        """Send a create call as the SDK does."""
        headers = {"X-DashScope-Async": "enable", **options.pop("headers", {})}
        return self.post(path, json=body() if content is None else content, headers=headers, **options)

    def created(self, content: Any = None, **options: Any) -> str:
        """Create a task that must be accepted and return its id."""
        answer = self.create(content, **options)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["output"]["task_id"])

    def poll(self, task_id: str, **options: Any) -> httpx.Response:
        """Send a query."""
        return self.get(f"{TASKS}/{task_id}", **options)


def new_key(database: Database, scope: Scope = SCOPE) -> str:
    """Make a key and return its secret."""
    with database.transaction() as tx:
        return keys.create(tx, scope=scope, name="test").secret


def front_over(folder: Path, database: Database, **changes: Any) -> Front:
    """Return a front over ``database`` with its files below ``folder``; ``changes`` are fields of it."""
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    settings: dict[str, Any] = {
        "database": database,
        "objects": LocalObjects(folder / "objects"),
        "signer": Signer(b"s" * 32),
        "wake": LocalWake(),
        "worker_ready": lambda: True,
        "draw_seed": lambda: SEED,
        "scratch": scratch,
        "offers": offering("tween", BOTH_ENDS),
        "region": SCOPE.region,
        "keep": 24 * HOUR,
        "strangers": Strangers(0),  # tables of requests try many wrong keys from one address
    }
    return Front(**settings | _offered(changes))


def _offered(changes: dict[str, Any]) -> dict[str, Any]:
    """Return changes of a front whose ``engine`` and ``abilities``, if any, are its only offer."""
    told = {name: value for name, value in changes.items() if name in ("engine", "abilities")}
    offers = {"offers": offering(told.get("engine", "tween"), told.get("abilities", BOTH_ENDS))} if told else {}
    return offers | {name: value for name, value in changes.items() if name not in told}


def offering(engine: str, abilities: Abilities) -> Offers:
    """Return the offers of an installation where one engine, which can so much, renders everything."""
    return alone(engine, Capabilities(abilities=abilities, makes_sound=False, needs="nothing"))


@contextmanager
def serve(folder: Path, database: Database, clock: HandClock, **changes: Any) -> Iterator[Server]:
    """Give a server over ``database`` with its files below ``folder``; ``changes`` are fields of its front."""
    with asyncio.Runner() as runner:
        yield Server(front_over(folder, database, **changes), clock, runner)
