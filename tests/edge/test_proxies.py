"""Whose word about a client is taken."""

from ipaddress import ip_network
from pathlib import Path

from inbetween.api.gate.limits import Limits
from inbetween.api.gate.strangers import Strangers
from tests.edge.listening import listening
from tests.edge.test_limits import STRANGER

POLICY = "/api/v1/uploads?action=getPolicy&model=wan2.2-kf2v-flash"
KEY, WRONG = "Authorization: Bearer KEY", "Authorization: Bearer wrong"


def test_only_a_trusted_proxy_says_who_asks(tmp_path: Path, migrated_file: Path) -> None:
    with listening(tmp_path, migrated_file, Limits(), strangers=Strangers(1)) as edge:
        with edge.wire(STRANGER) as wire:
            spoofed = [wire.get("/api/v1/tasks", WRONG, f"X-Forwarded-For: 192.0.2.{last}").status for last in (1, 2)]
            assert spoofed == [401, 429]
            assert wire.get("/api/v1/tasks", KEY).status == 200
        with edge.wire() as wire:
            told = [wire.get("/api/v1/tasks", WRONG, f"X-Forwarded-For: 192.0.2.{last}").status for last in (1, 2, 1)]
            assert told == [401, 401, 429]
            # What the client wrote stands left of what the proxy added; only the proxy's word counts.
            chain = "X-Forwarded-For: 198.51.100.7, 192.0.2.2"
            assert wire.get("/api/v1/tasks", WRONG, chain).status == 429


def test_only_a_trusted_proxy_says_that_the_client_came_by_https(tmp_path: Path, migrated_file: Path) -> None:
    with listening(tmp_path, migrated_file, Limits()) as edge:
        for source, scheme in ((STRANGER, "http"), ("127.0.0.1", "https")):
            with edge.wire(source) as wire:
                told = wire.get(POLICY, KEY, "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example")
                assert told.json()["data"]["upload_host"] == f"{scheme}://video.test/inbetween/v1/uploads"
                odd = wire.get(POLICY, KEY, "X-Forwarded-Proto: javascript")
                assert odd.json()["data"]["upload_host"].startswith("http://")


def test_an_ipv4_client_is_the_same_on_a_socket_for_both_families(tmp_path: Path, migrated_file: Path) -> None:
    local = (ip_network("127.0.0.0/8"),)
    with listening(tmp_path, migrated_file, Limits(), host="::", metrics_allowed=local) as edge, edge.wire() as wire:
        assert wire.get("/metrics").status == 200
        told = wire.get(POLICY, KEY, "X-Forwarded-Proto: https")
        assert told.json()["data"]["upload_host"].startswith("https://")
