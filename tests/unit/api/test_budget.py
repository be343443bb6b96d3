"""Room for large bodies: in order, given back whatever happens, never more than there is."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from inbetween.api.gate.budget import FREE_BYTES, Budget
from inbetween.domain.errors import Denial

MOST = 4 * FREE_BYTES


def run(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(scene, 10))


async def hold(budget: Budget, size: int, done: asyncio.Event, entered: list[int]) -> None:
    async with budget.room(size):
        entered.append(size)
        await done.wait()


async def settle() -> None:
    for _ in range(30):
        await asyncio.sleep(0)


def test_a_small_body_needs_no_room() -> None:
    async def scene() -> None:
        budget = Budget(0)
        async with budget.room(FREE_BYTES), budget.room(0):
            assert budget.left == 0

    run(scene())


def test_a_body_of_more_than_all_has_it_all_for_itself() -> None:
    async def scene() -> None:
        budget = Budget(MOST)
        async with budget.room(100 * MOST):
            assert budget.left == 0
        assert budget.left == MOST

    run(scene())


def test_who_came_first_is_first_even_when_a_later_one_would_fit() -> None:
    async def scene() -> None:
        budget, done, entered = Budget(MOST), asyncio.Event(), list[int]()
        sizes = (3 * FREE_BYTES, MOST, 2 * FREE_BYTES)
        tasks = [asyncio.create_task(hold(budget, size, done, entered)) for size in sizes]
        await settle()
        assert entered == [3 * FREE_BYTES]
        done.set()
        await asyncio.gather(*tasks)
        assert entered == list(sizes)
        assert budget.left == MOST

    run(scene())


def test_who_gives_up_keeps_nothing_and_holds_nobody_up() -> None:
    async def scene() -> None:
        budget, done, entered = Budget(MOST), asyncio.Event(), list[int]()
        first, second, third = (
            asyncio.create_task(hold(budget, size, done, entered)) for size in (3 * FREE_BYTES, MOST, 2 * FREE_BYTES)
        )
        await settle()
        second.cancel()
        first.cancel()
        await settle()
        assert entered == [3 * FREE_BYTES, 2 * FREE_BYTES]
        third.cancel()
        await settle()
        assert budget.left == MOST

    run(scene())


def test_who_waits_too_long_is_told_when_to_come_again() -> None:
    async def scene() -> None:
        budget = Budget(MOST, wait_seconds=0.01)
        async with budget.room(MOST):
            with pytest.raises(Denial) as told:
                async with budget.room(MOST):
                    raise AssertionError("there was no room")
        assert (told.value.status, told.value.code) == (503, "ModelUnavailable")
        assert budget.left == MOST

    run(scene())


def test_an_error_inside_gives_the_room_back() -> None:
    async def scene() -> None:
        budget = Budget(MOST)
        with pytest.raises(ValueError, match="inside"):
            async with budget.room(MOST):
                raise ValueError("inside")
        assert budget.left == MOST

    run(scene())
