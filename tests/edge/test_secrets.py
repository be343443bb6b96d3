"""A session with secrets that can be recognised, and then a search for them wherever others may look."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from inbetween import settings
from inbetween.app import open_database
from inbetween.domain.errors import OperatorError
from tests.running import SUBMIT, Running, serving
from tests.served import picture
from tests.sites import open_site

PASSWORD = "marked-password-5f3a"
USERS_SECRET = "marked-users-signature-77c1"
WRONG_KEY = "sk-marked-wrong-key-0b1d"
PROMPT = "marked words that are nobody's business"


@dataclass
class Session:
    """What happened: the server, its folder, every secret by name, and the text of every error."""

    server: Running
    data: Path
    secrets: dict[str, str]
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Give a session in which everything was done once well and once wrong, with the server still running."""
    data = tmp_path_factory.mktemp("data") / "own"
    data.mkdir()
    variables = {"INBETWEEN_ENGINE": "still", "INBETWEEN_FETCH_ALLOW": "127.0.0.0/8"}
    with serving(data, **variables) as server, httpx.Client(base_url=server.base, timeout=30) as client:
        session = Session(server, data, {"key": server.key, "wrong key": WRONG_KEY})
        _live(session, client)
        _suffer(session, client)
        yield session


def _live(session: Session, client: httpx.Client) -> None:
    """Do what clients do: a temporary key, an upload, a task with a user's signed URL, its video."""
    client.headers["Authorization"] = f"Bearer {session.server.key}"
    token = session.secrets["token"] = client.post("/api/v1/tokens").json()["token"]
    with open_site() as site:
        url = site.page(f"/a.png?Signature={USERS_SECRET}", body=picture())
        given = {"first_frame_url": url, "last_frame_url": _uploaded(session, client), "prompt": PROMPT}
        body = {"model": "wan2.2-kf2v-flash", "input": given, "parameters": {"resolution": "480P"}}
        headers = {"Authorization": f"Bearer {token}", "X-DashScope-Async": "enable"}
        task_id = client.post(SUBMIT, json=body, headers=headers).json()["output"]["task_id"]
        assert session.server.wait_for(task_id, "SUCCEEDED", "FAILED") == "SUCCEEDED"
    output = client.get(f"/api/v1/tasks/{task_id}").json()["output"]
    session.secrets["URL"] = parse_qs(urlsplit(output["video_url"]).query)["Signature"][0]
    assert client.get(output["video_url"]).status_code == 200


def _uploaded(session: Session, client: httpx.Client) -> str:
    asked = {"action": "getPolicy", "model": "wan2.2-kf2v-flash"}
    leave = client.get("/api/v1/uploads", params=asked).json()["data"]
    session.secrets |= {"policy": leave["policy"], "policy's signature": leave["signature"]}
    key = f"{leave['upload_dir']}/a.png"
    fields = {"policy": leave["policy"], "Signature": leave["signature"], "key": key}
    assert client.post("/inbetween/v1/uploads", data=fields, files={"file": picture()}).status_code == 200
    return f"oss://{key}"


def _suffer(session: Session, client: httpx.Client) -> None:
    """Do what goes wrong, with the same secrets: refusals, a picture that is not there, a broken row, a lost table."""
    expired = {"Expires": "1", "Signature": session.secrets["URL"]}
    form = {"policy": session.secrets["policy"], "Signature": session.secrets["policy's signature"], "key": "elsewhere"}
    nowhere = {"first_frame_url": f"http://127.0.0.1:9/a.png?Signature={USERS_SECRET}", "prompt": PROMPT}
    body = {"model": "wan2.2-kf2v-flash", "input": nowhere | {"last_frame_url": nowhere["first_frame_url"]}}
    asynchronous = {"X-DashScope-Async": "enable"}
    task_id = client.post(SUBMIT, json=body, headers=asynchronous).json()["output"]["task_id"]
    session.server.wait_for(task_id, "FAILED")
    session.errors += [
        client.get("/api/v1/tasks", headers={"Authorization": f"Bearer {WRONG_KEY}"}).text,
        client.get("/inbetween/v1/objects/results/x/1.mp4", params=expired).text,
        client.post("/inbetween/v1/uploads", data=form, files={"file": b"x"}).text,
        client.post(SUBMIT, json={"model": session.server.key}, headers=asynchronous).text,
    ]
    with sqlite3.connect(session.data / "inbetween.db") as database:
        database.execute("UPDATE tasks SET measurements = orig_prompt")
    session.errors.append(client.get(f"/inbetween/v1/tasks/{task_id}").text)
    with sqlite3.connect(session.data / "inbetween.db") as database:
        database.execute("ALTER TABLE tasks RENAME TO gone")
    session.errors.append(client.post(SUBMIT, json=body, headers=asynchronous).text)
    with sqlite3.connect(session.data / "inbetween.db") as database:
        database.execute("ALTER TABLE gone RENAME TO tasks")


def test_no_secret_is_logged(session: Session) -> None:
    logged = (session.data / "log").read_text()
    assert "Traceback" in logged, "the broken row was meant to be logged"
    assert "outage" in logged, "and the table that was gone"
    everything = session.secrets | {"user's signature": USERS_SECRET, "prompt": PROMPT}
    assert [name for name, secret in everything.items() if secret in logged] == []


def test_no_secret_is_in_an_error(session: Session) -> None:
    assert len(session.errors) == 6
    told = "".join(session.errors)
    assert [name for name, secret in session.secrets.items() if secret in told] == []


def test_no_secret_of_a_caller_is_in_a_file(session: Session) -> None:
    files = [path for path in session.data.rglob("*") if path.is_file()]
    assert session.data / "inbetween.db" in files
    content = b"".join(path.read_bytes() for path in files)
    assert [name for name, secret in session.secrets.items() if secret.encode() in content] == []


def test_nobody_else_may_read_what_the_server_writes(session: Session) -> None:
    """The folder was made by hand with the usual rights; the database by ``keys create``, the log by this test."""
    written = [path for path in session.data.rglob("*") if path.name != "log" and "inbetween.db" not in path.name]
    assert len(written) > 5
    assert [str(path) for path in written if path.lstat().st_mode & 0o077] == []


def test_no_secret_is_in_the_process_list_or_a_core_file(session: Session) -> None:
    for pid in (session.server.process.pid, *session.server.children()):
        process = Path(f"/proc/{pid}")
        shown = (process / "cmdline").read_bytes()
        assert [name for name, secret in session.secrets.items() if secret.encode() in shown] == []
        limits = (process / "limits").read_text().splitlines()
        assert next(line for line in limits if "core file" in line).split()[4:6] == ["0", "0"]


def test_the_child_that_touches_media_knows_no_secret(session: Session) -> None:
    children = session.server.children()
    assert children
    for child in children:
        assert b"INBETWEEN_" not in Path(f"/proc/{child}/environ").read_bytes()


def test_the_password_of_a_database_that_does_not_answer_is_not_told(tmp_path: Path) -> None:
    read = settings.read(database=f"postgresql://someone:{PASSWORD}@127.0.0.1:9/inbetween", data=tmp_path)
    with pytest.raises(OperatorError, match=r"127\.0\.0\.1") as told, open_database(read):
        pass
    assert PASSWORD not in str(told.value)
