"""The tables of the benchmarks' page are those of the results beside it."""

import re
from dataclasses import asdict

from bench import page, plots
from bench.about import RESULTS
from bench.modes import tables as modes
from bench.modes import works
from bench.render import floors, tables, videos
from bench.render.floors import stages


def test_the_page_says_what_was_measured():
    written = page.PAGE.read_text(encoding="utf-8")
    assert page.page(written, page.results()) == written


def test_every_section_of_the_page_is_known():
    written = page.PAGE.read_text(encoding="utf-8")
    named = re.findall(r"<!-- (\S+): written by bench\.page -->", written)
    assert sorted(named) == sorted(page.SECTIONS)


def video(seconds):
    return {
        "name": f"720P, {seconds} s",
        "resolution": "720P",
        "seconds": seconds,
        "unrelated": False,
        "ours": 0.5 + 0.25 * seconds,
        "alone": 0.2 * seconds,
        "stages": {"analyse": 0.5, "encode": 0.25 * seconds},
        "ends": [59.0, 54.0],
    }


FOUND = {
    "about": {"date": "2026-01-01", "commit": "0", "cores": 2, "processor": "one"},
    "videos": [video(5), video(2)],
    "memory": {"720P, 2 s": 400.0, "720P, 5 s": 401.0},
    "floors": {"720P": [{"stage": "draw", "ours": 12.0, "floor": 3.0, "what": "bytes"}]},
}


def section(name, text=""):
    return f"<!-- {name}: written by bench.page -->\n{text}<!-- end -->\n"


def test_a_section_with_a_result_is_written_and_one_without_stays():
    written = "A\n" + section("floors") + "B\n" + section("means", "old\n") + "Z\n"
    after = page.page(written, {"render": FOUND})
    assert "| draw | 12.0 / 3.00 | 4.0 | bytes |\n<!-- end -->\nB\n" in after
    assert after.endswith("B\n" + section("means", "old\n") + "Z\n")
    assert page.page(after, {"render": FOUND}) == after


def test_costs_stand_beside_the_straight_line_through_them():
    told = tables.durations(FOUND["videos"], FOUND["memory"])
    assert "0.50 + 0.250 per second" in told
    assert "| 2 s | 1.00 | 1.00 | +0 % | 400 |" in told


def test_the_slowest_and_the_median_effect_stand_beside_their_bars():
    effects = [
        {"name": name, "mode": "effect", "ours": ours, "alone": 1.0}
        for name, ours in zip("abc", (5, 2, 3), strict=True)
    ]
    assert "median takes 3.00 times" in modes.effects(effects)
    assert "the slowest, `a`, 5.00 (must: 8.00)" in modes.effects(effects)
    assert "| a | effect | 5.00 | 1.00 | 5.00 | 8.00 |" in modes.speeds(effects)


def test_a_work_is_ordered_as_the_worker_orders_it(tmp_path):
    orders = [works.order_of(work, tmp_path) for work in works.rendered(works.CAMERAS)]
    assert {order.spec.sound for order in orders} == {False}
    assert [move.kind for order in orders for shot in order.plan.shots for move in shot.moves] == [
        "push",
        "orbit",
        "push",
        "pan",
    ]


def test_every_stage_stands_beside_a_floor(tmp_path, monkeypatch):
    monkeypatch.setattr(videos, "RUNS", 1)
    monkeypatch.setattr(floors, "RUNS", 1)
    monkeypatch.setattr(floors, "FRAMES", 6)
    monkeypatch.setattr(floors, "TIMES", (0.3, 0.6))
    found = [asdict(stage) for stage in stages(videos.SIZES[0], tmp_path)]
    assert all(stage["ours"] > 0 and stage["floor"] > 0 for stage in found)
    assert {"analyse: match", "draw a frame", "encode a frame"} <= {stage["stage"] for stage in found}
    assert tables.floors({tables.RATIO_OF: found}).count("\n") == len(found) + 1


def test_the_pictures_shown_are_there_and_light():
    shown = re.findall(r"\]\(pictures/bench/(\w+)\.svg\)", page.PAGE.read_text(encoding="utf-8"))
    there = sorted(page.PICTURES.glob("*"))
    assert [path.name for path in there] == sorted(f"{name}.svg" for name in shown)
    assert all(path.stat().st_size < 150_000 for path in there)


def test_the_pictures_are_those_of_the_results():
    drawn = dict(plots.pictures(RESULTS))
    assert {name: (page.PICTURES / f"{name}.svg").read_bytes() for name in drawn} == drawn
