"""A small load generator: prebuilt HTTP/1.1 requests over kept connections, on loopback only.

Run as a process of its own (``python -m bench.load PORT CONNECTIONS SECONDS < request``), so that it does not share the
server's interpreter. Prints one JSON object: requests per second, p50 and p99 in milliseconds, and the answers' codes.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter


async def answer(reader: asyncio.StreamReader) -> int:
    """Read one answer and return its status."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    await reader.readexactly(length)
    return int(head[9:12])


async def connection(port: int, request: bytes, until: float, seen: list[tuple[float, int]]) -> None:
    """Send the request again and again until the time is up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while (started := time.perf_counter()) < until:
        writer.write(request)
        status = await answer(reader)
        seen.append((time.perf_counter() - started, status))
    writer.close()
    await writer.wait_closed()


async def run(port: int, connections: int, seconds: float, request: bytes) -> dict[str, object]:
    """Load the server and sum up."""
    seen: list[tuple[float, int]] = []
    until = time.perf_counter() + seconds
    await asyncio.gather(*(connection(port, request, until, seen) for _ in range(connections)))
    times = sorted(taken for taken, _ in seen)
    return {
        "per_second": len(seen) / seconds,
        "p50_ms": times[len(times) // 2] * 1000,
        "p99_ms": times[len(times) * 99 // 100] * 1000,
        "codes": Counter(status for _, status in seen),
    }


def load(port: int, request: bytes, *, connections: int = 16, seconds: float = 4.0) -> dict[str, float]:
    """Load the server at ``port`` from a process of its own."""
    command = [sys.executable, "-m", "bench.load", str(port), str(connections), str(seconds)]
    done = subprocess.run(command, input=request, check=True, capture_output=True)
    told = json.loads(done.stdout)
    if set(told["codes"]) != {"200"}:
        raise RuntimeError(f"not every answer was 200: {told['codes']}")
    return told


if __name__ == "__main__":
    asked = sys.stdin.buffer.read()
    print(json.dumps(asyncio.run(run(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), asked))))
