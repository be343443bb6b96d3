"""Several offers in one installation: each has a child of its own, and those with weights make room for each other."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from inbetween.domain.errors import ChildLost
from inbetween.engines.weights import Weights
from inbetween.worker.pools.process import ProcessPool
from inbetween.worker.pools.several import SeveralPools
from tests.orders import Listener, ordered

MEMORY = 3 * 2**30


@pytest.fixture
def children(tmp_path: Path) -> dict[str, ProcessPool]:
    """Give a pool for each of three offers, two of which have weights; the still engine renders for all."""
    weights = {name: Weights(name=name, engine="still", folder=tmp_path) for name in ("big", "small")}
    return {
        name: ProcessPool("still", MEMORY, tmp_path / "cache", folder=tmp_path, weights=weights.get(name))
        for name in ("still", *weights)
    }


@pytest.fixture
def several(children: dict[str, ProcessPool]) -> Iterator[SeveralPools]:
    pools = SeveralPools(children, weighty=("big", "small"), resident=1, warm=("still",))
    yield pools
    pools.close()


def test_weights_take_each_other_s_place_and_leave_the_engine_without_any(
    several: SeveralPools, children: dict[str, ProcessPool], tmp_path: Path
) -> None:
    order = replace(ordered(tmp_path), offer="big")
    several.start()
    assert [name for name, pool in children.items() if pool.pid] == ["still"]
    listener = Listener()
    assert several.make(order, listener).frames == 12
    assert listener.told[0] == ("load", 0.0)
    assert [name for name, pool in children.items() if pool.pid] == ["still", "big"]
    stays = children["still"].pid
    assert several.make(replace(order, offer="small"), Listener()).frames == 12
    assert [name for name, pool in children.items() if pool.pid] == ["still", "small"]
    assert several.make(replace(order, offer="still"), Listener()).frames == 12
    assert children["still"].pid == stays
    assert [name for name, pool in children.items() if pool.pid] == ["still", "small"]
    several.close()
    assert not any(pool.pid for pool in children.values())
    with pytest.raises(ChildLost):
        several.make(order, Listener())
