"""What an installation sets: one frozen value from a TOML file and the environment.

The environment wins over the file: `WORKBENCH_DATABASE` over `database = …`.
The secret is not set here: the first start makes one and keeps it in the database.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from workbench.storage.engine import sqlite_file

_PREFIX = "WORKBENCH_"
_LARGEST_PORT = 65_535


class BadConfig(ValueError):
    """A setting cannot be read; says which one and why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"The setting “{name}” {reason}.")
        self.name, self.reason = name, reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of an installation, each with a default that works on one machine."""

    database: str = "sqlite:///instance/workbench.sqlite3"  #: an SQLAlchemy URL
    host: str = "127.0.0.1"
    port: int = 8000
    address: str = ""  #: where people reach it, "https://words.example"; empty: as they ask
    proxies: int = 0  #: how many trusted proxies stand before it and write X-Forwarded-*
    session_days: int = 30
    upload_megabytes: int = 60
    web_processes: int = 0  #: 0: two, where there are two processors
    publish_folder: str = ""  #: below which projects may publish to folders; empty: nowhere
    private_webhooks: int = 0  #: 1: webhooks may call this network's own addresses, and HTTP
    instance: str = ""  #: folder beside the database; empty: where SQLite's file is

    @property
    def folder(self) -> Path:
        """Name the folder for what the program keeps beside its database."""
        file = sqlite_file(self.database)
        return Path(self.instance or (file.parent if file else "instance"))

    @property
    def processes(self) -> int:
        """Count the web processes to serve with."""
        return self.web_processes or min(2, os.cpu_count() or 1)

    @property
    def secure(self) -> bool:
        """Say whether people come over HTTPS, so that cookies may be bound to it."""
        return self.address.startswith("https://")

    @property
    def session_length(self) -> timedelta:
        return timedelta(days=self.session_days)

    @property
    def upload_limit(self) -> int:
        return self.upload_megabytes * 1024 * 1024


def read_config(file: Path | None = None, environment: Mapping[str, str] = os.environ) -> Config:
    """Read the settings from a TOML file, if there is one, and from the environment."""
    path = file or _named_file(environment)
    found = _from_file(path) if path else {}
    return _config({**found, **_from_environment(environment)})


def _named_file(environment: Mapping[str, str]) -> Path | None:
    name = environment.get(f"{_PREFIX}CONFIG")
    return Path(name) if name else None


def _from_file(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadConfig(str(path), f"names a file that cannot be read: {error}") from error


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    names = {f"{_PREFIX}{field.name.upper()}": field.name for field in fields(Config)}
    return {names[key]: value for key, value in environment.items() if key in names}


def _config(found: Mapping[str, object]) -> Config:
    kinds = {field.name: str(field.type) for field in fields(Config)}
    for name in found:
        if name not in kinds:
            raise BadConfig(name, f"is not known; known are {', '.join(kinds)}")
    texts = {name: _text(name, value) for name, value in found.items() if kinds[name] == "str"}
    numbers = {name: _number(name, value) for name, value in found.items() if kinds[name] == "int"}
    make: Callable[..., Config] = Config
    config = make(**texts, **numbers)
    _refuse_no_database(config.database)
    _refuse_no_port(config.port)
    return config


def _refuse_no_database(url: str) -> None:
    """Refuse what names neither of the databases that there are tests for."""
    try:
        driver = make_url(url).drivername
    except ArgumentError:
        driver = ""
    if driver.startswith("sqlite"):
        if sqlite_file(url) in {None, Path(":memory:")}:
            raise BadConfig("database", "must name a file for SQLite")
    elif driver.startswith("postgresql"):
        _refuse_no_driver(url)
    else:
        reason = "must be an address such as sqlite:///words.sqlite3 or postgresql+psycopg://…"
        raise BadConfig("database", reason)


def _refuse_no_driver(url: str) -> None:
    try:
        make_url(url).get_dialect().import_dbapi()
    except (NoSuchModuleError, ImportError) as error:
        raise BadConfig("database", f"asks for a driver that is not installed: {error}") from None


def _refuse_no_port(port: int) -> None:
    if port > _LARGEST_PORT:
        raise BadConfig("port", f"must not be larger than {_LARGEST_PORT}")


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadConfig(name, "must be text")
    return value.strip().rstrip("/") if name == "address" else value.strip()


def _number(name: str, value: object) -> int:
    try:
        number = int(str(value))
    except ValueError:
        raise BadConfig(name, "must be a whole number") from None
    if number < 0:
        raise BadConfig(name, "must not be negative")
    return number
