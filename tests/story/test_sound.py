"""A video is heard where its model promises sound, and silent, and billed so, where the request says so."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from sqlalchemy import select

from inbetween.db.schema import usages
from inbetween.pixels.loudness import integrated_loudness
from tests.served import Server, data_url, picture
from tests.story.asking import ended, rendering, video_of

FIRST, LAST = data_url(picture(400, 400)), data_url(picture(400, 400, "JPEG"), "image/jpeg")
BOTH = [{"type": "first_frame", "url": FIRST}, {"type": "last_frame", "url": LAST}]
SILENT_OR_NOT = {"resolution": "360P", "duration": 1}


@pytest.fixture
def server(serving: Callable[..., Server], tmp_path: Path) -> Any:
    """Give a server that renders with the tween engine."""
    with rendering(serving, tmp_path / "work") as server:
        yield server


def sound_of(server: Server, told: dict[str, Any], folder: Path) -> np.ndarray | None:
    """Fetch the video and return its decoded sound (2, n), ``None`` where it has no such stream."""
    with av.open(str(video_of(server, told, folder))) as container:
        if not container.streams.audio:
            return None
        codec = container.streams.audio[0].codec_context
        assert (codec.name, codec.sample_rate, codec.channels) == ("aac", 48_000, 2)
        return np.concatenate([frame.to_ndarray() for frame in container.decode(audio=0)], axis=1)


def billed(server: Server) -> list[bool]:
    """Return whether each video was billed as one that is heard."""
    with server.front.database.reading() as tx:
        return list(tx.connection.execute(select(usages.c.sound)).scalars())


def test_a_model_that_always_has_sound_is_heard(server: Server, tmp_path: Path) -> None:
    told = ended(server, "wan2.7-i2v", {"prompt": "dusk", "media": BOTH}, {"resolution": "720P", "duration": 2})
    heard = sound_of(server, told, tmp_path)
    assert heard is not None
    assert heard.shape[1] == pytest.approx(2 * 48_000, abs=1024)
    assert integrated_loudness(heard) == pytest.approx(-16, abs=1)
    details = server.get(f"/inbetween/v1/tasks/{told['output']['task_id']}").json()["measurements"]
    assert details["notes"] == []
    assert details["engine_measurements"]["sound"]["loudness_lufs"] == pytest.approx(-16, abs=1)
    assert billed(server) == [True]


def test_a_switch_makes_a_video_silent_and_its_bill_too(server: Server, tmp_path: Path) -> None:
    """PixVerse is silent unless asked; section 15."""
    given = {"prompt": "dusk", "media": BOTH}
    loud = ended(server, "pixverse/pixverse-v6-kf2v", given, {**SILENT_OR_NOT, "audio": True})
    quiet = ended(server, "pixverse/pixverse-v6-kf2v", given, {**SILENT_OR_NOT, "audio": False})
    unsaid = ended(server, "pixverse/pixverse-v6-kf2v", given, SILENT_OR_NOT)
    assert [told["usage"]["audio"] for told in (loud, quiet, unsaid)] == [True, False, False]
    assert sound_of(server, loud, tmp_path) is not None
    assert sound_of(server, quiet, tmp_path) is None
    assert sound_of(server, unsaid, tmp_path) is None
    assert billed(server) == [True, False, False]


def test_flash_is_heard_unless_the_request_says_otherwise(server: Server, tmp_path: Path) -> None:
    """Section 3.3: ``audio`` of wan2.6-i2v-flash defaults to true, and false costs less."""
    given, wanted = {"prompt": "dusk", "img_url": FIRST}, {"resolution": "720P", "duration": 2}
    loud = ended(server, "wan2.6-i2v-flash", given, wanted)
    quiet = ended(server, "wan2.6-i2v-flash", given, {**wanted, "audio": False})
    assert [told["usage"]["audio"] for told in (loud, quiet)] == [True, False]
    assert sound_of(server, loud, tmp_path) is not None
    assert sound_of(server, quiet, tmp_path) is None


def test_a_model_that_never_has_sound_has_no_sound_stream(server: Server, tmp_path: Path) -> None:
    given = {"prompt": "rain", "first_frame_url": FIRST, "last_frame_url": LAST}
    told = ended(server, "wan2.2-kf2v-flash", given, {"resolution": "480P"})
    assert sound_of(server, told, tmp_path) is None
    assert billed(server) == [False]
