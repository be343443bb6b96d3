"""Every pool keeps its word: whatever a child does, one task is lost at most, and no process stays behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import structlog
from structlog.testing import capture_logs

from inbetween.domain.errors import Cancelled, ChildLost, OperatorError, TaskFailure
from inbetween.media.decode import probe
from inbetween.worker.landlock import version
from inbetween.worker.order import Made, Order
from inbetween.worker.pools.pool import Pool
from inbetween.worker.pools.process import ProcessPool
from tests.orders import Listener, left_in, ordered

ROOT = Path(__file__).parents[2]
MEMORY = 3 * 2**30
SECONDS = 20
"""How long the slowest machine may take; no test waits for it unless it fails."""


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Let children import the acting engine, and give their cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", f"{ROOT}/src:{ROOT}")
        patch.setenv("DASHSCOPE_API_KEY", "sk-secret")
        yield tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module", params=["process"])
def shared_pool(request: pytest.FixtureRequest, surroundings: Path) -> Iterator[Pool]:
    """Give a pool of each kind with the acting engine in its child."""
    pool = {"process": ProcessPool}[request.param](
        "tests.engines:Actor", MEMORY, surroundings, folder=surroundings.parent, grace=0.2
    )
    yield pool
    pool.close()


@pytest.fixture
def pool(shared_pool: ProcessPool) -> ProcessPool:
    shared_pool.start()
    until(shared_pool.ready)
    return shared_pool


@pytest.fixture
def order(tmp_path: Path) -> Order:
    return ordered(tmp_path)


def acting(order: Order, prompt: str) -> Order:
    return replace(order, spec=replace(order.spec, prompt=prompt))


def made(pool: Pool, order: Order, prompt: str = "") -> Made:
    return pool.make(acting(order, prompt), Listener())


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < deadline, "it never became true"
        time.sleep(0.01)


def gone(pid: int) -> bool:
    """Say whether a process is dead; one that nobody has buried yet is."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_a_video_is_made_and_progress_is_heard(pool: ProcessPool, order: Order):
    listener = Listener()
    result = pool.make(order, listener)
    assert (result.engine, result.frames, probe(result.path).frames) == ("actor", 12, 12)
    assert [end["identical"] for end in result.end_frames.values()] == [True, True]
    assert list(dict.fromkeys(stage for stage, _ in listener.told)) == list(result.timings)
    assert listener.previews == [order.folder / "preview.jpg"]


@pytest.mark.parametrize("line", ["nonsense\n", '{"progress": ["analyse", 0.5, "/etc/passwd"]}\n', "x" * 1_000_000])
def test_a_child_that_says_what_none_of_ours_would_is_lost(pool: ProcessPool, order: Order, line: str):
    child = pool.pid
    order = acting(order, "babble")
    (order.scratch / "line.scratch").write_text(line)
    with pytest.raises(ChildLost):
        pool.make(order, Listener())
    assert gone(child)
    assert left_in(order) == []


def test_a_child_that_floods_its_parent_waits_for_it(pool: ProcessPool, order: Order):
    """What is told goes on only as fast as somebody hears it: the parent never holds more than a few lines."""
    heard: list[float] = []

    def stop_late(stage: str) -> bool:
        heard.append(time.monotonic())
        return len(heard) > 300

    with pytest.raises(Cancelled):
        pool.make(acting(order, "flood"), Listener(stop=stop_late))
    assert left_in(order) == []
    assert made(pool, order).frames == 12


def test_what_a_dead_child_has_started_ends_with_it(pool: ProcessPool, order: Order):
    with pytest.raises(ChildLost):
        made(pool, order, "orphan")
    orphan = int((order.scratch / "orphan.scratch").read_text())
    until(lambda: gone(orphan))


def test_the_same_seed_gives_the_same_bytes_in_any_child(pool: ProcessPool, order: Order):
    first = made(pool, order).path.read_bytes()
    os.kill(pool.pid, signal.SIGKILL)
    until(lambda: not pool.ready())
    assert made(pool, order).path.read_bytes() == first


def test_a_bad_picture_fails_its_task_and_nothing_else(pool: ProcessPool, order: Order, tmp_path: Path):
    child = pool.pid
    order.paths["last_frame"].write_bytes(b"GIF87a nonsense")
    with pytest.raises(TaskFailure, match="corrupted file: last_frame") as failure:
        made(pool, order)
    assert failure.value.code == "InvalidParameter"
    assert not isinstance(failure.value, ChildLost)
    assert left_in(order) == []
    assert made(pool, ordered(tmp_path)).frames == 12
    assert pool.pid == child


@pytest.mark.parametrize("death", ["die", "segfault"])
def test_a_child_that_dies_under_a_task_loses_only_that_attempt(pool: ProcessPool, order: Order, death: str):
    with pytest.raises(ChildLost, match=r"^inference internal error\.$") as loss:
        made(pool, order, death)
    assert loss.value.code == "InternalError.Algo"
    assert left_in(order) == []
    assert made(pool, order).frames == 12


def test_a_child_killed_from_outside_mid_render_loses_only_that_attempt(pool: ProcessPool, order: Order):
    def kill_once_it_renders(stage: str) -> bool:
        if stage == "render":
            os.kill(pool.pid, signal.SIGKILL)
        return False

    with pytest.raises(ChildLost):
        pool.make(acting(order, "slow"), Listener(stop=kill_once_it_renders))
    assert left_in(order) == []
    assert made(pool, order).frames == 12


def test_a_child_that_died_while_idle_costs_no_task_anything(pool: ProcessPool, order: Order):
    os.kill(pool.pid, signal.SIGKILL)
    until(lambda: not pool.ready())
    assert made(pool, order).frames == 12


def test_running_out_of_memory_fails_the_task_and_replaces_the_child(pool: ProcessPool, order: Order):
    child = pool.pid
    with pytest.raises(TaskFailure, match=r"^inference internal error\.$") as failure:
        made(pool, order, "hungry")
    assert not isinstance(failure.value, ChildLost)
    assert left_in(order) == []
    assert gone(child)
    assert made(pool, order).frames == 12


def test_an_engine_that_breaks_fails_its_task_and_the_child_lives(pool: ProcessPool, order: Order):
    child = pool.pid
    with pytest.raises(TaskFailure, match=r"^inference internal error\.$"):
        made(pool, order, "break")
    assert left_in(order) == []
    assert made(pool, order).frames == 12
    assert pool.pid == child


def test_a_full_disk_is_told_as_what_it_is(pool: ProcessPool, order: Order):
    with pytest.raises(TaskFailure, match=r"^Failed to upload result\.$"):
        made(pool, order, "full")
    assert left_in(order) == []


def test_a_render_that_listens_is_cancelled_and_its_child_kept(pool: ProcessPool, order: Order):
    child = pool.pid
    with pytest.raises(Cancelled):
        pool.make(acting(order, "slow"), Listener(stop=lambda stage: stage == "render"))
    assert left_in(order) == []
    assert made(pool, order).frames == 12
    assert pool.pid == child


def test_a_render_that_does_not_listen_is_killed(pool: ProcessPool, order: Order):
    child = pool.pid
    with pytest.raises(Cancelled):
        pool.make(acting(order, "deaf"), Listener(stop=lambda stage: stage == "analyse"))
    assert gone(child)
    assert left_in(order) == []
    assert made(pool, order).frames == 12


def test_a_render_that_never_ends_fails_its_task_and_not_the_worker(surroundings: Path, order: Order):
    pool = ProcessPool("tests.engines:Actor", MEMORY, surroundings, folder=surroundings.parent, limit=0.3)
    try:
        pool.start()
        until(pool.ready)
        child = pool.pid
        with pytest.raises(TaskFailure, match=r"^There was no result within 0\.3 seconds\.$") as failure:
            made(pool, order, "deaf")
        assert failure.value.code == "InternalError.Timeout"
        assert not isinstance(failure.value, ChildLost)
        assert gone(child)
        assert left_in(order) == []
    finally:
        pool.close()


def test_a_reporter_that_fails_leaves_no_render_running(pool: ProcessPool, order: Order):
    def lose_the_lease(stage: str) -> bool:
        raise LookupError("the lease is gone")

    child = pool.pid
    with pytest.raises(LookupError):
        pool.make(acting(order, "slow"), Listener(stop=lose_the_lease))
    assert gone(child)
    assert left_in(order) == []
    assert made(pool, order).frames == 12


def test_what_a_library_prints_does_not_reach_the_channel(pool: ProcessPool, order: Order):
    assert made(pool, order, "chatter").frames == 12


@pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")
def test_every_wall_stands_and_no_thread_reaches_the_network(pool: ProcessPool, order: Order):
    landlock = version()
    assert pool.walls == {
        "dies_with_parent": True,
        "bounded_memory": True,
        "own_files": landlock > 0,
        "no_signals": landlock >= 6,
        "no_network": True,
    }
    for attempt in ("network", "threads"):
        assert made(pool, order, attempt).engine_measurements == {
            "AF_INET": "EPERM",
            "AF_INET6": "EPERM",
            "AF_UNIX": "EPERM",
            "io_uring": "EPERM",
        }


@pytest.mark.skipif(version() < 3, reason="Landlock's whole wall around files is Linux 6.2's")
def test_a_child_touches_no_file_but_its_order_s(pool: ProcessPool, order: Order):
    tried = made(pool, order, "files").engine_measurements
    assert {name for name, answer in tried.items() if answer == "done"} == {"write inside"}
    assert tried.pop("fill the disk by one file") == "EFBIG"
    assert set(tried.values()) == {"done", "EACCES"}, tried


@pytest.mark.skipif(version() < 6, reason="Landlock's wall around signals is Linux 6.12's")
def test_a_child_signals_nobody_and_stays_where_its_parent_s_kill_reaches_it(pool: ProcessPool, order: Order):
    tried = made(pool, order, "others").engine_measurements
    assert set(tried.values()) == {"EPERM"}, tried


def test_the_child_knows_no_secret_of_its_parent(pool: ProcessPool, order: Order, surroundings: Path):
    environment = made(pool, order, "environment").engine_measurements
    assert "DASHSCOPE_API_KEY" not in environment
    assert environment["NUMBA_CACHE_DIR"] == str(surroundings / "numba")


def test_the_walls_are_built_before_any_library_starts_a_thread():
    check = "import sys, inbetween.worker.child; print([m for m in ('numpy', 'cv2', 'av', 'PIL') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_child_is_replaced_after_its_share_of_renders(surroundings: Path, order: Order):
    pool = ProcessPool("tests.engines:Actor", MEMORY, surroundings, folder=surroundings.parent, renders_per_child=2)
    try:
        children = []
        for _ in range(4):
            made(pool, order)
            children.append(pool.pid)
        assert children[0] != children[1] == children[2] != children[3]
        assert all(gone(child) for child in children[:3])
    finally:
        pool.close()


def test_closing_ends_the_render_that_runs_and_leaves_no_process(surroundings: Path, order: Order):
    pool = ProcessPool("tests.engines:Actor", MEMORY, surroundings, folder=surroundings.parent)
    heard, ended = Listener(), []

    def work() -> None:
        with pytest.raises(ChildLost):
            pool.make(acting(order, "deaf"), heard)
        ended.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    until(lambda: any(stage == "analyse" for stage, _ in heard.told))
    child = pool.pid
    pool.close()
    thread.join(SECONDS)
    assert ended == [True]
    assert gone(child)
    assert pool.pid is None
    with pytest.raises(ChildLost):
        made(pool, order)


def test_a_child_that_does_not_understand_its_parent_is_lost_and_not_waited_for(pool: ProcessPool, order: Order):
    child = pool._child
    assert child
    child.say(make={"of": "another version"}, number=0)
    until(lambda: child.ended)
    assert made(pool, order).frames == 12


@pytest.mark.parametrize("engine", ["nobody", "tests.engines:Nobody"])
def test_an_engine_that_is_not_there_is_the_operator_s_fault(surroundings: Path, order: Order, engine: str):
    pool = ProcessPool(engine, MEMORY, surroundings, folder=surroundings.parent)
    try:
        with pytest.raises(OperatorError, match="engine"):
            made(pool, order)
        assert not pool.ready()
    finally:
        pool.close()


def test_an_engine_that_dies_while_it_warms_up_is_a_lost_child(surroundings: Path, order: Order):
    pool = ProcessPool("tests.engines:Unwell", MEMORY, surroundings, folder=surroundings.parent)
    try:
        for _ in range(2):
            with pytest.raises(ChildLost):
                made(pool, order)
    finally:
        pool.close()


PARENT = """
import sys, threading
from pathlib import Path
from inbetween.worker.pools.process import ProcessPool
from tests.contract.test_pools import MEMORY, acting, until
from tests.orders import Listener, ordered

folder = Path(sys.argv[1])
pool, heard = ProcessPool("tests.engines:Actor", MEMORY, folder, folder=folder), Listener()
pool.start()
if sys.argv[2] == "busy":
    order = acting(ordered(folder), "deaf")
    threading.Thread(target=pool.make, args=(order, heard), daemon=True).start()
    until(lambda: any(stage == "analyse" for stage, _ in heard.told))
else:
    until(pool.ready)
print(pool.pid, flush=True)
threading.Event().wait()
"""


@pytest.mark.parametrize("state", ["busy", "idle"])
def test_a_child_does_not_outlive_a_parent_that_is_killed(surroundings: Path, tmp_path: Path, state: str):
    command = [sys.executable, "-c", PARENT, str(tmp_path), state]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as parent:
        child = int(parent.stdout.readline())
        assert not gone(child)
        parent.kill()
        until(lambda: gone(child))


def test_what_breaks_in_a_child_is_one_entry_of_the_log_and_names_the_task(pool: ProcessPool, order: Order):
    with (
        structlog.contextvars.bound_contextvars(task_id="t1", request_id="r1"),
        capture_logs() as entries,
    ):
        with pytest.raises(TaskFailure):
            made(pool, order, "break")
        pool.close()  # its last words are read by then
    (entry,) = [entry for entry in entries if "exception" in entry]
    assert entry["exception"].startswith("Traceback (most recent call last):\n")
    assert (entry["task_id"], entry["request_id"]) == ("t1", "r1")
