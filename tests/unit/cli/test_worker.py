"""A process that only works, and says so when it cannot."""

from pathlib import Path

import pytest

from inbetween import app, settings
from inbetween.cli import main, worker
from inbetween.domain.errors import InbetweenError, OperatorError
from inbetween.worker.loop import Worker


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INBETWEEN_ENGINE", "still")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_worker_that_ended_by_a_fault_of_its_own_ends_its_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(self: Worker) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(Worker, "_take_one", end)
    monkeypatch.setattr(worker, "write_logs", lambda: None)
    with pytest.raises(InbetweenError, match="its log says which") as ended:
        worker.worker(data=tmp_path)
    assert main.exit_code(ended.value) == 1


def test_a_data_folder_that_takes_no_work_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "work").write_bytes(b"no folder")
    with (
        pytest.raises(OperatorError, match=r"The data folder .* cannot be used"),
        app.open_worker(settings.read(data=tmp_path)),
    ):
        pass
