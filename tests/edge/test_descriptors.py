"""A server keeps as many connections as it has file descriptors for."""

import resource

import pytest

from inbetween.api.gate.descriptors import affordable


class Limit:
    """The limit of open files as the system would tell it; the real one would starve the test run."""

    def __init__(self, soft: int, hard: int) -> None:
        self.now = soft, hard

    def get(self, _: int) -> tuple[int, int]:
        return self.now

    def set(self, _: int, to: tuple[int, int]) -> None:
        assert to[0] <= self.now[1] or self.now[1] == resource.RLIM_INFINITY
        self.now = to


@pytest.mark.parametrize(
    ("soft", "hard", "allowed", "after"),
    [
        (1024, 524_288, 2000, 4256),
        (1024, 4096, 1920, 4096),
        (1024, 1024, 384, 1024),
        (100, 100, 1, 100),
        (20_000, 20_000, 2000, 20_000),
        (1024, resource.RLIM_INFINITY, 2000, 4256),
        (resource.RLIM_INFINITY, resource.RLIM_INFINITY, 2000, resource.RLIM_INFINITY),
    ],
)
def test_the_soft_limit_is_raised_as_far_as_it_may(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, allowed: int, after: int
) -> None:
    limit = Limit(soft, hard)
    monkeypatch.setattr(resource, "getrlimit", limit.get)
    monkeypatch.setattr(resource, "setrlimit", limit.set)
    assert affordable(2000) == allowed
    assert limit.now[0] == after
