"""A worker knows which offers it serves: what is here, was chosen and has not failed."""

from pathlib import Path

import pytest

from inbetween.offers.model_map import read_map
from inbetween.worker import serving
from inbetween.worker.serving import Serving


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Give the instant, for a test to move."""
    instant = [100.0]
    monkeypatch.setattr(serving.time, "monotonic", lambda: instant[0])
    return instant


def serving_of(tmp_path: Path, *chosen: str) -> Serving:
    """Return what serves the tween engine and two entries; the files of one of these are not here."""
    path = tmp_path / "map.toml"
    path.write_text(
        '[weights.held]\nengine = "still"\n[weights.big]\nkind = "a14b"\nfolder = "A14B"\n[models]\n'
        '"wan2.2-kf2v-flash" = "held"\n"wan2.7-i2v" = "big"'
    )
    return Serving(read_map(path, "tween").offers, chosen or None)


def test_what_is_not_on_the_machine_is_not_served_until_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inbetween.engines.registry.modules", lambda name: ())
    worker = serving_of(tmp_path)
    assert worker.names() == worker.claimed() == {"tween", "held"}
    (tmp_path / "A14B").mkdir()
    assert worker.names() == worker.claimed() == {"tween", "held", "big"}


def test_an_engine_whose_modules_are_not_installed_is_not_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inbetween.engines.registry.modules", lambda name: ("no_such_module",) * (name == "wan"))
    worker = serving_of(tmp_path)
    (tmp_path / "A14B").mkdir()
    assert worker.names() == {"tween", "held"}


def test_only_what_was_chosen_is_served(tmp_path: Path) -> None:
    assert serving_of(tmp_path, "held", "big").names() == {"held"}


def test_an_offer_that_failed_rests_twice_as_long_each_time_and_others_do_not(tmp_path: Path, now: list[float]) -> None:
    worker = serving_of(tmp_path)
    for rest in (10, 20, 40):
        worker.failed("held")
        assert worker.names() == worker.claimed() == {"tween"}
        now[0] += rest - 1
        assert worker.claimed() == {"tween"}
        now[0] += 1
        assert worker.claimed() == {"tween", "held"}
        assert worker.names() == {"tween"}  # nobody may count on it before it has been rendered
    worker.worked("held")
    assert worker.names() == {"tween", "held"}
    worker.failed("held")
    now[0] += 10
    assert worker.claimed() == {"tween", "held"}


def test_an_offer_for_which_nothing_waits_is_believed_once_it_has_rested(tmp_path: Path, now: list[float]) -> None:
    worker = serving_of(tmp_path)
    worker.failed("held")
    worker.idle()
    assert worker.names() == {"tween"}
    now[0] += 10
    worker.idle()
    assert worker.names() == {"tween", "held"}
    worker.failed("held")
    now[0] += 10
    assert worker.claimed() == {"tween"}  # it has failed twice without having been rendered between
