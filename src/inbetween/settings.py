"""Every setting of an installation: name, default, one line. The only reader of the environment.

Each is set by ``INBETWEEN_<NAME>`` (empty is as good as absent); a few have a command line option, which wins.
"""

import ipaddress
import re
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from inbetween.domain.clock import DAY, HOUR, MINUTE, SECOND, Millis
from inbetween.domain.errors import OperatorError

_UNITS: dict[str, Millis] = {"s": SECOND, "m": MINUTE, "h": HOUR, "d": DAY}


def _home(name: str) -> Path:
    """Return a folder of ours below the user's data or cache folder (XDG base directories)."""
    return Path.home() / name / "inbetween"


def _entries(value: str) -> tuple[str, ...]:
    """Return what stands between the commas."""
    return tuple(filter(None, (part.strip() for part in value.split(","))))


class Settings(BaseSettings):
    """The frozen table of settings, read once at start."""

    model_config = SettingsConfigDict(env_prefix="INBETWEEN_", env_ignore_empty=True, frozen=True, extra="forbid")

    data: Path = Field(_home(".local/share"), description="Folder of the database, results, uploads and work files.")
    cache: Path = Field(
        _home(".cache"),
        description="Folder of compiled kernels, and of what took how long here; may be deleted at any time.",
    )
    database: str | None = Field(None, description="Database URL; default: SQLite in the data folder.")
    objects: str | None = Field(
        None,
        description="Store of results, inputs and uploads, s3://BUCKET/PREFIX; default: a folder in the data folder.",
    )
    secret: SecretStr | None = Field(
        None,
        min_length=32,
        description="What URLs, upload forms and temporary keys are signed with, equal on every machine that serves: "
        "32 characters or more; default: the file `secret` in the data folder, made at the first start.",
    )
    host: str = Field("127.0.0.1", description="Address that the server listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port that the server listens on; 0 picks a free one.")
    worker: bool = Field(True, description="Whether `serve` does tasks too; if not, `inbetween worker` processes do.")
    public_url: str | None = Field(None, description="Base of the URLs in answers; default: the Host that was asked.")
    trusted_proxies: str = Field(
        "127.0.0.1,::1",
        description="Networks, comma separated, of reverse proxies whose X-Forwarded-For and -Proto are believed.",
    )
    cors: str = Field(
        "", description="Origins, comma separated, whose pages may call from browsers, as https://a.example.org; or *."
    )
    connections: int = Field(2000, ge=1, description="Most connections at once; one more is answered 503.")
    connections_per_address: int = Field(
        256, ge=1, description="Most connections at once from one address that is no trusted proxy; then 429."
    )
    body_memory: int = Field(
        256, ge=1, description="MiB of large request bodies at once; one more waits its turn, 15 s at most, then 503."
    )
    bad_keys: int = Field(
        20, ge=0, description="Wrong keys a minute that one address may try before it is answered 429; 0: any number."
    )
    region: str = Field("cn-beijing", description="Region that keys and tasks of this installation belong to.")
    account: str = Field("main", description="Account that keys made on the command line belong to.")
    engine: Literal["tween", "still"] = Field(
        "tween", description="Engine that renders what the model map gives to no other."
    )
    weights: Path | None = Field(
        None, description="Model map: a TOML file that says which public model is rendered by which open weights."
    )
    serves: str = Field(
        "",
        description="Entries of the model map and engines, comma separated, that this process renders; default: every "
        "one whose files are on its machine.",
    )
    validation: Literal["early", "late"] = Field(
        "early", description="Refuse a faulty body at submit (early), or accept it and fail its task (late, the cloud)."
    )
    strict_paths: bool = Field(False, description="Refuse a model on the other of the two submit paths, as the cloud.")
    rates: bool = Field(False, description="Apply the vendor's submit rates per model.")
    test_aids: bool = Field(
        False,
        description="For authors of clients: any caller may ask in a prompt how a task should end, as "
        "[inbetween: slow=3 fail=InternalError.Algo], [inbetween: expire] or [inbetween: deny=Arrearage].",
    )
    keep: str = Field("24h", description="How long results and rows live: e.g. 90m, 24h, 30d, or forever.")
    disk_limit: float | None = Field(
        None,
        gt=0,
        description="GiB that results, inputs and uploads may take; beyond it the oldest ended tasks go early.",
    )
    fetch_allow: str = Field(
        "", description="Networks and hosts, comma separated, that users' URLs may reach though private."
    )
    fetch_deny: str = Field(
        "", description="Networks, comma separated, that users' URLs may never reach though public: your own, say."
    )
    fetch_seconds: float = Field(60.0, gt=0, description="Longest time that fetching one of a user's URLs may take.")
    metrics_allow: str = Field(
        "127.0.0.0/8,::1/128", description="Networks, comma separated, whose addresses may read /metrics."
    )
    metrics_port: int | None = Field(
        None,
        ge=0,
        le=65535,
        description="Port on which `inbetween worker`, which serves nothing else, answers Prometheus.",
    )
    mark: Literal["AI生成", "AI Generated"] = Field(
        "AI生成", description="Text of the watermark: AI生成 or AI Generated."
    )
    child_memory: int = Field(
        6 * 2**30, ge=2**30, description="Most bytes of address space that the engine child may take."
    )
    render_seconds: float = Field(
        10_800.0, gt=0, description="Longest time that one render may take; then its task fails, as the vendor's do."
    )
    lease_seconds: float = Field(
        30.0, ge=1, description="After how long a task of a worker that fell silent is taken by another."
    )
    drain_seconds: float = Field(30.0, ge=0, description="How long a stopping server lets its running task finish.")

    @field_validator("public_url")
    @classmethod
    def _base_of_urls(cls, value: str | None) -> str | None:
        """Require http(s)://host and drop a trailing slash."""
        if value is not None and not re.fullmatch(r"https?://[^/\s?#]+(/[^\s?#]*)?", value):
            raise ValueError("it should read http://HOST or https://HOST")
        return value.rstrip("/") if value else None

    @field_validator("objects")
    @classmethod
    def _bucket(cls, value: str | None) -> str | None:
        """Require a bucket, maybe with a prefix of folder names."""
        if value is not None and not re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]+(/[A-Za-z0-9._-]+)*/?", value):
            raise ValueError("it should read s3://BUCKET or s3://BUCKET/PREFIX")
        return value

    @field_validator("keep")
    @classmethod
    def _life_time(cls, value: str) -> str:
        """Require a whole number with a unit, or ``forever``."""
        if value != "forever" and not re.fullmatch(r"[1-9]\d{0,6}[smhd]", value):
            raise ValueError("it should be a whole number with s, m, h or d (as in 24h), or forever")
        return value

    @field_validator("fetch_allow")
    @classmethod
    def _networks_or_hosts(cls, value: str) -> str:
        """Require each entry to be a network or a host name."""
        for entry in _entries(value):
            if re.search(r"[/:]", entry) or re.fullmatch(r"[\d.]+", entry):
                ipaddress.ip_network(entry)
            elif not re.fullmatch(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*", entry):
                raise ValueError(f"{entry!r} is neither a network (as 127.0.0.0/8) nor a host name")
        return value

    @field_validator("cors")
    @classmethod
    def _origins(cls, value: str) -> str:
        """Require each entry to be an origin as browsers send it, or ``*``."""
        for entry in _entries(value):
            if not re.fullmatch(r"\*|https?://[a-z0-9.\[\]:_-]+", entry):
                raise ValueError(f"{entry!r} is no origin (as https://a.example.org: lower case, no path)")
        return value

    @field_validator("metrics_allow", "trusted_proxies", "fetch_deny")
    @classmethod
    def _networks(cls, value: str) -> str:
        """Require each entry to be a network."""
        for entry in _entries(value):
            ipaddress.ip_network(entry)
        return value

    @property
    def bucket(self) -> tuple[str, str] | None:
        """The bucket and the prefix of the objects; ``None`` when they are files in the data folder."""
        if self.objects is None:
            return None
        name, _, prefix = self.objects.removeprefix("s3://").partition("/")
        return name, prefix.rstrip("/")

    @property
    def keep_millis(self) -> Millis | None:
        """The life time of results and rows; ``None`` is forever."""
        return None if self.keep == "forever" else int(self.keep[:-1]) * _UNITS[self.keep[-1]]

    @property
    def disk_limit_bytes(self) -> int | None:
        """The most bytes of all objects together."""
        return None if self.disk_limit is None else int(self.disk_limit * 2**30)

    @property
    def lease_millis(self) -> Millis:
        """The lease of a claimed task."""
        return int(self.lease_seconds * SECOND)

    @property
    def fetch_allowed(self) -> tuple[str, ...]:
        """The networks and hosts of ``fetch_allow``."""
        return _entries(self.fetch_allow)

    @property
    def fetch_denied(self) -> tuple[str, ...]:
        """The networks of ``fetch_deny``."""
        return _entries(self.fetch_deny)

    @property
    def served(self) -> tuple[str, ...]:
        """The names of ``serves``; empty: all."""
        return _entries(self.serves)

    @property
    def metrics_allowed(self) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
        """The networks of ``metrics_allow``."""
        return tuple(map(ipaddress.ip_network, _entries(self.metrics_allow)))

    @property
    def body_memory_bytes(self) -> int:
        """The most bytes of large request bodies together."""
        return self.body_memory * 2**20

    @property
    def proxies(self) -> tuple[str, ...]:
        """The networks of ``trusted_proxies``."""
        return tuple(_entries(self.trusted_proxies))

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins of ``cors``."""
        return tuple(_entries(self.cors))

    @property
    def database_url(self) -> str:
        """The database that is used."""
        return self.database or f"sqlite:///{quote(str(self.data / 'inbetween.db'))}"


def read(**options: object) -> Settings:
    """Read the environment; ``options`` that are not ``None`` win over it.

    Raises:
        OperatorError: naming the option or the variable, its value's fault and what it should be.
    """
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic validates what the command line gives
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"])
        where = f"--{name.replace('_', '-')}" if name in given else f"INBETWEEN_{name.upper()}"
        fault = first["msg"].removeprefix("Value error, ")  # pydantic's word for what a validator here has said
        shown = "not shown" if name == "secret" else repr(first["input"])
        raise OperatorError(f"{where} is wrong: {fault} (it is {shown}).") from None
