"""A bucket that is silent or refuses under a whole server: what needs it is a 503, and what was accepted stays."""

import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.outage.asking import AWAY, by_address, submitted, told, with_pictures
from tests.outage.test_disks import address_of, bills, details, downloaded, rendering, until, waited_for
from tests.relay import Relay, relayed
from tests.running import SUBMIT, serving
from tests.s3.bucket import Bucket

Outage = Callable[[Relay], AbstractContextManager[None]]


@pytest.mark.slow
@pytest.mark.parametrize("outage", [Relay.refusing, Relay.silent], ids=["refusing", "silent"])
def test_a_bucket_that_is_away_under_a_render_has_lost_nothing(tmp_path: Path, bucket: Bucket, outage: Outage) -> None:
    with relayed(lambda: socket.create_connection(("127.0.0.1", bucket.port))) as relay:
        reached = bucket.variables | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{relay.port}"}
        with serving(tmp_path, INBETWEEN_ENGINE="still", INBETWEEN_OBJECTS=bucket.url, **reached) as server:
            tasks = [submitted(server)]
            server.wait_for(tasks[0], "SUCCEEDED")
            url = address_of(server, tasks[0])
            tasks.append(server.render())
            rendering(server, tasks[1])
            tasks.append(submitted(server))  # its pictures are in the bucket, and it waits
            with outage(relay), ThreadPoolExecutor() as threads:
                refused = threads.submit(told, server, "POST", SUBMIT, with_pictures())
                download = threads.submit(downloaded, url)
                assert told(server, "GET", f"/api/v1/tasks/{tasks[0]}").status == 200
                elsewhere = submitted(server, by_address())  # needs the bucket for nothing
                assert told(server, "POST", f"/api/v1/tasks/{elsewhere}/cancel").status == 200
                assert refused.result() == AWAY
                assert download.result() == 503  # not 404, which would say that it is gone
                until(server, store=False)
                waited_for(tmp_path, tasks[1])
                assert [server.state(task) for task in tasks[1:]] == ["RUNNING", "PENDING"]
            for task in tasks:
                server.wait_for(task, "SUCCEEDED")
                assert details(server, task)["attempt"] == 1
                assert downloaded(address_of(server, task)) == 200
            until(server, database=True, store=True, worker=True)
    assert sorted(bills(tmp_path)) == sorted(tasks)
