"""What lies on which card, by the published sizes; nothing is loaded and nothing was measured on a GPU."""

from dataclasses import replace
from typing import Any

import pytest

from inbetween.domain.errors import OperatorError
from inbetween.engines.wan.residency.choice import said_of, told
from inbetween.engines.wan.residency.plan import GB, SIZES, Parts, Residency, chosen
from inbetween.engines.weights import Weights

A14B = Parts(
    encoders=11_360_000_000, vae=254_000_000, experts=2, blocks=40, block=702_870_528, outside=521_350_000,
    width=5120, side=16, latents=21,
)  # fmt: skip
EIGHT = replace(A14B, block=404_000_000)
FLF2V = replace(A14B, encoders=13_900_000_000, experts=1, block=808_000_000, outside=600_000_000)
TI2V = Parts(
    encoders=11_360_000_000, vae=1_410_000_000, experts=1, blocks=30, block=325_000_000, outside=300_000_000,
    width=3072, side=32, latents=31,
)  # fmt: skip


def on(parts: Parts, gib: int, **given: Any) -> Residency:
    """Return what is chosen for a card that is sold with so many GB, of which the driver keeps a hundredth or two."""
    return chosen(parts, int(gib * 2**30 * 0.985), **given)


@pytest.mark.parametrize(
    ("parts", "gib", "encoders", "experts", "kept", "room_for"),
    [
        (A14B, 141, "stay", "stay", (40, 40), "480P 720P 1080P"),
        (A14B, 80, "visit", "shelf", (40, 40), "480P 720P 1080P"),
        (A14B, 48, "visit", "shelf", (40, 26), "480P 720P 1080P"),
        (A14B, 24, "visit", "shelf", (11, 0), "480P 720P"),
        (A14B, 16, "visit", "shelf", (0, 0), "480P 720P"),
        (EIGHT, 80, "stay", "stay", (40, 40), "480P 720P 1080P"),
        (EIGHT, 48, "visit", "shelf", (40, 40), "480P 720P 1080P"),
        (EIGHT, 24, "visit", "shelf", (22, 0), "480P 720P"),
        (FLF2V, 80, "stay", "stay", (40, 40), "480P 720P 1080P"),
        (FLF2V, 48, "visit", "shelf", (40, 23), "480P 720P 1080P"),
        (FLF2V, 24, "visit", "shelf", (10, 0), "480P 720P"),
        (TI2V, 48, "stay", "stay", (30, 30), "480P 720P 1080P"),
        (TI2V, 40, "visit", "stay", (30, 30), "480P 720P 1080P"),
        (TI2V, 24, "visit", "shelf", (30, 30), "480P 720P"),
    ],
)
def test_what_stays_and_what_is_swapped_by_card_kind_and_mode(
    parts: Parts, gib: int, encoders: str, experts: str, kept: tuple[int, int], room_for: str
) -> None:
    found = on(parts, gib)
    assert (found.encoders, found.experts) == (encoders, experts)
    assert tuple(found.kept(parts.tokens(SIZES[size])) for size in ("720P", "1080P")) == kept
    assert [size for size, pixels in SIZES.items() if found.fits(pixels)] == room_for.split()


def test_what_it_costs_is_bytes_by_the_rate_of_the_bus() -> None:
    stays, swaps, passes = (on(A14B, gib) for gib in (141, 48, 16))
    pixels = SIZES["720P"]
    assert (stays.arrival_seconds(pixels), stays.passing_seconds(pixels), stays.cpu_bytes) == (0, 0, 0)
    both = 2 * 40 * A14B.block
    assert swaps.arrival_seconds(pixels) == pytest.approx((11.36e9 + both) / 25e9)
    assert swaps.passing_seconds(pixels) == 0
    assert passes.passing_seconds(pixels) == pytest.approx(40 * A14B.block / 25e9)
    assert passes.cpu_bytes == swaps.cpu_bytes == both + A14B.encoders
    assert told(stays) == "everything stays on the card"
    assert "2 x 40 blocks and the encoders in 68 GB of CPU memory; at 720P 0 blocks" in told(passes)


@pytest.mark.parametrize("gib", range(16, 145, 4))
@pytest.mark.parametrize("parts", [A14B, EIGHT, FLF2V, TI2V])
def test_a_larger_card_never_keeps_less(parts: Parts, gib: int) -> None:
    def there(found: Residency, size: str) -> tuple[bool, int]:
        return found.experts == "stay", found.kept(parts.tokens(SIZES[size]))

    smaller, larger = on(parts, gib), on(parts, gib + 4)
    for size in SIZES:
        assert there(smaller, size) <= there(larger, size)
        assert smaller.fits(SIZES[size]) <= larger.fits(SIZES[size])


def test_a_model_that_promises_no_1080p_has_more_room() -> None:
    found = on(A14B, 80, largest=SIZES["720P"])
    assert (found.encoders, found.experts) == ("visit", "stay")
    assert "the encoders come for the words" in told(found)


def test_the_map_has_the_last_word() -> None:
    assert on(A14B, 24, wanted="card").experts == "stay"
    forced = on(A14B, 141, wanted="shelf", blocks=3)
    assert (forced.experts, forced.kept(1), forced.kept(10**6)) == ("shelf", 3, 3)
    said = said_of(Weights(name="a", options={"residency": "shelf", "card_gb": 20, "kept_blocks": 3}))
    assert (said.wanted, said.card, said.blocks) == ("shelf", 20 * GB, 3)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"residency": "disk"}, "options.residency is 'disk'; it should be one of auto, card, shelf"),
        ({"card_gb": "24"}, "options.card_gb is '24'; it should be a number from 0 to 1000"),
        ({"kept_blocks": -1}, "options.kept_blocks is -1; it should be a number from 0 to 1000"),
    ],
)
def test_what_cannot_be_is_refused_by_name(options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(OperatorError, match=sentence):
        said_of(Weights(name="a", options=options))


def test_several_devices_have_no_shelf() -> None:
    with pytest.raises(OperatorError, match="card where several devices share a forward"):
        said_of(Weights(name="a", devices=("cuda:0", "cuda:1"), options={"residency": "shelf"}))
