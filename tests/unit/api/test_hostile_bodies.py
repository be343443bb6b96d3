"""Bodies that would cost others: refused before they are read whole, and never echoed whole."""

import json

import pytest

from inbetween.api.dashscope import shapes
from inbetween.domain import faults
from inbetween.domain.errors import Denial
from inbetween.domain.rehearsal import directive_of
from tests.served import Server, body


@pytest.mark.parametrize("part", [b"[],", b"0,", b"{},"])
def test_a_body_of_too_many_parts_is_not_parsed(part: bytes) -> None:
    content = b'{"x": [' + part * shapes.MOST_PARTS + b"0]}"
    with pytest.raises(Denial) as denied:
        shapes.parse(content)
    assert denied.value.status == 413


def test_a_body_of_many_megabytes_of_base64_is_parsed() -> None:
    content = json.dumps({"x": "A" * 2**22, "y": list(range(1000))}).encode()
    assert len(shapes.parse(content)["x"]) == 2**22


def test_long_words_are_echoed_in_part() -> None:
    effect = faults.unknown_effect("m", "x" * 10**6, (), "input.template")
    assert len(effect.message) < 300
    (word,) = directive_of("[inbetween: " + "x" * 10**6 + "]", "input.prompt").faults
    assert len(word.message) < 400


def test_of_many_wrong_words_one_is_told() -> None:
    assert len(directive_of("[inbetween: x=1]" * 1000, "input.prompt").faults) == 1
    assert len(directive_of("[inbetween: a" + " " * 10**6 + "x]", "input.prompt").faults) == 1


def test_a_prompt_is_kept_as_far_as_any_model_reads(server: Server) -> None:
    task = server.queue.see(server.created(body(prompt="\u732b" * 30_000)))
    assert task.orig_prompt == "\u732b" * 20_000
