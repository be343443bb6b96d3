"""What is said of end frames, by engines that keep them and by engines that draw them anew."""

import pytest

from inbetween.worker.motion import Motion
from inbetween.worker.warn import warnings_of

MOVING = Motion(score=1.0, largest_jump=1.0, repeated=0)


@pytest.mark.parametrize(
    ("identical", "psnr", "exact", "said"),
    [
        (True, 60.0, True, None),
        (True, 40.0, True, "40.0 dB from the given picture, not 50"),
        (False, 60.0, True, "the engine drew another one"),
        (False, 33.0, False, None),
        (False, 20.0, False, "20.0 dB from the given picture, not 30"),
    ],
)
def test_an_end_frame_is_held_to_what_its_engine_promises(
    identical: bool, psnr: float, exact: bool, said: str | None
) -> None:
    # What the codec leaves of a frame that was drawn anew says nothing of the given picture.
    measured = {"psnr_y": psnr, "drawn_psnr_y": 0.0} if exact else {"psnr_y": 60.0, "drawn_psnr_y": psnr}
    ends = {"last_frame": {"identical": identical, **measured}}
    told = warnings_of(MOVING, ends, 30, exact=exact).get("last_frame")
    assert told is None if said is None else said in str(told)
