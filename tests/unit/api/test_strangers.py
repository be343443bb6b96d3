"""Wrong keys, counted per address."""

from collections.abc import Callable

import pytest

from inbetween.api.gate.addresses import Proxies, block_of
from inbetween.api.gate.strangers import MOST_ADDRESSES, Strangers
from tests.served import TASKS, Server, refusal


class Seconds:
    """A clock by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_answered_and_then_one_in_every_step() -> None:
    clock = Seconds()
    strangers = Strangers(4, clock)
    assert [strangers.tried("a") for _ in range(5)] == [None, None, None, None, 15_000]
    clock.now += 14.9
    assert strangers.tried("a") == 100
    clock.now += 0.1
    assert [strangers.tried("a"), strangers.tried("a")] == [None, 15_000]
    clock.now += 3600
    assert [strangers.tried("a") for _ in range(5)] == [None, None, None, None, 15_000]


def test_others_are_not_punished() -> None:
    strangers = Strangers(1, Seconds())
    assert [strangers.tried(host) for host in ("a", "b", "a", "b")] == [None, None, 60_000, 60_000]


def test_without_a_limit_nobody_is_remembered() -> None:
    strangers = Strangers(0)
    assert {strangers.tried("a") for _ in range(100)} == {None}
    assert len(strangers) == 0


def test_the_memory_is_bounded_and_keeps_the_busiest() -> None:
    strangers = Strangers(1, Seconds())
    for number in range(MOST_ADDRESSES * 2):
        strangers.tried(f"10.0.{number // 256}.{number % 256}")
        strangers.tried("busy")
    assert len(strangers) == MOST_ADDRESSES
    assert strangers.tried("busy") is not None


@pytest.mark.parametrize(
    ("host", "block"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_what_counts_as_one_client(host: str, block: str) -> None:
    assert block_of(host) == block


def test_who_is_a_proxy() -> None:
    proxies = Proxies(["127.0.0.1", "10.0.0.0/8", "fd00::/8"])
    assert all(host in proxies for host in ("127.0.0.1", "10.9.8.7", "fd00::1", "::ffff:10.1.1.1"))
    assert not any(host in proxies for host in ("127.0.0.2", "11.0.0.1", "fe80::1", "localhost", "", "10.0.0.0/8"))


def test_too_many_wrong_keys_are_told_so_and_a_right_one_still_passes(serving: Callable[..., Server]) -> None:
    server = serving(strangers=Strangers(2))
    told = [refusal(server.get(TASKS, key=key))[:2] for key in ("a", "st-b", "c")]
    assert told == [(401, "InvalidApiKey"), (401, "InvalidApiKey"), (429, "Throttling")]
    assert 1 <= int(server.get(TASKS, key="d").headers["retry-after"]) <= 60
    assert server.get(TASKS).status_code == 200
    assert server.create().status_code == 200
    assert server.create(key="e").status_code == 429


def test_a_request_without_a_key_tries_none(serving: Callable[..., Server]) -> None:
    server = serving(strangers=Strangers(1))
    assert {server.get(TASKS, key=None).status_code for _ in range(5)} == {401}
    assert server.get(TASKS, key="a").status_code == 401


def test_a_temporary_key_that_is_over_counts(serving: Callable[..., Server]) -> None:
    server = serving(strangers=Strangers(1))
    token = server.post("/api/v1/tokens?expire_in_seconds=1").json()["token"]
    assert server.get(TASKS, key=token).status_code == 200
    server.clock.advance(1000)
    assert [server.get(TASKS, key=token).status_code for _ in range(2)] == [401, 429]
