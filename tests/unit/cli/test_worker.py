"""A process that only works, and says so when it cannot."""

from dataclasses import replace
from pathlib import Path

import pytest

from inbetween import app, settings
from inbetween.cli import main, worker
from inbetween.domain.errors import InbetweenError, OperatorError
from inbetween.worker.loop import Worker
from tests.samples import DRAFT, SPEC
from tests.served import picture
from tests.unit.worker.tiny import done
from tests.verbs import Queue


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


def test_a_worker_renders_by_the_model_map(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(
        '[weights.held]\nengine = "still"\n[models]\n"wan2.2-kf2v-flash" = "held"\n[children]\nwarm = ["held"]'
    )
    read = settings.read(data=tmp_path / "data", weights=tmp_path / "map.toml")
    media = tuple(replace(entry, source=f"object:inputs/{entry.kind}") for entry in SPEC.media)
    with app.open_worker(read) as at_work, app.open_rooms(read) as rooms:
        assert at_work.serves() == {"still", "held"}
        for entry in media:
            rooms.objects.put(f"inputs/{entry.kind}", picture(400, 400))
        task = done(Queue(rooms.database), replace(DRAFT, spec=replace(SPEC, media=media, seconds=1)))
    assert (task.status, task.engine) == ("SUCCEEDED", "still")
    assert task.measurements
    assert task.measurements["offer"] == "held"
