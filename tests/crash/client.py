"""A client that remembers: what it sent, what was accepted, and what it must send again because nobody answered."""

import base64
import http.client
import io
import json
import random
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

from tests.crash.scenarios import Call, Scenario
from tests.pictures import smooth
from tests.sites import Site, answering

SUBMIT = "/api/v1/services/aigc/video-generation/video-synthesis"
MODEL = "pixverse/pixverse-v6-kf2v"
FAILURE = "DataInspectionFailed"
DENIAL = "Arrearage"
SECONDS = 1
"""The shortest video of the model, at its smallest size: half a second of work for the real engine."""

KINDS: Mapping[str, float] = {
    "plain": 0.7,
    "slow": 0.05,
    "fail": 0.05,
    "expire": 0.06,
    "cancel": 0.05,
    "force": 0.05,
    "retry": 0.04,
}
"""How tasks end, with shares: as they may, as a caller asks, cancelled while they wait, stopped while they run,
or are retries of those."""

SOURCES: Mapping[str, float] = {"body": 0.6, "upload": 0.2, "web": 0.2}
"""Where the first picture is: inside the body, uploaded before, or on the web."""

_WORDS = {
    "slow": " [inbetween: slow=0.6]",
    "fail": f" [inbetween: fail={FAILURE}]",
    "expire": " [inbetween: expire]",
}
_SIDE = 240  # the least that the model takes
_TIMEOUT = 20.0
_NEXT_TRY = 0.03
_AT_ONCE = 3
_LOOK_SECONDS = 0.2
"""Between two looks at a task that nobody waits for: the server has better to do."""

_WANTED_SHARE = 0.4
"""Of the tasks that are made while some kinds are wanted."""

_OVER = frozenset({"SUCCEEDED", "FAILED", "CANCELED", "UNKNOWN"})


class Unanswered(Exception):
    """The connection broke, or the server said that it could not."""


@dataclass(kw_only=True)
class Submission:
    """One create call, or a retry of ``origin``, sent under one key until it is answered."""

    number: int
    kind: str
    source: str
    replay_key: str
    pictures: tuple[int, ...]
    origin: "Submission | None" = None
    body: bytes | None = None
    task_id: str | None = None
    told: str = ""
    cancelled: bool = False
    sent: int = 0
    seen: float = 0.0


@dataclass(kw_only=True)
class Client:
    """Keeps ``backlog`` tasks open at ``base``, in a thread of its own, until it is told to finish.

    Between them it makes the calls that are wanted, which make no task: nothing is asked for only to be cancelled.
    """

    base: str
    key: str
    seed: int
    backlog: int = 6
    submissions: list[Submission] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._finishing, self._done = threading.Event(), threading.Event()
        self._scenario = Scenario()
        self._pictures = [_png(seed) for seed in range(4)]
        self._site = Site()
        self._pages = [self._site.page(f"/{seed}.png", body=picture) for seed, picture in enumerate(self._pictures)]
        self._thread = threading.Thread(target=self._go_on, name="client", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def want(self, scenario: Scenario) -> None:
        """Make the tasks and the calls that a scenario asks for, until another comes."""
        self._scenario = scenario

    def count(self, *states: str) -> int:
        """Return how many tasks were told to be in one of ``states``."""
        return sum(each.told in states for each in self.submissions)

    def finish(self, seconds: float) -> bool:
        """Submit nothing more; say whether everything was answered and told as ended within ``seconds``."""
        self._finishing.set()
        return self._done.wait(seconds)

    @property
    def accepted(self) -> list[Submission]:
        """Every submission that was answered with a task."""
        return [each for each in self.submissions if each.task_id]

    def _go_on(self) -> None:
        with answering(self._site.server), ThreadPoolExecutor(_AT_ONCE) as hands:
            while not self._finishing.is_set() or self._open():
                open_ones = self._open()
                while self._wants_more(len(open_ones)):
                    open_ones.append(self._another(self._next_kind()))
                list(hands.map(self._attend, open_ones))
                if not self._finishing.is_set():
                    list(hands.map(self._call, self._scenario.calls))
                time.sleep(_NEXT_TRY)
        self._done.set()

    def _open(self) -> list[Submission]:
        return [each for each in self.submissions if each.told not in _OVER]

    def _wants_more(self, open_ones: int) -> bool:
        return open_ones < self.backlog and not self._scenario.idle and not self._finishing.is_set()

    def _next_kind(self) -> str:
        kind = self._wished_kind()
        return kind if kind != "retry" or self._retriable() else "plain"

    def _wished_kind(self) -> str:
        if self._scenario.kinds and self._chance.random() < _WANTED_SHARE:
            return self._chance.choice(self._scenario.kinds)
        return _drawn(self._chance, KINDS)

    def _another(self, kind: str) -> Submission:
        made = Submission(
            number=len(self.submissions),
            kind=kind,
            source=_drawn(self._chance, SOURCES),
            origin=self._retriable()[0] if kind == "retry" else None,
            replay_key=str(uuid.UUID(int=self._chance.getrandbits(128))),
            pictures=tuple(self._chance.sample(range(len(self._pictures)), 2)),
        )
        self.submissions.append(made)
        return made

    def _attend(self, submission: Submission) -> None:
        """Send it, or ask how it goes, or cancel it; who gets no answer tries again in the next round."""
        with suppress(Unanswered):
            if submission.task_id is None:
                self._submit(submission)
            elif self._is_to_cancel(submission):
                self._cancel(submission)
            elif submission.kind == "force" or time.monotonic() - submission.seen > _LOOK_SECONDS:
                _, answer = self._ask("GET", f"/api/v1/tasks/{submission.task_id}")
                submission.told, submission.seen = answer["output"]["task_status"], time.monotonic()

    def _retriable(self) -> list[Submission]:
        """Return what was cancelled and not retried; one that names an upload is good for as long as that."""
        retried = {each.origin.number for each in self.submissions if each.origin}
        return [each for each in self._granted("cancel") if each.source != "upload" and each.number not in retried]

    def _granted(self, call: Call) -> list[Submission]:
        """Return what a call may be made for once more."""
        if call == "cancel":
            return [each for each in self.accepted if each.cancelled]
        if call == "stop":
            return [each for each in self.accepted if each.told == "RUNNING" and each.kind == "plain"]
        repeatable = [each for each in self.accepted if each.told in _OVER and each.source != "upload"]
        return repeatable if call == "create" else [each for each in repeatable if each.body]

    def _call(self, call: Call) -> None:
        """Make a call that makes no task; nobody is surprised by no answer."""
        granted = self._granted(call)
        with suppress(Unanswered):
            if call == "upload":
                self._uploaded(self._chance.choice(self._pictures))
            elif granted:
                {
                    "create": self._send_again,
                    "cancel": self._cancel_again,
                    "deny": self._be_denied,
                    "clash": self._clash,
                    "stop": self._stop,
                }[call](self._chance.choice(granted))

    def _send_again(self, submission: Submission) -> None:
        status, answer = self._send(submission)
        if status != 200 or _task_in(answer) != submission.task_id:
            self.refused.append(f"{submission.number} once more: {status} {answer}")

    def _cancel_again(self, submission: Submission) -> None:
        status, answer = self._ask("POST", f"/api/v1/tasks/{submission.task_id}/cancel?force=true")
        if status != 200:
            self.refused.append(f"{submission.number} cancelled once more: {status} {answer}")

    def _be_denied(self, submission: Submission) -> None:
        """Send what the server is to deny, under a key of its own."""
        body = json.loads(submission.body or b"")
        body["input"]["prompt"] = f"crash denied [inbetween: deny={DENIAL}]"
        self._must_be_refused(body, str(uuid.UUID(int=self._chance.getrandbits(128))))

    def _clash(self, submission: Submission) -> None:
        """Send another body under a key that was used."""
        body = json.loads(submission.body or b"")
        body["parameters"]["seed"] += 1
        self._must_be_refused(body, submission.replay_key)

    def _stop(self, submission: Submission) -> None:
        """Have a task that runs stopped in the next round."""
        submission.kind = "force"

    def _must_be_refused(self, body: Any, key: str) -> None:
        status, answer = self._create(json.dumps(body).encode(), key)
        if status == 200:
            self.refused.append(f"not refused: {answer}")

    def _is_to_cancel(self, submission: Submission) -> bool:
        moment = {"cancel": ("", "PENDING"), "force": ("RUNNING",)}.get(submission.kind, ())
        return submission.told in moment

    def _cancel(self, submission: Submission) -> None:
        force = "?force=true" if submission.kind == "force" else ""
        status, _ = self._ask("POST", f"/api/v1/tasks/{submission.task_id}/cancel{force}")
        submission.cancelled = status == 200
        submission.told = "CANCELED" if status == 200 else "?"

    def _submit(self, submission: Submission) -> None:
        submission.sent += 1
        status, answer = self._send(submission)
        if status != 200:
            self.refused.append(f"{submission.number}: {status} {answer}")
            submission.told = "UNKNOWN"
            return
        submission.task_id = _task_in(answer)

    def _send(self, submission: Submission) -> tuple[int, dict[str, Any]]:
        if origin := submission.origin:
            key = {"Idempotency-Key": submission.replay_key}
            return self._ask("POST", f"/inbetween/v1/tasks/{origin.task_id}/retry", b"", key)
        if submission.body is None:
            submission.body = self._body(submission)
        return self._create(submission.body, submission.replay_key)

    def _create(self, body: bytes, key: str) -> tuple[int, dict[str, Any]]:
        return self._ask("POST", SUBMIT, body, {"Content-Type": "application/json", "Idempotency-Key": key})

    def _body(self, submission: Submission) -> bytes:
        media = [
            {"type": "first_frame", "url": self._url(submission.source, submission.pictures[0])},
            {"type": "last_frame", "url": _data_url(self._pictures[submission.pictures[1]])},
        ]
        prompt = f"crash {submission.number}{_WORDS.get(submission.kind, '')}"
        parameters = {"resolution": "360P", "duration": SECONDS, "seed": submission.number}
        return json.dumps(
            {"model": MODEL, "input": {"prompt": prompt, "media": media}, "parameters": parameters}
        ).encode()

    def _url(self, source: str, picture: int) -> str:
        if source == "upload":
            return self._uploaded(self._pictures[picture])
        return self._pages[picture] if source == "web" else _data_url(self._pictures[picture])

    def _uploaded(self, picture: bytes) -> str:
        """Upload a picture and return its URL; one whose answer was lost is uploaded anew."""
        query = urllib.parse.urlencode({"action": "getPolicy", "model": MODEL})
        grant = self._ask("GET", f"/api/v1/uploads?{query}")[1]["data"]
        key = f"{grant['upload_dir']}/picture.png"
        fields = {"policy": grant["policy"], "Signature": grant["signature"], "key": key}
        boundary, content = _form(fields, picture)
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        status, answer = self._ask("POST", "/inbetween/v1/uploads", content, headers)
        if status != 200:
            raise Unanswered(answer)
        return f"oss://{key}"

    def _ask(
        self, method: str, path: str, content: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, Any]]:
        """Send a request and return status and answer.

        Raises:
            Unanswered: nothing came back, or a 5xx.
        """
        all_headers = {"Authorization": f"Bearer {self.key}", "X-DashScope-Async": "enable", **(headers or {})}
        request = urllib.request.Request(self.base + path, content, all_headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:
                return answer.status, json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as refused:
            if refused.code >= 500:
                raise Unanswered(refused.code) from None
            return refused.code, json.loads(refused.read() or b"{}")
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Unanswered(repr(error)) from error


def _task_in(answer: Mapping[str, Any]) -> str:
    """Return the id that a create or a retry was answered with."""
    return str(answer.get("output", answer)["task_id"])


def _drawn(chance: random.Random, shares: Mapping[str, float]) -> str:
    return chance.choices(list(shares), list(shares.values()))[0]


def _png(seed: int) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(smooth(_SIDE, _SIDE, seed)).quantize(64).convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()


def _data_url(picture: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}"


def _form(fields: Mapping[str, str], content: bytes) -> tuple[str, bytes]:
    """Return the boundary and the body of a multipart form."""
    boundary = uuid.uuid4().hex
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    file = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="picture.png"\r\n\r\n'
    return boundary, "".join(parts).encode() + file.encode() + content + f"\r\n--{boundary}--\r\n".encode()
