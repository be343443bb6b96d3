"""LightX2V's own server, which takes a last frame and a driving sound.

Steps and guidance belong to its start-up configuration. Its two generations of field names differ where the length is
told: ``num_frames`` today, ``target_video_length`` before; a field that it does not know may be refused, so that the
operator names it (``length_field``). Source: LightX2V, lightx2v/server/README.md and lightx2v/server/schema.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from inbetween.domain.spec import Abilities, MediaKind
from inbetween.engines.remote.peer import Call, Send, Standing, Wish
from inbetween.engines.remote.texts import encoded, word

_FIELDS: Mapping[MediaKind, str] = {
    "first_frame": "image_path",
    "last_frame": "last_frame_path",
    "driving_audio": "audio_path",
}
NATIVE_FPS = 16
"""Frames a second of every Wan model that it serves but TI2V-5B, whose operator sets ``fps``."""

FROM_FRAMES = Abilities(
    media_sets=frozenset({frozenset({"first_frame"}), frozenset({"first_frame", "last_frame"})}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LightX2V:
    """Speaks ``/v1/tasks``. ``fields`` are sent with every task (``task``, say, where the server serves several)."""

    abilities: Abilities = FROM_FRAMES
    fields: Mapping[str, str] = field(default_factory=dict)
    length_field: str = "num_frames"
    fps: int = NATIVE_FPS

    def create(self, wish: Wish, send: Send) -> str:
        """Create a task; a task of this server is lost when it restarts."""
        spec = wish.spec
        asked: dict[str, Any] = {
            "prompt": spec.prompt,
            "seed": spec.seed,
            "save_result_path": f"{wish.identity}.mp4",
            self.length_field: spec.seconds * self.fps // 4 * 4 + 1,
            **({"negative_prompt": spec.negative_prompt} if spec.negative_prompt else {}),
            **{_FIELDS[kind]: encoded(file) for kind, file in wish.files.items()},
            **self.fields,
        }
        return word(send(Call(method="POST", path="tasks/video/", json=asked)), "task_id")

    def look(self, identity: str, send: Send) -> Standing:
        """Ask for the task's status."""
        answer = send(Call(method="GET", path=f"tasks/{identity}/status", repeats=True))
        match word(answer, "status"):
            case "pending" | "processing":
                return Standing(state="waiting")
            case "completed":
                return Standing(state="done", video=f"tasks/{identity}/result")
            case status:
                told = word(answer, "error") or f"The task is {status or 'without a status'} there."
                return Standing(state="failed", message=told)

    def cancel(self, identity: str, send: Send) -> None:
        """Stop the task, running or not."""
        send(Call(method="DELETE", path=f"tasks/{identity}"))

    def complaint(self, body: Mapping[str, Any]) -> tuple[str, str]:
        """Return FastAPI's ``detail``."""
        return "", word(body, "detail")
