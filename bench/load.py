"""Load on a server: prebuilt HTTP/1.1 requests, sent in turn over kept connections, on loopback only.

``wrk`` sends them where it is installed (``apt install wrk``): it shares the server's cores and takes little of them.
Else a generator of our own does, beside which a server answers half as many: ``python -m bench.load PORT CONNECTIONS
SECONDS`` reads a JSON list of requests and prints one JSON object.
"""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import cycle
from pathlib import Path

import uvloop

WRK = shutil.which("wrk")
SCRIPT = str(Path(__file__).with_name("load.lua"))
END_OF_HEAD = b"\r\n\r\n"


class Client(asyncio.Protocol):
    """A connection that sends the next request as soon as the last one is answered."""

    def __init__(self, requests, until, seen):
        self.requests, self.until, self.seen = requests, until, seen
        self.ended = asyncio.get_running_loop().create_future()
        self.arrived = b""

    def connection_made(self, transport):
        """Send the first request."""
        self.transport = transport
        self._send()

    def data_received(self, data):
        """Note the answer when it is whole, and go on until the time is up."""
        self.arrived += data
        head, found, body = self.arrived.partition(END_OF_HEAD)
        if not found or len(body) < int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]):
            return
        now = time.perf_counter()
        self.seen.append((now - self.started, int(head[9:12])))
        if now < self.until:
            self._send()
        else:
            self.transport.close()

    def connection_lost(self, error):
        """Tell that the time is up, or that the server has gone."""
        self.ended.set_result(error)

    def _send(self):
        self.arrived, self.started = b"", time.perf_counter()
        self.transport.write(next(self.requests))


async def run(port, connections, seconds, requests):
    """Load the server and sum up."""
    seen, turns = [], cycle(requests)
    loop, until = asyncio.get_running_loop(), time.perf_counter() + seconds
    clients = [
        (await loop.create_connection(lambda: Client(turns, until, seen), "127.0.0.1", port))[1]
        for _ in range(connections)
    ]
    await asyncio.gather(*(client.ended for client in clients))
    times = sorted(taken for taken, _ in seen)
    return {
        "per_second": len(seen) / seconds,
        "p50_ms": times[len(times) // 2] * 1000,
        "p99_ms": times[len(times) * 99 // 100] * 1000,
        "codes": Counter(status for _, status in seen),
    }


def load(port, requests, *, connections=16, seconds=3.0):
    """Load the server at ``port`` from a process of its own; ``requests`` are bytes.

    Return the requests per second, p50 and p99 in milliseconds, and how many answers had which status.

    Raises:
        RuntimeError: some answer was not 200.
    """
    told = (_by_wrk if WRK else _by_ourselves)(port, requests, connections, seconds)
    if set(told["codes"]) != {"200"}:
        raise RuntimeError(f"not every answer was 200: {told['codes']}")
    return told


def _by_ourselves(port, requests, connections, seconds):
    command = [sys.executable, "-m", "bench.load", str(port), str(connections), str(seconds)]
    given = json.dumps([request.decode() for request in requests]).encode()
    return json.loads(subprocess.run(command, input=given, check=True, capture_output=True).stdout)


def _by_wrk(port, requests, connections, seconds):
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"\0".join(requests))
        file.flush()
        command = [WRK, "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "-s", SCRIPT]
        environment = os.environ | {"REQUESTS": file.name}
        url = f"http://127.0.0.1:{port}"
        done = subprocess.run([*command, url], env=environment, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    given = [text.encode() for text in json.load(sys.stdin)]
    print(json.dumps(uvloop.run(run(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), given))))
