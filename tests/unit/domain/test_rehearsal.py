"""What a prompt can ask of us besides a video."""

import pytest

from inbetween.domain.errors import Fault
from inbetween.domain.rehearsal import Rehearsal, directive_of

PATH = "input.prompt"
ALGO = Fault("InternalError.Algo", "inference internal error.")


@pytest.mark.parametrize(
    ("prompt", "left", "rehearsal"),
    [
        (
            "a cat [inbetween: slow=3 fail=InternalError.Algo] looks",
            "a cat looks",
            Rehearsal(slow_seconds=3, failure=ALGO),
        ),
        ("[inbetween: expire] a cat", "a cat", Rehearsal(expire=True)),
        ("[inbetween:slow=0.25]猫[inbetween: expire]", "猫", Rehearsal(slow_seconds=0.25, expire=True)),
        ("[inbetween: slow=1][inbetween: slow=3600]", "", Rehearsal(slow_seconds=3600)),
        (
            "[inbetween: fail=NOT AUTHORIZED slow=0]",
            "",
            Rehearsal(failure=Fault("NOT AUTHORIZED", "Workspace is not authorized.")),
        ),
        (
            "[inbetween: fail=Out-of_Coffee.2]",
            "",
            Rehearsal(failure=Fault("Out-of_Coffee.2", "This failure was asked for in the prompt.")),
        ),
    ],
)
def test_a_directive_is_read_and_cut_out(prompt: str, left: str, rehearsal: Rehearsal) -> None:
    directive = directive_of(prompt, PATH)
    assert (directive.prompt, directive.rehearsal, directive.denial, directive.faults) == (left, rehearsal, None, ())


@pytest.mark.parametrize("prompt", [None, "", "  a cat ", "[inbetween]", "[inbetween: slow=3", "[Inbetween: expire]"])
def test_other_prompts_stay_as_they_are(prompt: str | None) -> None:
    directive = directive_of(prompt, PATH)
    assert (directive.prompt, directive.rehearsal, directive.denial, directive.faults) == (prompt, None, None, ())


@pytest.mark.parametrize(("code", "status"), [("Arrearage", 400), ("ModelUnavailable", 503), ("NOT AUTHORIZED", 401)])
def test_a_documented_code_denies_the_call(code: str, status: int) -> None:
    directive = directive_of(f"a cat [inbetween: deny={code}]", PATH)
    assert directive.denial is not None
    assert (directive.denial.status, directive.denial.code, directive.rehearsal) == (status, code, None)


@pytest.mark.parametrize(
    "word",
    [
        "slow=3601",
        "slow=-1",
        "slow=",
        "slow=soon",
        "slow=1e3",
        "fail=",
        "fail=a&b",
        f"fail={'x' * 65}",
        "hurry",
        "",
        "expire=1",
    ],
)
def test_a_word_that_means_nothing_is_a_fault(word: str) -> None:
    (fault,) = directive_of(f"[inbetween: {word}]", PATH).faults
    assert fault.code == "InvalidParameter"
    assert fault.message.startswith(f"'{word}' is no word of [inbetween: ...], which has slow=SECONDS (0 to 3600), ")
    assert fault.message.endswith(": input.prompt")


def test_a_call_is_not_denied_with_a_code_of_unknown_status() -> None:
    directive = directive_of("[inbetween: deny=OutOfCoffee]", PATH)
    assert directive.denial is None
    assert [fault.message.partition(",")[0] for fault in directive.faults] == [
        "deny=OutOfCoffee: the vendor documents no error 'OutOfCoffee'"
    ]
