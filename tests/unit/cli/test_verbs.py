"""The other verbs, as a user runs them: keys, doctor, serve and the faults of their options."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import INBETWEEN, serving

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_key_is_shown_once_and_listed_without_its_secret(run: Run, tmp_path: Path) -> None:
    made = run("keys", "create", "--name", "laptop", "--data", tmp_path)
    secret = made.stdout.split()[0]
    assert secret.startswith("sk-")
    assert "shown once" in made.stdout
    quiet = run("keys", "create", "--quiet", "--data", tmp_path).stdout
    assert quiet.startswith("sk-")
    assert len(quiet.split()) == 1
    listed = run("keys", "list", "--data", tmp_path).stdout
    assert "laptop" in listed
    assert secret not in listed
    assert secret.encode() not in (tmp_path / "inbetween.db").read_bytes()


def test_a_revoked_key_says_so_and_an_unknown_one_is_a_sentence(run: Run, tmp_path: Path) -> None:
    run("keys", "create", "--data", tmp_path)
    key_id = run("keys", "list", "--data", tmp_path).stdout.splitlines()[1].split()[0]
    assert run("keys", "revoke", key_id, "--data", tmp_path).returncode == 0
    assert "revoked" in run("keys", "list", "--data", tmp_path).stdout
    again = run("keys", "revoke", key_id, "--data", tmp_path)
    assert again.returncode == 2
    assert "inbetween keys list" in again.stderr


def test_the_data_folder_comes_from_the_environment_too(run: Run, tmp_path: Path) -> None:
    run("keys", "create", INBETWEEN_DATA=str(tmp_path / "a"))
    assert (tmp_path / "a" / "inbetween.db").exists()


def test_the_doctor_finds_everything_in_order(run: Run, tmp_path: Path) -> None:
    done = run("doctor", "--json", "--data", tmp_path)
    found = {finding["name"]: finding for finding in json.loads(done.stdout)}
    assert done.returncode == 0
    assert {"python", "cpu", "memory", "codec", "store", "database", "tween", "child", "gpu"} <= set(found)
    assert all(found[name]["state"] == "works" for name in ("codec", "store", "database", "tween", "child"))
    assert "no network" in found["child"]["found"]


def test_the_doctor_says_how_to_mend_what_is_broken(run: Run, tmp_path: Path) -> None:
    done = run("doctor", "--data", tmp_path, INBETWEEN_DATABASE="oracle://x", INBETWEEN_ENGNE="tween")
    assert done.returncode == 1
    assert "INBETWEEN_ENGNE" in done.stdout
    assert "FAIL  database" in done.stdout
    assert "->" in done.stdout


def test_a_first_start_prints_a_key_and_what_to_paste(tmp_path: Path) -> None:
    command = [INBETWEEN, "serve", "--port", "0", "--data", tmp_path]
    environment = {**os.environ, "INBETWEEN_ENGINE": "still"}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        lines = []
        for line in running.stdout:
            lines.append(line)
            if line.startswith("Listening on "):
                break
        running.send_signal(signal.SIGINT)
        _, log = running.communicate(timeout=60)
    text = "".join(lines)
    assert running.returncode == 0
    key = next(word for word in text.split() if word.startswith("sk-"))
    assert f"export DASHSCOPE_API_KEY={key}" in text
    assert f"export DASHSCOPE_HTTP_BASE_URL={lines[-1].split()[2]}/api/v1" in text
    assert key not in log
    assert "alembic" not in log
    assert "a second signal gives it back" in log


def test_a_server_with_a_public_url_still_says_where_it_listens(tmp_path: Path) -> None:
    with serving(tmp_path, INBETWEEN_ENGINE="still", INBETWEEN_PUBLIC_URL="https://videos.example.org") as server:
        assert server.base.startswith("http://127.0.0.1:")
        assert server.ask("GET", "/readyz")[0] == 200


def test_a_folder_in_use_and_a_taken_port_are_one_sentence_each(run: Run, tmp_path: Path) -> None:
    with serving(tmp_path / "a", INBETWEEN_ENGINE="still") as server:
        port = server.base.rpartition(":")[2]
        taken = run("serve", "--port", port, "--data", tmp_path / "b")
        in_use = run("serve", "--port", "0", "--data", tmp_path / "a")
    assert (taken.returncode, in_use.returncode) == (2, 2)
    assert taken.stderr.splitlines() == [f"inbetween: 127.0.0.1:{port} cannot be listened on (Address already in use)."]
    assert "Another server uses" in in_use.stderr


@pytest.mark.parametrize("verb", [["serve", "--port", "0"], ["keys", "list"]])
def test_a_folder_or_a_database_that_cannot_be_used_is_one_sentence(run: Run, verb: list[str], tmp_path: Path) -> None:
    (tmp_path / "inbetween.db").write_bytes(b"not a database, but a text of more than a hundred bytes" * 20)
    for data, sentence in ((tmp_path, "file is not a database"), (tmp_path / "inbetween.db" / "x", "Not a directory")):
        done = run(*verb, "--data", data)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
        assert sentence in done.stderr


@pytest.mark.parametrize("verb", [[], ["generate"], ["plan"], ["serve"], ["doctor"], ["keys"]])
def test_every_verb_explains_itself_by_examples_on_lines_of_their_own(run: Run, verb: list[str]) -> None:
    told = run(*verb, "--help").stdout
    examples = [line for line in told.splitlines() if "Example: " in line]
    assert examples
    assert all(line.lstrip().startswith("Example: ") for line in examples)
    assert len(examples) == told.count("Example: ")


def test_the_module_is_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "inbetween", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("inbetween ")


def test_an_interrupt_while_libraries_load_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt")
    command = [sys.executable, "-m", "inbetween", "--help"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "")


def test_a_new_data_folder_is_its_owners_alone(run: Run, tmp_path: Path) -> None:
    run("keys", "create", "--data", tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
