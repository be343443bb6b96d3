import json

from inbetween.domain.plan import Dialogue, Move, Plan, Shot, SoundCue


def test_a_plan_survives_its_way_through_json() -> None:
    move = Move(kind="push", dir="in", speed="slow", lens="zoom", target="the bell", at=(0.0, 2.0))
    line = Dialogue(text="Ten more minutes.", lang="en", t=1.5, voice="female", manner="whisper")
    first = Shot(start=0, end=2.5, text="zoom in", moves=(move,), style=("handheld",), transition="cut")
    second = Shot(start=2.5, end=5, text="rain", dialogue=(line,), sounds=(SoundCue(tag="rain", t=2.5, bed=True),))
    plan = Plan(duration=5, source="ranges", shots=(first, second), music=False, warnings=("Scaled.",))
    assert Plan.from_json(json.loads(json.dumps(plan.to_json()))) == plan
