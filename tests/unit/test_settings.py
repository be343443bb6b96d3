"""The table of settings."""

import re
from contextlib import closing
from pathlib import Path

import pytest

from inbetween import settings
from inbetween.db.database import Database
from inbetween.domain.clock import DAY, MINUTE
from inbetween.domain.errors import OperatorError


def test_an_option_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INBETWEEN_PORT", "9000")
    assert settings.read().port == 9000
    assert settings.read(port=9001).port == 9001
    assert settings.read(port=None).port == 9000


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PORT", "PUBLIC_URL", "DATABASE", "DISK_LIMIT", "DATA"):
        monkeypatch.setenv(f"INBETWEEN_{name}", "")
    read = settings.read()
    assert (read.port, read.public_url, read.database, read.disk_limit) == (8000, None, None, None)
    assert read.data.is_absolute()


def test_settings_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        settings.read().port = 1  # type: ignore[misc]


@pytest.mark.parametrize(("keep", "millis"), [("90m", 90 * MINUTE), ("24h", DAY), ("30d", 30 * DAY), ("forever", None)])
def test_a_life_time_is_a_number_with_a_unit(keep: str, millis: int | None) -> None:
    assert settings.read(keep=keep).keep_millis == millis


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("keep", "0h"),
        ("keep", "24"),
        ("keep", "tomorrow"),
        ("port", "70000"),
        ("public_url", "videos.example.org"),
        ("fetch_allow", "10.0.0.0/33"),
        ("fetch_allow", "a b"),
        ("fetch_deny", "files.internal"),
        ("trusted_proxies", "*"),
        ("trusted_proxies", "proxy.example"),
        ("cors", "example.org"),
        ("cors", "https://Example.org"),
        ("cors", "https://example.org/page"),
        ("connections", "0"),
        ("bad_keys", "-1"),
        ("validation", "never"),
        ("engine", "magic"),
    ],
)
def test_a_wrong_value_is_named_with_its_variable(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"INBETWEEN_{name.upper()}", value)
    with pytest.raises(OperatorError, match=f"INBETWEEN_{name.upper()} is wrong: .*{re.escape(value)}"):
        settings.read()


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ({"port": 70000}, "--port is wrong: Input should be"),
        ({"public_url": "x"}, "--public-url is wrong: it should read"),
    ],
)
def test_a_wrong_option_is_named_as_it_was_written(option: dict[str, object], told: str) -> None:
    with pytest.raises(OperatorError, match=told):
        settings.read(**option)


def test_the_allow_list_takes_networks_and_hosts_and_the_closed_one_networks() -> None:
    allowed = settings.read(fetch_allow="127.0.0.0/8, media.local ,fd00::/8").fetch_allowed
    assert allowed == ("127.0.0.0/8", "media.local", "fd00::/8")
    assert settings.read(fetch_deny="203.0.113.0/24,64:ff9b::/96").fetch_denied == ("203.0.113.0/24", "64:ff9b::/96")


def test_the_database_lies_in_the_data_folder_by_default() -> None:
    assert settings.read(data=Path("/d")).database_url == "sqlite:////d/inbetween.db"
    assert settings.read(database="postgresql+psycopg://h/d").database_url == "postgresql+psycopg://h/d"


def test_a_data_folder_may_have_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "what? 100% #1 @home 绘"
    folder.mkdir()
    with closing(Database(settings.read(data=folder).database_url)) as database:
        database.check()
    assert [path.name for path in folder.iterdir()] == ["inbetween.db"]


def test_a_public_url_loses_its_trailing_slash() -> None:
    assert settings.read(public_url="https://v.example.org/").public_url == "https://v.example.org"


def test_a_bucket_and_its_prefix_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for text, expected in (
        ("s3://videos", ("videos", "")),
        ("s3://videos/", ("videos", "")),
        ("s3://videos.example/in/between/", ("videos.example", "in/between")),
    ):
        monkeypatch.setenv("INBETWEEN_OBJECTS", text)
        assert settings.read().bucket == expected
    for text in ("videos", "s3://", "s3:///x", "s3://videos/../x y", "gs://videos"):
        monkeypatch.setenv("INBETWEEN_OBJECTS", text)
        with pytest.raises(OperatorError, match="s3://BUCKET"):
            settings.read()


def test_a_secret_that_is_too_short_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INBETWEEN_SECRET", "hunter2")
    with pytest.raises(OperatorError, match=r"INBETWEEN_SECRET is wrong.*32.*not shown") as refused:
        settings.read()
    assert "hunter2" not in str(refused.value)
    monkeypatch.setenv("INBETWEEN_SECRET", "s" * 32)
    assert "sss" not in repr(settings.read())
