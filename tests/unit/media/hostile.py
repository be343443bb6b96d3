"""URLs that want to reach what they should not, and the names in them."""

import socket
from collections.abc import Sequence

NAMES: dict[str, list[str]] = {
    "private.example": ["10.1.2.3"],
    "loop.example": ["127.0.0.1"],
    "mixed.example": ["93.184.215.14", "127.0.0.1"],
    "mixed6.example": ["2606:2800:21f:cb07::1", "::1"],
    "nat64.example": ["64:ff9b::7f00:1"],
    "meta.example": ["169.254.169.254"],
    "scoped.example": ["fe80::1%1"],
    "nowhere.example": [],
    "metadata.google.internal": ["169.254.169.254"],
}

HOSTILE = [
    "http://127.0.0.1/",
    "http://127.0.0.1:8080/",
    "http://localhost/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://0/",
    "http://0.0.0.0/",
    "http://127.0.0.1./",
    "http://①②⑦.0.0.1/",
    "http://１２７。０。０。１/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[64:ff9b:1::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[fd00::1]/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[ff02::1]/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://100.64.0.1/",
    "http://100.100.100.200/latest/meta-data/",
    "http://169.254.169.254/latest/meta-data/",
    "http://192.0.0.192/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://private.example/",
    "http://loop.example/",
    "http://loop.example./",
    "http://LOOP.example/",
    "http://mixed.example/",
    "http://mixed6.example/",
    "http://nat64.example/",
    "http://meta.example/",
    "http://scoped.example/",
    "http://metadata.google.internal/computeMetadata/v1/",
    "https://loop.example/",
    "http://nowhere.example/",
    "http://public.example@127.0.0.1/",
    "http://public.example:80@127.0.0.1:80/",
    "http://127.0.0.1#@public.example/",
    "http://public.example:22/",
    "http://public.example:6379/",
    "http://public.example:65536/",
    "http://127.0.0.1:99999999999999999999/",
    "http://127.0.0.1%00.public.example/",
    "http://127.0.0.1\t/",
    "http://" + "a" * 64 + ".example/",
    "http:///",
    "http://",
    "http:127.0.0.1",
    "//127.0.0.1/",
    "",
    "cat.png",
    "file:///etc/passwd",
    "file://127.0.0.1/etc/passwd",
    "ftp://public.example/",
    "gopher://public.example/",
    "ws://public.example/",
    "data:image/png;base64,AAAA",
    "unix:///var/run/docker.sock",
]


def resolve(host: str, port: int) -> Sequence[str]:
    """Numbers as the system reads them, names from the table, and nothing else."""
    if host in NAMES:
        return NAMES[host]
    if host.lower().rstrip(".") in NAMES:
        return NAMES[host.lower().rstrip(".")]
    if host == "public.example":
        return ["93.184.215.14"]
    if host == "localhost":
        return ["127.0.0.1", "::1"]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    return [str(entry[4][0]) for entry in found]
