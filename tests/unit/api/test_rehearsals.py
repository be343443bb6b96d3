"""What callers may ask for in a prompt, where the operator allows it."""

from collections.abc import Callable

import pytest

from inbetween.domain.errors import Fault
from inbetween.domain.rehearsal import Rehearsal
from inbetween.domain.spec import Abilities
from inbetween.storage.names import INPUTS
from tests.served import GENERATION, Server, body, data_url, picture, refusal

SLOW_AND_FAILING = "[inbetween: slow=3 fail=InternalError.Algo]"
ARREARS = (400, "Arrearage", "Access denied, please make sure your account is in good standing.")


@pytest.fixture
def aided(serving: Callable[..., Server]) -> Server:
    return serving(rehearsals=True)


def test_by_default_a_prompt_is_nothing_but_words(server: Server) -> None:
    prompt = f"a cat {SLOW_AND_FAILING} [inbetween: deny=Arrearage] [inbetween: nonsense]"
    spec = server.queue.see(server.created(body(prompt=prompt))).spec
    assert spec is not None
    assert (spec.prompt, spec.rehearsal) == (prompt, None)


def test_a_rehearsal_is_promised_and_the_engine_does_not_see_it(aided: Server) -> None:
    prompt = f"a cat {SLOW_AND_FAILING} looks up"
    task = aided.queue.see(aided.created(body(prompt=prompt)))
    assert task.spec is not None
    assert task.spec.prompt == "a cat looks up"
    assert task.spec.rehearsal == Rehearsal(
        slow_seconds=3, failure=Fault("InternalError.Algo", "inference internal error.")
    )
    assert task.orig_prompt == prompt


def test_an_effect_ignores_the_words_but_not_the_rehearsal(serving: Callable[..., Server]) -> None:
    abilities = Abilities(media_sets=frozenset(), effects=frozenset({"squish"}))
    server = serving(rehearsals=True, abilities=abilities)
    asked = {"img_url": "https://example.com/a.png", "template": "squish", "prompt": "soft [inbetween: expire]"}
    content = {"model": "wanx2.1-i2v-turbo", "input": asked}
    spec = server.queue.see(server.created(content, path=GENERATION)).spec
    assert spec is not None
    assert (spec.effect, spec.prompt, spec.rehearsal) == ("squish", "", Rehearsal(expire=True))


def test_a_call_is_denied_as_the_vendor_documents_it_and_leaves_nothing(aided: Server) -> None:
    content = body(prompt="[inbetween: deny=Arrearage]", first_frame_url=data_url(picture()))
    assert refusal(aided.create(content)) == ARREARS
    assert aided.queue.page().total == 0
    assert not list(aided.front.objects.listing(INPUTS))


def test_a_rule_of_the_body_is_told_before_a_denial(aided: Server) -> None:
    answer = aided.create(body(prompt="[inbetween: deny=Arrearage]", last_frame_url=...))
    assert refusal(answer) == (400, "InvalidParameter", "Field required: input.last_frame_url")


def test_a_denial_is_told_before_the_rate_and_spends_none(serving: Callable[..., Server]) -> None:
    server = serving(rehearsals=True, rates=True)
    denied = body(prompt="[inbetween: deny=ModelUnavailable]")
    for _ in range(5):
        assert refusal(server.create(denied))[:2] == (503, "ModelUnavailable")
    for _ in range(2):  # the model's rate
        server.created()
    assert refusal(server.create(denied))[:2] == (503, "ModelUnavailable")
    assert refusal(server.create())[:2] == (429, "Throttling.RateQuota")


def test_a_denied_call_leaves_its_key_free(aided: Server) -> None:
    headers = {"Idempotency-Key": "once"}
    denied = body(prompt="[inbetween: deny=Throttling]")
    assert refusal(aided.create(denied, headers=headers))[:2] == (429, "Throttling")
    assert aided.created(body(), headers=headers)


def test_a_word_that_means_nothing_is_one_more_fault_of_the_body(aided: Server) -> None:
    status, code, message = refusal(aided.create(body(prompt="[inbetween: slow=9999]", last_frame_url=...)))
    assert (status, code) == (400, "InvalidParameter")
    first, second = message.split(" & ")
    assert first.startswith("'slow=9999' is no word of [inbetween: ...], ")
    assert second == "Field required: input.last_frame_url"


def test_a_late_validation_fails_the_task_for_such_a_word(serving: Callable[..., Server]) -> None:
    server = serving(rehearsals=True, validation="late")
    task = server.queue.see(server.created(body(prompt="[inbetween: hurry]")))
    assert task.refusal is not None
    assert task.refusal.message.startswith("'hurry' is no word of [inbetween: ...], ")
