from dataclasses import replace

from inbetween.domain.spec import MediaEntry
from inbetween.worker.words import plan_of, worded
from tests.samples import SPEC

STORYBOARD = "Shot 1 [0-2s]: push in. Shot 2 [2-5s]: pull back."
ALONE = (MediaEntry(kind="first_frame", source="file:x"),)


class Shouting:
    def rewrite(self, prompt: str) -> str:
        return prompt.upper()


def shots(**spec: object) -> int:
    plan = plan_of(replace(SPEC, prompt=STORYBOARD, media=ALONE, **spec))  # type: ignore[arg-type]
    assert plan is not None
    return len(plan.shots)


def test_a_prompt_is_rewritten_only_where_the_caller_left_it_on() -> None:
    asked = replace(SPEC, prompt="a cat", prompt_extend=True)
    assert worded(asked, Shouting()).prompt == "A CAT"
    assert worded(replace(asked, prompt_extend=False), Shouting()).prompt == "a cat"


def test_the_shot_type_beats_the_words_only_of_models_that_have_it_and_while_prompts_are_rewritten() -> None:
    assert shots(model="wan2.7-i2v") == 2
    assert shots(model="wan2.6-i2v", prompt_extend=True, shot_type="single") == 1
    assert shots(model="wan2.6-i2v", prompt_extend=True, shot_type="multi") == 2
    assert shots(model="wan2.6-i2v", prompt_extend=False) == 2


def test_an_effect_takes_the_place_of_the_plan() -> None:
    assert plan_of(replace(SPEC, effect="squish")) is None
