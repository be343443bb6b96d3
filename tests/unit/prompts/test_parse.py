import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbetween.domain.plan import Plan
from inbetween.prompts.parse import parse
from tests.unit.prompts.hostile import HOSTILE
from tests.unit.prompts.scoring import CASES, show


def tiles(plan: Plan, duration: float) -> bool:
    edges = [edge for shot in plan.shots for edge in (shot.start, shot.end)]
    joined = all(one.end == other.start for one, other in zip(plan.shots, plan.shots[1:], strict=False))
    return edges[0] == 0 and edges[-1] == duration and joined and all(shot.end > shot.start for shot in plan.shots)


SCRAPS = st.sampled_from(
    [word for case in CASES if case["split"] == "dev" for word in case["prompt"].split()]
    + [
        "Shot 1 [0-3s]: ",
        "镜头2（3-6秒）：",
        "0:03-0:09 ",
        "第三个镜头：",
        '"',
        "“",
        "cut to",
        "切到",
        "\n",
        "1. ",
        "99999-1s: ",
        "no ",
        "不要",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(SCRAPS, max_size=30), st.integers(2, 15), st.sampled_from([None, "single", "multi"]), st.booleans())
def test_shots_tile_the_video_whatever_is_written(
    scraps: list[str], duration: int, shot_type: str | None, has_last_frame: bool
) -> None:
    plan = parse(" ".join(scraps), duration, shot_type, has_last_frame=has_last_frame)  # type: ignore[arg-type]
    assert tiles(plan, duration)
    assert Plan.from_json(plan.to_json()) == plan


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.floats(0.5, 15))
def test_no_text_raises(text: str, duration: float) -> None:
    assert tiles(parse(text, duration), duration)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_of_5000_characters_is_read(text: str) -> None:
    assert tiles(parse(text, 5), 5)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("The camera slowly pushes in.", "镜头缓慢推近。"),
        ("The camera pulls back.", "镜头拉远。"),
        ("The camera pans left, then tilts up.", "镜头左摇，然后上摇。"),
        ("The camera trucks right.", "镜头向右平移。"),
        ("The camera rises while panning right.", "镜头一边上升一边向右摇。"),
        ("The camera orbits the statue clockwise.", "镜头顺时针环绕雕像。"),
        ("The camera follows the boy.", "镜头跟随男孩。"),
        ("The camera does not move.", "镜头不动。"),
        ("Dolly zoom on her face.", "希区柯克变焦，她的脸。"),
        ("Do not zoom in.", "不要推近。"),
    ],
)
def test_twins_in_two_languages_give_equal_moves(english: str, chinese: str) -> None:
    one, other = parse(english, 5).shots[0], parse(chinese, 5).shots[0]
    assert show(one.moves, speeds=True) == show(other.moves, speeds=True)


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("镜头缓缓拉远，露出整个村庄。", "鏡頭緩緩拉遠，露出整個村莊。"),
        ("镜头跟随舞者，随后向右摇。", "鏡頭跟隨舞者，隨後向右搖。"),
    ],
)
def test_traditional_characters_direct_as_simplified_ones_do(simplified: str, traditional: str) -> None:
    one, other = parse(simplified, 5).shots[0], parse(traditional, 5).shots[0]
    assert show(one.moves, speeds=True) == show(other.moves, speeds=True) != ""


def test_a_line_in_traditional_characters_is_spoken_as_written() -> None:
    (line,) = parse("老師說：「歡迎來到學校。」", 5).shots[0].dialogue
    assert (line.text, line.lang) == ("歡迎來到學校。", "zh")


def test_two_pictures_make_one_take_of_times_that_name_no_shot() -> None:
    plan = parse("0-2s: pan left. 2-5s: zoom in.", 5, has_last_frame=True)
    assert (plan.source, len(plan.shots)) == ("beats", 1)
    assert [move.at for move in plan.shots[0].moves] == [(0.0, 2.0), (2.0, 5.0)]


@pytest.mark.parametrize(
    "prompt",
    [
        "Shot 1 [0-2s]: pan left. Shot 2 [2-5s]: zoom in.",
        "女孩走过桥。切到特写，推近。",
        "多镜头。女孩走过桥。她停在河边。",
    ],
)
def test_two_pictures_leave_shots_that_are_named_as_they_are(prompt: str) -> None:
    assert parse(prompt, 5, has_last_frame=True) == parse(prompt, 5)
    assert len(parse(prompt, 5, has_last_frame=True).shots) == 2


def test_a_storyboard_that_is_too_long_is_scaled_and_says_so() -> None:
    plan = parse("Shot 1 [0-5s]: dawn. Shot 2 [5-10s]: dusk.", 5)
    assert [shot.end for shot in plan.shots] == [2.5, 5]
    assert plan.warnings == ("The storyboard is longer than the video; its times were scaled to 5 seconds.",)


def test_shots_that_do_not_fit_are_dropped_and_it_says_so() -> None:
    plan = parse(" ".join(f"Shot {number}: a tree." for number in range(1, 9)), 2)
    assert len(plan.shots) == 4
    assert "names 8 shots; only the first 4" in plan.warnings[0]


def test_who_speaks_and_how_is_read_from_the_words_before() -> None:
    (line,) = parse('The old woman whispers, "Come closer, child."', 5).shots[0].dialogue
    assert (line.voice, line.age, line.manner) == ("female", "old", "whisper")


def test_words_in_quotes_never_direct() -> None:
    assert parse('He shouts, "Zoom in on the door now!"', 5).shots[0].moves == ()


@pytest.mark.parametrize(
    "prompt",
    ["Mr. Dolly zooms off in his cart.", "A poster reads DOLLY ZOOM FESTIVAL.", "一辆 truck 从画面左侧驶到右侧。"],
)
def test_names_and_things_direct_nothing(prompt: str) -> None:
    assert parse(prompt, 5).shots[0].moves == ()


def test_what_a_negative_prompt_lists_directs_nothing() -> None:
    assert parse("A cat on a sofa. Negative prompt: zoom, pan, camera shake.", 5).shots[0].moves == ()


@pytest.mark.parametrize("prompt", ["truck", "直升机"])
def test_a_thing_alone_is_heard_and_moves_nothing(prompt: str) -> None:
    (shot,) = parse(prompt, 5).shots
    assert (shot.moves, [cue.tag for cue in shot.sounds]) == ((), ["engine"])


def test_a_word_again_and_again_is_a_sound_but_what_people_repeat_is_said() -> None:
    assert parse('A bird sings "kri kri".', 5).shots[0].dialogue == ()
    assert parse('A man shouts "Go, go, go!"', 5).shots[0].dialogue[0].text == "Go, go, go!"


def test_a_lens_that_zooms_against_the_camera_is_a_dolly_zoom() -> None:
    assert show(parse("The camera tracks back while zooming in on her face.", 5).shots[0].moves) == "dollyzoom.out"


def test_shots_that_are_counted_and_told_one_by_one_are_cut() -> None:
    plan = parse("Three shots. A kettle boils. A hand pours the tea. Steam fills the window.", 9)
    assert [shot.end for shot in plan.shots] == [3, 6, 9]


def test_what_is_said_of_all_shots_holds_for_each() -> None:
    plan = parse("Shot 1: a door. Shot 2: a hallway. All shots are static.", 6)
    assert [show(shot.moves) for shot in plan.shots] == ["static", "static"]


def test_a_cut_at_a_told_second_is_there() -> None:
    assert [shot.end for shot in parse("A desert. At the 4-second mark, cut to a caravan.", 10).shots] == [4, 10]


def test_words_before_a_later_cut_stay_with_their_shot() -> None:
    shots = parse("镜头1：雪山。镜头2：特写，热气球，叠化到夜空，镜头推近。", 6).shots
    assert (shots[1].size, shots[1].start) == ("cu", 3.0)


def test_a_verb_that_names_the_scene_is_no_order() -> None:
    assert not parse("Wind in the mountains. Birds over the lake.", 5).shots[0].moves
