"""What another server is to us: how it is asked and what its answers mean. Nothing here opens a connection."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol, TypeAlias

from inbetween.domain.errors import InbetweenError
from inbetween.domain.spec import Abilities, MediaKind, VideoSpec

Shape: TypeAlias = Literal["frames", "image", "media"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One video to be made elsewhere.

    ``model`` is their name of the model. ``files`` are the inputs, ``formats`` their formats as Pillow or the container
    names them (``PNG``, ``MP4``, ``WAV``), ``width`` and ``height`` the size that was promised in pixels. ``group``,
    ``shape`` and ``parameters`` say how the vendor's API writes a request for the model (``catalog.model.Model``).
    ``identity`` is the same for every attempt of one task.
    """

    model: str
    group: str
    shape: Shape
    parameters: frozenset[str]
    spec: VideoSpec
    files: Mapping[MediaKind, Path]
    formats: Mapping[MediaKind, str]
    width: int
    height: int
    identity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One HTTP request. ``path`` is below the base URL, or a whole URL that needs no key.

    A body is ``json``, or a form of ``fields`` and ``files`` (name to file). ``repeats``: asking twice does no harm.
    """

    method: Literal["GET", "POST", "DELETE"]
    path: str
    json: Mapping[str, Any] | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    repeats: bool = False


Send: TypeAlias = Callable[[Call], Mapping[str, Any]]
"""Sends a call and returns the JSON object of a good answer; an answer that is none is an empty object.

Raises ``Refused`` for a bad one, ``Lost`` when there is none.
"""


UNPAID = frozenset(
    {
        *("Arrearage", "AllocationQuota.FreeTierOnly", "Throttling.AllocationQuota"),  # the vendor (section 7)
        *("insufficient_quota", "billing_hard_limit_reached"),  # OpenAI's API reference, "Error codes"
    }
)
"""Codes of a server that makes nothing more for its key until somebody pays, or raises a limit there."""

_PAYMENT_REQUIRED = 402


class Refused(InbetweenError):
    """The other server's no: HTTP ``status``, code and sentence of its body, and seconds after which to ask again."""

    def __init__(self, status: int, code: str, message: str, *, retry_after: float = 0.0) -> None:
        super().__init__(code, message)
        self.status = status
        self.retry_after = retry_after

    @property
    def unpaid(self) -> bool:
        """Whether the key's account is the reason, about which no caller of ours can do anything."""
        return self.status == _PAYMENT_REQUIRED or self.code in UNPAID


class Lost(InbetweenError):
    """No answer. ``sent``: the request may have arrived, and what it asks for may have been begun."""

    def __init__(self, message: str, *, sent: bool) -> None:
        super().__init__("InternalError.Remote", message)
        self.sent = sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a remote task stands.

    ``fraction`` (0..1) is how much is done, where they tell. ``video`` is where a finished video is: a path below the
    base URL, or a whole URL. ``code`` and ``message`` say why one failed.
    """

    state: Literal["waiting", "done", "failed"]
    fraction: float = 0.0
    video: str = ""
    code: str = ""
    message: str = ""


class Peer(Protocol):
    """A kind of server."""

    @property
    def abilities(self) -> Abilities:
        """What it can be asked for."""

    def create(self, wish: Wish, send: Send) -> str:
        """Ask for a video, after bringing its inputs there; return their name of the task."""

    def look(self, identity: str, send: Send) -> Standing:
        """Ask how the task stands."""

    def cancel(self, identity: str, send: Send) -> None:
        """Ask to stop it; one that cannot be stopped goes on, and is paid for."""

    def complaint(self, body: Mapping[str, Any]) -> tuple[str, str]:
        """Return the code and the sentence of a bad answer, empty where it has none."""
