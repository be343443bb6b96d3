"""What a child leaves is taken for a file only if it is one."""

import os
from pathlib import Path

import pytest

from inbetween.domain.errors import ChildLost
from inbetween.storage import names
from inbetween.worker.delivery import deliver, keep_preview
from inbetween.worker.workshop import Workshop
from tests.orders import Listener, ordered
from tests.pools import HerePool
from tests.verbs import Queue


def test_a_link_or_a_pipe_in_place_of_a_video_is_no_video(shop: Workshop, tmp_path: Path, queue: Queue) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret")
    queue.submit()
    task, order = queue.take(), ordered(tmp_path)
    made = HerePool().make(order, Listener())
    for leave in (lambda path: path.symlink_to(secret), os.mkfifo):
        for path in (order.video, order.preview):
            path.unlink(missing_ok=True)
            leave(path)
        with pytest.raises(ChildLost):
            deliver(task, order, made, shop.objects, stopped_within=lambda _: False)
        keep_preview(task, order.preview, shop.objects)
        assert not os.path.lexists(order.video)
        assert not os.path.lexists(order.preview)
    assert shop.objects.size(names.preview_key(task.id)) is None
    assert secret.read_bytes() == b"secret"
