"""Servers with OpenAI's ``/v1/videos``: vLLM-Omni, SGLang, Dynamo and others.

The form's documented fields are ``prompt``, ``model``, ``seconds``, ``size`` and ``input_reference``; what a server
wants beyond them (``fps``, ``num_inference_steps``) its operator adds as ``fields``. None takes a last frame of Wan.

Sources: OpenAI's API reference, "Videos"; vLLM-Omni, docs/serving/videos_api.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from inbetween.domain.spec import Abilities
from inbetween.engines.remote.peer import Call, Send, Standing, Wish
from inbetween.engines.remote.texts import inside, word

FROM_FIRST_FRAME = Abilities(media_sets=frozenset({frozenset({"first_frame"})}))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAIVideos:
    """Speaks ``/v1/videos``. ``fields`` are sent with every form."""

    abilities: Abilities = FROM_FIRST_FRAME
    fields: Mapping[str, str] = field(default_factory=dict)

    def create(self, wish: Wish, send: Send) -> str:
        """Create a video."""
        spec = wish.spec
        asked = {
            "model": wish.model,
            "prompt": spec.prompt,
            "seconds": str(spec.seconds),
            "size": f"{wish.width}x{wish.height}",
            **self.fields,
        }
        files = {"input_reference": wish.files["first_frame"]}
        headers = {"Idempotency-Key": wish.identity}
        return word(send(Call(method="POST", path="videos", fields=asked, files=files, headers=headers)), "id")

    def look(self, identity: str, send: Send) -> Standing:
        """Poll the video; ``progress`` is in per cent."""
        answer = send(Call(method="GET", path=f"videos/{identity}", repeats=True))
        match word(answer, "status"):
            case "queued" | "in_progress":
                return Standing(state="waiting", fraction=_share(answer.get("progress")))
            case "completed":
                return Standing(state="done", video=f"videos/{identity}/content")
            case "failed":
                error = inside(answer, "error")
                return Standing(state="failed", code=word(error, "code"), message=word(error, "message"))
            case status:
                return Standing(state="failed", message=f"The video is {status or 'without a status'} there.")

    def cancel(self, identity: str, send: Send) -> None:
        """Delete the video, which stops it where the server can."""
        send(Call(method="DELETE", path=f"videos/{identity}"))

    def complaint(self, body: Mapping[str, Any]) -> tuple[str, str]:
        """Return what stands in ``error`` of a bad answer, or FastAPI's ``detail``."""
        error = inside(body, "error")
        return word(error, "code"), word(error, "message") or word(body, "detail")


def _share(percent: Any) -> float:
    """Return per cent as 0..1."""
    known = isinstance(percent, int | float) and not isinstance(percent, bool)
    return min(max(percent / 100, 0.0), 1.0) if known else 0.0
