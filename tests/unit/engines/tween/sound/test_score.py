"""What is heard when follows from the plan alone."""

from inbetween.domain.plan import Plan
from inbetween.engines.tween.sound.beds import BEDS
from inbetween.engines.tween.sound.score import BED_LEVEL, Layer, write_score
from tests.unit.engines.tween.sound.plans import bed, event, line, plan, shot


def layers(plan: Plan) -> dict[str, tuple[float | None, ...]]:
    return {layer.tag: layer.levels for layer in write_score(plan).layers}


def test_nothing_said_is_a_room() -> None:
    score = write_score(plan(shot(0, 5)))
    assert score.layers == (Layer(tag="room", levels=(BED_LEVEL + BEDS["room"].level,)),)
    assert (score.hits, score.lines, score.music, score.cuts) == ((), (), None, ())


def test_each_further_bed_lies_3_db_lower_and_a_fourth_is_left_out() -> None:
    told = layers(plan(shot(0, 5, bed("sea"), bed("rain"), bed("sea"), bed("wind"), bed("fire"))))
    assert told == {"sea": (-26,), "rain": (-29,), "wind": (-34,)}


def test_a_shot_without_a_bed_keeps_those_of_the_shot_before() -> None:
    shots = shot(0, 2, bed("rain")), shot(2, 4), shot(4, 6, bed("city"))
    assert layers(plan(*shots)) == {"rain": (-26, -26, None), "city": (None, None, -29)}
    assert write_score(plan(*shots)).cuts == (2, 4)


def test_a_fade_ends_the_beds() -> None:
    shots = shot(0, 2, bed("rain"), transition="fade"), shot(2, 4)
    assert layers(plan(*shots)) == {"rain": (-26, None), "room": (None, -42)}


def test_music_takes_the_place_of_the_room_and_lies_over_beds() -> None:
    assert layers(plan(shot(0, 5), music="calm")) == {}
    assert layers(plan(shot(0, 5, bed("sea")), music="calm")) == {"sea": (-26,)}
    assert write_score(plan(shot(0, 5), music="epic")).music == "epic"
    assert write_score(plan(shot(0, 5), music=False)).music is None


def test_events_come_at_their_times_and_not_too_late_to_be_heard() -> None:
    told = write_score(plan(shot(0, 5, event("dog", 1.5), event("dog", 4.9)))).hits
    assert [(hit.tag, hit.at) for hit in told] == [("dog", 1.5), ("dog", 4.7)]
    assert told[0].name != told[1].name


def test_cuts_have_a_whoosh_that_is_highest_at_the_cut_and_slow_transitions_have_none() -> None:
    shots = [shot(number, number + 1, transition=how) for number, how in enumerate(("whip", "cut", "fade", "dissolve"))]
    hits = write_score(plan(*shots, shot(4, 5))).hits
    assert [(hit.tag, hit.at) for hit in hits] == [("whoosh", 0.7), ("whoosh", 1.7)]
    assert hits[0].level > hits[1].level


def test_lines_know_their_shot() -> None:
    shots = shot(0, 2, said=[line("one", 0.5)]), shot(2, 4, said=[line("two", 2.5), line("three", 3)])
    told = [(spoken.words.text, spoken.start, spoken.end) for spoken in write_score(plan(*shots)).lines]
    assert told == [("one", 0, 2), ("two", 2, 4), ("three", 2, 4)]
