"""The plan of a prompt, at /inbetween/v1/plan."""

import json
from typing import Any

import pytest

from tests.served import Server, refusal

PLAN = "/inbetween/v1/plan"
STORYBOARD = "Shot 1 [0-3s]: slow push in. Shot 2 [3-8s]: truck left, rain."


def planned(server: Server, **asked: Any) -> dict[str, Any]:
    answer = server.post(PLAN, json=asked)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    assert told["request_id"] == answer.headers["x-request-id"]
    plan: dict[str, Any] = told["plan"]
    return plan


def test_a_prompt_is_told_as_shots_before_anything_is_rendered(server: Server) -> None:
    plan = planned(server, prompt=STORYBOARD, duration=8)
    first, second = plan["shots"]
    assert (plan["source"], first["start"], first["end"], second["end"]) == ("ranges", 0, 3, 8)
    assert first["moves"] == [
        {"kind": "push", "dir": "in", "speed": "slow", "amount": "normal", "ease": "inout", "step": 0}
    ]
    assert [cue["tag"] for cue in second["sounds"]] == ["rain"]


def test_five_seconds_are_planned_where_none_are_told(server: Server) -> None:
    assert planned(server, prompt="")["duration"] == 5


def test_a_single_shot_makes_one_take_and_so_do_mere_times_before_a_last_frame(server: Server) -> None:
    assert len(planned(server, prompt=STORYBOARD, duration=8, shot_type="single")["shots"]) == 1
    for last_frame, count in ((True, 1), (False, 2)):
        told = planned(server, prompt="0-3s: dawn. 3-8s: dusk.", duration=8, last_frame=last_frame)
        assert len(told["shots"]) == count


def test_the_shot_type_counts_as_it_does_for_the_model(server: Server) -> None:
    """Section 10.1: 2.6 makes one shot unless asked for several, 2.7 reads the prompt."""
    shots = {
        model: len(planned(server, prompt=STORYBOARD, model=model)["shots"]) for model in ("wan2.6-i2v", "wan2.7-i2v")
    }
    assert shots == {"wan2.6-i2v": 1, "wan2.7-i2v": 2}


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({}, "Field required: prompt"),
        ({"prompt": 1}, "Input should be a valid string: prompt"),
        ({"prompt": "", "shot_type": "many"}, "Input should be 'single' or 'multi': shot_type"),
        ({"prompt": "", "duration": 0}, "Input should be between 1 and 60: duration"),
        ({"prompt": "", "duration": "5"}, "Input should be between 1 and 60: duration"),
        ({"prompt": "", "duration": 1e400}, "Input should be between 1 and 60: duration"),
        ({"prompt": "", "last_frame": 1}, "Input should be a valid boolean: last_frame"),
        ({"prompt": "", "model": "x"}, "Model not exist."),
        (
            {"prompt": 1, "duration": 99},
            "Input should be a valid string: prompt & Input should be between 1 and 60: duration",
        ),
    ],
)
def test_what_is_wrong_is_a_sentence(server: Server, asked: dict[str, Any], message: str) -> None:
    content = json.dumps(asked).replace("Infinity", "1e400")
    answer = server.post(PLAN, content=content, headers={"Content-Type": "application/json"})
    assert refusal(answer) == (400, "InvalidParameter", message)


def test_the_edge_refuses_as_it_does_elsewhere(server: Server) -> None:
    json_type = {"Content-Type": "application/json"}
    assert refusal(server.post(PLAN, json={"prompt": ""}, key=None))[0] == 401
    assert refusal(server.post(PLAN, content=b"x"))[0] == 415
    assert refusal(server.post(PLAN, content=b"[", headers=json_type))[1] == "BadRequest.IllegalInput"
    assert refusal(server.post(PLAN, content=b"[]", headers=json_type))[1] == "BadRequest.IllegalInput"
    assert refusal(server.post(PLAN, content=b" " * 70_000, headers=json_type))[0] == 413
    assert refusal(server.get(PLAN))[0] == 405
