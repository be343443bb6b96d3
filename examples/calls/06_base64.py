"""Call 6: the frames travel inside the request."""

import base64
import mimetypes
from pathlib import Path

from dashscope import VideoSynthesis
from shown import EXAMPLES, show


def data_url(path: Path) -> str:
    """Return a picture as text, with the type that its name has."""
    kind, _ = mimetypes.guess_type(path.name)
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


answer = VideoSynthesis.call(
    model="wan2.2-kf2v-flash",
    prompt="A quiet lake at dusk; only the clouds and the light move.",
    first_frame_url=data_url(EXAMPLES / "first.png"),
    last_frame_url=data_url(EXAMPLES / "last.png"),
    resolution="720P",
    prompt_extend=True,
)
show(answer)
