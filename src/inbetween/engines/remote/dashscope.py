"""The vendor's own cloud, or another Inbetween: the API that we serve, from the other side (specification 2, 6, 8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inbetween.domain.spec import PICTURES, Abilities, MediaKind
from inbetween.engines.remote.peer import Call, Refused, Send, Shape, Standing, Wish
from inbetween.engines.remote.texts import data_url, inside, word

_ASYNC: Mapping[str, str] = {"X-DashScope-Async": "enable"}
_UPLOADS: Mapping[str, str] = {"X-DashScope-OssResourceResolve": "enable"}
_FIELDS: Mapping[Shape, Mapping[MediaKind, str]] = {
    "frames": {"first_frame": "first_frame_url", "last_frame": "last_frame_url"},
    "image": {"first_frame": "img_url", "driving_audio": "audio_url"},
}
_ENDINGS: Mapping[str, str] = {"MP4": ".mp4", "MOV": ".mov", "WAV": ".wav", "MP3": ".mp3"}
_FORM: Mapping[str, str] = {
    "OSSAccessKeyId": "oss_access_key_id",
    "Signature": "signature",
    "policy": "policy",
    "x-oss-object-acl": "x_oss_object_acl",
    "x-oss-forbid-overwrite": "x_oss_forbid_overwrite",
}
"""Fields of the upload form, and what the policy calls them (section 8.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DashScope:
    """Speaks the vendor's API. ``abilities`` are the whole catalogue's."""

    abilities: Abilities

    def create(self, wish: Wish, send: Send) -> str:
        """Create a task; pictures go inside the body, clips and sounds are uploaded before (section 4.4)."""
        sources = {kind: _source(wish, kind, send) for kind in wish.files}
        uploads = _UPLOADS if any(source.startswith("oss://") for source in sources.values()) else {}
        answer = send(
            Call(
                method="POST",
                path=f"services/aigc/{wish.group}/video-synthesis",
                json={"model": wish.model, "input": _input(wish, sources), "parameters": _parameters(wish)},
                headers={**_ASYNC, **uploads, "Idempotency-Key": wish.identity},
            )
        )
        return word(inside(answer, "output"), "task_id")

    def look(self, identity: str, send: Send) -> Standing:
        """Poll the task; the vendor advises every 15 s (section 6.1)."""
        output = inside(send(Call(method="GET", path=f"tasks/{identity}", repeats=True)), "output")
        match word(output, "task_status"):
            case "PENDING" | "RUNNING":
                return Standing(state="waiting")
            case "SUCCEEDED":
                return Standing(state="done", video=word(output, "video_url"))
            case "FAILED":
                return Standing(state="failed", code=word(output, "code"), message=word(output, "message"))
            case status:
                return Standing(state="failed", message=f"The task is {status or 'without a status'} there.")

    def cancel(self, identity: str, send: Send) -> None:
        """Cancel the task, which the vendor only does while it waits (section 6.7)."""
        send(Call(method="POST", path=f"tasks/{identity}/cancel"))

    def complaint(self, body: Mapping[str, Any]) -> tuple[str, str]:
        """Return what stands at the top of a bad answer (section 7)."""
        return word(body, "code"), word(body, "message")


def _source(wish: Wish, kind: MediaKind, send: Send) -> str:
    file, form = wish.files[kind], wish.formats[kind]
    return data_url(file, form) if kind in PICTURES else _uploaded(wish, kind, send)


def _uploaded(wish: Wish, kind: MediaKind, send: Send) -> str:
    """Upload an input for the model and return its ``oss://`` URL (section 8)."""
    asked = f"uploads?action=getPolicy&model={wish.model}"
    policy = inside(send(Call(method="GET", path=asked, repeats=True)), "data")
    key = f"{word(policy, 'upload_dir')}/{kind}{_ENDINGS[wish.formats[kind]]}"
    fields = {name: word(policy, told) for name, told in _FORM.items()}
    if not (word(policy, "upload_host") and all(fields.values())):
        raise Refused(502, "InternalError.Upload", "The upload policy of the other server is not whole.")
    send(
        Call(
            method="POST",
            path=word(policy, "upload_host"),
            fields={**fields, "key": key, "success_action_status": "200"},
            files={"file": wish.files[kind]},
        )
    )
    return f"oss://{key}"


def _input(wish: Wish, sources: Mapping[MediaKind, str]) -> dict[str, Any]:
    """Return ``input`` in the model's shape (section 3)."""
    spec = wish.spec
    words = {"prompt": spec.prompt, "negative_prompt": spec.negative_prompt, "template": spec.effect or ""}
    if wish.shape == "media":
        media: Any = {"media": [{"type": kind, "url": source} for kind, source in sources.items()]}
    else:
        media = {_FIELDS[wish.shape][kind]: source for kind, source in sources.items()}
    return {**{name: value for name, value in words.items() if value}, **media}


def _parameters(wish: Wish) -> dict[str, Any]:
    """Return what was promised, as far as the model has a parameter for it.

    The watermark is ours to draw, and the prompt has been rewritten already if anybody rewrites.
    """
    spec = wish.spec
    promised = {
        "resolution": spec.resolution,
        "duration": spec.seconds,
        "seed": spec.seed,
        "prompt_extend": spec.prompt_extend,
        "watermark": False,
        "shot_type": spec.shot_type,
        "audio": spec.sound,
    }
    return {name: value for name, value in promised.items() if name in wish.parameters}
