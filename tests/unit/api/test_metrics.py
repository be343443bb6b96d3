"""What Prometheus reads: it parses, it counts what happened, and only those may ask who are allowed to."""

from collections.abc import Callable
from ipaddress import ip_network
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from inbetween.domain.clock import SECOND
from tests.served import Server

LOCAL = (ip_network("127.0.0.0/8"),)


@pytest.fixture
def watched(serving: Callable[..., Server]) -> Server:
    return serving(metrics_allowed=LOCAL)


def read(server: Server) -> dict[tuple[str, ...], float]:
    """Return every sample by its name and the values of its labels."""
    answer = server.get("/metrics", key=None)
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.text)
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in families
        for sample in family.samples
    }


def test_the_queue_is_counted_with_the_age_of_its_oldest_task(watched: Server) -> None:
    watched.created()
    watched.clock.advance(7 * SECOND)
    watched.created()
    watched.queue.take()
    watched.clock.advance(3 * SECOND)
    found = read(watched)
    assert found["inbetween_queue_tasks", "PENDING"] == 1
    assert found["inbetween_queue_tasks", "RUNNING"] == 1
    assert found["inbetween_queue_oldest_seconds",] == 3
    assert found["inbetween_queue_stranded_tasks",] == 1
    assert found["inbetween_tasks_submitted_total", "wan2.2-kf2v-flash"] == 2


def test_latencies_are_kept_by_route_and_never_by_a_callers_path(watched: Server) -> None:
    watched.poll("some-id")
    watched.get("/a/path/of/mine")
    watched.send("BREW", "/healthz")
    counts = {
        key[1:]: value for key, value in read(watched).items() if key[0] == "inbetween_http_request_seconds_count"
    }
    assert counts[("GET", "/api/v1/tasks/{task_id}", "200")] == 1
    assert counts[("GET", "none", "404")] == 1
    assert not any("mine" in label or label == "BREW" for labels in counts for label in labels)


def test_a_database_that_does_not_answer_takes_no_other_figure_away(watched: Server, tmp_path: Path) -> None:
    watched.created()
    watched.front.database.close()
    (tmp_path / "inbetween.db").unlink()
    (tmp_path / "inbetween.db").mkdir()
    found = read(watched)
    assert found["inbetween_queue_tasks", "PENDING"] != found["inbetween_queue_tasks", "PENDING"]  # not a number
    assert found["inbetween_tasks_submitted_total", "wan2.2-kf2v-flash"] == 1


@pytest.mark.parametrize("allowed", [(), (ip_network("10.0.0.0/8"), ip_network("::1/128"))])
def test_for_others_there_is_nothing(serving: Callable[..., Server], allowed: tuple[object, ...]) -> None:
    answer = serving(metrics_allowed=allowed).get("/metrics", key=None)
    assert (answer.status_code, answer.json()["code"]) == (404, "NotFound")
