"""The client of SDK 2.x."""

from tests.sdk.cases.case import Told, case


def _assert_made(told: Told) -> None:
    assert told["status"] == "SUCCEEDED"
    assert told["output"]["video_url"].startswith("http://127.0.0.1:")


@case(20, since="2.0.2")
def client_keyframes(told: Told) -> None:
    """Keyframes on the general path are served."""
    _assert_made(told)


@case(5, since="2.0.2", long=True)
def client_media(told: Told) -> None:
    """Two files as media are served, both with one certificate."""
    _assert_made(told)


@case(20, since="2.0.2")
def client_image(told: Told) -> None:
    """A first frame alone is served where an engine makes a video of it."""
    _assert_made(told)


@case(8, 20, since="2.0.2")
def client_asyncio(told: Told) -> None:
    """The asyncio client is served."""
    _assert_made(told)


@case(11, 12, 13, 22, since="2.0.2")
def client_ends(told: Told) -> None:
    """Refusals and failures are raised as the class that their code has; an unknown task is an answer."""
    assert told["unknown"]["status"] == "UNKNOWN"
    assert {task["status"] for task in told["listed"]} == {"FAILED"}
    assert (told["failed"]["class"], told["failed"]["code"]) == ("ContentFilterError", "DataInspectionFailed")
    assert (told["refused"]["class"], told["refused"]["code"]) == ("BadRequestError", "InvalidParameter")
    assert "parameters.resolution" in told["refused"]["text"]
    assert told["key"]["class"] == "AuthenticationError"


@case(21, house="metered", since="2.0.2")
def submits_over_the_rate(told: Told) -> None:
    """The submits beyond the rate wait as they are told, come again once, and make one task each."""
    assert len(set(told["ids"])) == told["tasks"] == 4
    assert told["seconds"] >= 0.99
