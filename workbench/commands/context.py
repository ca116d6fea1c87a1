"""What the commands share: the settings, an open database, errors in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from sqlalchemy.exc import OperationalError

from glossary.errors import GlossaryError
from translations.errors import TranslationsError
from workbench.config import BadConfig, Config, read_config
from workbench.errors import WorkbenchError
from workbench.storage.engine import Database, open_database, sqlite_file

P = ParamSpec("P")
R = TypeVar("R")


def settings() -> Config:
    """Read the settings as the whole program does, and make room for SQLite's file."""
    config = read_config()
    file = sqlite_file(config.database)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    return config


def instance(config: Config) -> Path:
    """Name the folder for what the program keeps beside its database."""
    file = sqlite_file(config.database)
    folder = Path("instance") if file is None else file.parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def opened(config: Config) -> Iterator[Database]:
    """Open the database of the settings for one command."""
    database = open_database(config.database)
    try:
        yield database
    finally:
        database.dispose()


def plainly(command: Callable[P, R]) -> Callable[P, R]:
    """Say in one line what was refused, instead of a traceback."""

    @wraps(command)
    def run(*arguments: P.args, **options: P.kwargs) -> R:
        try:
            return command(*arguments, **options)
        except (WorkbenchError, TranslationsError, GlossaryError, BadConfig) as error:
            raise click.ClickException(str(error)) from error
        except OperationalError as error:
            raise click.ClickException(f"The database does not answer: {error.orig}") from error

    return run
