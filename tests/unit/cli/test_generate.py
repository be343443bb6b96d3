"""`inbetween generate` as a user runs it: in a process of its own (see ``tests.forked``), with the fast engine."""

import json
import os
import resource
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import av
import pytest
from PIL import Image

from tests.clips import saved_clip, travelling
from tests.sounds import hum, wav, whole, written
from tests.unit.engines.remote.theirs import Exchange, playing

INBETWEEN = Path(sys.executable).with_name("inbetween")
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INBETWEEN_ENGINE", "still")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, colour in (("a.png", "#d08030"), ("b.png", "#3050a0")):
        Image.new("RGB", (400, 400), colour).save(tmp_path / name)
    return tmp_path


def test_a_pipe_gets_nothing_but_the_path(folder: Path) -> None:
    whole = [INBETWEEN, "generate", "a.png", "b.png", "-o", "out.mp4", "--resolution", "480P"]
    done = subprocess.run(whole, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "out.mp4\n", "")
    with av.open(str(folder / "out.mp4")) as video:
        assert video.streams.video[0].frames == 150
    assert sorted(path.name for path in folder.iterdir()) == ["a.png", "b.png", "out.mp4"]


def test_a_model_map_says_what_renders_unless_an_engine_is_named(run: Run, folder: Path) -> None:
    (folder / "map.toml").write_text('[weights.held]\nengine = "still"\n[models]\n"wan2.2-kf2v-flash" = "held"')
    asked = ("generate", "a.png", "b.png", "-o", "out.mp4", "--resolution", "480P", "--force", "--json")
    for arguments, offer in ((asked, "held"), ((*asked, "--engine", "still"), "still")):
        told = json.loads(run(*arguments, INBETWEEN_WEIGHTS="map.toml").stdout.splitlines()[-1])
        assert (told["engine"], told["offer"]) == ("still", offer)


def test_another_server_is_asked_as_the_server_asks_it(run: Run, folder: Path) -> None:
    """What it sends is as promised, and is opened in a child that has copies of the pictures."""
    film = saved_clip(folder / "film.mp4", travelling(150, step=1.0, size=(624, 624)), fps=30).read_bytes()
    script = (
        Exchange(asked="POST /v1/tasks/video/", body={"task_id": "t", "task_status": "pending"}),
        Exchange(asked="GET /v1/tasks/t/status", body={"task_id": "t", "status": "completed"}),
        Exchange(asked="GET /v1/tasks/t/result", body=film),
    )
    with playing(*script) as theirs:
        (folder / "map.toml").write_text(
            f'[remotes.gpu]\ndialect = "lightx2v"\nurl = "{theirs.url}/v1"\n[models]\n"wan2.2-kf2v-flash" = "gpu"'
        )
        asked = ("generate", "a.png", "b.png", "-o", "out.mp4", "--resolution", "480P", "--json")
        told = json.loads(run(*asked, INBETWEEN_WEIGHTS="map.toml").stdout.splitlines()[-1])
    assert (told["engine"], told["offer"], told["frames"]) == ("remote", "gpu", 150)
    assert told["measurements"]["encoded_again"] is False
    assert sorted(path.name for path in folder.iterdir()) == ["a.png", "b.png", "film.mp4", "map.toml", "out.mp4"]


def test_json_tells_everything_in_the_last_line(run: Run, folder: Path) -> None:
    done = run("generate", "a.png", "b.png", "-o", "out.mp4", "--resolution", "480P", "--seed", "7", "--json")
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["path"], told["width"], told["height"], told["fps"], told["frames"]) == ("out.mp4", 624, 624, 30, 150)
    assert (told["duration_seconds"], told["engine"], told["seed"]) == (5.0, "still", 7)
    assert told["wall_seconds"] > 0
    assert {"decode", "render", "encode", "measure"} <= set(told["timings"])
    for end in ("first_frame", "last_frame"):
        assert told["end_frames"][end]["identical"] is True
        assert told["end_frames"][end]["psnr_y"] >= 45


@pytest.mark.parametrize(
    ("arguments", "form", "noted"),
    [
        ("b.png --model wan2.7-i2v --resolution 720P --duration 2", (960, 960, 60), "no sound"),
        ("b.png --model pixverse/pixverse-c1-kf2v --prompt dusk --resolution 540P --duration 1", (720, 720, 24), ""),
        ("--model wanx2.1-kf2v-plus --effect mech1", (960, 960, 150), "effect 'mech1' was not rendered"),
    ],
)
def test_every_shape_of_model_is_rendered(run: Run, folder: Path, arguments: str, form: tuple[int, ...], noted: str):
    done = run("generate", "a.png", *arguments.split(), "-o", "out.mp4")
    assert (done.returncode, done.stdout) == (0, "out.mp4\n"), done.stderr
    assert noted in done.stderr
    with av.open(str(folder / "out.mp4")) as video:
        stream = video.streams.video[0]
        assert (stream.width, stream.height, stream.frames) == form


def test_an_effect_is_drawn_by_the_default_engine_exact_in_every_fact(run: Run, folder: Path) -> None:
    asked = "--effect poke --model wanx2.1-i2v-turbo --resolution 480P --duration 3 --watermark --json"
    done = run("generate", "a.png", *asked.split(), "-o", "out.mp4", INBETWEEN_ENGINE="tween")
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["width"], told["height"], told["frames"], told["plan"]) == (624, 624, 90, None)
    assert told["end_frames"]["first_frame"]["identical"] is True
    assert (told["measurements"]["regime"], told["measurements"]["effect"]) == ("effect", "poke")
    assert sounds_in(folder / "out.mp4") == 0


def sounds_in(video: Path) -> int:
    with av.open(str(video)) as opened:
        return len(opened.streams.audio)


def test_a_given_sound_is_the_sound_of_the_video(run: Run, folder: Path) -> None:
    written(folder, "tune.wav", wav(whole(hum(3.0))))
    given = ("a.png", "b.png", "--audio", "tune.wav")
    done = run("generate", *given, "-o", "out.mp4", "--duration", "2", "--resolution", "720P", "--json")
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["frames"], told["sound"]) == (60, True), done.stderr
    assert sounds_in(folder / "out.mp4") == 1


def test_silent_holds_for_every_model(run: Run, folder: Path) -> None:
    for model in ("wan2.7-i2v", "wan2.6-i2v-flash"):
        wanted = ("--model", model, "--silent", "--duration", "2", "--resolution", "720P", "--json")
        done = run("generate", "a.png", *wanted, "-o", f"{model}.mp4")
        told = json.loads(done.stdout)
        assert (told["sound"], told["notes"]) == (False, []), done.stderr
        assert sounds_in(folder / f"{model}.mp4") == 0


def test_a_video_that_stands_still_is_told_as_a_warning(run: Run, folder: Path) -> None:
    done = run("generate", "a.png", "a.png", "-o", "out.mp4", "--resolution", "480P", "--json")
    assert done.stderr == "warning: The video stands still: its frames differ by 0.000 levels in the mean.\n"
    assert set(json.loads(done.stdout)["warnings"]) == {"static"}


def test_several_shots_are_cut_where_the_engine_cuts(run: Run, folder: Path) -> None:
    wanted = ("--shot-type", "multi", "--prompt", "A lake. A boat.", "--duration", "3", "--resolution", "720P")
    done = run("generate", "a.png", *wanted, "-o", "out.mp4", "--json", "--engine", "tween")
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["frames"], told["measurements"]["cuts"]) == (90, [45])


def test_a_clip_goes_on_for_as_long_as_is_asked(run: Run, folder: Path) -> None:
    saved_clip(folder / "clip.mp4", travelling(60))
    given = ("--clip", "clip.mp4", "--duration", "3", "--resolution", "720P", "--json")
    done = run("generate", "b.png", *given, "-o", "out.mp4")
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["frames"], told["clip_seconds"], sorted(told["end_frames"])) == (90, 2.0, ["first_clip", "last_frame"])
    assert {"luma", "chroma", "motion"} == set(told["seam"])
    alone = run("generate", *given, "-o", "alone.mp4")
    assert list(json.loads(alone.stdout.splitlines()[-1])["end_frames"]) == ["first_clip"]


@pytest.mark.parametrize(
    ("arguments", "frames"), [("", 150), ("b.png", 150), ("--model wan2.7-i2v --duration 2 --resolution 720P", 60)]
)
def test_the_model_fits_what_is_given(run: Run, folder: Path, arguments: str, frames: int) -> None:
    done = run("generate", "a.png", *arguments.split(), "-o", "out.mp4", "--json")
    assert json.loads(done.stdout.splitlines()[-1])["frames"] == frames, done.stderr


def test_a_larger_picture_is_shrunk_and_that_is_said(run: Run, folder: Path) -> None:
    Image.new("RGB", (2400, 2400), "#204020").save(folder / "big.png")
    done = run("generate", "big.png", "b.png", "-o", "out.mp4", "--resolution", "480P")
    assert done.returncode == 0
    assert "big.png was shrunk from 2400x2400 to 2000x2000" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("a.png", "none.png", "-o", "out.mp4"), "none.png is not a file"),
        (("a.png", "b.png", "-o", "nowhere/out.mp4"), "cannot be written"),
        (("a.png", "b.png", "-o", "a.png"), "--force"),
        (("a.png", "b.png", "-o", "out.mp4", "--model", "wan9"), "wan2.2-kf2v-flash"),
        (("a.png", "b.png", "-o", "out.mp4", "--resolution", "4K"), "'480P', '720P' or '1080P': --resolution"),
        (("a.png", "-o", "out.mp4", "--model", "wan2.7-i2v", "--shot-type", "multi"), "wan2.7-i2v has no shot type"),
        (("a.png", "b.png", "-o", "out.mp4", "--seed", "-1"), "0 and 2147483647: --seed"),
        (("a.png", "b.png", "-o", "out.mp4", "--duration", "7"), "duration customization is not supported"),
        (
            ("a.png", "-o", "out.mp4", "--model", "wan2.2-kf2v-flash"),
            "wan2.2-kf2v-flash makes a video between two pictures; give LAST too.",
        ),
        (("a.png", "b.png", "-o", "out.mp4", "--model", "wan2.6-i2v"), "from FIRST alone; leave LAST away"),
        (("a.png", "-o", "out.mp4", "--model", "wan2.7-i2v", "--effect", "hug"), "has no effects): --effect"),
        (("a.png", "text.png", "-o", "out.mp4"), "corrupted file: text.png"),
        (("-o", "out.mp4"), "Give FIRST, the picture that the video begins with, or --clip"),
        (("--clip", "none.mp4", "-o", "out.mp4"), "none.mp4 is not a file; give the path of a clip"),
        (("--clip", "a.png", "-o", "out.mp4"), "The file format must be MP4 or MOV. a.png is of another"),
        (("a.png", "b.png", "--clip", "a.png", "-o", "out.mp4"), "begins with FIRST or with --clip"),
        (("--clip", "a.png", "--effect", "mech1", "-o", "out.mp4"), "An effect begins with a picture"),
        (("--clip", "a.png", "--audio", "a.png", "-o", "out.mp4"), "A clip has a sound of its own"),
        (("--clip", "a.png", "-o", "out.mp4", "--model", "wan2.6-i2v"), "takes no clip"),
        (("a.png", "--audio", "none.wav", "-o", "out.mp4"), "none.wav is not a file; give the path of a sound"),
        (("a.png", "--audio", "text.png", "-o", "out.mp4"), "Allowed types are: .wav, .mp3. text.png is of another"),
        (("a.png", "--audio", "text.png", "-o", "out.mp4", "--silent"), "--silent leaves nothing of --audio"),
        (("a.png", "--audio", "text.png", "-o", "out.mp4", "--model", "wan2.2-i2v-flash"), "takes no sound"),
        (("a.png", "small.png", "-o", "out.mp4"), "small.png is 100x100, each side should be 360 to 2000 pixels"),
    ],
)
def test_bad_input_is_one_sentence_and_leaves_nothing(
    run: Run, folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    (folder / "text.png").write_text("not a picture")
    Image.new("RGB", (100, 100)).save(folder / "small.png")
    before = sorted(folder.iterdir())
    done = run("generate", *arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""
    assert sorted(folder.iterdir()) == before


def test_a_device_or_a_pipe_is_never_replaced(run: Run, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    done = run("generate", "a.png", "b.png", "-o", "pipe", "--force")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert stat.S_ISFIFO((folder / "pipe").stat().st_mode)


def test_a_disk_without_room_is_one_sentence(folder: Path) -> None:
    command = [INBETWEEN, "generate", "a.png", "b.png", "-o", "out.mp4", "--resolution", "480P"]
    done = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "make room" in done.stderr
    assert sorted(path.name for path in folder.iterdir()) == ["a.png", "b.png"]


def test_with_json_a_failure_is_an_object_too(run: Run, folder: Path) -> None:
    done = run("generate", "a.png", "b.png", "-o", "out.mp4", "--duration", "7", "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "InvalidParameter"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_cleans_up_and_exits_130(folder: Path, number: signal.Signals) -> None:
    command = [INBETWEEN, "generate", "a.png", "b.png", "-o", "out.mp4", "--resolution", "1080P"]
    running = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while not list(folder.glob(".inbetween-*/video.mp4")) and time.monotonic() < deadline:
        time.sleep(0.01)
    running.send_signal(number)
    _, told = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "cancelled" in told
    assert sorted(path.name for path in folder.iterdir()) == ["a.png", "b.png"]


def test_help_explains_by_example() -> None:
    done = subprocess.run([INBETWEEN, "generate", "--help"], capture_output=True, text=True, check=True)
    assert "Example: inbetween generate" in " ".join(done.stdout.split())
