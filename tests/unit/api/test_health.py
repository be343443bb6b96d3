"""Alive and ready."""

from collections.abc import Callable
from pathlib import Path

from tests.served import Server


def test_a_process_that_answers_is_alive(server: Server) -> None:
    answer = server.get("/healthz", key=None)
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_ready_when_everything_works(server: Server) -> None:
    answer = server.get("/readyz", key=None)
    assert (answer.status_code, answer.json()) == (200, {"database": True, "store": True, "worker": True})
    assert list(server.front.objects.listing("health")) == []


def test_not_ready_without_a_worker(serving: Callable[..., Server]) -> None:
    answer = serving(worker_ready=lambda: False).get("/readyz", key=None)
    assert (answer.status_code, answer.json()) == (503, {"database": True, "store": True, "worker": False})


def test_not_ready_without_a_store(server: Server, tmp_path: Path) -> None:
    (tmp_path / "objects" / "health").write_text("in the way")
    answer = server.get("/readyz", key=None)
    assert (answer.status_code, answer.json()["store"]) == (503, False)


def test_not_ready_without_a_database(server: Server, tmp_path: Path) -> None:
    server.front.database.close()
    (tmp_path / "inbetween.db").unlink()
    (tmp_path / "inbetween.db").mkdir()
    answer = server.get("/readyz", key=None)
    assert (answer.status_code, answer.json()["database"]) == (503, False)
