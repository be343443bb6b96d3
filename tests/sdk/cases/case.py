"""A case: what a program must tell, which needs it shows, and for which versions and server it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from tests.sdk.checklist import shows

Told = dict[str, Any]
Check = Callable[[Any], None]
House: TypeAlias = Literal["default", "rehearsing", "metered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A function of the program under the same name, and who judges what it tells.

    A ``long`` one is for `make sdk` alone: what it shows of the newest SDK, others show too.
    """

    name: str
    check: Check
    house: House
    since: tuple[int, ...]
    until: tuple[int, ...]
    long: bool

    def is_for(self, version: str) -> bool:
        """Say whether this version of the SDK has what the case tries."""
        return self.since <= numbers(version) <= self.until


CASES: dict[str, Case] = {}


def numbers(version: str) -> tuple[int, ...]:
    """Return a version as numbers that compare."""
    return tuple(int(part) for part in version.split("."))


def case(
    *needs: int, house: House = "rehearsing", since: str = "1.23.8", until: str = "999", long: bool = False
) -> Callable[[Check], Check]:
    """Enter the decorated expectation as a case that shows ``needs``."""

    def enter(check: Check) -> Check:
        CASES[check.__name__] = Case(
            name=check.__name__,
            check=check,
            house=house,
            since=numbers(since),
            until=numbers(until),
            long=long,
        )
        return shows(*needs)(check)

    return enter


def assert_succeeded(answer: Told, tier: int = 480) -> None:
    """A finished keyframe task in every field that the SDK shows."""
    assert answer["status_code"] == 200, answer
    assert not answer["code"]
    output = answer["output"]
    assert output["task_status"] == "SUCCEEDED", output
    assert output["video_url"].startswith("http://127.0.0.1:")
    assert output["submit_time"] <= output["scheduled_time"] <= output["end_time"]
    usage = {name: value for name, value in answer["usage"].items() if value not in (None, 0, "")}
    assert usage == {"video_count": 1, "video_duration": 5, "SR": tier}


def assert_refused(answer: Told, sentence: str, *, status: int = 400, code: str = "InvalidParameter") -> None:
    """An error as the SDK shows it: status, code, sentence, request id and nothing else."""
    assert (answer["status_code"], answer["code"]) == (status, code), answer
    assert sentence in answer["message"]
    assert len(answer["request_id"]) == 36
    assert not answer["output"]
