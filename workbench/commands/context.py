"""What the commands share: the settings, an open database, errors in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from sqlalchemy.exc import DatabaseError, OperationalError

from glossary.errors import GlossaryError
from translations.errors import TranslationsError
from workbench.commands.answers import Exit
from workbench.config import BadConfig, Config, read_config
from workbench.errors import Conflict, InvalidInput, NotFound, WorkbenchError
from workbench.permissions import Actor
from workbench.services import access, accounts
from workbench.storage import migrate, projects
from workbench.storage.engine import Database, open_database, reading, sqlite_file

_NO_WORKBENCH = "There is no workbench yet: run `workbench init` first."

P = ParamSpec("P")
R = TypeVar("R")


class Refused(click.ClickException):
    """What was given cannot be used: a file, a name, a setting."""

    exit_code = Exit.BAD_INPUT


def settings() -> Config:
    """Read the settings as the whole program does."""
    return read_config()


def instance(config: Config) -> Path:
    """Make the folder for what the program keeps beside its database."""
    config.folder.mkdir(parents=True, exist_ok=True)
    return config.folder


@contextmanager
def opened(
    config: Config, *, upgrading: bool = False, creating: bool = False
) -> Iterator[Database]:
    """Open the database of the settings for one command; up to date, unless it will make it so.

    Only a command that creates it makes SQLite's file, and room for it.
    """
    file = sqlite_file(config.database)
    if file is not None and not file.exists():
        if not creating:
            raise click.ClickException(_NO_WORKBENCH)
        file.parent.mkdir(parents=True, exist_ok=True)
    database = open_database(config.database)
    try:
        if not upgrading:
            _refuse_outdated(database)
        yield database
    finally:
        database.dispose()


def _refuse_outdated(database: Database) -> None:
    with database.reader.connect() as connection, connection.begin():
        standing = migrate.current(connection)
    if standing is None:
        raise click.ClickException(_NO_WORKBENCH)
    if not migrate.is_known(standing):
        raise Conflict(migrate.NEWER)
    if standing != migrate.newest():
        raise click.ClickException("The database is not up to date: run `workbench init`.")


def plainly(command: Callable[P, R]) -> Callable[P, R]:
    """Say in one line what was refused or has failed, instead of a traceback.

    Exit status: 2 for what was given and cannot be used, 1 for what is not to be reached.
    """

    @wraps(command)
    def run(*arguments: P.args, **options: P.kwargs) -> R:
        try:
            return command(*arguments, **options)
        except (WorkbenchError, TranslationsError, GlossaryError, BadConfig) as error:
            raise Refused(str(error)) from error
        except DatabaseError as error:
            if type(error) not in {DatabaseError, OperationalError}:
                raise  # of our own making
            said = " ".join(str(error.orig).split())
            raise click.ClickException(f"The database does not answer: {said}") from error
        except OSError as error:
            if error.filename is None:
                raise
            raise Refused(f"{error.filename}: {error.strerror}.") from error

    return run


def project_of(database: Database, slug: str) -> int:
    """Find a project by its short name."""
    with reading(database) as connection:
        return access.project_of_slug(connection, slug)


def glossary_of(database: Database, name: str | None) -> int:
    """Find a glossary by its name, or the only one there is."""
    with reading(database) as connection:
        known = {label: key for key, label in projects.glossaries(connection)}
    if name is None and len(known) == 1:
        return next(iter(known.values()))
    if name is None and not known:
        raise InvalidInput(
            "glossary", "There is no glossary; `workbench glossary import` makes one."
        )
    if name is None:
        raise InvalidInput("glossary", f"Name one of the glossaries: {', '.join(known)}.")
    if name not in known:
        raise NotFound("glossary", name)
    return known[name]


def operator(database: Database) -> Actor:
    """Give the account for whom the command line acts: the first administrator."""
    for account in accounts.people(database, actor=None):
        if account.admin and account.disabled_at is None:
            return account.actor
    raise NotFound("administrator; run `workbench init` first")
