"""Temporary keys: specification section 8.4."""

import pytest

from inbetween.accounts import keys
from inbetween.domain.clock import SECOND
from tests.served import TASKS, Server, refusal

TOKENS = "/api/v1/tokens"
BAD_KEY = (401, "InvalidApiKey", "Invalid API-key provided.")


def test_a_token_has_the_rights_of_its_key_until_its_second(server: Server) -> None:
    told = server.post(f"{TOKENS}?expire_in_seconds=1800").json()
    assert set(told) == {"token", "expires_at"}
    assert told["token"].startswith("st-")
    assert told["expires_at"] == server.clock.now // SECOND + 1800
    assert server.create(key=told["token"]).status_code == 200
    assert server.get(TASKS, key=told["token"]).json()["total"] == 1
    server.clock.now = told["expires_at"] * SECOND - 1
    assert server.get(TASKS, key=told["token"]).status_code == 200
    server.clock.now = told["expires_at"] * SECOND
    assert refusal(server.get(TASKS, key=told["token"])) == BAD_KEY


def test_sixty_seconds_are_the_default(server: Server) -> None:
    for path in (TOKENS, f"{TOKENS}/?expire_in_seconds="):
        assert server.post(path).json()["expires_at"] == server.clock.now // SECOND + 60


@pytest.mark.parametrize("wrong", ["0", "1801", "-1", "1.5", "x", "99999999999", "\u0661"])
def test_a_life_time_outside_the_range_is_refused(server: Server, wrong: str) -> None:
    answer = server.post(TOKENS, params={"expire_in_seconds": wrong})
    assert refusal(answer) == (400, "InvalidParameter", "Input should be between 1 and 1800: expire_in_seconds")


def test_a_token_ends_with_its_key(server: Server) -> None:
    secret = server.new_key()
    token = server.post(TOKENS, key=secret).json()["token"]
    with server.front.database.transaction() as tx:
        caller = keys.authenticate(tx, secret)
        assert caller is not None
        keys.revoke(tx, caller.key_id)
    assert refusal(server.get(TASKS, key=token)) == BAD_KEY


def test_a_token_makes_no_tokens_and_nobody_else_makes_one(server: Server) -> None:
    token = server.post(TOKENS).json()["token"]
    assert refusal(server.post(TOKENS, key=token)) == BAD_KEY
    for forged in (token[:-1], token[:-1] + "g", "st-", "st-****", token.replace("-", "-9", 2)):
        assert refusal(server.get(TASKS, key=forged)) == BAD_KEY
    assert refusal(server.post(TOKENS, key="sk-nobody")) == BAD_KEY
