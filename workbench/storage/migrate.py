"""Bringing a database to the schema of this program, all or nothing.

On SQLite foreign keys are switched off *before* the transaction (a batch alter
otherwise cascades and empties child tables), all steps run in one `BEGIN
IMMEDIATE`, both integrity checks follow inside it, and the file is copied aside
first. On PostgreSQL the steps run in one transaction as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from workbench.errors import BrokenDatabase, Conflict
from workbench.storage.engine import Database, sqlite_module

#: What is to be said of a database that this program cannot read.
NEWER = "The database was made by a newer workbench; install that one, or restore a backup."
_SCRIPTS = Path(__file__).parent / "migrations"


def current(connection: Connection) -> str | None:
    """Name the migration that the database stands at; none for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """Name the newest migration of this program."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def is_known(revision: str) -> bool:
    """Say whether a migration is one of this program; those of a newer one are not."""
    scripts = ScriptDirectory.from_config(_config())
    return revision in {script.revision for script in scripts.walk_revisions()}


def initialised(database: Database) -> bool:
    """Say whether the database has any schema yet."""
    with database.reader.connect() as connection, connection.begin():
        return current(connection) is not None


def upgrade(database: Database, target: str = "head") -> bool:
    """Bring the database up to date; say whether anything was done."""
    with database.reader.connect() as connection, connection.begin():
        before = current(connection)
    if before == newest():
        return False
    if before is not None and not is_known(before):
        raise Conflict(NEWER)
    if before is not None and database.is_sqlite:
        _copy_aside(database, before)
    with database.writer.connect() as connection:
        if database.is_sqlite:
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        try:
            _run(connection, target)
        finally:
            if database.is_sqlite:
                connection.connection.cursor().execute("PRAGMA foreign_keys=ON")
    return True


def _run(connection: Connection, target: str) -> None:
    with connection.begin():
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, target)
        if connection.dialect.name == "sqlite":
            _check(connection)


def _check(connection: Connection) -> None:
    broken: Sequence[object] = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    if broken or sound != "ok":
        raise BrokenDatabase(f"{len(broken)} rows without their parent; integrity: {sound}")


def _copy_aside(database: Database, revision: str) -> None:
    """Keep a copy of the file, made by SQLite itself, so that the WAL is in it."""
    name = database.reader.url.database
    if not name or name == ":memory:":
        return
    path = Path(name)
    copy = path.with_name(f"{path.name}.before-{revision}")
    copy.unlink(missing_ok=True)
    connection = sqlite_module().connect(str(path))
    try:
        connection.execute("VACUUM INTO ?", (str(copy),))
    finally:
        connection.close()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    return config
