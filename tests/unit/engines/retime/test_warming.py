"""What compiles retiming's kernels draws with them."""

from inbetween.engines.retime.warming import tiny_film


def test_the_tiny_film_is_no_cut_and_one_of_its_frames_is_drawn() -> None:
    film = tiny_film()
    assert len(list(film.frames())) == 3
    assert film.facts == {"passed": 2, "drawn": 1, "cuts": 0}
